package words

import (
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"tradeoff/generator/source"
)

// A segment is a part of a text: words, or a hole.
type segment struct {
	plain, html string // words, as they are and escaped
	hole        string // its name; empty for words
}

func (s *segment) say(html bool) string {
	if html {
		return s.html
	}
	return s.plain
}

var holeName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// parse reads a text. The error says what is wrong with its braces.
func parse(text string) ([]segment, error) {
	segments := []segment{}
	words := func(plain string) {
		if plain != "" {
			segments = append(segments, segment{plain: plain, html: template.HTMLEscapeString(plain)})
		}
	}
	for {
		before, rest, found := strings.Cut(text, "{")
		if strings.Contains(before, "}") {
			return nil, fmt.Errorf("a } stands without its {")
		}
		words(before)
		if !found {
			if len(segments) == 0 {
				segments = append(segments, segment{})
			}
			return segments, nil
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			return nil, fmt.Errorf("a { is not closed")
		}
		if !holeName.MatchString(name) {
			return nil, fmt.Errorf("%q is no name of a hole", "{"+name+"}")
		}
		segments = append(segments, segment{hole: name})
		text = after
	}
}

// written gives the text that segments were parsed from.
func written(segments []segment) string {
	var b strings.Builder
	for _, s := range segments {
		if s.hole != "" {
			b.WriteString("{" + s.hole + "}")
		}
		b.WriteString(s.plain)
	}
	return b.String()
}

// A textFault is what is wrong with one form of a wording.
type textFault struct {
	form source.WordForm
	err  error
}

// compile parses the forms of a wording.
func compile(wording source.Wording) (*text, *textFault) {
	t := &text{}
	for _, form := range wording.Forms {
		i := slices.Index(formNames[:], form.Form)
		if i < 0 {
			continue
		}
		segments, err := parse(form.Text)
		if err != nil {
			return nil, &textFault{form, err}
		}
		t.forms[i] = segments
		if form.Form == "other" {
			t.plain = form.Text
		}
		for _, s := range segments {
			if s.hole != "" {
				t.holes = append(t.holes, s.hole)
			}
		}
	}
	slices.Sort(t.holes)
	t.holes = slices.Compact(t.holes)
	return t, nil
}
