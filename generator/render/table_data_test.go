package render_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestTableData: what the script reads of a table of more than three options, and
// that smaller ones have nothing.
func TestTableData(t *testing.T) {
	files := rendered(t, `
-- data/site.yaml --
title: T
-- data/c/category.yaml --
title: C
attributes:
  - {id: orm, label: ORM, type: support}
  - {id: lang, label: Language, type: choice, choices: [Go, "</script>", C]}
  - {id: level, label: Level, type: level, levels: [low, high], better: none}
  - {id: words, label: Words, type: text}
  - {id: same, label: Same, type: choice, choices: [x]}
-- data/c/a.yaml --
facts: {orm: yes, lang: ["</script>", Go], level: low, words: w, same: x}
-- data/c/b.yaml --
facts: {orm: no, lang: Go, level: high, words: w, same: x}
-- data/c/d.yaml --
facts: {orm: n/a, level: high, words: v, same: x}
-- data/c/e.yaml --
facts: {orm: yes, lang: C, words: w, same: x}
-- guides/g.md --
---
title: G
description: D
compare: [a, b, d]
---
`)
	_, rest, _ := strings.Cut(files["c/index.html"], `class="table-data">`)
	text, _, _ := strings.Cut(rest, "</script>")
	const want = `{"columns":["a","b","d","e"],"rows":[` +
		`{"id":"orm","alike":[0,1,2,0],"order":[0,1,-1,0],"first":"best","values":["yes","no"],"of":[[0],[1],[],[0]]},` +
		`{"id":"lang","values":["Go","\u003c/script\u003e","C"],"of":[[1,0],[0],[],[2]]},` +
		`{"id":"level","alike":[0,1,1,-1],"order":[1,0,0,-1],"first":"most","values":["high","low"],"of":[[1],[0],[0],[]]},` +
		`{"id":"words","alike":[0,0,2,0]},{"id":"same"}]}`
	if text != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
	if !json.Valid([]byte(text)) {
		t.Error("that is not JSON")
	}
	for name, loads := range map[string]bool{"c/index.html": true, "guides/g.html": true, "index.html": false} {
		if got := strings.Contains(files[name], "assets/table."); got != loads {
			t.Errorf("%s loads what tables need: got %v, want %v", name, got, loads)
		}
	}
	for name, loads := range map[string]bool{"c/index.html": true, "guides/g.html": false, "c/a.html": false, "index.html": false} {
		if got := strings.Count(files[name], "assets/columns."); got != 2 && loads || got != 0 && !loads {
			t.Errorf("%s loads %d files that tables of many options need, want some: %v", name, got, loads)
		}
	}
	if strings.Contains(files["guides/g.html"], "table-data") {
		t.Error("a table of three options has data that nobody reads")
	}
}
