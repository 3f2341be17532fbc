// Package words holds what the interface says: every word of a page that no writer
// of the site has written. A template or a renderer names a key and what is to stand
// in the text's holes; the words themselves stand in YAML files, one for each
// language, and a site may change any of them.
//
// # Files
//
// en.yaml has all words; the other files, named by their language, have the same keys
// in other words. A file is a mapping of areas, nested as deep as is useful, whose
// leaves are
//
//	skip: Skip to content                        # a text: frame.skip
//	guides:                                      # a text for each plural form
//	  one: "{count} guide"
//	  other: "{count} guides"
//	months: [January, February]                  # a list: months.1, months.2
//
// A text is plain, with named holes: {name}. It has no markup, and no way to write a
// brace. The forms are those of CLDR (zero, one, two, few, many, other); other is
// required, and stands for the forms that are not there. The argument "count", a whole
// number, chooses the form by the language's rules.
//
// # Words of a site
//
// [For] puts the words together: English first, then the shipped language that is the
// site's own, by the matching rules of BCP 47 (de-AT takes de), then what the key
// `words` of data/site.yaml says, which [Read] reads. So a site may change single words,
// and may bring all of them in a language that is not shipped.
//
// # Saying
//
// [Words.Say] is what templates call as {{say "area.key" "hole" value}}: the text is
// escaped, and so are the strings in its holes, while a template.HTML stays as it is.
// In Go, [Words.HTML] is the same without an error, and [Words.Text] gives plain text.
// Whole numbers are written as the language does. An unknown key and a hole without a
// value are errors that name the nearest key; in Go, where tests see to it that there
// are none, the key itself shows.
//
// Scripts have words too: those below script.<name> are for the asset <name>.js, see
// [Words.Script].
//
// Messages are parsed once. golang.org/x/text has catalogs of messages of its own
// (packages message and catalog); they are not used because their verbs are fmt's,
// by position and not by name, so that a translation cannot be read without the
// code; because what they print knows nothing of HTML; and because a missing
// translation is not an error there. Its plural rules, numbers and tags are used.
//
// A [Words] is not changed after it was made, and safe for concurrent use.
package words

import (
	"crypto/sha256"
	"html/template"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"tradeoff/generator/source"
)

// Words are those of one site.
type Words struct {
	tag      language.Tag
	language string // as the site writes it
	messages map[string]*text
	foreign  map[string]bool // keys whose words are English though the language is not
	printer  *message.Printer
	latin    bool // the language writes small numbers with the digits 0 to 9
	sum      source.Sum
}

// A text is what is said by one key.
type text struct {
	forms [len(formNames)][]segment // nil where the form is that of other
	plain string                    // of the form other, as it was written
	holes []string                  // of all forms, sorted
}

// formNames are the names of CLDR, in the order of x/text's plural forms.
var formNames = [...]string{plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}

// For gives the words of a site in a language (BCP 47), with the site's own, which
// are taken to be without fault: see [Read].
func For(tag string, own []source.Wording) *Words {
	w := &Words{tag: language.Make(tag), language: tag, messages: maps.Clone(english().messages), foreign: map[string]bool{}}
	w.printer = w.Printer()
	w.latin = w.printer.Sprint(number.Decimal(1234567890, number.NoSeparator())) == "1234567890"
	if file := shippedFor(w.tag); file == "" {
		for key := range w.messages {
			w.foreign[key] = true
		}
	} else if file != "en" {
		w.add(shipped(file))
	}
	w.add(own)
	w.sum = w.sumUp()
	return w
}

// English gives the words of an English site that changes none.
func English() *Words { return For("en", nil) }

// add puts words in the place of others. What is faulty is left out.
func (w *Words) add(wordings []source.Wording) {
	for _, wording := range wordings {
		if _, known := w.messages[wording.Key]; !known {
			continue
		}
		if t, fault := compile(wording); fault == nil {
			w.messages[wording.Key] = t
			delete(w.foreign, wording.Key)
		}
	}
}

func (w *Words) sumUp() source.Sum {
	var all strings.Builder
	all.WriteString(w.language)
	for _, key := range w.Keys() {
		all.WriteString("\x00" + key)
		for form, segments := range w.messages[key].forms {
			if segments != nil {
				all.WriteString("\x01" + formNames[form] + "\x01" + written(segments))
			}
		}
	}
	sum := sha256.Sum256([]byte(all.String()))
	return source.Sum(sum[:len(source.Sum{})])
}

// Sum tells words apart, for recipes: those with the same sum say the same.
func (w *Words) Sum() source.Sum { return w.sum }

// Language gives the language's tag, as the site writes it.
func (w *Words) Language() string { return w.language }

// Tag gives the language's tag, parsed.
func (w *Words) Tag() language.Tag { return w.tag }

// Printer writes numbers as the language does, with the digits 0 to 9 unless the tag asks
// for others ("ar-u-nu-arab"): for then they are those of the numbers that stand beside
// them, of sources and versions, and of what a script writes, whose browser may have
// another opinion than we of what a language's digits are.
func (w *Words) Printer() *message.Printer {
	tag := w.tag
	if tag.TypeForKey("nu") == "" {
		if latin, err := tag.SetTypeForKey("nu", "latn"); err == nil {
			tag = latin
		}
	}
	return message.NewPrinter(tag)
}

// Keys gives all keys, sorted.
func (w *Words) Keys() []string { return slices.Sorted(maps.Keys(w.messages)) }

// Holes gives the names of the holes that the texts of a key have, sorted.
func (w *Words) Holes(key string) []string {
	if t := w.messages[key]; t != nil {
		return t.holes
	}
	return nil
}

// Has tells whether there are words for a key.
func (w *Words) Has(key string) bool { return w.messages[key] != nil }

// Untranslated gives the keys whose words are English though the site's language is
// another, sorted.
func (w *Words) Untranslated() []string { return slices.Sorted(maps.Keys(w.foreign)) }

// IsTranslated tells whether the words of a key are in the site's language.
func (w *Words) IsTranslated(key string) bool { return !w.foreign[key] }

// rightToLeft are the scripts (ISO 15924) that are in use today and written from right
// to left.
var rightToLeft = []string{"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}

// Direction gives the direction in which the language is written, for the attribute
// dir of HTML: "rtl" or "ltr".
func (w *Words) Direction() string {
	if script, _ := w.tag.Script(); slices.Contains(rightToLeft, script.String()) {
		return "rtl"
	}
	return "ltr"
}

// Number writes a whole number as the language does. Four digits are read without
// marks between them.
func (w *Words) Number(n int) string {
	if n > -10000 && n < 10000 {
		if w.latin {
			return digits(n)
		}
		return w.printer.Sprint(number.Decimal(n, number.NoSeparator()))
	}
	return w.printer.Sprint(number.Decimal(n))
}

// Join writes parts as a list in a sentence: "a, b and c". kind is a key below list:
// "and", "or", or "all" for commas alone.
func (w *Words) Join(kind string, parts []string) string {
	return join(parts, func(key, first, second string) string {
		return w.Text("list."+kind+"."+key, "first", first, "second", second)
	})
}

// JoinHTML is Join for parts that have been escaped.
func (w *Words) JoinHTML(kind string, parts []template.HTML) template.HTML {
	return join(parts, func(key string, first, second template.HTML) template.HTML {
		return w.HTML("list."+kind+"."+key, "first", first, "second", second)
	})
}

// join joins two at a time, from the left.
func join[T ~string](parts []T, two func(key string, first, second T) T) T {
	if len(parts) == 0 {
		return ""
	}
	all := parts[0]
	for i, part := range parts[1:] {
		switch {
		case len(parts) == 2:
			all = two("two", all, part)
		case i == len(parts)-2:
			all = two("last", all, part)
		default:
			all = two("more", all, part)
		}
	}
	return all
}
