package render_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"tradeoff/generator/decision"
	"tradeoff/generator/load"
	"tradeoff/generator/related"
	"tradeoff/generator/render"
	"tradeoff/generator/resolve"
	"tradeoff/templates"
)

// A made file is what a recipe gave.
type made struct {
	recipe  uint64
	content [sha256.Size]byte
}

// makes takes all files with their recipes and keeps none.
type makes struct {
	mutex sync.Mutex
	files map[string]made
}

func (m *makes) Keep(string, uint64) bool { return false }

func (m *makes) KeepNamed(string, uint64) bool { return false }

func (m *makes) KeepAll(uint64) bool { return false }

func (m *makes) Together(uint64, []string) {}

func (m *makes) Write(address string, recipe uint64, content []byte) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.files[address] = made{recipe, sha256.Sum256(content)}
	return nil
}

// make renders with a memory; nil where the site has errors.
func (b *build) make(t *testing.T, memory *render.Memory, sets map[string]*templates.Set) map[string]made {
	t.Helper()
	ctx := context.Background()
	tree, diags, err := load.Site(ctx, b.fsys)
	if err != nil {
		t.Fatal(err)
	}
	s, more := resolve.Site(tree, resolve.Options{})
	diags.Append(more)
	key := ""
	for _, name := range slices.Sorted(maps.Keys(b.fsys)) {
		if strings.HasPrefix(name, "templates/") {
			key += name + "\x00" + string(b.fsys[name].Data)
		}
	}
	if sets[key] == nil {
		set, more := templates.Load(b.overrides(), nil)
		if more.Len() > 0 {
			return nil
		}
		sets[key] = set
	}
	if diags.HasErrors() {
		return nil
	}
	trees, err := decision.Plan(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	links, err := related.Plan(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	out := &makes{files: map[string]made{}}
	_, diags, err = memory.Site(ctx, s, render.Options{Templates: sets[key], Trees: trees, Links: links, Sources: b.fsys, Minify: b.minify}, out)
	if err != nil || diags.HasErrors() {
		return nil
	}
	return out.files
}

// dated is a site with more that pages may show of others.
const dated = world + circle + `
-- guides/dated.md --
---
title: A dated guide
description: D.
published: 2026-01-02
updated: 2026-02
tags: [one, One more, two]
authors: [ada, bob]
compare: [b2, b1]
---
::decide{category="a,b"}

::decide
-- guides/later.md --
---
title: A later guide
description: It comes later.
published: 2026-01-03
tags: [two]
authors: [bob]
compare: [django, c1]
---
:fact[b1.x] and [that](dated.md#comparison) and [this](img/my%20loop%20%231.svg)
-- templates/home.html --
{{template "frame.html" .}} {{.Guides}}
-- templates/box.html --
<div>{{.Title}}{{.Body}}</div>
`

// said is what the pages of datedSite show of its theme.
const said = `theme:
  footer: ["Read [this](../guides/a.md).", One]
  navigation: [backend, {label: A, page: guides/a.md}, new, {label: Out, url: "https://example.org/out"}]
`

func datedSite() *build {
	b := buildOf(dated)
	config := string(b.fsys["data/site.yaml"].Data)
	b.fsys["data/site.yaml"] = file(strings.Replace(config, "authors: {", "pairs: yes\n"+said+"authors: {bob: {name: Bob}, ", 1))
	return b
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// TestRecipes edits a site at random: what is made by the same recipe is the same.
func TestRecipes(t *testing.T) {
	steps, number := 250, uint64(time.Now().UnixNano())
	if !thorough {
		steps = 40
	}
	t.Logf("seed %d", number)
	r := rand.New(rand.NewPCG(number, 0))
	b, memory, sets := datedSite(), &render.Memory{}, map[string]*templates.Set{}
	b.resolved(t) // it has no errors
	original := maps.Clone(b.fsys)
	words := strings.Fields(strings.ReplaceAll(dated, "\n", " "))
	known := map[string]made{} // by address and recipe
	built := 0
	for step := range steps {
		before := maps.Clone(b.fsys)
		what := ""
		for range 1 + r.IntN(2) {
			what += edit(r, b.fsys, original, words) + "\n"
		}
		files := b.make(t, memory, sets)
		if files == nil {
			b.fsys = before
			continue
		}
		built++
		for address, f := range files {
			key := fmt.Sprint(address, " ", f.recipe)
			if old, ok := known[key]; ok && old != f && f.recipe != 0 {
				t.Fatalf("step %d: %s is made by the same recipe and is not the same; the last edit:\n%s", step, address, what)
			}
			known[key] = f
		}
	}
	if built < steps/4 {
		t.Errorf("of %d steps only %d were sites without errors", steps, built)
	}
}

// edit changes a file at random, and says how.
func edit(r *rand.Rand, files, original fstest.MapFS, words []string) string {
	names := slices.Sorted(maps.Keys(original))
	name := names[r.IntN(len(names))]
	old, present := files[name]
	switch what := r.IntN(12); {
	case !present || what < 2:
		files[name] = original[name]
		return "restored " + name
	case what == 2 && path.Base(name) != "site.yaml":
		delete(files, name)
		return "removed " + name
	}
	lines := strings.SplitAfter(string(old.Data), "\n")
	at := r.IntN(len(lines))
	was := lines[at]
	switch r.IntN(5) {
	case 0:
		lines = slices.Delete(lines, at, at+1)
	case 1:
		lines = slices.Insert(lines, at, was)
	default:
		parts := strings.Fields(was)
		if len(parts) == 0 {
			break
		}
		part := parts[r.IntN(len(parts))]
		if r.IntN(2) == 0 {
			lines[at] = strings.Replace(was, part, words[r.IntN(len(words))], 1)
		} else {
			lines[at] = strings.Replace(was, part, part[:len(part)/2]+"x"+part[len(part)/2:], 1)
		}
	}
	files[name] = file(strings.Join(lines, ""))
	return fmt.Sprintf("%s, line %d: %q", name, at+1, was)
}

// TestRecipesTell: what an edit concerns is made by another recipe, and what it does
// not concern by the same.
func TestRecipesTell(t *testing.T) {
	for name, test := range map[string]struct{ file, old, with, want string }{
		"text": {"guides/a.md", "Before.", "Behind.", "guides/a.html"},
		// What can be measured may be on the pages of all other options, what cannot only where
		// the option itself is shown. How many facts are known, and since when, is counted elsewhere.
		"fact": {"data/backend/django.yaml", "orm: {value: partial", "orm: {value: yes",
			"backend/decide.dot backend/decide.html backend/decide.json backend/decide.mmd backend/django.html backend/go.html backend/index.html guides/a.html guides/later.html"},
		"words": {"data/backend/django.yaml", "[Python]", "[Snake]",
			"backend/decide.dot backend/decide.html backend/decide.json backend/decide.mmd backend/django.html backend/index.html guides/a.html guides/later.html"},
		"note": {"data/backend/django.yaml", `"[Here]`, `"[There]`,
			"backend/decide.dot backend/decide.html backend/decide.json backend/decide.mmd backend/django.html backend/index.html guides/a.html guides/later.html"},
		"source": {"data/backend/django.yaml", ", source: https://example.org/python}", "}",
			"backend/decide.dot backend/decide.html backend/decide.json backend/decide.mmd backend/django.html backend/index.html guides/a.html guides/later.html index.html new.html"},
		"checked": {"data/backend/django.yaml", "orm: {value: partial", "orm: {checked: 2026-01-01, value: partial",
			"backend/decide.dot backend/decide.html backend/decide.json backend/decide.mmd backend/django.html backend/index.html guides/a.html guides/later.html index.html new.html"},
		"forgotten": {"data/backend/go.yaml", "orm: no", "orm: n/a",
			"backend/decide.dot backend/decide.html backend/decide.json backend/decide.mmd backend/django.html backend/go.html backend/index.html guides/a.html index.html new.html"},
		"summary": {"data/backend/django.yaml", "Not [Go]", "Not *[Go]*",
			"backend/decide.dot backend/decide.html backend/decide.json backend/decide.mmd backend/django.html backend/go.html backend/index.html guides/a.html guides/later.html search-index.js"},
		"summary's words": {"data/backend/django.yaml", "Not [Go]", "Nor [Go]",
			"backend/decide.dot backend/decide.html backend/decide.json backend/decide.mmd backend/django.html backend/go.html backend/index.html guides/a.html guides/later.html search-index.js"},
		"summary's link": {"data/backend/django.yaml", "Not [Go](go.yaml)", "Not [Go](go.yaml#row-orm)",
			"backend/decide.dot backend/decide.html backend/decide.json backend/decide.mmd backend/django.html backend/go.html backend/index.html guides/a.html guides/later.html"},
		"title of a summary's link": {"data/backend/django.yaml", "Not [Go](go.yaml)", "Not [Go](go.yaml 'The other')",
			"backend/decide.dot backend/decide.html backend/decide.json backend/decide.mmd backend/django.html backend/go.html backend/index.html guides/a.html guides/later.html"},
		"name": {"data/backend/django.yaml", "name: Django", "name: Jango", "*"},
		"mention": {"data/b/b1.yaml", "x: yes", "x: no",
			"a/decide.html a/index.html b/b1.html b/b2.html b/decide.dot b/decide.html b/decide.json b/decide.mmd b/index.html c/index.html guides/dated.html guides/later.html guides/mixed.html guides/own.html guides/plain.html guides/zed.html index.html"},
		"title": {"guides/later.md", "title: A later guide", "title: The later guide",
			"a/decide.html a/index.html authors/bob.html b/decide.html b/index.html backend/decide.html backend/django.html backend/feed.xml backend/index.html c/c1.html c/feed.xml c/index.html database/index.html feed.xml guides/a.html guides/dated.html guides/deep/b.html guides/later.html guides/mixed.html guides/own.html guides/plain.html guides/zed.html index.html new.html search-index.js search.html tags/two.html"},
		"home":    {"templates/home.html", "{{.Guides}}", "{{.Guides}}!", "index.html"},
		"nothing": {"guides/draft.md", "title: Draft", "title: Another draft", ""},
		"day": {"guides/later.md", "2026-01-03", "2026-01-04",
			"authors/bob.html backend/feed.xml c/feed.xml feed.xml guides/later.html index.html new.html sitemap.xml"},
		"picture": {"guides/img/my loop #1.svg", `width="30"`, `width="31"`, "guides/a.html guides/deep/b.html guides/later.html"},
		"tag":     {"guides/later.md", "tags: [two]", "tags: [two, one]", "backend/feed.xml c/feed.xml feed.xml guides/later.html search-index.js tags/index.html tags/one.html tags/two.html"},
		"heading": {"guides/a.md", "Before.", "### New\n\nBefore.", "guides/a.html search-index.js"},
		"synonym": {"data/backend/django.yaml", "name: Django", "name: Django\nsynonyms: [dj]", "*"},
		"pairs":   {"data/site.yaml", "pairs: yes", "pairs: no", "*"},
	} {
		t.Run(name, func(t *testing.T) {
			b, memory, sets := datedSite(), &render.Memory{}, map[string]*templates.Set{}
			b.resolved(t) // it has no errors
			before := b.make(t, memory, sets)
			text := string(b.fsys[test.file].Data)
			if !strings.Contains(text, test.old) {
				t.Fatal("there is nothing to edit")
			}
			b.fsys[test.file] = file(strings.Replace(text, test.old, test.with, 1))
			after := b.make(t, memory, sets)
			var got []string
			for address, f := range after {
				switch was, known := before[address]; {
				case known && f.recipe != was.recipe:
					got = append(got, address)
				case known && f.content != was.content:
					t.Errorf("%s has changed, and its recipe has not", address)
				}
			}
			slices.Sort(got)
			got = withoutTaken(t, got)
			if want := strings.Fields(test.want); !slices.Equal(got, want) && test.want != "*" {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

// TestRecipesKnowTemplates overrides each template in turn: what it changes is made by
// another recipe. A page whose template has no print would have no recipe at all.
func TestRecipesKnowTemplates(t *testing.T) {
	b, memory, sets := datedSite(), &render.Memory{}, map[string]*templates.Set{}
	b.resolved(t) // it has no errors
	before := b.make(t, memory, sets)
	for address, f := range before {
		if f.recipe == 0 {
			t.Errorf("%s has no recipe", address)
		}
	}
	builtIn, _ := templates.Load(nil, nil)
	texts := builtIn.Texts()
	for i, name := range slices.Sorted(maps.Keys(texts)) {
		if i%hurry > 0 {
			continue
		}
		text := texts[name]
		own, overridden := b.fsys["templates/"+name]
		if overridden {
			text = string(own.Data)
		}
		b.fsys["templates/"+name] = file(text + "!")
		other := false
		for address, f := range b.make(t, memory, sets) {
			was := before[address]
			other = other || f.recipe != was.recipe
			if f.recipe != 0 && f.recipe == was.recipe && f.content != was.content {
				t.Errorf("%s: %s has changed, and its recipe has not", name, address)
			}
		}
		if !other {
			t.Errorf("%s: nothing is made by another recipe", name)
		}
		if delete(b.fsys, "templates/"+name); overridden {
			b.fsys["templates/"+name] = own
		}
	}
}
