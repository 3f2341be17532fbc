//go:build !race

package render_test

import (
	"context"
	"encoding/json"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"tradeoff/generator/decision"
	"tradeoff/generator/render"
	"tradeoff/templates"
)

// The tests in this file compute much. Looking for races in them would find those of
// other tests and take ten times as long.

// TestLargeTrees: a tree of too many steps is listed, not walked; one that could
// not be planned at all is added up by the script.
func TestLargeTrees(t *testing.T) {
	for name, test := range map[string]struct {
		archive, says string
		ends          bool
	}{
		"many steps": {generated(3, 9, func(q int) int { return []int{7, 11, 13, 17, 19, 23, 29, 31, 37}[q] }, "order: authored\n"), "keep the order in which they were written", true},
		"unplanned":  {generated(2, 65, func(int) int { return 1 }, ""), "every question is asked and the answers are added up", false},
	} {
		files := rendered(t, test.archive)
		root := parse(t, files["c/decide.html"])
		text := words(root)
		for _, want := range []string{"too many ways", "Like 1: speaks for Option 1", test.says} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: it does not say %q", name, want)
			}
		}
		if got := hrefs(root, "as a file"); !slices.Equal(got, []string{"decide.json"}) {
			t.Errorf("%s: the tree is at %q", name, got)
		}
		var d struct{ Nodes [][]int }
		if err := json.Unmarshal([]byte(dataOf(root)[0]), &d); err != nil {
			t.Fatal(err)
		}
		last := d.Nodes[len(d.Nodes)-1]
		if test.ends && (last[0] != -1 || len(d.Nodes) <= 2000) || !test.ends && !slices.Equal(last, []int{-2}) {
			t.Errorf("%s: %d nodes, the last is %v", name, len(d.Nodes), last)
		}
		if byID(root, "step-1") != nil || len(files["c/decide.html"]) > 1<<20 {
			t.Errorf("%s: the page holds the steps", name)
		}
	}
}

// TestLargeTreesOfPairs: where there are too many steps, the page says once what
// each answer means.
func TestLargeTreesOfPairs(t *testing.T) {
	files := rendered(t, generated(2, 9, func(int) int { return 1 }, "")+"-- data/site.yaml --\ntitle: S\npairs: yes\n")
	page := files["c/o0-vs-o1.html"]
	if !strings.Contains(page, "There are too many ways") || strings.Contains(page, "what each answer means") || strings.Contains(page, `class="step"`) {
		t.Errorf("got %s", words(parse(t, page)))
	}
	if got := strings.Count(page, "<b>Like 1</b> – 1 point; unknown for Option 0<"); got != 9 {
		t.Errorf("%d answers speak for the second by a point", got)
	}
	if !strings.Contains(page, "Add up those that you would give") || !strings.Contains(page, `<a href="decide.html">`) {
		t.Error("it does not say how to do without a script")
	}
	page = rendered(t, pairSite)["c/django-vs-rails.html"]
	if strings.Contains(page, "point<") || strings.Contains(page, "Add up") {
		t.Error("points stand beside a walk")
	}
}

// TestPagesAreNotHeld: while pages are rendered, what was rendered is forgotten.
func TestPagesAreNotHeld(t *testing.T) {
	b := buildOf(generated(30, 2, func(q int) int { return 1 + q }, "") + "-- data/site.yaml --\ntitle: S\npairs: yes\n")
	s := b.resolved(t)
	set, _ := templates.Load(nil, nil)
	trees, err := decision.Plan(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	var files, bytes, first, last atomic.Int64
	heap := func() int64 {
		least := int64(math.MaxInt64) // another page is made meanwhile
		for range 8 {
			var stats runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&stats)
			least = min(least, int64(stats.HeapAlloc))
		}
		return least
	}
	_, _, err = render.Site(context.Background(), s, render.Options{Templates: set, Trees: trees, Sources: b.fsys}, sink(func(_ string, content []byte) error {
		bytes.Add(int64(len(content)))
		switch files.Add(1) {
		case 50:
			first.Store(heap())
		case 420:
			last.Store(heap())
		}
		return nil
	}))
	if err != nil || files.Load() < 2*420 {
		t.Fatal(err, files.Load())
	}
	if grown := last.Load() - first.Load(); grown > bytes.Load()/3 {
		t.Errorf("the heap grew by %d bytes over 370 pages; all %d files have %d", grown, files.Load(), bytes.Load())
	}
}

// TestManyOptions: a list of names, in their order; beyond its bound it has those
// that the option is most like, and says how many are not there.
func TestManyOptions(t *testing.T) {
	lines := viewOf(t, many(26)+told, "c/o000.html")
	if got := lines[len(lines)-1]; got != "compact" {
		t.Errorf("got %q", got)
	}
	if !slices.Contains(lines, "25 o001.html  3/3") || !slices.Contains(lines, "1 o025.html  0/3") || !strings.HasPrefix(lines[len(lines)-26], "1 ") {
		t.Errorf("%q", lines)
	}
	lines = viewOf(t, many(510)+told, "c/o000.html")
	if got := lines[len(lines)-1]; got != "compact 9 more" {
		t.Errorf("got %q", got)
	}
	if others := lines[6 : len(lines)-1]; len(others) != 500 || slices.ContainsFunc(others, func(line string) bool { return strings.Contains(line, "o501.html") }) {
		t.Errorf("%d others: %q", len(others), others)
	}
}
