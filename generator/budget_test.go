package generator_test

import (
	"bytes"
	"compress/gzip"
	"path"
	"strings"
	"testing"
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
	out, _ := builtOwn(t)
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

// decisionBudget is the most bytes, compressed, that a decision's page takes with
// the style and the scripts that it loads.
const decisionBudget = 60 << 10

// TestDecisionBudget adds up what a reader of a decision loads.
func TestDecisionBudget(t *testing.T) {
	out, _ := builtOwn(t)
	all := files(t, out)
	largest := 0
	for name, content := range all {
		if path.Base(name) != "decide.html" {
			continue
		}
		size := compressed(t, content)
		for shared, file := range all { // what a search loads is asked for when somebody searches
			if strings.Contains(content, ` src="../`+shared+`"`) || strings.Contains(content, ` rel="stylesheet" href="../`+shared+`"`) {
				size += compressed(t, file)
			}
		}
		largest = max(largest, size)
		if size > decisionBudget {
			t.Errorf("%s has %d bytes with all that it loads, compressed; at most %d", name, size, decisionBudget)
		}
	}
	if largest == 0 {
		t.Error("there is no decision")
	}
	t.Logf("largest: %d", largest)
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
