package diag

// A Code is the stable name of a kind of diagnostic. Writers look it up with
// `tradeoff help errors`, machines filter by it. Each one is explained there,
// with an example that a test builds.
type Code string

// Files and YAML.
const (
	Unreadable  Code = "unreadable-file" // the system cannot read it
	NotUTF8     Code = "not-utf8"        // its bytes are not UTF-8 text
	EmptyFile   Code = "empty-file"      // nothing in it
	UnknownFile Code = "unknown-file"    // nothing here is called that (warning)
	WrongEnding Code = "wrong-ending"    // .yml where .yaml is meant
	InvalidID   Code = "invalid-id"      // not lower-case letters, digits and hyphens
	Syntax      Code = "yaml-syntax"     // YAML that cannot be parsed
	Feature     Code = "yaml-feature"    // anchors, aliases, tags, merge keys, second documents
	FrontMatter Code = "no-front-matter" // a guide that does not begin with one
	MissingFile Code = "missing-file"    // a file that the site cannot do without
	NoOptions   Code = "no-options"      // a category without options (warning)
	NoGuides    Code = "no-guides"       // a site without guides (warning)
	NoAddress   Code = "no-url"          // what needs absolute addresses is left out (note)
)

// Keys and values.
const (
	UnknownKey   Code = "unknown-key"
	MissingKey   Code = "missing-key"
	WrongType    Code = "wrong-type"    // text where a list is expected, and the like
	InvalidValue Code = "invalid-value" // of the right kind, but not allowed
	Duplicate    Code = "duplicate"
	Cycle        Code = "cycle"                // something that refers to itself
	NoNote       Code = "partial-without-note" // warning
	StaleFact    Code = "stale-fact"           // checked too long ago (warning of `tradeoff check`)
	Untranslated Code = "untranslated"         // words of the interface (note of `tradeoff check`)
)

// References.
const (
	UnknownAttribute Code = "unknown-attribute"
	UnknownGroup     Code = "unknown-group"
	UnknownOption    Code = "unknown-option"
	UnknownCategory  Code = "unknown-category"
	UnknownGuide     Code = "unknown-guide"
	UnknownAuthor    Code = "unknown-author"
	Ambiguous        Code = "ambiguous-name"
	AddressTaken     Code = "address-taken"
	UnsafeAddress    Code = "unsafe-address"
	BrokenLink       Code = "broken-link"
	UnknownAnchor    Code = "unknown-anchor"
	AbsoluteLink     Code = "absolute-link"
	DraftLink        Code = "link-to-draft" // warning
)

// Guides' bodies.
const (
	UnknownDirective   Code = "unknown-directive"
	DirectiveAttribute Code = "directive-attribute" // unknown, repeated or malformed
	DirectiveUnclosed  Code = "directive-unclosed"
	DirectiveContent   Code = "directive-content" // what stands in it does not fit
	RawHTML            Code = "raw-html"          // warning
	UnknownLanguage    Code = "unknown-language"  // of a code block (warning)
	Heading            Code = "heading"           // one that is empty, or of a level that does not fit (warning)
	EmptyTable         Code = "empty-table"       // a table without rows or columns
	UnknownFact        Code = "unknown-fact"      // prose that names a fact nobody knows (warning)
)

// Templates and output.
const (
	Template        Code = "template-error"
	UnknownTemplate Code = "unknown-template" // warning
	Contrast        Code = "low-contrast"     // a colour that cannot be read on its background (warning)
	OutputUnsafe    Code = "output-unsafe"    // the output folder is or holds the sources
	OutputForeign   Code = "output-foreign"   // a file that this tool did not write is in the way
	OutputFailed    Code = "output-failed"    // the system refused to write
)
