package render_test

import (
	"context"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"tradeoff/generator/decision"
	"tradeoff/generator/load"
	"tradeoff/generator/related"
	"tradeoff/generator/render"
	"tradeoff/generator/resolve"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// readySite is a site of which nothing is left but to render it.
type readySite struct {
	*site.Site
	sources fs.FS
	trees   *decision.Trees
	links   *related.Links
}

// ownSite is this repository's.
func ownSite(t testing.TB) readySite {
	t.Helper()
	s := readySite{sources: os.DirFS("../..")}
	tree, diags, err := load.Site(context.Background(), s.sources)
	if err != nil {
		t.Fatal(err)
	}
	tree.Config.URL = "https://example.org/some/prefix/"
	var more = diags
	s.Site, more = resolve.Site(tree, resolve.Options{})
	if diags.HasErrors() || more.HasErrors() {
		t.Fatal(report(diags), report(more))
	}
	if s.trees, err = decision.Plan(context.Background(), s.Site); err != nil {
		t.Fatal(err)
	}
	if s.links, err = related.Plan(context.Background(), s.Site); err != nil {
		t.Fatal(err)
	}
	return s
}

// rendered renders the site's pages.
func (s readySite) rendered(t testing.TB, set *templates.Set, minify bool) map[string]string {
	t.Helper()
	files := map[string]string{}
	var mutex sync.Mutex
	_, diags, err := render.Site(context.Background(), s.Site,
		render.Options{Templates: set, Trees: s.trees, Links: s.links, Sources: s.sources, Minify: minify},
		sink(func(address string, content []byte) error {
			mutex.Lock()
			defer mutex.Unlock()
			files[address] = string(content)
			return nil
		}))
	if err != nil || diags.HasErrors() {
		t.Fatal(err, report(diags))
	}
	return files
}

// Pages that are printed by plates are those that html/template makes, byte for byte: of
// the built-in templates, lean and readable, and of templates that a site replaces.
func TestPlatesPrintTheSame(t *testing.T) {
	s := ownSite(t)
	for name, test := range map[string]struct {
		own    fstest.MapFS
		minify bool
	}{
		"lean":     {nil, true},
		"readable": {nil, false},
		"own": {fstest.MapFS{
			"option.html": {Data: []byte(`{{template "frame-top" .Frame}}{{$n := len .Title}}{{if and .Title (gt $n 2)}}<h1 title='{{.Title}}' onclick="f({{.Title}})">{{.Title}}</h1>{{end}}
{{range $i, $g := .Nav}}<p class={{$i}}>{{printf "%s & %d" $g.Label $i}}: {{.Address | printf "%.5s"}}</p>{{else}}none{{end}}{{range $i, $g := .Nav}}{{if $i}}, {{end}}<a href="{{$g.Address}}?q={{.Label}}#{{.Label}}">{{.Label}}</a>{{end}}{{template "frame-bottom" .Frame}}`)},
			"box.html": {Data: []byte(`{{$k := .Kind}}{{range list 1 "two" true}}{{.}}{{end}}{{if eq .Kind "note" "tip"}}{{$k = "x"}}{{end}}<div class="{{$k}}">{{with $x := .Title}}{{$x}}{{end}}{{.Body}}</div>`)},
		}, false},
	} {
		if !thorough && name != "own" {
			continue // of those that are built in, the races are those of every build
		}
		t.Run(name, func(t *testing.T) {
			var own fs.FS
			if test.own != nil {
				own = test.own
			}
			set, diags := templates.LoadLean(own, nil, source.Theme{}, render.Squeeze(test.minify))
			if diags.HasErrors() {
				t.Fatal(report(diags))
			}
			got, want := s.rendered(t, set, test.minify), s.rendered(t, set.WithoutPlates(), test.minify)
			for address := range want {
				if !strings.HasSuffix(address, ".png") && got[address] != want[address] {
					t.Errorf("%s differs: %s", address, firstPart(got[address], want[address]))
				}
			}
			if len(got) != len(want) || len(got) < 400 {
				t.Errorf("there are %d files, want %d", len(got), len(want))
			}
		})
	}
}

// firstPart shows where two texts part.
func firstPart(got, want string) string {
	at := 0
	for at < len(got) && at < len(want) && got[at] == want[at] {
		at++
	}
	return "…" + got[max(0, at-60):min(len(got), at+60)] + "\nwant …" + want[max(0, at-60):min(len(want), at+60)]
}

// BenchmarkTemplates is what executing the templates of this repository's site takes,
// with all that is rendered beside: by plates and by html/template.
func BenchmarkTemplates(b *testing.B) {
	s := ownSite(b)
	set, _ := templates.LoadLean(nil, nil, source.Theme{}, render.Squeeze(true))
	for name, set := range map[string]*templates.Set{"plates": set, "html-template": set.WithoutPlates()} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.rendered(b, set, true)
			}
		})
	}
}
