package generator_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator"
)

// TestUnchanged holds builds that may have nothing to do against builds without a cache.
// Each of a case's lines is a step of TestIncrementalProcesses: what happens, and by which
// options it is built. Before the first step there was a build, as by generator.Options{}.
func TestUnchanged(t *testing.T) {
	site := baseline()
	edit := func(do, path, text string) change { return change{do: do, path: path, text: text} }
	theirs := func(do, path, text string) change { return change{do: do, path: path, text: text, theirs: true} }
	steps := func(all ...[]change) []step {
		var steps []step
		for _, edits := range all {
			steps = append(steps, step{edits: edits, by: &process{pause: true}})
		}
		return steps
	}
	drafts, minified, zipped := generator.Options{Drafts: true}, generator.Options{NoMinify: true}, generator.Options{Zip: true}
	elsewhere := generator.Options{URL: "https://elsewhere.example.org/"}
	const guide = "---\ntitle: New\ndescription: D.\n---\n\nText.\n"
	bare := []change{edit("remove", "templates", ""), edit("write", "data/site.yaml", withoutTheme(site["data/site.yaml"]))}
	cases := map[string]struct {
		steps         []step
		looks, faults int // how many of them are not built, and how many are not published
	}{
		"nothing":                               {steps(nil, nil, nil), 3, 0},
		"a warning in a name that is not UTF-8": {steps([]change{edit("save", "data/notes\xff.txt", "x")}, nil, nil), 0, 0},
		"a page is gone":                        {steps(nil, []change{theirs("remove", "guides/three.html", "")}, nil), 2, 0},
		"a page is another":                     {steps(nil, []change{theirs("save", "guides/three.html", "theirs")}, nil), 1, 2},
		"there and back":                        {by(drafts, generator.Options{}, drafts, generator.Options{}, minified, zipped, elsewhere, zipped, minified), 0, 0},
		"one option differs":                    {by(generator.Options{}, drafts, generator.Options{}, minified, generator.Options{}, zipped, generator.Options{}, elsewhere, generator.Options{}), 1, 0},
		"the same options again":                {by(zipped, zipped, drafts, drafts, elsewhere, elsewhere, minified, minified), 4, 0},
		"templates become a link":               {steps(bare, nil, []change{edit("link", "templates", "shared")}), 1, 1},
		"templates become a file":               {steps(bare, nil, []change{edit("save", "templates", "x")}), 1, 1},
		"data becomes a link":                   {steps(nil, []change{edit("rename", "data", "real"), edit("link", "data", "real")}, nil), 1, 2},
		"guides become a file":                  {steps([]change{edit("remove", "guides", ""), edit("write", "data/site.yaml", "title: X\n")}, nil, []change{edit("save", "guides", "x")}), 1, 1},
		"a folder stays for a file of others":   {steps([]change{edit("save", "guides/new/a.md", guide)}, []change{theirs("save", "guides/new/theirs", "x"), edit("remove", "guides/new", "")}, nil, []change{theirs("remove", "guides/new/theirs", "")}, nil), 1, 0},
		"a file is moved into an empty folder":  {steps([]change{edit("folder", "guides/zz", ""), edit("save", "guides/zzz.md", guide)}, nil, []change{edit("rename", "guides/zzz.md", "guides/zz/zzz.md")}), 1, 0},
		"a guide becomes a link":                {steps(nil, []change{edit("save", "shared/new.md", guide), edit("link", "guides/new.md", "../shared/new.md")}, []change{edit("save", "shared/new.md", guide+"\nMore.\n")}, nil), 1, 0},
		"a file is older":                       {steps(nil, []change{edit("older", "guides/three.md", site["guides/three.md"]+"\nMore.\n")}, nil), 2, 0},
		"a file is another of the same length":  {steps(nil, []change{edit("quiet", "guides/three.md", strings.Replace(site["guides/three.md"], "a", "b", 1))}, nil), 2, 0},
		"the record is gone":                    {steps(nil, []change{theirs("remove", ".tradeoff.json", "")}, nil), 2, 0},
		"the output is gone":                    {steps(nil, []change{theirs("remove", ".", "")}, nil), 2, 0},
		"the site is broken":                    {steps(nil, []change{edit("write", "data/site.yaml", "title: [")}, nil, nil), 1, 3},
		"the site is broken and mended":         {steps(nil, []change{edit("write", "data/site.yaml", "title: [")}, []change{edit("write", "data/site.yaml", site["data/site.yaml"])}, nil), 2, 1},
		"what is left alone is said once":       {steps([]change{edit("save", "guides/new.md", guide)}, []change{theirs("write", "guides/new.html", "theirs"), edit("remove", "guides/new.md", "")}, nil, nil), 1, 0},
	}
	for i, name := range slices.Sorted(maps.Keys(cases)) {
		if i%hurry > 0 {
			continue
		}
		c := cases[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProcesses(t)
			for i, s := range c.steps {
				if fault := p.take(s); fault != nil {
					t.Fatalf("step %d: %v", i, fault)
				}
			}
			if p.looks != c.looks || p.tally.failed != c.faults {
				t.Errorf("%d builds found that they had nothing to do, want %d; %d found faults, want %d", p.looks, c.looks, p.tally.failed, c.faults)
			}
		})
	}
}

// by gives steps that only build, by some options one after the other.
func by(all ...generator.Options) []step {
	var steps []step
	for _, opts := range all {
		steps = append(steps, step{by: &process{opts: opts, pause: true}})
	}
	return steps
}

func withoutTheme(text string) string {
	before, _, _ := strings.Cut(text, "theme:\n")
	_, after, _ := strings.Cut(text, "authors:\n")
	return before + "authors:\n" + after
}
