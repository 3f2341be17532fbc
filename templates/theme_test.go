package templates

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
)

func named(value string) source.Name {
	return source.Name{Value: value, Pos: diag.Position{File: "data/site.yaml", Line: 3, Column: 7}}
}

func themed(t *testing.T, files map[string]string, theme source.Theme) (*Set, string) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	set, diags := LoadThemed(fsys, nil, theme)
	var b strings.Builder
	for _, d := range diags.Sorted() {
		b.WriteString(d.Position.String() + ": " + d.Severity.String() + ": " + d.Message + " [" + string(d.Code) + "] " + d.Hint + "\n")
	}
	return set, b.String()
}

func pngOf(width, height int) string {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)))
	return b.String()
}

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"/>`

// TestThemeFiles: each kind of file that a theme names is read, and checked.
func TestThemeFiles(t *testing.T) {
	font := func(file string) source.Theme {
		return source.Theme{Fonts: source.Fonts{Text: []string{"Inter"}, Files: []source.FontFile{{Family: named("Inter"), File: named(file)}}}}
	}
	for name, test := range map[string]struct {
		files map[string]string
		theme source.Theme
		want  string // the beginning of what is said; empty where all is well
	}{
		"fonts": {map[string]string{"a.woff2": "wOF2...", "deep/er/b.TTF": "\x00\x01\x00\x00...", "c.otf": "OTTO"}, source.Theme{Fonts: source.Fonts{Files: []source.FontFile{
			{Family: named("A"), File: named("templates/a.woff2")}, {Family: named("A"), File: named("templates/deep/er/b.TTF")}, {Family: named("A"), File: named("templates/c.otf")}}}}, ""},
		"all": {map[string]string{"logo.svg": drawing, "dark.png": pngOf(20, 20), "i.ico": "\x00\x00\x01\x00x", "my.css": "a{b:c}", "README.md": "x", "deep/.x": "y"},
			source.Theme{Logo: source.Logo{Light: named("templates/logo.svg"), Dark: named("templates/dark.png")}, Favicon: named("templates/i.ico"), Style: named("templates/my.css")}, "templates/deep: warning: the folder is passed over"},
		"same":      {map[string]string{"logo.svg": drawing}, source.Theme{Logo: source.Logo{Light: named("templates/logo.svg"), Dark: named("templates/logo.svg")}, Favicon: named("templates/logo.svg")}, ""},
		"not there": {map[string]string{"logos.svg": drawing}, source.Theme{Logo: source.Logo{Light: named("templates/logo.svg")}}, `data/site.yaml:3:7: error: there is no file "templates/logo.svg" [missing-file] did you mean "templates/logos.svg"?`},
		"nothing":   {nil, font("templates/a.woff2"), `data/site.yaml:3:7: error: there is no file "templates/a.woff2" [missing-file] paths begin`},
		"letters":   {map[string]string{"Logo.svg": drawing}, source.Theme{Logo: source.Logo{Light: named("templates/logo.svg")}}, `data/site.yaml:3:7: error: there is no file "templates/logo.svg" [missing-file] did you mean "templates/Logo.svg"?`},
		"no font":   {map[string]string{"a.woff2": "<html>"}, font("templates/a.woff2"), "templates/a.woff2: error: the file cannot be read as woff2 [unreadable-file]"},
		"no icon":   {map[string]string{"a.ico": "text"}, source.Theme{Favicon: named("templates/a.ico")}, "templates/a.ico: error: the file cannot be read as ico"},
		"no png":    {map[string]string{"a.png": "text"}, source.Theme{Favicon: named("templates/a.png")}, "templates/a.png: error: the file cannot be read as png"},
		"empty":     {map[string]string{"a.woff2": ""}, font("templates/a.woff2"), "templates/a.woff2: error: the file is empty [empty-file]"},
		"torn svg":  {map[string]string{"a.svg": "<svg>"}, source.Theme{Logo: source.Logo{Light: named("templates/a.svg")}}, "templates/a.svg:1:6: error: the picture is not well-formed SVG"},
		"no size":   {map[string]string{"a.svg": "<svg/>"}, source.Theme{Logo: source.Logo{Light: named("templates/a.svg")}}, "templates/a.svg: error: the logo does not say how large it is [invalid-value]"},
		"torn css":  {map[string]string{"a.css": "a { b: c"}, source.Theme{Style: named("templates/a.css")}, "templates/a.css:1:3: error: the { is not closed [template-error]"},
		"no text":   {map[string]string{"a.css": "a\xff"}, source.Theme{Style: named("templates/a.css")}, "templates/a.css:1:2: error: byte 0xff is not UTF-8 text [not-utf8]"},
		"built in":  {map[string]string{"site.css": "a{}"}, source.Theme{Style: named("templates/site.css")}, `data/site.yaml:3:7: error: "templates/site.css" already takes the place`},
		"own icon":  {map[string]string{"icon.svg": drawing}, source.Theme{Favicon: named("templates/icon.svg")}, ""},
		"unnamed": {map[string]string{"logo.svg": drawing, "f/a.woff2": "wOF2", "f/b.woff2": "wOF2"}, font("templates/f/a.woff2"),
			"templates/f/b.woff2: warning: the file is passed over: nothing names it [unknown-file] name it in the theme of data/site.yaml, or remove it\ntemplates/logo.svg: warning: the file is passed over: it replaces nothing [unknown-file] to use it, name it in the theme"},
		"not understood": {map[string]string{"logo.svg": drawing, "f/a.woff2": "wOF2"}, source.Theme{Incomplete: true}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			set, got := themed(t, test.files, test.theme)
			if !strings.HasPrefix(got, test.want) || (got == "") != (test.want == "") {
				t.Errorf("got  %swant %s", got, test.want)
			}
			for _, file := range test.theme.Files() {
				if _, there := set.ThemeFiles()[file.Value]; !there && !strings.Contains(got, "error") {
					t.Errorf("%s is not read", file.Value)
				}
			}
		})
	}
	if _, diags := LoadThemed(nil, nil, font("templates/a.woff2")); !diags.HasErrors() {
		t.Error("without a folder, a file is found")
	}
}

// TestLogoSizes: a logo is as high as the switch beside it, unless it is too wide for
// that, and keeps its shape.
func TestLogoSizes(t *testing.T) {
	for size, want := range map[[2]int][2]int{
		{200, 50}: {144, 36}, {20, 20}: {36, 36}, {2000, 100}: {240, 12}, {1, 9000}: {1, 36}, {30000, 1}: {240, 1}, {240, 36}: {240, 36},
	} {
		p := Picture{Width: size[0], Height: size[1]}
		if p.fit(); p.Width != want[0] || p.Height != want[1] {
			t.Errorf("%v is shown at %d x %d, want %v", size, p.Width, p.Height, want)
		}
	}
}

// TestThemeCSS: fonts and logos as the style sheet has them; nothing of a writer's can
// end a string.
func TestThemeCSS(t *testing.T) {
	theme := source.Theme{
		Fonts: source.Fonts{
			Text: []string{"Inter", "system-ui"}, Heading: []string{`A"}</style>\`, "serif"}, Code: []string{"Mono"},
			Files: []source.FontFile{
				{Family: named("Inter"), File: named("templates/a.woff2"), Weight: "400 700", Style: "italic"},
				{Family: named("Inter"), File: named("templates/b.ttf"), Display: "swap"},
				{Family: named("Inter"), File: named("templates/c.otf")},
			},
		},
		Logo: source.Logo{Light: named("templates/l.svg"), Dark: named("templates/d.svg")},
	}
	set, got := themed(t, map[string]string{"a.woff2": "wOF2", "b.ttf": "true", "c.otf": "OTTO", "l.svg": drawing, "d.svg": drawing}, theme)
	if got != "" {
		t.Fatal(got)
	}
	css := set.Looks().CSS(func(file string) string {
		return map[string]string{"templates/a.woff2": `fonts/a"(b).woff2`, "templates/b.ttf": "b.ttf"}[file]
	})
	for _, want := range []string{
		`@font-face{font-family:"Inter";src:url("fonts/a\22 (b).woff2") format("woff2");font-weight:400 700;font-style:italic;font-display:optional}`,
		`@font-face{font-family:"Inter";src:url("b.ttf") format("truetype");font-display:swap}`,
		`--sans:"Inter",system-ui;--serif:"A\22 }\3c /style\3e \5c ",serif;--mono:"Mono";`,
		`.site-title .logo.light{width:9rem;`, `.logo.dark{display:none}`,
	} {
		if !strings.Contains(css, want) {
			t.Errorf("there is no %s in\n%s", want, css)
		}
	}
	if strings.Count(css, "@font-face") != 2 {
		t.Error("a font without an address is named")
	}
}

// TestTint: the built-in icon has the accent, one of the writer's its own colours.
func TestTint(t *testing.T) {
	set, _ := themed(t, nil, source.Theme{Light: source.Palette{Accent: named("#0b7285")}})
	icon := string(must(builtIn.ReadFile(Icon)))
	if got := set.Looks().Tint(icon); !strings.Contains(got, "#0b7285") || strings.Contains(got, DefaultAccent) {
		t.Error(got)
	}
	if own := icon + " "; set.Looks().Tint(own) != own {
		t.Error("a writer's icon is changed")
	}
}
