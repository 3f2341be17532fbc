package source

import (
	"slices"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// A Theme is what data/site.yaml says of a site's looks. The zero value stands for
// the built-in ones.
type Theme struct {
	Light, Dark Palette
	Fonts       Fonts
	Logo        Logo
	Favicon     Name // as those of [Theme.Files]
	Style       Name // a style sheet of the site's own, likewise

	Footer     []markup.Text     // a paragraph each
	Navigation []NavigationEntry // none stands for the categories

	// Incomplete says that the file could not be understood, as has been reported:
	// what the theme lacks may be in it.
	Incomplete bool
}

// A Palette is the colours of a scheme: CSS colours "#rrggbb", with their positions.
// What is empty is derived.
type Palette struct{ Accent, Background, Text, Muted, Line Name }

// Fonts are lists of font families, in the order in which a browser looks for them,
// and the files that some of them come from. An empty list stands for the built-in one.
type Fonts struct {
	Text, Heading, Code []string
	Files               []FontFile
}

// genericFonts are the families that every browser has, and what stands for the
// system's.
var genericFonts = []string{
	"serif", "sans-serif", "monospace", "cursive", "fantasy", "math",
	"system-ui", "ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded", "-apple-system", "blinkmacsystemfont",
}

// IsGenericFont tells whether a family is one that every browser has, or stands for
// the system's.
func IsGenericFont(family string) bool {
	return slices.Contains(genericFonts, strings.ToLower(family))
}

// A FontFile is one face, or one variable font, of a family.
type FontFile struct {
	Family  Name
	File    Name   // as those of [Theme.Files]
	Weight  string // as CSS has it: "400", "400 700"; empty where absent
	Style   string // "normal", "italic" or "oblique"; empty where absent
	Display string // as font-display has it; empty where absent
}

// A Logo stands at the top of pages instead of the site's title. Dark is its variant
// for the dark scheme; empty where it is good for both.
type Logo struct{ Light, Dark Name }

// A NavigationEntry is a link at the top of pages. One of ID, Page and URL is there.
type NavigationEntry struct {
	Label string // empty where the page's own name will do
	ID    Name   // a category, or one of NavigationWords
	Page  Name   // path of a source, from the site's root: "guides/a.md"
	URL   string
	Pos   diag.Position
}

// NavigationWords are what navigation may name beside categories: the pages that list
// guides across decisions. A category of the same id comes first.
var NavigationWords = []string{"new", "tags", "authors"}

// Looks gives the theme without what pages say in words: the style sheet and the
// files are made of what is left.
func (t Theme) Looks() Theme {
	t.Footer, t.Navigation = nil, nil
	return t
}

// Names tells whether the theme names a file.
func (t Theme) Names(file string) bool {
	return slices.ContainsFunc(t.Files(), func(name Name) bool { return name.Value == file })
}

// Files gives the files that the theme names, as paths from the site's root, each as
// often as it is named. They lie below templates/.
func (t Theme) Files() []Name {
	named := []Name{t.Logo.Light, t.Logo.Dark, t.Favicon, t.Style}
	for _, f := range t.Fonts.Files {
		named = append(named, f.File)
	}
	files := named[:0]
	for _, name := range named {
		if name.Value != "" {
			files = append(files, name)
		}
	}
	return files
}
