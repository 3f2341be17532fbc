package preview_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"tradeoff/generator/preview"
)

var (
	update = flag.Bool("update", false, "write the sums of the pictures as they are now")
	look   = flag.String("look", "", "a folder into which the pictures are written, to be looked at")
)

var blue = color.RGBA{0x3b, 0x5b, 0xdb, 0xff}

const rule = "If your front-end team will write the server too, or open connections are the product, take Node.js. If records, staff screens and data work are the product, take Django."

// pictures are of all kinds, and at the limits.
var pictures = map[string]preview.Picture{
	"guide": {Site: "Tradeoff", Kicker: "Backend frameworks", Title: "Node.js vs Django", Sentence: rule, Rule: true, Options: []string{"Node.js", "Django"}, Mark: true, Accent: blue},
	"long": {Site: strings.Repeat("A long name ", 20), Kicker: strings.Repeat("of something ", 20), Title: strings.Repeat("Which server framework fits a small team? ", 6),
		Sentence: strings.Repeat(rule, 4), Rule: true, Options: []string{"The first of several options that have long names", "Ruby on Rails", "Django"}, Mark: true, Accent: blue},
	"home":     {Site: "Tradeoff", Title: "Decide with your eyes open", Options: []string{"API styles", "Backend as a service", "Backend frameworks", "Databases", "Front-end frameworks", "Languages"}, Mark: true, Accent: blue},
	"category": {Site: "Tradeoff", Title: "Databases", Sentence: "Where data lives.", Options: []string{"PostgreSQL", "MySQL", "SQLite", "MongoDB", "Redis"}, Mark: true, Accent: blue},
	"option":   {Site: "Tradeoff", Kicker: "Databases", Title: "PostgreSQL", Sentence: "A relational database that extensions extend.", Mark: true, Accent: blue},
	"word":     {Site: "Tradeoff", Title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", Accent: blue},
	"letters":  {Site: "Сравнения", Kicker: "Редакторы", Title: "Ελληνικά ή Русский?", Sentence: "Größe, naïveté, Đà Nẵng, cafe\u0301 ☕🎉", Accent: color.RGBA{0xb0, 0x30, 0x60, 0xff}},
	"others":   {Site: "比較", Kicker: "العربية", Title: "日本語のタイトル", Sentence: "עברית", Options: []string{"Node.js", "Django"}, Accent: blue},
	"mixed":    {Site: "Tradeoff", Title: "Node.js と Django", Options: []string{"Node.js", "日本語"}, Mark: true, Accent: blue},
	"nothing":  {},
}

func draw(t testing.TB, p preview.Picture) []byte {
	t.Helper()
	return painter.PNG(nil, &p)
}

// painter draws for all tests.
var painter preview.Painter

// TestPictures: each picture has the size that is said, is small, and has the pixels
// and bytes that it had when its design was given its number.
func TestPictures(t *testing.T) {
	var sums []string
	for _, name := range slices.Sorted(maps.Keys(pictures)) {
		content := draw(t, pictures[name])
		if *look != "" {
			if err := os.WriteFile(filepath.Join(*look, name+".png"), content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if most := map[bool]int{false: 25 << 10, true: 34 << 10}[name == "long"]; len(content) > most {
			t.Errorf("%s has %d bytes", name, len(content))
		}
		decoded, err := png.Decode(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if size := decoded.Bounds().Size(); size != image.Pt(preview.Width, preview.Height) {
			t.Errorf("%s has %v pixels", name, size)
		}
		bytes := sha256.Sum256(content)
		sums = append(sums, fmt.Sprintf("%s %s %s %x", name, addressOf(pictures[name]), pixels(decoded), bytes[:8]))
	}
	const file = "testdata/sums.txt"
	got := strings.Join(sums, "\n") + "\n"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("pictures have other pixels or bytes: look at them (-look DIR), raise the number of the design, then run with -update\ngot\n%swant\n%s", got, want)
	}
}

func addressOf(p preview.Picture) string { return p.Address() }

// pixels is the sum of what is seen, however it is compressed.
func pixels(m image.Image) string {
	hash := sha256.New()
	for y := range preview.Height {
		for x := range preview.Width {
			r, g, b, _ := m.At(x, y).RGBA()
			hash.Write([]byte{byte(r >> 8), byte(g >> 8), byte(b >> 8)})
		}
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}

// TestSameBytes draws pictures at once and after each other: what was drawn before with
// the same canvas does not show.
func TestSameBytes(t *testing.T) {
	names := slices.Sorted(maps.Keys(pictures))
	want := map[string][]byte{}
	for _, name := range names {
		want[name] = draw(t, pictures[name])
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, name := range slices.Backward(names) {
				p := pictures[name]
				if !bytes.Equal(painter.PNG(nil, &p), want[name]) {
					t.Errorf("%s is not the same", name)
				}
			}
		})
	}
	group.Wait()
}

// TestAddressTells: whatever differs in what is drawn makes another address.
func TestAddressTells(t *testing.T) {
	base := pictures["guide"]
	seen := map[string]string{}
	for what, change := range map[string]func(*preview.Picture){
		"nothing": func(*preview.Picture) {}, "site": func(p *preview.Picture) { p.Site += "!" }, "kicker": func(p *preview.Picture) { p.Kicker += "!" },
		"title": func(p *preview.Picture) { p.Title += "!" }, "sentence": func(p *preview.Picture) { p.Sentence += "!" },
		"moved": func(p *preview.Picture) { p.Site, p.Kicker = p.Site+p.Kicker, "" }, "rule": func(p *preview.Picture) { p.Rule = false },
		"options": func(p *preview.Picture) { p.Options = p.Options[:1] }, "order": func(p *preview.Picture) { p.Options = []string{"Django", "Node.js"} },
		"mark": func(p *preview.Picture) { p.Mark = false }, "accent": func(p *preview.Picture) { p.Accent.G++ },
	} {
		p := base
		change(&p)
		if other, taken := seen[p.Address()]; taken {
			t.Errorf("%s and %s have one address", what, other)
		}
		seen[p.Address()] = what
		if what != "nothing" && bytes.Equal(draw(t, p), draw(t, base)) {
			t.Errorf("%s does not show", what)
		}
	}
}

// TestNoBoxes: letters that the fonts lack leave no trace.
func TestNoBoxes(t *testing.T) {
	with := func(change func(*preview.Picture)) []byte {
		p := pictures["guide"]
		change(&p)
		return draw(t, p)
	}
	for what, pair := range map[string][2]func(*preview.Picture){
		"sentence":  {func(p *preview.Picture) { p.Sentence = "Take Django 日本" }, func(p *preview.Picture) { p.Sentence = "" }},
		"arabic":    {func(p *preview.Picture) { p.Sentence = "العربية" }, func(p *preview.Picture) { p.Sentence = "" }},
		"thai":      {func(p *preview.Picture) { p.Kicker = "ภาษาไทย" }, func(p *preview.Picture) { p.Kicker = "" }},
		"site":      {func(p *preview.Picture) { p.Site = "比較" }, func(p *preview.Picture) { p.Site = "" }},
		"option":    {func(p *preview.Picture) { p.Options[1] = "日本" }, func(p *preview.Picture) { p.Options = nil }},
		"accents":   {func(p *preview.Picture) { p.Title = "q\u0302" }, func(p *preview.Picture) { p.Title = "" }},
		"composed":  {func(p *preview.Picture) { p.Title = "cafe\u0301" }, func(p *preview.Picture) { p.Title = "café" }},
		"pictogram": {func(p *preview.Picture) { p.Title = "Node.js 🎉\ufe0f" }, func(p *preview.Picture) { p.Title = "Node.js" }},
		"invisible": {func(p *preview.Picture) { p.Title = "No\u200bde\u00ad.js\u202e" }, func(p *preview.Picture) { p.Title = "Node.js" }},
		"space":     {func(p *preview.Picture) { p.Title = " Node.js\n vs\tDjango\u00a0" }, func(p *preview.Picture) { p.Title = "Node.js vs Django" }},
		"broken":    {func(p *preview.Picture) { p.Title = "Node\xff.js" }, func(p *preview.Picture) { p.Title = "Node.js" }},
	} {
		p := pictures["guide"]
		p.Options = slices.Clone(p.Options)
		pictures["guide"] = p
		if !bytes.Equal(with(pair[0]), with(pair[1])) {
			t.Errorf("%s: the pictures differ", what)
		}
		p.Options[1] = "Django"
	}
}

// TestColours: the pictures have the colours of the style sheet.
func TestColours(t *testing.T) {
	css, err := os.ReadFile("../../templates/site.css")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range preview.Colours() {
		want := fmt.Sprintf("--%s: #%02x%02x%02x;", name, c.R, c.G, c.B)
		light, _, _ := strings.Cut(string(css), "@media")
		if !strings.Contains(light, want) {
			t.Errorf("site.css does not say %s", want)
		}
	}
}

func BenchmarkPNG(b *testing.B) {
	p := pictures["guide"]
	b.ReportAllocs()
	for b.Loop() {
		draw(b, p)
	}
}

// BenchmarkPNGs draws pictures that differ, as those of a site do: of the same one again and
// again, a processor foretells what comes next.
func BenchmarkPNGs(b *testing.B) {
	words := strings.Fields(rule + " verbose caching predictable rendering approachable documentation observability hydration")
	all := make([]preview.Picture, 300)
	for i := range all {
		p := pictures["guide"]
		at := func(n int) string { return words[(i*(7+2*n)+n*n)%len(words)] }
		p.Title = at(1) + at(2) + " vs " + at(3) + at(4) + ": which " + at(5) + "?"
		p.Sentence = strings.Join([]string{"A", at(6), "sourced", at(7), "of", at(8), "and", at(9), at(10), at(11), "for", at(12), at(13)}, " ")
		p.Options = []string{at(1) + at(2), at(3) + at(4)}
		all[i] = p
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		draw(b, all[i%len(all)])
	}
}

// BenchmarkFirstPNG draws with a painter that has drawn nothing.
func BenchmarkFirstPNG(b *testing.B) {
	p := pictures["guide"]
	b.ReportAllocs()
	for b.Loop() {
		new(preview.Painter).PNG(nil, &p)
	}
}
