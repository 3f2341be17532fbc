package guide_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"tradeoff/generator/golden"
	"tradeoff/generator/guide"
	"tradeoff/generator/source"
)

// TestParse reads testdata/*.txtar: one guide.md and the views of what comes
// out. The comment of a file may say "bom", "crlf" or ", cr" at the end of a line to
// change its bytes.
func TestParse(t *testing.T) {
	golden.Run(t, func(t *testing.T, a golden.Archive) []golden.View {
		src := a.Inputs[0].Data
		if strings.Contains(a.Comment, "crlf") {
			src = bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))
		}
		if strings.Contains(a.Comment, ", cr\n") {
			src = bytes.ReplaceAll(src, []byte("\n"), []byte("\r"))
		}
		if strings.Contains(a.Comment, "bom") {
			src = append([]byte("\ufeff"), src...)
		}
		g, diags := guide.Parse("a/b", "guides/a/b.md", src, guide.Options{})
		return []golden.View{{Name: "guide", Text: view(g)}, {Name: "diagnostics", Text: golden.Diagnostics(diags)}}
	})
}

func view(g *source.Guide) string {
	var s strings.Builder
	fmt.Fprintf(&s, "id: %s\ntitle: %q\ndescription: %q\n", g.ID, g.Title, g.Description)
	names(&s, "compare", g.Compare)
	fmt.Fprintf(&s, "rule: %q\n", g.Rule.Plain)
	fmt.Fprintf(&s, "tags: %q\n", g.Tags)
	names(&s, "related", g.Related)
	names(&s, "authors", g.Authors)
	fmt.Fprintf(&s, "published: %s, updated: %s, draft: %t\n", g.Published, g.Updated, g.Draft)
	names(&s, "aliases", g.Aliases)
	if g.Incomplete {
		s.WriteString("incomplete\n")
	}
	fmt.Fprintf(&s, "body: line %d, %q\n", g.BodyLine, g.Text)
	for _, l := range append(g.Rule.Links, g.Links...) {
		fmt.Fprintf(&s, "link: %q at %s\n", l.Dest, l.Pos)
	}
	return s.String()
}

func names(s *strings.Builder, key string, names []source.Name) {
	fmt.Fprintf(s, "%s:", key)
	for _, n := range names {
		fmt.Fprintf(s, " %q at %d:%d", n.Value, n.Pos.Line, n.Pos.Column)
	}
	s.WriteString("\n")
}
