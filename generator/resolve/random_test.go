package resolve_test

import (
	"flag"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/golden"
	"tradeoff/generator/resolve"
	"tradeoff/generator/site"
)

var (
	steps = flag.Int("steps", 60, "how many times TestRandomEdits edits each archive")
	seed  = flag.Uint64("seed", 0, "where TestRandomEdits begins; 0 stands for anywhere")
)

// Lines that random edits add to a guide and to an option, and words that they put
// in the place of others.
var (
	guideLines = []string{
		"Words.", "## Why", "## More", "## New heading", "[a link](a.md#why)", "[a link](db/sql.md#more)", "[a link](hub.md)", "[nowhere](nowhere.md)",
		"[data](../data/backend/go.yaml#row-orm)", "[file](files/data.csv)", "![picture](img/draft.svg)", "![no picture](img/none.svg)", "![no picture](files/data.csv)",
		":fact[go.orm]", ":fact[backend/go.orm] and :fact[django.orm]", "::compare", "::related", "::decide", `::proscons{options="go"}`,
		"title: Another title", "draft: true", "tags: [one, Two]", "authors: [ada]", "related: [sql]", "compare: [django, mysql]", "aliases: [old.html]",
		"published: 2026-02-03", "rule: Take [this](hub.md#related).", "---",
	}
	optionLines = []string{
		"name: Another", "summary: See [a](../../guides/a.md#why).", "pros: [Good, \"[More](../../guides/db/sql.md#more)\"]", "facts: {orm: yes}",
		"  orm: no", "  orm: {value: partial, note: \"As [it](../../guides/img/draft.svg) says.\"}", "facts:", "# Nothing.",
	}
	otherLines = []string{"neighbours: [database]", "  - {id: orm, type: support}", "pairs: yes", "# Nothing.", "authors: {ada: {name: Ada}, ben: {name: Ben}}"}
	names      = []string{"django", "go", "mysql", "orm", "licence", "language", "sql", "hub", "why", "more", "draft", "true", "false", "a.md", "category", "title", "One"}
)

// change makes one random edit.
func (f *folder) change(random *rand.Rand, first *folder) {
	files := slices.Sorted(maps.Keys(first.files))
	file := files[random.IntN(len(files))]
	text, there := f.files[file]
	lines := strings.Split(string(text), "\n")
	at := random.IntN(len(lines))
	if there && random.IntN(2) == 0 { // where a text is more probably
		at += random.IntN(len(lines) - at)
	}
	switch n := random.IntN(20); {
	case !there || n < 3:
		f.files[file] = first.files[file]
		return
	case n == 3:
		delete(f.files, file)
		return
	case n == 4:
		f.files[files[random.IntN(len(files))]] = text // another file has the same text
		return
	case n < 7:
		lines = slices.Delete(lines, at, at+1)
	case n < 10:
		name := names[random.IntN(len(names))]
		lines[at] = strings.Replace(lines[at], name, names[random.IntN(len(names))], 1)
	case n < 12:
		lines[at] = strings.ToUpper(lines[at])
	default:
		lines = slices.Insert(lines, at, line(random, file))
	}
	f.files[file] = []byte(strings.Join(lines, "\n"))
}

func line(random *rand.Rand, file string) string {
	lines := otherLines
	switch {
	case strings.HasSuffix(file, ".md"):
		lines = guideLines
	case strings.HasPrefix(file, "data/") && strings.Count(file, "/") == 2 && !strings.HasSuffix(file, "category.yaml"):
		lines = optionLines
	}
	return lines[random.IntN(len(lines))]
}

// TestRandomEdits: after any edits, of right and of faulty sites, one at a time or
// several, a memory gives what none would.
func TestRandomEdits(t *testing.T) {
	quick, all := 0, 0
	from := *seed
	if from == 0 {
		from = rand.Uint64()
	}
	for _, a := range golden.Archives(t) {
		random := rand.New(rand.NewPCG(from, 0))
		first, f := folderOf(a.Inputs), folderOf(a.Inputs)
		if len(first.files) == 0 {
			continue
		}
		var m resolve.Memory
		var shape *site.Shape
		opts := resolve.Options{Drafts: random.IntN(3) == 0}
		for step := range *steps {
			for range 1 + random.IntN(2) {
				f.change(random, first)
			}
			now := compare(t, &m, f.load(t), opts)
			all++
			if now == shape {
				quick++
			}
			shape = now
			if t.Failed() {
				t.Fatalf("%s, -seed %d, step %d", a.Name, from, step)
			}
		}
	}
	if t.Logf("%d of %d were quick", quick, all); quick*10 < all {
		t.Errorf("only %d of %d edits were quick, so that this proves little", quick, all)
	}
}
