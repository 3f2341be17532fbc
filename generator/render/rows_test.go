package render_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// marked are guides whose facts have sources before their table, behind it, twice, and in
// tables of a part of the rows.
const marked = `
-- data/site.yaml --
title: T
-- data/a/category.yaml --
title: A
attributes:
  - group: One
    attributes: [{id: x, label: X, type: text}, {id: y, label: Y, type: number, better: higher}]
  - group: Two
    attributes: [{id: z, label: Z, type: support}]
-- data/a/p.yaml --
name: P
facts:
  x: {value: "*x* of p", source: ["https://p.example/1", "https://p.example/2"], checked: 2026-01-01}
  y: {value: 2, source: "https://p.example/1", checked: 2026-01-01}
  z: {value: yes, source: "https://both.example/", checked: 2026-01-01}
-- data/a/q.yaml --
name: Q
facts:
  x: {value: x of q, source: "https://q.example/1", checked: 2026-01-01}
  y: {value: 1, source: "https://q.example/1", checked: 2026-01-01}
  z: {value: no, source: "https://both.example/", checked: 2026-01-01}
-- data/b/category.yaml --
title: B
attributes: [{id: x, label: X, type: text}]
-- data/b/r.yaml --
name: R
facts: {x: {value: "[s](s.yaml)", source: "https://r.example/", checked: 2026-01-01}}
-- data/b/s.yaml --
name: S
facts: {x: {value: s, source: "https://s.example/", checked: 2026-01-01}}
-- guides/alone.md --
---
title: T
description: D
compare: [p, q]
---
-- guides/behind.md --
---
title: T
description: D
compare: [p, q]
---
Text.

## S

See :fact[q.y], :fact[r.x] and :fact[p.x].
-- guides/before.md --
---
title: T
description: D
compare: [p, q]
---
See :fact[q.y] and :fact[s.x].
-- guides/twice.md --
---
title: T
description: D
compare: [p, q]
---
::compare{group="Two"}

::compare{only="y,x"}

::compare

See :fact[s.x].
-- guides/linked.md --
---
title: T
description: D
compare: [r, s]
---
## S

See :fact[p.x].
`

// TestTwinMarks: a twin gives the sources of its facts the numbers that the page gives them.
func TestTwinMarks(t *testing.T) {
	files, _, _ := buildOf(marked).run(t)
	onPage, inTwin := regexp.MustCompile(`href="?#source-(\d+)`), regexp.MustCompile(`\[(\d+)\](?:$|[^:\d\[])`)
	sources := regexp.MustCompile(`(?m)^(\d+)\. <(.*?)>`)
	numbers := func(found [][]string) (all []string) {
		for _, m := range found {
			all = append(all, m[1])
		}
		return all
	}
	for name, twice := range map[string]bool{"alone": false, "behind": false, "before": false, "twice": true, "linked": false} {
		page, twin := files["guides/"+name+".html"], files["guides/"+name+".md"]
		got, want := numbers(inTwin.FindAllStringSubmatch(twin, -1)), numbers(onPage.FindAllStringSubmatch(page, -1))
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s has the marks %v, and its page %v:\n%s", name, got, want, twin)
		}
		for _, m := range sources.FindAllStringSubmatch(twin, -1) {
			if !strings.Contains(page, `id="source-`+m[1]+`"`) || !strings.Contains(twin, "["+m[1]+"]: <"+m[2]+">") {
				t.Errorf("%s: source %s is not that of the page, or not defined", name, m[1])
			}
		}
		if table := files["guides/"+name+".comparison.md"]; !twice && !strings.Contains(table, "[1]: <") {
			t.Errorf("the table of %s has no sources:\n%s", name, table)
		}
	}
	if twin, table := files["guides/linked.md"], files["guides/linked.comparison.md"]; !strings.Contains(twin, "[s](../b/s.md) [1]") || !strings.Contains(table, "[s](../b/s.html) [1]") {
		t.Errorf("what a fact leads to is not for its file:\n%s\n%s", twin, table)
	}
}
