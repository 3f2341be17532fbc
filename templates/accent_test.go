package templates

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
)

// TestAccentCanBeRead tries a grid of colours, from black to white.
func TestAccentCanBeRead(t *testing.T) {
	for r := 0; r <= 255; r += 51 {
		for g := 0; g <= 255; g += 51 {
			for b := 0; b <= 255; b += 51 {
				c := mustColour(fmt.Sprintf("#%02x%02x%02x", r, g, b))
				for name, ground := range map[string]ground{"light": lightGround, "dark": darkGround} {
					a := accentFor(c, ground)
					strong, soft := mustColour(a.strong.hex()), mustColour(a.soft.hex())
					for on, background := range map[string]colour{"page": ground.page, "soft": ground.soft, "its tint": soft} {
						if got := contrast(strong, background); got < 4.5 {
							t.Errorf("%s, %s: %s on %s has contrast %.2f", c.hex(), name, a.strong.hex(), on, got)
						}
					}
				}
			}
		}
	}
}

func TestReadableAccentIsKept(t *testing.T) {
	var diags diag.List
	looks := newLooks(source.Theme{Light: source.Palette{Accent: source.Name{Value: "#0b5394"}}}, &diags)
	if css := looks.CSS(nowhere); !strings.Contains(css, "--accent:#0b5394") || diags.Len() > 0 {
		t.Errorf("a colour that can be read is changed: %s", css)
	}
	none, standard := newLooks(source.Theme{}, &diags), newLooks(source.Theme{Light: source.Palette{Accent: source.Name{Value: DefaultAccent}}}, &diags)
	if none.CSS(nowhere) != standard.CSS(nowhere) {
		t.Error("without an accent there is not the default")
	}
}

func nowhere(string) string { return "" }

var token = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)

// TestTokensCanBeRead measures the style sheet's own colours: every text colour
// on every background of its scheme, the accent's tint included.
func TestTokensCanBeRead(t *testing.T) {
	css := string(must(builtIn.ReadFile(StyleSheet)))
	dark := css[strings.Index(css, `:root[data-theme="dark"] {`):]
	for name, scheme := range map[string]struct {
		css    string
		ground ground
	}{
		"light": {css[:strings.Index(css, "@media")], lightGround},
		"dark":  {dark[:strings.Index(dark, "}")], darkGround},
	} {
		colours := map[string]colour{"accent-soft": accentFor(mustColour(DefaultAccent), scheme.ground).soft}
		for _, m := range token.FindAllStringSubmatch(scheme.css, -1) {
			colours[m[1]] = mustColour(m[2])
		}
		if colours["bg"] != scheme.ground.page || colours["soft"] != scheme.ground.soft {
			t.Errorf("%s: the style sheet's grounds are not those that accents are made for", name)
		}
		for _, text := range []string{"text", "muted", "yes", "partial", "no"} {
			for _, on := range []string{"bg", "soft", "accent-soft", "tip-soft", "warning-soft", "gotcha-soft"} {
				if got := contrast(colours[text], colours[on]); got < 4.5 {
					t.Errorf("%s: %s on %s has contrast %.2f", name, text, on, got)
				}
			}
		}
	}
}

// TestDarkTokensAgree holds the two places together that set the dark scheme.
func TestDarkTokensAgree(t *testing.T) {
	css := string(must(builtIn.ReadFile(StyleSheet)))
	block := func(from string) []string {
		rest := css[strings.Index(css, from)+len(from):]
		return strings.Fields(rest[:strings.Index(rest, "}")])
	}
	byPreference, bySwitch := block(`:root:not([data-theme="light"]) {`), block(`:root[data-theme="dark"] {`)
	if strings.Join(byPreference, " ") != strings.Join(bySwitch, " ") {
		t.Errorf("the dark schemes differ:\n%s\n%s", byPreference, bySwitch)
	}
}
