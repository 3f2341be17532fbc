// Package guide reads one guide: a Markdown file that begins with front matter.
//
// In go the bytes of guides/**/<id>.md, out come a [source.Guide] and the
// diagnostics of that file. Front matter is YAML between two lines of `---`; what
// follows is the body, which package markdown reads. Positions are those of the
// whole file, whatever its line ends are and whether or not it begins with a
// byte order mark.
//
// What depends on other files (whether an option, a guide or an author exists)
// is not decided here: those are names with their positions.
//
// A guide that is faulty is given as far as it was understood, never as nil, so
// that what refers to it is not reported too.
package guide

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"tradeoff/generator/diag"
	"tradeoff/generator/markdown"
	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
)

// Options say how guides are read.
type Options struct {
	// RawHTML keeps HTML in the body (data/site.yaml, raw_html).
	RawHTML bool
}

// keys of the front matter, in the order of the documentation.
var keys = []string{
	"title", "description", "compare", "rule", "tags", "related", "authors",
	"published", "updated", "draft", "aliases",
}

// Parse reads a guide. id is its path below guides/ without the ending, file its
// path in the site.
func Parse(id, file string, src []byte, opts Options) (*source.Guide, diag.List) {
	var diags diag.List
	g := &source.Guide{
		ID: id, Title: path.Base(id), File: file, Pos: diag.Position{File: file, Line: 1, Column: 1}, BodyLine: 1, Incomplete: true,
	}
	text := bytes.TrimPrefix(src, []byte("\ufeff"))
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	switch {
	case !isText(file, text, &diags):
		return g, diags
	case len(bytes.TrimSpace(text)) == 0:
		diags.Errorf(diag.Position{File: file}, diag.EmptyFile, "the file is empty: a guide needs front matter and text").Hint = example
		return g, diags
	}
	matter, body := split(file, text, &diags)
	g.BodyLine = matter.bodyLine
	if matter.found {
		node, faults := strictyaml.Parse(file, matter.yaml, matter.line-1)
		diags.Append(faults)
		if node == nil && !faults.HasErrors() { // nothing in it
			node = &strictyaml.Node{Pos: diag.Position{File: file, Line: matter.line, Column: 1}}
		}
		if node != nil {
			read(g, node.Fields("a guide's front matter", &diags, keys...))
		}
	}
	g.Document = markdown.Document(file, body, markdown.Options{
		RawHTML: opts.RawHTML, Line: g.BodyLine, Title: g.Title,
	}, &diags)
	if len(g.Body) == 0 && len(g.Compare) == 0 && !diags.HasErrors() {
		diags.Warnf(g.Pos, diag.EmptyFile, "the guide compares nothing and has no text").
			Hint = `write its text below the front matter, or give it "compare"`
	}
	return g, diags
}

// read fills a guide from its front matter.
func read(g *source.Guide, f strictyaml.Fields) {
	if title := f.Required("title").Text(); title != "" {
		g.Title = title
	}
	g.Description = f.Required("description").Text()
	g.Compare = compare(f.Get("compare"))
	if rule := f.Get("rule"); rule.IsText() {
		g.Rule = markdown.Inline(rule.Raw(), rule.Node.Start, rule.Diagnostics())
	}
	for _, tag := range f.Get("tags").Names() {
		g.Tags = append(g.Tags, tag.Value)
	}
	g.Related = f.Get("related").Names()
	g.Authors = f.Get("authors").Names()
	g.Published = f.Get("published").Date()
	g.Updated = f.Get("updated").Date()
	g.Draft = f.Get("draft").Bool()
	g.Aliases = aliases(f.Get("aliases"))
	g.Incomplete = !f.Complete() || len(g.Compare) == 0 && !f.Get("compare").Node.IsEmpty()
	if isBefore(g.Updated, g.Published) {
		f.Get("updated").Warnf(diag.InvalidValue, "updated %s is before published %s", g.Updated, g.Published)
	}
}

// isBefore tells whether one date is before another, as far as both say.
func isBefore(a, b source.Date) bool {
	switch {
	case a.IsZero() || b.IsZero():
		return false
	case a.Year != b.Year || a.Month == 0 || b.Month == 0:
		return a.Year < b.Year
	case a.Month != b.Month || a.Day == 0 || b.Day == 0:
		return a.Month < b.Month
	}
	return a.Day < b.Day
}

// compare reads the options that a guide compares.
func compare(v strictyaml.Value) []source.Name {
	names := v.Names()
	if len(names) == 1 {
		v.Errorf(diag.InvalidValue, `"compare" takes two options or more, found one`).
			Hint = "add another, as in [nodejs, django], or leave compare out: then the guide is an article"
	}
	return names
}

// aliases reads the addresses that redirect to a guide, without the detours of
// ./ and ../ in them, and leaves out those that cannot be one.
func aliases(v strictyaml.Value) []source.Name {
	var aliases []source.Name
	for _, name := range v.Names() {
		if fault := aliasFault(name.Value); fault != "" {
			v.Diagnostics().Errorf(name.Pos, diag.UnsafeAddress, "the alias %q %s", name.Value, fault).
				Hint = "an alias is a path in the site that ends in .html: guides/old-name.html"
			continue
		}
		name.Value = path.Clean(name.Value)
		aliases = append(aliases, name)
	}
	return aliases
}

var schemed = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// aliasFault says why a text cannot be the path of a page in the site; it is
// empty where it can.
func aliasFault(alias string) string {
	segments := strings.Split(path.Clean(alias), "/")
	switch {
	case schemed.MatchString(alias):
		return "is not a path in the site"
	case strings.HasPrefix(alias, "/"):
		return "begins with a slash"
	case strings.ContainsAny(alias, "\\?#%:*\"<>|") || strings.ContainsFunc(alias, unicode.IsControl):
		return "has characters that a file's name cannot have everywhere"
	case segments[0] == "..":
		return "leads out of the site"
	case !strings.HasSuffix(alias, ".html"):
		return "does not end in .html"
	case slices.ContainsFunc(segments, func(s string) bool { return strings.HasPrefix(s, ".") }):
		return "names a hidden file"
	}
	return ""
}
