package render_test

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
	"tradeoff/generator/load"
	"tradeoff/generator/related"
	"tradeoff/generator/render"
	"tradeoff/generator/resolve"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// A build is a small site on its way through the real stages. Files below
// templates/ replace built-in ones, so that a test can see what a view holds
// without knowing how it looks.
type build struct {
	fsys     fstest.MapFS
	minify   bool
	progress func(done, total int)
}

// buildOf makes a build of the files of a txtar archive.
func buildOf(archive string) *build {
	b := &build{fsys: fstest.MapFS{}}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		b.fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	if b.fsys["data/site.yaml"] == nil {
		b.fsys["data/site.yaml"] = &fstest.MapFile{Data: []byte("title: Small\n")}
	}
	return b
}

// resolved is the site, which must have no errors.
func (b *build) resolved(t *testing.T) *site.Site {
	t.Helper()
	tree, diags, err := load.Site(context.Background(), b.fsys)
	if err != nil {
		t.Fatal(err)
	}
	s, more := resolve.Site(tree, resolve.Options{})
	diags.Append(more)
	if diags.HasErrors() {
		t.Fatal(report(diags))
	}
	return s
}

// overrides are the site's own templates, if it has any.
func (b *build) overrides() fs.FS {
	if own, err := fs.Sub(b.fsys, "templates"); err == nil {
		if _, err := fs.Stat(own, "."); err == nil {
			return own
		}
	}
	return nil
}

// A sink takes all files and keeps none.
type sink func(address string, content []byte) error

func (sink) Keep(string, uint64) bool                               { return false }
func (sink) KeepNamed(string, uint64) bool                          { return false }
func (sink) KeepAll(uint64) bool                                    { return false }
func (sink) Together(uint64, []string)                              {}
func (s sink) Write(address string, _ uint64, content []byte) error { return s(address, content) }

// run renders and gives the files by address.
func (b *build) run(t *testing.T) (map[string]string, render.Result, diag.List) {
	t.Helper()
	set, diags := templates.Load(b.overrides(), nil)
	if diags.HasErrors() {
		t.Fatal(report(diags))
	}
	s := b.resolved(t)
	trees, err := decision.Plan(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	links, err := related.Plan(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	var mutex sync.Mutex
	result, diags, err := render.Site(context.Background(), s,
		render.Options{Templates: set, Trees: trees, Links: links, Sources: b.fsys, Minify: b.minify, Progress: b.progress},
		sink(func(address string, content []byte) error {
			mutex.Lock()
			defer mutex.Unlock()
			if _, twice := files[address]; twice {
				t.Errorf("%s is rendered twice", address)
			}
			files[address] = string(content)
			return nil
		}))
	if err != nil {
		t.Fatal(err)
	}
	return files, result, diags
}

// rendered gives the files of a site without faults.
func rendered(t *testing.T, archive string) map[string]string {
	t.Helper()
	files, _, diags := buildOf(archive).run(t)
	if r := report(diags); r != "" {
		t.Fatal(r)
	}
	return files
}

func report(diags diag.List) string {
	var b strings.Builder
	for _, d := range diags.Sorted() {
		b.WriteString(d.Position.String() + ": " + d.Severity.String() + ": " + d.Message + " [" + string(d.Code) + "] " + d.Hint + "\n")
	}
	return b.String()
}

// world is a site with a bit of everything.
const world = `
-- data/site.yaml --
title: Small
url: https://example.org/repo/
repository: https://example.org/owner/repo
authors: {ada: {name: Ada, url: "https://example.org/ada", bio: "Wrote [this](../guides/a.md)."}}
-- data/backend/category.yaml --
title: Backend
neighbours: [database]
summary: See [databases](../database/category.yaml).
attributes:
  - {id: language, type: text, help: "As in [the guide](../../guides/a.md#why)."}
  - {id: orm, type: support}
questions: [{id: q, ask: Which?, help: "See [Go](go.yaml#row-orm).", answers: [{label: One}, {label: Two}]}]
-- data/backend/django.yaml --
name: Django
summary: Not [Go](go.yaml).
website: https://example.org/django
facts:
  language: {value: "[Python](../../guides/deep/b.md)", note: "[Here](django.yaml#row-orm)", source: https://example.org/python}
  orm: {value: partial, note: "[Far](../../guides/deep/b.md#part)"}
pros: ["[Go](go.yaml) is not it"]
cons: ["[Draft](../../guides/draft.md)"]
used_by: [{name: Somebody, source: "https://example.org/somebody"}]
-- data/backend/go.yaml --
name: Go
facts: {orm: no}
-- data/database/category.yaml --
title: Database
attributes: [{id: orm, type: support}]
-- guides/a.md --
---
title: A guide
description: D.
compare: [django, go]
rule: Take [Django](../data/backend/django.yaml).
related: [b]
authors: [ada]
tags: [one, two]
aliases: [Old/Über names/a.html, old.html]
---
Before. :fact[django.orm]

## Why

[Category](../data/backend/category.yaml#row-language) [deep](deep/b.md) [part](deep/b.md#part "Its title") [row](a.md#row-orm)
[file](files/my%20data%23.csv) ![A loop](img/my%20loop%20%231.svg "As seen") [picture](img/my%20loop%20%231.svg)

::decide

::proscons

::used-by

::related
-- guides/deep/b.md --
---
title: B guide
description: D.
---
## Part

[a](../a.md#why) [table](../a.md#comparison) ![Loop](../img/my%20loop%20%231.svg) [category](../../data/database/category.yaml)
-- guides/draft.md --
---
title: Draft
description: D.
draft: true
---
-- guides/files/my data#.csv --
a,b
-- guides/img/my loop #1.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>
`

// TestFiles names everything that the site has.
func TestFiles(t *testing.T) {
	files, result, diags := buildOf(world).run(t)
	if r := report(diags); r != "" {
		t.Error(r)
	}
	var got []string
	for address := range files {
		folder, rest, _ := strings.Cut(address, "/")
		if folder == "assets" || strings.HasSuffix(address, ".svg") { // with a hash in their names
			first, _, _ := strings.Cut(rest, ".")
			if folder == "assets" && strings.HasPrefix(rest, "preview/") {
				first = "preview"
			}
			address = folder + "/" + first
		}
		got = append(got, address)
	}
	slices.Sort(got)
	all := got
	got = withoutTaken(t, all)
	haveTwins(t, got, all)
	want := []string{".nojekyll", "404.html", "Old/Über names/a.html", "assets/decide", "assets/decide", "assets/icon", "assets/preview", "assets/preview", "assets/preview", "assets/preview", "assets/preview", "assets/preview", "assets/preview", "assets/preview", "assets/search", "assets/search", "assets/site", "assets/site", "assets/table", "assets/table", "assets/tree", "assets/ufuzzy", "assets/weigh", "assets/weigh",
		"authors/ada.html", "backend/decide.dot", "backend/decide.html", "backend/decide.json", "backend/decide.mmd", "backend/django.html", "backend/go.html", "backend/index.html", "database/index.html",
		"guides/a.html", "guides/deep/b.html", "guides/files/my data#.csv", "guides/img/my loop #1", "index.html", "old.html", "robots.txt", "search-index.js", "search.html", "sitemap.xml",
		"tags/index.html", "tags/one.html", "tags/two.html"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if result.Pages != 14 {
		t.Errorf("%d pages; redirects are none", result.Pages)
	}
	if files["guides/files/my data#.csv"] != "a,b\n" {
		t.Error("a file is not published as it is")
	}
}

// TestDeterministic renders on one core and on several.
func TestDeterministic(t *testing.T) {
	b := buildOf(world)
	b.minify = true
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one, _, _ := b.run(t)
	runtime.GOMAXPROCS(4)
	for range 3 {
		if more, _, _ := b.run(t); !maps.Equal(one, more) {
			t.Fatal("the same site gave other bytes")
		}
	}
}

func TestProgress(t *testing.T) {
	b := buildOf(world)
	last, total := 0, 0
	b.progress = func(done, of int) {
		if done != last+1 {
			t.Errorf("%d follows %d", done, last)
		}
		last, total = done, of
	}
	if files, _, _ := b.run(t); last != len(files) || total != len(files) {
		t.Errorf("%d of %d done, %d files", last, total, len(files))
	}
}

// TestEmitFails: what the receiver says ends the run.
func TestEmitFails(t *testing.T) {
	full := errors.New("the disk is full")
	set, _ := templates.Load(nil, nil)
	b := buildOf(world)
	_, _, err := render.Site(context.Background(), b.resolved(t), render.Options{Templates: set, Sources: b.fsys},
		sink(func(address string, _ []byte) error {
			if address == "backend/go.html" {
				return full
			}
			return nil
		}))
	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, err = render.Site(ctx, b.resolved(t), render.Options{Templates: set, Sources: b.fsys},
		sink(func(address string, _ []byte) error { t.Errorf("%s after the end", address); return nil }))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestSourceGone: a picture that vanishes while the site is built is no writer's
// fault, and nothing to be silent about.
func TestSourceGone(t *testing.T) {
	b := buildOf(world)
	set, _ := templates.Load(nil, nil)
	_, _, err := render.Site(context.Background(), b.resolved(t), render.Options{Templates: set, Sources: fstest.MapFS{}},
		sink(func(string, []byte) error { return nil }))
	if err == nil || !strings.Contains(err.Error(), "guides/img/my loop #1.svg") {
		t.Errorf("got %v", err)
	}
}

// TestTemplateFault: a template that fails for one page is an error at its place.
// That page alone is missing, and that the rest is published is prevented by
// whoever sees the error.
func TestTemplateFault(t *testing.T) {
	files, _, diags := buildOf(world + "-- templates/guide.html --\n<p>\n{{if .Tags}}{{index .Tags 9}}{{end}}{{.Title}}</p>\n").run(t)
	if r := report(diags); !strings.HasPrefix(r, "templates/guide.html:2:15: error: ") || strings.Count(r, "\n") != 1 {
		t.Error(r)
	}
	if _, there := files["guides/a.html"]; there || files["guides/deep/b.html"] == "" {
		t.Error("only the page with the fault is missing")
	}
	// A component that fails takes its page with it.
	files, _, diags = buildOf(world + "-- templates/fact.html --\n{{.Nothing}}\n").run(t)
	if r := report(diags); !strings.HasPrefix(r, `templates/fact.html:1:3: error: there is no "Nothing" here`) || files["guides/a.html"] != "" {
		t.Error(r)
	}
}

// TestEmptyTemplate: a template of nothing makes pages of nothing, not no pages.
func TestEmptyTemplate(t *testing.T) {
	for _, minify := range []bool{false, true} {
		b := buildOf(world + "-- templates/option.html --\n")
		b.minify = minify
		files, _, _ := b.run(t)
		if content, there := files["backend/go.html"]; !there || content != "" {
			t.Errorf("there %t, %q", there, content)
		}
	}
}

// TestCannotBeMinified: a page whose script cannot be understood is published as
// it is, with a warning for all of them together.
func TestCannotBeMinified(t *testing.T) {
	b := buildOf(world + "-- templates/option.html --\n<p>  {{.Title}}</p><script>if (</script>\n")
	b.minify = true
	files, _, diags := b.run(t)
	if r := report(diags); !strings.HasPrefix(r, "templates/option.html: warning: what it makes cannot be minified") || diags.Count(diag.Warning) != 1 {
		t.Error(r)
	}
	if got := files["backend/go.html"]; got != "<p>  Go</p><script>if (</script>\n" {
		t.Errorf("%q", got)
	}
	b = buildOf(world + "-- templates/site.js --\nif (\n")
	if _, diags := templates.Load(b.overrides(), nil); !strings.HasPrefix(report(diags), "templates/site.js:2:1: error: the script cannot be understood: unexpected EOF") {
		t.Error(report(diags))
	}
}
