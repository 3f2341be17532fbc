package resolve_test

import (
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/resolve"
	"tradeoff/generator/source"
)

// An edit replaces one text in a file by another; with an empty one, the whole file.
// A file with an empty text is removed.
type edit struct{ name, file, from, to string }

func (f *folder) edit(t *testing.T, e edit) {
	t.Helper()
	text, _ := f.files[e.file]
	edited := e.to
	if e.from != "" {
		if edited = strings.Replace(string(text), e.from, e.to, 1); edited == string(text) {
			t.Fatalf("%q is not in %s", e.from, e.file)
		}
	}
	if edited == "" {
		delete(f.files, e.file)
		return
	}
	f.files[e.file] = []byte(edited)
}

const (
	guideA, alone, draft = "guides/a.md", "guides/alone.md", "guides/later.md"
	django, golang       = "data/backend/django.yaml", "data/backend/go.yaml"
)

// quickEdits change nothing that another file reads.
var quickEdits = []edit{
	{"nothing", alone, "", ""},
	{"words", alone, "Text.", "Other words."},
	{"description", alone, "D.", "Another."},
	{"rule", guideA, "or [not](later.md).", "or [SQL](db/sql.md#more)."},
	{"heading that nobody links to", alone, "## Own heading", "## Another heading\n\n## And one"},
	{"heading that only its own guide links to", alone, "## Own heading", "## Renamed"},
	{"own link", alone, "Text.", "[It](#own-heading) and [this](alone.md#own-heading)."},
	{"link that is broken", guideA, "](db/sql.md#row-licence)", "](db/sql.md#row-nothing)"},
	{"two links that are broken", alone, "Text.", "[Who](nobody.md), [what](../data/backend/c.yaml)."},
	{"file once more", guideA, "## Why", "## Why\n\n[the file](files/data.csv)"},
	{"fact", guideA, ":fact[go.orm]", ":fact[django.language]"},
	{"fact that is unknown to all", guideA, ":fact[go.orm]", ":fact[go.nothing]"},
	{"lines above what is right", guideA, "title: B", "\n\ntitle: B"},
	{"lines above a directive", guideA, "::compare{only", "New.\n\n::compare{only"},
	{"text of a draft", draft, "![Only", "Text. ![Only"},
	{"value", django, "partial", "yes"},
	{"fact that is now unknown", django, "  orm: {value: partial, note: \"As [the guide](../../guides/a.md#row-typing) says, not [Go](go.yaml).\"}\n", ""},
	{"fact that is now known", golang, "name: go", "name: go\nfacts: {orm: yes}"},
	{"note", django, "](go.yaml)", "](../../guides/nobody.md)"},
	{"pros", django, "[Old](../../guides/db/sql.md)", "New"},
	{"summary", golang, "name: go", "name: go\nsummary: See [a](../../guides/a.md#nothing)."},
	{"line above an option", golang, "name: go", "\nname: go"},
	{"fact that cannot be understood", django, "{value: partial, note:", "{value: perhaps, note:"},
}

// fullEdits change what other files read.
var fullEdits = []edit{
	{"title", alone, "Alone", "alone again"},
	{"compare", guideA, "[django, backend/go]", "[backend/go, django]"},
	{"compare of an unknown option", guideA, "[django, backend/go]", "[django, backend/gone]"},
	{"related", guideA, "[sql, guides/hub.md]", "[guides/hub.md]"},
	{"tags", alone, "[One]", "[one]"},
	{"authors", guideA, "[ada]", "[ada, ben]"},
	{"date", alone, "tags:", "published: 2026-01-01\ntags:"},
	{"change", alone, "tags:", "updated: 2026-01-01\ntags:"},
	{"draft", alone, "tags:", "draft: true\ntags:"},
	{"no draft", draft, "draft: true", "draft: false"},
	{"aliases", guideA, "Old Name", "Older Name"},
	{"alias that is taken", guideA, "Old Name.html", "guides/hub.html"},
	{"directive", guideA, "::related", "Nothing."},
	{"directive's options", guideA, `options="go,django"`, `options="django,go"`},
	{"heading that another guide links to", "guides/db/sql.md", "## More", "## Most"},
	{"heading under its other name", "guides/hub.md", "## Related", "## Relations"},
	{"heading under its own id", "guides/hub.md", "## Related", "## Related {#related-1}"},
	{"heading that data links to", guideA, "## Why", "## Why not"},
	{"front matter that is not understood", alone, "tags: [One]", "tags: [One]\ncompare: {a: b}"},
	{"file left out", guideA, "[file](files/data.csv#page=2)", "No file"},
	{"picture left out", guideA, "![Loop](img/my%20loop%20%231.svg)", "No picture"},
	{"picture left out of a draft", draft, "![Only here](img/draft.svg)", "No picture"},
	{"picture of a draft in a guide", alone, "Text.", "![It](img/draft.svg)"},
	{"picture linked to and not shown", guideA, "![Loop](img/my", "[Loop](img/my"},
	{"front matter", alone, "---\n", "\n"},
	{"option's name", golang, "name: go", "name: Golang"},
	{"file that an option links to", django, "](go.yaml)", "](../../guides/img/draft.svg)"},
	{"category", "data/backend/category.yaml", "title: Backend", "title: Back end"},
	{"attribute", "data/backend/category.yaml", "id: orm", "id: orms"},
	{"site", "data/site.yaml", "title: Small", "title: Large"},
	{"author", "data/site.yaml", "name: Ada", "name: Ada L."},
	{"new guide", "guides/new.md", "", "---\ntitle: New\ndescription: D.\n---\nText.\n"},
	{"guide that is gone", alone, "", ""},
	{"new option", "data/backend/c.yaml", "", "name: C\n"},
	{"option that is gone", "data/database/go.yaml", "", ""},
	{"new file", "guides/img/new.svg", "", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"},
	{"size of a picture", "guides/img/50%.svg", "50", "51"},
	{"file that cannot be read", "data/backend/rust.yml", "", "name: Rust\n"},
}

// TestQuick demands that the last site is brought up to date where nothing changed
// but what no other file reads, and made anew elsewhere; there and back again.
func TestQuick(t *testing.T) {
	for quick, edits := range map[bool][]edit{true: quickEdits, false: fullEdits} {
		for _, e := range edits {
			t.Run(e.name, func(t *testing.T) {
				var m resolve.Memory
				f := whole(t)
				before := string(f.files[e.file])
				tree := f.load(t)
				first := compare(t, &m, tree, resolve.Options{})
				if e.name != "nothing" {
					f.edit(t, e)
				}
				second := compare(t, &m, f.load(t), resolve.Options{})
				f.edit(t, edit{file: e.file, to: before})
				third := compare(t, &m, f.load(t), resolve.Options{})
				fourth := compare(t, &m, tree, resolve.Options{})
				if (first == second) != quick || (second == third) != quick || quick && third != fourth {
					t.Errorf("the same shape after the edit: %t, when it was undone: %t, and once more: %t", first == second, second == third, third == fourth)
				}
			})
		}
	}
}

// TestFaultsMove: what is wrong with a name is told where it stands now.
func TestFaultsMove(t *testing.T) {
	for _, e := range []edit{
		{"option", guideA, "backend/go]", "backend/gone]"},
		{"author", guideA, "[ada]", "[ben]"},
		{"related", guideA, "[sql, ", "[nobody, "},
		{"alias", guideA, "Old Name.html", "guides/hub.html"},
		{"address of an option", "data/backend/decide.yaml", "", "name: D\n"},
	} {
		t.Run(e.name, func(t *testing.T) {
			var m resolve.Memory
			f := whole(t)
			f.edit(t, e)
			compare(t, &m, f.load(t), resolve.Options{})
			text := string(f.files[e.file])
			f.files[e.file] = []byte(strings.Replace("# A line more.\n"+text, "# A line more.\n---\n", "---\n# A line more.\n", 1))
			compare(t, &m, f.load(t), resolve.Options{})
		})
	}
}

// TestDraftsAnew: a memory that was asked for drafts is not one that was not.
func TestDraftsAnew(t *testing.T) {
	var m resolve.Memory
	tree := whole(t).load(t)
	without := compare(t, &m, tree, resolve.Options{})
	with := compare(t, &m, tree, resolve.Options{Drafts: true})
	if without == with || compare(t, &m, tree, resolve.Options{Drafts: true}) != with {
		t.Error("the shape says nothing about drafts")
	}
}

// TestSameConfig: what the command line says instead of the file makes a new value
// for each build, with the same in it.
func TestSameConfig(t *testing.T) {
	var m resolve.Memory
	f := whole(t)
	tree := f.load(t)
	shape := compare(t, &m, tree, resolve.Options{})
	for name, test := range map[string]struct {
		edit func(*source.Config)
		same bool
	}{
		"nothing":    {func(*source.Config) {}, true},
		"title":      {func(c *source.Config) { c.Title.Value += "!"; c.Sum[0]++ }, true},
		"tagline":    {func(c *source.Config) { c.Tagline += "!" }, true},
		"repository": {func(c *source.Config) { c.Repository += "!" }, true},
		"accent":     {func(c *source.Config) { c.Theme.Light.Accent.Value = "#123456" }, true},
		"stale":      {func(c *source.Config) { c.StaleAfter++ }, true},
		"elsewhere":  {func(c *source.Config) { c.URL = "https://else.where/" }, tree.Config.URL != ""},
		"nowhere":    {func(c *source.Config) { c.URL = "" }, tree.Config.URL == ""},
		"language":   {func(c *source.Config) { c.Language = "de" }, false},
		"pairs":      {func(c *source.Config) { c.Pairs = !c.Pairs }, false},
	} {
		again, config := *tree, *tree.Config
		test.edit(&config)
		again.Config = &config
		if now := compare(t, &m, &again, resolve.Options{}); (now == shape) != test.same {
			t.Errorf("%s: the same shape is %t", name, now == shape)
		}
		shape = compare(t, &m, tree, resolve.Options{})
	}
	// Authors have texts, whose links are told apart by their places.
	again, config, author := *tree, *tree.Config, *tree.Config.Authors[0]
	author.Bio.Links = slices.Clone(author.Bio.Links)
	config.Authors = []*source.Author{&author}
	again.Config = &config
	compare(t, &m, tree, resolve.Options{})
	compare(t, &m, &again, resolve.Options{})
}
