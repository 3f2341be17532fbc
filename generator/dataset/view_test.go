package dataset_test

import (
	"fmt"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
	"tradeoff/generator/source"
)

// These functions show the typed values, one on each line, with nothing that is
// absent. A position is line:column.

type view struct{ strings.Builder }

func (b *view) line(indent int, format string, args ...any) {
	b.WriteString(strings.Repeat("  ", indent) + fmt.Sprintf(format, args...) + "\n")
}

// field shows a key unless its value is the zero value.
func (b *view) field(indent int, key string, value any) {
	if s := fmt.Sprint(value); s != "" && s != "0" && s != "false" && s != "[]" {
		b.line(indent, "%s: %s", key, s)
	}
}

func at(p diag.Position) string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// text shows Markdown by its words and where they begin.
func text(t markup.Text) string {
	if t.IsEmpty() {
		return ""
	}
	return fmt.Sprintf("%q %s", t.Plain, at(t.Pos))
}

func texts(list []markup.Text) string {
	var out []string
	for _, t := range list {
		out = append(out, text(t))
	}
	return strings.Join(out, ", ")
}

func names(list []source.Name) string {
	var out []string
	for _, n := range list {
		out = append(out, fmt.Sprintf("%q %s", n.Value, at(n.Pos)))
	}
	return strings.Join(out, ", ")
}

func showConfig(c *source.Config) string {
	b := &view{}
	b.line(0, "title: %s", names([]source.Name{c.Title}))
	b.field(0, "tagline", c.Tagline)
	b.field(0, "url", c.URL)
	b.field(0, "language", c.Language)
	b.field(0, "repository", c.Repository)
	for _, a := range c.Authors {
		b.line(0, "author %q %s", a.ID, at(a.Pos))
		b.field(1, "name", a.Name)
		b.field(1, "url", a.URL)
		b.field(1, "bio", text(a.Bio))
	}
	b.field(0, "stale after days", c.StaleAfter)
	b.field(0, "pairs", c.Pairs)
	showTheme(b, c.Theme)
	b.field(0, "raw html", c.RawHTML)
	for _, w := range c.Words {
		for _, form := range w.Forms {
			b.field(0, "words "+w.Key+" "+form.Form, form.Text)
		}
	}
	b.field(0, "incomplete", c.Incomplete)
	return b.String()
}

func showCategory(c *source.Category) string {
	b := &view{}
	b.line(0, "category %s %s: %s, %s", c.ID, at(c.Pos), c.Title, c.Singular)
	b.field(0, "summary", text(c.Summary))
	b.field(0, "neighbours", names(c.Neighbours))
	b.field(0, "authored", c.Authored)
	b.field(0, "incomplete", c.Incomplete)
	for _, g := range c.Groups {
		b.line(0, "group %q", g.Label)
		for _, a := range g.Attributes {
			showAttribute(b, a)
		}
	}
	for _, q := range c.Questions {
		b.line(0, "question %s %s weight %s, not sure %s: %s", q.ID, at(q.Pos), q.Weight.RatString(), q.NotSure.RatString(), q.Ask)
		b.field(1, "help", text(q.Help))
		for _, a := range q.Answers {
			b.line(1, "answer %s %s likelihood %s: %s", a.ID, at(a.Pos), a.Likelihood.RatString(), a.Label)
			showConditions(b, "require", a.Require)
			showConditions(b, "prefer", a.Prefer)
		}
	}
	return b.String()
}

func showAttribute(b *view, a *source.Attribute) {
	better := [...]string{"neither", "more", "less"}[a.Better]
	b.line(1, "%s %s %s: %q, better %s, weight %s", a.Type, a.ID, at(a.Pos), a.Label, better, a.Weight.RatString())
	b.field(2, "help", text(a.Help))
	b.field(2, "levels", strings.Join(a.Levels, " | "))
	b.field(2, "choices", strings.Join(a.Choices, " | "))
	b.field(2, "unit", a.Unit)
	b.field(2, "synonyms", strings.Join(a.Synonyms, " | "))
	if a.Max != nil {
		b.field(2, "max", a.Max.RatString())
	}
}

func showConditions(b *view, what string, conditions []*source.Condition) {
	ops := [...]string{"any of", "<", "<=", ">", ">=", "higher", "lower"}
	for _, c := range conditions {
		var values []string
		for _, v := range c.Values {
			values = append(values, value(v))
		}
		b.line(2, "%s %s %s: %s %s", what, c.Attribute.ID, at(c.Pos), ops[c.Op], strings.Join(values, " | "))
	}
}

// value shows a value with its kind.
func value(v source.Value) string {
	switch v := v.(type) {
	case nil:
		return "none"
	case source.Level:
		return fmt.Sprintf("level %d %s", v.Index, v)
	case source.Number:
		return fmt.Sprintf("number %s %s", v, v.Rat.RatString())
	case source.Words:
		return fmt.Sprintf("words %q", []string(v))
	}
	kind := strings.ToLower(strings.TrimPrefix(fmt.Sprintf("%T", v), "source."))
	return kind + " " + v.String()
}

func showOption(o *source.Option) string {
	b := &view{}
	b.line(0, "option %s/%s %s: %s", o.CategoryID, o.ID, at(o.Pos), o.Name)
	b.field(0, "summary", text(o.Summary))
	b.field(0, "website", o.Website)
	b.field(0, "repository", o.Repository)
	b.field(0, "license", o.License)
	b.field(0, "synonyms", strings.Join(o.Synonyms, " | "))
	b.field(0, "incomplete", o.Incomplete)
	for _, f := range o.Facts {
		state := [...]string{"unknown", "n/a", value(f.Value)}[f.State]
		if f.Faulty {
			state += ", faulty"
		}
		b.line(0, "fact %s %s: %s", f.Attribute.ID, at(f.Pos), state)
		b.field(1, "note", text(f.Note))
		b.field(1, "sources", strings.Join(f.Sources, " "))
		b.field(1, "checked", f.Checked)
		b.field(1, "since", f.Since)
	}
	b.field(0, "pros", texts(o.Pros))
	b.field(0, "cons", texts(o.Cons))
	for _, u := range o.UsedBy {
		b.line(0, "used by %s %s", u.Name, at(u.Pos))
		b.field(1, "for", u.For)
		b.field(1, "source", u.Source)
	}
	return b.String()
}

func showTheme(b *view, t source.Theme) {
	for i, p := range []source.Palette{t.Light, t.Dark} {
		for j, c := range []source.Name{p.Accent, p.Background, p.Text, p.Muted, p.Line} {
			if c.Value != "" {
				b.line(0, "%s %s: %s %s", []string{"light", "dark"}[i], []string{"accent", "background", "text", "muted", "line"}[j], c.Value, at(c.Pos))
			}
		}
	}
	b.field(0, "text font", strings.Join(t.Fonts.Text, " | "))
	b.field(0, "heading font", strings.Join(t.Fonts.Heading, " | "))
	b.field(0, "code font", strings.Join(t.Fonts.Code, " | "))
	for _, f := range t.Fonts.Files {
		b.line(0, "font file %s: weight %q, style %q, display %q", names([]source.Name{f.Family, f.File}), f.Weight, f.Style, f.Display)
	}
	for _, named := range []struct {
		what string
		name source.Name
	}{{"logo", t.Logo.Light}, {"dark logo", t.Logo.Dark}, {"favicon", t.Favicon}, {"css", t.Style}} {
		if named.name.Value != "" {
			b.line(0, "%s: %s", named.what, names([]source.Name{named.name}))
		}
	}
	b.field(0, "footer", texts(t.Footer))
	for _, e := range t.Navigation {
		b.line(0, "navigation %s: label %q, to %s%s%s", at(e.Pos), e.Label, e.ID.Value, e.Page.Value, e.URL)
	}
}
