package resolve_test

import (
	"fmt"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"tradeoff/generator/golden"
	"tradeoff/generator/resolve"
	"tradeoff/generator/site"
)

// listing shows what leads to guides across decisions.
func (v *viewer) listing() {
	l := &v.site.Listing
	for _, t := range l.Tags {
		v.line(0, "tag %q: %s, initial %q", t.Name, t.Address, t.Initial)
		list(v, 1, "guides", t.Guides, guideID)
		list(v, 1, "beside", t.Beside, func(b site.Beside) string { return fmt.Sprintf("%q×%d", b.Tag.Name, b.Guides) })
	}
	if a := l.TagsAddress(); a != "" {
		v.line(0, "tags: %s", a)
	}
	for _, a := range l.Authors {
		v.line(0, "author %q: %s", a.Name, a.Address)
		list(v, 1, "guides", a.Guides, guideID)
	}
	if a := l.AuthorsAddress(); a != "" {
		v.line(0, "authors: %s", a)
	}
	list(v, 0, "newest", l.Newest, func(g *site.Guide) string {
		day, changed := g.Latest()
		return fmt.Sprintf("%s %v %t", g.ID, day, changed)
	})
	for _, c := range v.site.Categories {
		list(v, 0, "newest of "+c.ID, c.Newest, guideID)
	}
}

// tagged makes a site of guides that have tags, a list of them for each.
func tagged(guides ...[]string) []txtar.File {
	files := []txtar.File{{Name: "data/site.yaml", Data: []byte("title: S\n")}}
	for i, tags := range guides {
		var quoted []string
		for _, tag := range tags {
			quoted = append(quoted, fmt.Sprintf("%q", tag))
		}
		files = append(files, txtar.File{Name: fmt.Sprintf("guides/g%d.md", i), Data: fmt.Appendf(nil,
			"---\ntitle: G%d\ndescription: D.\ntags: [%s]\n---\nText.\n", i, strings.Join(quoted, ", "))})
	}
	return files
}

// tagsOf gives the pages of tags by name.
func tagsOf(t *testing.T, files []txtar.File) map[string]string {
	t.Helper()
	s, diags := resolve.Site(parse(t, files), resolve.Options{})
	if r := golden.Diagnostics(diags); r != "" {
		t.Fatal(r)
	}
	pages := map[string]string{}
	for _, tag := range s.Listing.Tags {
		if pages[tag.Name] != "" {
			t.Errorf("%q is two tags", tag.Name)
		}
		pages[tag.Name] = strings.TrimSuffix(path.Base(tag.Address), ".html")
	}
	return pages
}

// TestTagNames: any words make a name that every disk takes, that can be read, and
// that is no other tag's.
func TestTagNames(t *testing.T) {
	want := map[string]string{
		"C": "c", "C++": "c-plus-plus", "C#": "c-sharp", "F#": "f-sharp", ".NET": "dot-net", "ASP.NET": "asp-net", "#1": "1", "no": "no",
		"Node.js": "node-js", "A*": "a-star", "R&D": "r-and-d", "CI/CD": "ci-cd", "snake_case": "snake_case", "数据库": "shu-ju-ku", "Éclair": "eclair",
		"Straße": "strasse", "../../etc/passwd": "etc-passwd", "  spaced   out ": "spaced-out", "<script>": "script", "-": "", "🚀": "", "index": "index-", "CON": "con-", "Lpt1": "lpt1-",
		strings.Repeat("very long ", 40): strings.Trim(strings.Repeat("very-long-", 8), "-"), strings.Repeat("数", 300): strings.Trim(strings.Repeat("shu-", 20), "-"),
	}
	var all []string
	for tag := range want {
		all = append(all, tag)
	}
	pages, seen := tagsOf(t, tagged(all)), map[string]bool{}
	for tag, name := range want {
		got := pages[strings.Join(strings.Fields(tag), " ")]
		if name == "" || strings.HasSuffix(name, "-") {
			got = regexp.MustCompile(`[0-9a-f]{8}$`).ReplaceAllString(got, "")
		}
		if got != name {
			t.Errorf("%q is named %q, want %q", tag, got, name)
		}
	}
	for tag, name := range pages {
		if seen[name] || !regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,99}$`).MatchString(name) {
			t.Errorf("%q is named %q", tag, name)
		}
		seen[name] = true
	}
}

// TestTagNamesCollide: of tags that would have one name, the one that is spelled
// that way has it, and what else is there moves none of the others.
func TestTagNamesCollide(t *testing.T) {
	alone := tagsOf(t, tagged([]string{"node-js"}))
	if alone["node-js"] != "node-js" {
		t.Error(alone)
	}
	three := tagsOf(t, tagged([]string{"Node.js", "node js", "node-js", "Python"}))
	if three["node-js"] != "node-js" || three["Python"] != "python" ||
		!regexp.MustCompile(`^node-js-[0-9a-f]{8}$`).MatchString(three["Node.js"]) || three["Node.js"] == three["node js"] {
		t.Error(three)
	}
	two := tagsOf(t, tagged([]string{"Node.js", "node js"}))
	if two["Node.js"] != three["Node.js"] || two["node js"] != three["node js"] {
		t.Errorf("%v, and %v", two, three)
	}
	// A tag may be spelled like another one's mark.
	taken := three["Node.js"]
	four := tagsOf(t, tagged([]string{"Node.js", "node js", taken}))
	if four[taken] != taken || four["Node.js"] == taken || !strings.HasPrefix(four["Node.js"], taken) {
		t.Error(four)
	}
}

// TestTagNamesByLanguage: the site's language says how letters are written.
func TestTagNamesByLanguage(t *testing.T) {
	for language, want := range map[string]string{"en": "gerat", "de-CH": "geraet"} {
		files := tagged([]string{"Ger\u00e4t"})
		files[0].Data = []byte("title: S\nlanguage: " + language + "\n")
		if got := tagsOf(t, files)["Ger\u00e4t"]; got != want {
			t.Errorf("%s: %q", language, got)
		}
	}
}

// TestTagSpelling: words that differ only by case, by spaces or by how accents are
// typed are one tag, in its most frequent spelling.
func TestTagSpelling(t *testing.T) {
	for _, test := range []struct {
		guides [][]string
		want   string
	}{
		{[][]string{{"go"}, {"Go"}, {"Go"}}, "Go"},
		{[][]string{{"go"}, {"Go"}}, "Go"}, // by code point
		{[][]string{{"go", "GO", "Go"}, {"go"}}, "go"},
		{[][]string{{"Stra\u00dfe"}, {"STRASSE"}, {"Stra\u00dfe"}}, "Stra\u00dfe"},
		{[][]string{{"caf\u00e9"}, {"cafe\u0301"}, {"cafe\u0301"}}, "cafe\u0301"},
		{[][]string{{"a  b"}, {"A b"}, {"a b"}}, "a b"},
	} {
		pages := tagsOf(t, tagged(test.guides...))
		if len(pages) != 1 || pages[test.want] == "" {
			t.Errorf("%q: %q, want %q", test.guides, pages, test.want)
		}
	}
}

// TestTagOnce: a guide that names a tag in several spellings has it once.
func TestTagOnce(t *testing.T) {
	s, _ := resolve.Site(parse(t, tagged([]string{"Go", "x", "GO"})), resolve.Options{})
	if g := s.Guides[0]; len(g.Tagged) != 2 || g.Tagged[0].Name != "GO" || len(g.Tagged[0].Guides) != 1 || g.Tagged[0].Beside[0].Guides != 1 {
		t.Errorf("%+v", g.Tagged)
	}
}

// TestBesideIsBounded: what goes with a tag is few, and counts no guide that has
// everything.
func TestBesideIsBounded(t *testing.T) {
	var many, some []string
	for i := range 40 {
		some = append(some, fmt.Sprintf("t%02d", i))
	}
	for i := range 51 {
		many = append(many, fmt.Sprintf("m%02d", i))
	}
	s, _ := resolve.Site(parse(t, tagged(many, some, []string{"t39", "t07"})), resolve.Options{})
	for _, tag := range s.Listing.Tags {
		switch {
		case tag.Name[0] == 'm' && len(tag.Beside) != 0:
			t.Errorf("%q goes with %d", tag.Name, len(tag.Beside))
		case tag.Name == "t39" && (len(tag.Beside) != 12 || tag.Beside[0].Tag.Name != "t07" || tag.Beside[0].Guides != 2 || tag.Beside[1].Tag.Name != "t00"):
			t.Errorf("%+v", tag.Beside)
		}
	}
}

// TestListingInAnyOrder: no order of files, guides or tags shows.
func TestListingInAnyOrder(t *testing.T) {
	const archive = "listing"
	inputs := slices.Clone(golden.Archives(t)[slices.IndexFunc(golden.Archives(t), func(a golden.Archive) bool { return a.Name == archive })].Inputs)
	tree := parse(t, inputs)
	first, _ := resolve.Site(tree, resolve.Options{})
	want := listingOf(first)
	for range 10 {
		rand.Shuffle(len(tree.Guides), func(i, j int) { tree.Guides[i], tree.Guides[j] = tree.Guides[j], tree.Guides[i] })
		rand.Shuffle(len(tree.Config.Authors), func(i, j int) {
			tree.Config.Authors[i], tree.Config.Authors[j] = tree.Config.Authors[j], tree.Config.Authors[i]
		})
		again, _ := resolve.Site(tree, resolve.Options{})
		if got := listingOf(again); got != want {
			t.Fatalf("got\n%swant\n%s", got, want)
		}
	}
	if strings.Count(want, "\n") < 10 {
		t.Error("there is next to nothing in it")
	}
}

func listingOf(s *site.Site) string {
	v := &viewer{site: s}
	v.listing()
	return v.String()
}
