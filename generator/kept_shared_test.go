package generator_test

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tradeoff/generator"
	"tradeoff/generator/cache"
	"tradeoff/generator/render"
)

// An entry is one of the cache.
type entry struct {
	kind cache.Kind
	key  string
}

// thereAndBack builds a site in three processes, between which it is edited and the edit is
// taken back. Each publishes what a build without a cache publishes into a folder that was
// not there. Entries are those that the edits are about: each process leaves them. It gives
// what the first two published.
func thereAndBack(t *testing.T, site, edited folder, opts generator.Options, entries ...entry) (before, after folder) {
	t.Helper()
	opts.Site = layOut(t, site)
	out := filepath.Join(opts.Site, "public")
	var all []folder
	for i, now := range []folder{site, edited, site} {
		for _, e := range readFolder(opts.Site, func(name string) bool { return name == "public" || name == cache.Folder }).toward(now) {
			e.apply(opts.Site)
		}
		time.Sleep(60 * time.Millisecond) // as long as a file's time takes to tell
		clean := opts
		opts.Out, opts.Cache, clean.Out = out, true, filepath.Join(t.TempDir(), "clean")
		for _, o := range []generator.Options{opts, clean} {
			if report, err := generator.Build(context.Background(), o); err != nil || report.HasErrors() {
				t.Fatal(i, err, report.Diagnostics)
			}
		}
		if d := difference(published(out), published(clean.Out)); d != "" {
			t.Errorf("build %d: %s", i, d)
		}
		hasEntries(t, opts.Site, entries)
		all = append(all, published(out))
	}
	return all[0], all[1]
}

// hasEntries tells which entries the cache of a site lacks.
func hasEntries(t *testing.T, site string, entries []entry) {
	t.Helper()
	c, err := cache.Open(site, mustTool(t))
	if err != nil || c == nil {
		t.Fatal(c, err)
	}
	defer c.Close()
	for _, e := range entries {
		if _, _, ok := c.Get(e.kind, e.key); !ok {
			t.Errorf("nothing is kept of %c %q: the test does not test what it should", e.kind, e.key)
		}
	}
}

// but gives a folder with other files; those without a text are not in it.
func (f folder) but(files folder) folder {
	all := maps.Clone(f)
	maps.Copy(all, files)
	maps.DeleteFunc(all, func(_, text string) bool { return text == "" })
	return all
}

// weighed is a site of which two guides tell whether readers can weigh the options of a
// category: they can where the options differ in two groups. In cost only the one differs
// that the guides do not compare.
var weighed = folder{
	"data/site.yaml":          "title: Tools\nurl: https://example.org/\n",
	"data/tool/category.yaml": toolsBy(toolSpeed, toolCost),
	"data/tool/one.yaml":      "name: One\nfacts: {speed: slow, cost: 7}\n",
	"data/tool/two.yaml":      "name: Two\nfacts: {speed: fast, cost: 7}\n",
	"data/tool/three.yaml":    "name: Three\nfacts: {speed: fair, cost: 9}\n",
	"guides/both.md":          "---\ntitle: One vs Two\ndescription: Which.\ncompare: [one, two]\n---\n\nText.\n",
	"guides/table.md":         "---\ntitle: A table\ndescription: Of two.\n---\n\n::compare{options=\"one,two\"}\n",
}

// changesWeighing tells whether readers could weigh the options, as all guides say, and cannot
// any longer.
func changesWeighing(t *testing.T, before, after folder) {
	t.Helper()
	for _, guide := range []string{"guides/both.html", "guides/table.html"} {
		const link = "index.html#weigh"
		if !strings.Contains(before[guide], link) || after[guide] == "" || strings.Contains(after[guide], link) {
			t.Errorf("the edit does not change whether readers can weigh the options, as %s has it", guide)
		}
	}
}

const (
	toolSpeed = "{id: speed, label: Speed, type: level, levels: [slow, fair, fast]}"
	toolCost  = "{id: cost, label: Cost, type: number, better: lower}"
)

// toolsBy is a category with attributes.
func toolsBy(attributes ...string) string {
	return "title: Tools\nattributes:\n  - " + strings.Join(attributes, "\n  - ") + "\n"
}

// Whether readers can weigh the options of a category is kept for the next process, which
// finds it out again where anything has changed that it depends on.
func TestBoardsAreKept(t *testing.T) {
	const category, three = "data/tool/category.yaml", "data/tool/three.yaml"
	many := folder{}
	for i := range 60 {
		many[fmt.Sprintf("data/tool/more%d.yaml", i)] = fmt.Sprintf("name: More %d\nfacts: {speed: fast, cost: %d}\n", i, i)
	}
	cases := map[string]folder{
		"what is better":         {category: toolsBy(toolSpeed, strings.Replace(toolCost, "lower", "none", 1))},
		"a weight":               {category: toolsBy(toolSpeed, strings.Replace(toolCost, "lower", "lower, weight: 0", 1))},
		"a type":                 {category: toolsBy(toolSpeed, "{id: cost, label: Cost, type: text}")},
		"a group":                {category: toolsBy("group: All\n    attributes:\n      - "+toolSpeed+"\n      - "+toolCost) + "  - {id: more, type: text, label: More}\n"},
		"a fact":                 {three: "name: Three\nfacts: {speed: fair, cost: 7}\n"},
		"a fact that goes":       {three: "name: Three\nfacts: {speed: fair}\n"},
		"a fact that is unknown": {three: "name: Three\nfacts: {speed: fair, cost: unknown}\n"},
		"an option that goes":    {three: ""},
		"very many options":      many,
		"another folder": {category: "", three: "", "data/tool/one.yaml": "", "data/tool/two.yaml": "", "data/kit/category.yaml": weighed[category],
			"data/kit/one.yaml": weighed["data/tool/one.yaml"], "data/kit/two.yaml": weighed["data/tool/two.yaml"]},
	}
	for i, name := range slices.Sorted(maps.Keys(cases)) {
		if i%hurry > 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before, after := thereAndBack(t, weighed, weighed.but(cases[name]), generator.Options{}, entry{render.BoardsKind, ""})
			changesWeighing(t, before, after)
		})
	}
}

// So it is whatever type the attribute has that decides, and whichever of two it is.
func TestBoardsAreKeptOfEachType(t *testing.T) {
	for name, c := range map[string]struct{ of, all, three, edited string }{
		"number":            {"type: number, better: lower", "7", "9", "cost: 7"},
		"level":             {"type: level, levels: [cheap, dear]", "cheap", "dear", "cost: cheap"},
		"support":           {"type: support", "yes", "no", "cost: yes"},
		"rating":            {"type: rating", "2", "4", "cost: 2"},
		"date":              {"type: date, better: later", "2020", "2021-03", "cost: 2020"},
		"an unknown date":   {"type: date, better: later", "2020", "2021-03", "cost: unknown"},
		"another attribute": {"type: number, better: lower", "7", "9", "price: 9"},
		"another's fact":    {"type: number, better: lower", "7", "9", "cost: unknown, price: 9"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kind := "{id: cost, label: Cost, " + c.of + "}"
			site := weighed.but(folder{"data/tool/category.yaml": toolsBy(toolSpeed, kind, strings.ReplaceAll(strings.ReplaceAll(kind, "cost", "price"), "Cost", "Price"))})
			for file, cost := range map[string]string{"one": c.all, "two": c.all, "three": c.three} {
				file = "data/tool/" + file + ".yaml"
				site[file] = strings.NewReplacer("7", cost, "9", cost).Replace(weighed[file])
			}
			const three = "data/tool/three.yaml"
			before, after := thereAndBack(t, site, site.but(folder{three: strings.Replace(site[three], "cost: "+c.three, c.edited, 1)}), generator.Options{}, entry{render.BoardsKind, ""})
			changesWeighing(t, before, after)
		})
	}
}

// What shared files were minified into is kept for the next process, which minifies those
// again of which anything has changed.
func TestSharedFilesAreKept(t *testing.T) {
	site := folder(themedFiles(t)).but(folder{"templates/site.js": "(function () {\n  \"use strict\";\n  var one = \"%WORDS%\";\n})();\n"})
	const config = "data/site.yaml"
	says := func(old, now string) folder {
		text := strings.Replace(site[config], old, now, 1)
		if text == site[config] {
			t.Fatalf("%s has no %q", config, old)
		}
		return folder{config: text}
	}
	cases := map[string]struct {
		edit folder
		file string // that becomes another
	}{
		"a colour":                  {says("#fdf6ec", "#ecf6fd"), "site.css"},
		"the accent, with the icon": {says("#b93c0c", "#0c3cb9"), "icon.svg"},
		"a colour for the dark":     {says("#f0a070", "#70a0f0"), "site.css"},
		"a font's name":             {says("code: [Hearth Mono, monospace]", "code: [monospace]"), "site.css"},
		"how a font is shown":       {says("display: swap", "display: block"), "site.css"},
		"a font's file":             {folder{"templates/fonts/bold.ttf": site["templates/fonts/sans.ttf"]}, "site.css"},
		"the site's own style":      {folder{"templates/custom.css": "p {\n  margin: 3px;\n}\n"}, "custom.css"},
		"a built-in style":          {folder{"templates/site.css": "p {\n  margin: 3px;\n}\n"}, "site.css"},
		"a built-in script":         {folder{"templates/table.js": "(function () {\n  \"use strict\";\n})();\n"}, "table.js"},
		"a script of its own":       {folder{"templates/site.js": "(function () {\n  \"use strict\";\n})();\n"}, "site.js"},
		"a word of a script":        {says("theme:\n", "words: {script: {site: {copied: Got it}}}\ntheme:\n"), "site.js"},
		"the language":              {says("theme:\n", "language: de\ntheme:\n"), "site.js"},
		"a logo":                    {folder{"templates/logo.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"  viewBox=\"0 0 80 10\" />\n"}, "logo.svg"},
		"two that change places":    {folder{"templates/logo.svg": site["templates/logo-dark.svg"], "templates/logo-dark.svg": site["templates/logo.svg"]}, "logo.svg"},
	}
	for i, name := range slices.Sorted(maps.Keys(cases)) {
		if i%hurry > 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := cases[name]
			before, after := thereAndBack(t, site, site.but(c.edit), generator.Options{},
				entry{render.SharedKind, "site.css"}, entry{render.SharedKind, "site.js"}, entry{render.SharedKind, "templates/custom.css"}, entry{render.SharedKind, "templates/logo.svg"})
			was, is := sharedFile(before, c.file), sharedFile(after, c.file)
			if is == "" || was == is {
				t.Errorf("the edit does not change %s", c.file)
			}
		})
	}
}

// sharedFile gives the content of a shared file of a name; empty where there is none.
func sharedFile(all folder, name string) string {
	ending := filepath.Ext(name)
	for at, content := range all {
		if strings.HasPrefix(at, "assets/"+strings.TrimSuffix(name, ending)+".") && strings.HasSuffix(at, ending) {
			return content
		}
	}
	return ""
}
