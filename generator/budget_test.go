package generator_test

import (
	"bytes"
	"compress/gzip"
	"path"
	"strings"
	"testing"

	"tradeoff/generator"
)

// budgets are the most bytes that files of a kind have, compressed with gzip: what
// a reader on a slow connection waits for.
var budgets = []struct {
	prefix, ending string
	most           int
}{
	{"assets/", ".css", 12 << 10},
	{"assets/", ".js", 12 << 10},
	{"guides/", ".html", 30 << 10},
}

// TestBudgets holds this repository's site to the budgets.
func TestBudgets(t *testing.T) {
	out, _ := buildSite(t, ownSite, generator.Options{})
	seen := map[string]int{}
	for name, content := range files(t, out) {
		for _, b := range budgets {
			if !strings.HasPrefix(name, b.prefix) || path.Ext(name) != b.ending {
				continue
			}
			size := compressed(t, content)
			seen[b.prefix+"*"+b.ending] = max(seen[b.prefix+"*"+b.ending], size)
			if size > b.most {
				t.Errorf("%s has %d bytes, compressed; at most %d", name, size, b.most)
			}
		}
	}
	if len(seen) != len(budgets) {
		t.Errorf("some kind of file is not there: %v", seen)
	}
	t.Logf("largest: %v", seen)
}

func compressed(t *testing.T, content string) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
