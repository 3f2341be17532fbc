package templates

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
)

// TestSchemesCanBeRead makes palettes at random, of which each colour may be missing:
// whatever a writer asks for, all text can be read on all that it stands on, and a
// colour that could be read is the one that was given.
func TestSchemesCanBeRead(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	name := func() source.Name {
		if r.IntN(3) == 0 {
			return source.Name{}
		}
		return source.Name{Value: fmt.Sprintf("#%06x", r.IntN(1<<24))}
	}
	palette := func() source.Palette {
		return source.Palette{Accent: name(), Background: name(), Text: name(), Muted: name(), Line: name()}
	}
	for range 1000 {
		theme := source.Theme{Light: palette(), Dark: palette()}
		var diags diag.List
		light, dark := schemesOf(theme, &diags)
		for i, s := range []scheme{light, dark} {
			given := []source.Palette{theme.Light, theme.Dark}[i]
			unreadable := checkScheme(t, s)
			if unreadable > 0 && given.Background.Value == "" {
				t.Errorf("%+v: %d colours cannot be read, and the background is not the writer's", theme, unreadable)
			}
			if given.Background.Value != "" && s["bg"].hex() != given.Background.Value || given.Line.Value != "" && s["line"].hex() != given.Line.Value {
				t.Errorf("%+v: a background or a line is not the one given", theme)
			}
		}
		if t.Failed() {
			return
		}
	}
}

// checkScheme counts the texts that cannot be read on a ground of a scheme. That may
// be only where black or white cannot either: on grounds of a middling grey.
func checkScheme(t *testing.T, s scheme) (unreadable int) {
	for _, text := range []string{"text", "muted", "yes", "partial", "no", "accent"} {
		for name, ground := range s {
			if text == "accent" && name != "bg" && name != "soft" && name != "accent-soft" {
				continue
			}
			if isGround(name) && contrast(s[text], ground) < 4.5 {
				unreadable++
				if s[text] != black && s[text] != white {
					t.Errorf("%s %s on %s %s has contrast %.2f, and could be better", text, s[text].hex(), name, ground.hex(), contrast(s[text], ground))
				}
			}
		}
	}
	return unreadable
}

// TestContrastWarnings: a colour of the writer's that cannot be read is said, with the
// measured ratio and what is used.
func TestContrastWarnings(t *testing.T) {
	at := func(value string, line int) source.Name {
		return source.Name{Value: value, Pos: diag.Position{File: "data/site.yaml", Line: line, Column: 9}}
	}
	for name, test := range map[string]struct {
		theme source.Theme
		want  []string
	}{
		"good":   {source.Theme{Light: source.Palette{Accent: at("#0b7285", 1), Text: at("#222222", 2), Muted: at("#555555", 3)}, Dark: source.Palette{Background: at("#111111", 4)}}, nil},
		"text":   {source.Theme{Light: source.Palette{Text: at("#999999", 2)}}, []string{"data/site.yaml:2:9: the text colour #999999 has a contrast of 2.84 on the background #ffffff of the light scheme, and text needs 4.5 / #6b6b6b is used, the nearest that can be read everywhere: write that, or another"}},
		"accent": {source.Theme{Light: source.Palette{Accent: at("#ffd43b", 1)}}, []string{"data/site.yaml:1:9: the accent colour #ffd43b has a contrast of 1.42 on the background #ffffff of the light scheme"}},
		"dark": {source.Theme{Dark: source.Palette{Accent: at("#222222", 1), Muted: at("#333333", 2)}}, []string{
			"data/site.yaml:1:9: the accent colour #222222 has a contrast of 1.15 on the background #151412 of the dark scheme",
			"data/site.yaml:2:9: the muted colour #333333 has a contrast of 1.45 on the background #151412 of the dark scheme"}},
		"shade": {source.Theme{Light: source.Palette{Muted: at("#757575", 1)}}, []string{"data/site.yaml:1:9: the muted colour #757575 has a contrast of 4.09 on the shaded background #fbefed"}},
		"grey":  {source.Theme{Light: source.Palette{Background: at("#777777", 1), Text: at("#787878", 2)}}, []string{"data/site.yaml:2:9: the text colour #787878 has a contrast of 1.01 on the background #777777"}},
	} {
		var diags diag.List
		schemesOf(test.theme, &diags)
		var got []string
		for _, d := range diags.Sorted() {
			got = append(got, fmt.Sprintf("%s: %s / %s", d.Position, d.Message, d.Hint))
			if d.Code != diag.Contrast || d.Severity != diag.Warning {
				t.Errorf("%s: it is no warning of contrast: %+v", name, d)
			}
		}
		if len(got) != len(test.want) {
			t.Errorf("%s: got %q", name, got)
			continue
		}
		for i := range got {
			if !strings.HasPrefix(got[i], test.want[i]) {
				t.Errorf("%s: got  %s\nwant %s", name, got[i], test.want[i])
			}
		}
	}
}

// TestDerivedSchemes: the dark scheme has the hues of the light one.
func TestDerivedSchemes(t *testing.T) {
	var diags diag.List
	_, base := builtInSchemes()
	light, dark := schemesOf(source.Theme{Light: source.Palette{
		Background: source.Name{Value: "#fdf6ec"}, Text: source.Name{Value: "#3b2a20"}}}, &diags)
	if diags.Len() > 0 {
		t.Errorf("%v", diags.Sorted())
	}
	warm := func(c colour) bool { return c[0] > c[1] && c[1] > c[2] }
	if !warm(dark["bg"]) || !warm(dark["text"]) || !warm(light["soft"]) || !warm(light["muted"]) {
		t.Errorf("light %v\ndark %v", light, dark)
	}
	if dark["bg"].luminance() > base["bg"].luminance()+.002 || dark["text"].luminance() > base["text"].luminance()+.002 {
		t.Errorf("the dark scheme is lighter than the built-in one: %s on %s", dark["text"].hex(), dark["bg"].hex())
	}
	builtInLight, builtInDark := schemesOf(source.Theme{}, &diags)
	baseLight, _ := builtInSchemes()
	for name, pair := range map[string][2]scheme{"light": {builtInLight, baseLight}, "dark": {builtInDark, base}} {
		if got := pair[0].css(pair[1]); strings.Count(got, ":") != 2 || !strings.HasPrefix(got, "--accent:") {
			t.Errorf("%s: without a theme, more than the accent is set: %s", name, got)
		}
	}
}
