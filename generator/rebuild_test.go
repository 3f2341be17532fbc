package generator_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"tradeoff/generator"
	"tradeoff/generator/corpus"
)

var rebuildsFlag = flag.Int("rebuilds", 0, "how often TestRebuilds builds; 0 for as many times as take a few seconds")

// A rebuild is a builder with the site that it builds again and again.
type rebuild struct {
	t       testing.TB
	site    string
	builder *generator.Builder
}

// newRebuild writes a site and builds it.
func newRebuild(t testing.TB, site folder) *rebuild {
	t.Helper()
	r := &rebuild{t: t, site: filepath.Join(t.TempDir(), "site")}
	for name, text := range site {
		put(name, text).apply(r.site)
	}
	r.builder = generator.NewBuilder(generator.Options{Site: r.site, Out: filepath.Join(r.site, "public")})
	if report := r.build(nil); report.HasErrors() {
		t.Fatalf("the site has faults: %v", report.Diagnostics)
	}
	return r
}

func (r *rebuild) build(names []string) generator.Report {
	r.t.Helper()
	report, err := r.builder.Build(context.Background(), names)
	if err != nil {
		r.t.Fatal(err)
	}
	return report
}

// save changes one file and builds.
func (r *rebuild) save(name, text string) generator.Report {
	r.t.Helper()
	change{do: "save", path: name, text: text}.apply(r.site)
	return r.build([]string{name})
}

func (r *rebuild) remove(name string) generator.Report {
	r.t.Helper()
	change{do: "remove", path: name}.apply(r.site)
	return r.build([]string{name})
}

// A usage is what a process holds.
type usage struct {
	heap                    uint64 // bytes that are in use after garbage is collected
	goroutines, descriptors int
}

func (u usage) String() string {
	return fmt.Sprintf("heap %.1f MB, %d goroutines, %d descriptors", float64(u.heap)/1e6, u.goroutines, u.descriptors)
}

// use measures. Goroutines that are about to end are given time to.
func use(goroutines int) usage {
	for i := 0; i < 100 && runtime.NumGoroutine() > goroutines; i++ {
		time.Sleep(10 * time.Millisecond)
	}
	runtime.GC()
	runtime.GC() // what has a finalizer goes with the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	open, _ := os.ReadDir("/proc/self/fd") // none where the system has no such folder
	return usage{m.HeapAlloc, runtime.NumGoroutine(), len(open)}
}

// mostGrowth is how much the heap may grow from the first tenth of the rebuilds to
// the last. Each of them makes up a text that was never there before, so what is
// remembered for too long adds up.
const mostGrowth = 3 << 20

// TestRebuilds builds a site again and again, as somebody does who writes all day: what
// the process holds does not grow. For figures:
//
//	go test ./generator -run TestRebuilds -v -rebuilds=10000
func TestRebuilds(t *testing.T) {
	n := 100
	if !thorough {
		n = 40
	}
	n = orElse(*rebuildsFlag, n)
	r := newRebuild(t, baseline())
	var start, middle usage
	for i := range n {
		switch i {
		case n / 10:
			start = use(0)
		case n / 2:
			middle = use(start.goroutines)
		}
		r.next(i)
	}
	end := use(start.goroutines)
	t.Logf("of %d rebuilds, after a tenth: %v", n, start)
	t.Logf("after half: %v", middle)
	t.Logf("at the end: %v", end)
	if end.goroutines > start.goroutines || end.descriptors > start.descriptors {
		t.Error("goroutines or descriptors are left over")
	}
	if end.heap > start.heap+mostGrowth {
		t.Error("the heap grows")
	}
}

// next is the next rebuild: texts, facts, a site that is broken and mended, guides and
// options that come and go, and templates, in turn.
func (r *rebuild) next(i int) {
	r.t.Helper()
	site, number := baseline(), fmt.Sprint(i)
	report, faults := generator.Report{}, false
	switch i % 10 {
	case 0, 5:
		report = r.save("guides/three.md", site["guides/three.md"]+"\nText "+number+".\n")
	case 1, 6:
		report = r.save("data/backend/rails.yaml", strings.Replace(site["data/backend/rails.yaml"], "56000", "56"+number, 1))
	case 2:
		report, faults = r.save("guides/api.md", site["guides/api.md"]+"\n:fact[no.thing"+number+"]\n"), true
	case 3:
		report = r.save("guides/api.md", site["guides/api.md"]+"\nMended "+number+".\n")
	case 4:
		report = r.save("guides/new-"+number+".md", "---\ntitle: New "+number+"\ndescription: D.\ncompare: [rails, django]\ntags: [tag "+number+"]\n---\n\nText.\n")
	case 7:
		report = r.remove("guides/new-" + fmt.Sprint(i-3) + ".md")
	case 8:
		report = r.save("data/api/new-"+number+".yaml", "name: New "+number+"\nfacts: {typing: yes}\n")
	case 9:
		r.remove("data/api/new-" + fmt.Sprint(i-1) + ".yaml")
		report = r.save("templates/site.css", "body { margin: "+number+"px }\n")
	}
	if report.HasErrors() != faults || (report.Written+report.Removed == 0) != faults {
		r.t.Fatalf("rebuild %d: %+v", i, report)
	}
}

// BenchmarkRebuild measures a build after one file was saved, without what a watcher
// takes to tell. The metrics are files for each rebuild.
func BenchmarkRebuild(b *testing.B) {
	for _, guides := range []int{100, 1000} {
		b.Run(fmt.Sprintf("guides=%d", guides), func(b *testing.B) {
			site := folder(corpus.Of(guides).Files())
			r := newRebuild(b, site)
			const guide, option = "guides/g00042.md", "data/c0/o01.yaml"
			i := 0
			for _, edit := range []struct {
				name  string
				build func(number string) generator.Report
			}{
				{"text", func(number string) generator.Report { return r.save(guide, site[guide]+"\nText "+number+".\n") }},
				{"fact", func(number string) generator.Report {
					return r.save(option, strings.Replace(site[option], "a0: ", "a0: 1"+number, 1))
				}},
				{"nothing", func(string) generator.Report { return r.build([]string{}) }},
				{"template", func(number string) generator.Report {
					return r.save("templates/box.html", `<div class="{{.Kind}} n`+number+`">{{.Body}}</div>`)
				}},
			} {
				b.Run(edit.name, func(b *testing.B) {
					b.ReportAllocs()
					rendered, written := 0, 0
					for b.Loop() {
						i++
						report := edit.build(fmt.Sprint(i))
						if report.HasErrors() {
							b.Fatal(report.Diagnostics)
						}
						rendered += report.Rendered
						written += report.Written
					}
					b.ReportMetric(float64(rendered)/float64(b.N), "rendered/op")
					b.ReportMetric(float64(written)/float64(b.N), "written/op")
				})
			}
		})
	}
}
