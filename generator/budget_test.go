//go:build !race

package generator_test

import (
	"bytes"
	"compress/gzip"
	"path"
	"regexp"
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
		size := compressed(t, content) + loaded(t, all, name, linkedStyle) + loaded(t, all, name, linkedScript)
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

// pageBudget is the most bytes, compressed, that the style sheets which a guide's page
// links have together, and its scripts.
const pageBudget = 12 << 10

var (
	linkedStyle  = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"`)
	linkedScript = regexp.MustCompile(`<script src="([^"]+)"`)
)

// TestPageBudget adds up what a reader of a guide loads, where its tables have at most
// three options, as those of most guides have.
func TestPageBudget(t *testing.T) {
	out, _ := builtOwn(t)
	all, guides := files(t, out), 0
	largest := map[string]int{}
	for name, content := range all {
		if !strings.HasPrefix(name, "guides/") || path.Ext(name) != ".html" || strings.Contains(content, `class="comparison wide`) {
			continue
		}
		guides++
		for kind, link := range map[string]*regexp.Regexp{"style": linkedStyle, "script": linkedScript} {
			sum := loaded(t, all, name, link)
			largest[kind] = max(largest[kind], sum)
			if sum > pageBudget {
				t.Errorf("%s loads %d bytes of %s, compressed; at most %d", name, sum, kind, pageBudget)
			}
		}
	}
	if guides == 0 {
		t.Error("there is no guide of few options")
	}
	t.Logf("largest of %d guides: %v", guides, largest)
}

// loaded adds up the files that a page loads by a kind of link, compressed.
func loaded(t *testing.T, all map[string]string, name string, link *regexp.Regexp) int {
	t.Helper()
	sum := 0
	for _, m := range link.FindAllStringSubmatch(all[name], -1) {
		address := path.Join(path.Dir(name), m[1])
		if all[address] == "" {
			t.Errorf("%s loads %s, which is not there", name, address)
		}
		sum += compressed(t, all[address])
	}
	if sum == 0 {
		t.Errorf("%s loads nothing by %s", name, link)
	}
	return sum
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
