package markdown_test

import (
	"fmt"
	"strings"

	"tradeoff/generator/markup"
)

// view writes a body with its holes visible: ⟦link 0⟧, ⟦/link⟧, ⟦fact 1⟧.
func view(body markup.Body) string {
	var s strings.Builder
	for _, part := range body {
		switch part := part.(type) {
		case markup.HTML:
			s.WriteString(string(part))
		case markup.LinkStart:
			fmt.Fprintf(&s, "⟦link %d⟧", part)
		case markup.LinkEnd:
			s.WriteString("⟦/link⟧")
		case markup.Image:
			fmt.Fprintf(&s, "⟦image %d⟧", part)
		case markup.Fact:
			fmt.Fprintf(&s, "⟦fact %d⟧", part)
		case markup.Directive:
			fmt.Fprintf(&s, "⟦directive %d⟧\n", part)
		case markup.Said:
			fmt.Fprintf(&s, "⟦%s %s⟧", part.Key, strings.Trim(fmt.Sprint(part.Number, part.Second, " ", part.Text), "0 "))
		case markup.Section:
			s.WriteString("⟦section⟧\n")
		case *markup.Container:
			viewContainer(&s, part)
		default:
			fmt.Fprintf(&s, "⟦%T⟧", part)
		}
	}
	return s.String()
}

func viewContainer(s *strings.Builder, c *markup.Container) {
	fmt.Fprintf(s, "⟦%s %d:%d %q⟧%s\n", c.Name, c.Pos.Line, c.Pos.Column, c.Plain, view(c.Title))
	s.WriteString(view(c.Intro))
	for _, item := range c.Items {
		fmt.Fprintf(s, "⟦item %q %q %s⟧%s\n%s\n", item.ID, item.Plain, item.Language, view(item.Heading), strings.TrimSuffix(view(item.Body), "\n"))
	}
	fmt.Fprintf(s, "⟦/%s⟧\n", c.Name)
}

// holes lists what a document's holes ask for.
func holes(d markup.Document) string {
	var s strings.Builder
	for i, l := range d.Links {
		fmt.Fprintf(&s, "link %d: %q %q at %s\n", i, l.Dest, l.Title, l.Pos)
	}
	for i, l := range d.Images {
		fmt.Fprintf(&s, "image %d: %q alt %q title %q at %s\n", i, l.Dest, l.Alt, l.Title, l.Pos)
	}
	for i, f := range d.Facts {
		fmt.Fprintf(&s, "fact %d: %q %q %q at %s\n", i, f.Category, f.Option, f.Attribute, f.Pos)
	}
	for i, f := range d.Directives {
		fmt.Fprintf(&s, "directive %d: %s at %s", i, f.Name, f.Pos)
		for _, a := range f.Attributes {
			fmt.Fprintf(&s, " %s=%q at %d:%d", a.Key, a.Value, a.Pos.Line, a.Pos.Column)
		}
		s.WriteString("\n")
	}
	return s.String()
}

func headings(d markup.Document) string {
	var s strings.Builder
	for h := range d.Headings.All() {
		fmt.Fprintf(&s, "%s #%s %q", strings.Repeat("#", h.Level), h.ID, h.Plain)
		if h.Container != "" {
			fmt.Fprintf(&s, " in %s", h.Container)
		}
		s.WriteString("\n")
	}
	return s.String()
}
