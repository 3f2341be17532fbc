package templates

import (
	"fmt"
	"html/template"
	"io"
	"strings"
	"testing"
)

// BenchmarkGuidePage executes the template of a guide, whose text is made already: by a
// plate, and by html/template.
func BenchmarkGuidePage(b *testing.B) {
	view := &GuidePage{
		Frame: Frame{Lang: "en", Dir: "ltr", Title: "A guide", Description: "What it says.", SiteTitle: "Site", Home: "../index.html", Kind: "guide", StyleSheet: "../assets/site.css", Script: "../assets/site.js", Icon: "../assets/icon.svg", Preview: &Preview{Title: "A guide"}},
		Body:  template.HTML(strings.Repeat("<p>Text of a guide, which is as it is.</p>", 300)), Minutes: 3,
		Neighbours: nil, Related: &Related{ID: "related"},
	}
	for n := range 12 {
		link := NavLink{Label: fmt.Sprintf("Category %d & more", n), Address: fmt.Sprintf("../category-%d/index.html", n)}
		view.Nav, view.Header, view.Tags = append(view.Nav, link), append(view.Header, link), append(view.Tags, link)
		view.Contents = append(view.Contents, ContentsEntry{Label: link.Label, ID: fmt.Sprintf("part-%d", n)})
		view.Related.Cards = append(view.Related.Cards, Card{Title: link.Label, Description: "What it says.", Address: link.Address})
		view.Sources = append(view.Sources, Source{Number: n, ID: fmt.Sprintf("source-%d", n), Address: "https://example.org/docs?v=1&lang=en", Label: "example.org/docs", Facts: "Django: ORM"})
	}
	set, _ := Load(nil, nil)
	for _, test := range []struct {
		name string
		set  *Set
	}{{"plate", set}, {"html-template", set.WithoutPlates()}} {
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := test.set.Execute(io.Discard, "guide.html", view); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
