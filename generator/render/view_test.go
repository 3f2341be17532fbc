package render_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// addedToShort is what names of a letter or two have behind them; TestShortNames asks
// for it, and all other tests of views have short names.
var addedToShort = regexp.MustCompile(`<span class="?hidden"?> \([^<]*\)</span>`)

// viewOf renders a site with templates that show nothing but what a test asks
// of the views, and gives what they show on a page, line by line.
func viewOf(t *testing.T, archive, page string) []string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(addedToShort.ReplaceAllString(rendered(t, archive)[page], "")) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func compareLines(t *testing.T, got []string, want string) {
	t.Helper()
	var lines []string
	for line := range strings.Lines(want) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if !slices.Equal(got, lines) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(lines, "\n"))
	}
}

// cells shows tables by what each cell's view holds.
const cells = `
-- templates/compare-table.html --
table {{.ID}}
{{range .Groups}}{{with .Label}}group {{.}}{{end}}
{{range .Rows}}{{.ID}} {{.Label}}{{if .Differs}} differs{{end}}{{if .Ordered}} ordered{{end}}
{{range .Cells}}{{.State}} {{.Text}}{{with .Bar}} bar {{.}}{{end}}{{with .Since}} since {{.}}{{end}}{{if .Best}} best{{end}}{{with .Note}} note {{.}}{{end}}{{range .Marks}} [{{.Number}} {{.ID}}]{{end}}{{if .Unsourced}} unsourced{{end}}
{{end}}{{end}}{{end}}
-- templates/fact.html --
fact {{.State}} {{.Text}}{{range .Marks}} [{{.Number}}]{{end}}
`

// list shows a guide's body and its sources.
const list = `
-- templates/guide.html --
{{.Body}}
{{range .Sources}}{{.Number}} {{.ID}} {{.Address}} {{.Label}}{{with .Checked.Machine}} {{.}}{{end}} | {{.Facts}}
{{end}}{{with .SourceCount}}{{.Facts}} facts, {{.Sourced}} sourced, {{.Unknown}} unknown, oldest {{.Oldest.Machine}}{{end}}
`

const types = `
-- data/c/category.yaml --
title: C
attributes:
  - group: Group
    attributes:
      - {id: support, type: support}
      - {id: level, type: level, levels: [low, high]}
      - {id: rating, type: rating, max: 10}
      - {id: number, type: number, unit: $/month, better: lower}
  - {id: date, type: date, better: later}
  - {id: choice, type: choice, choices: ["A & B", C]}
  - {id: list, type: list}
  - {id: text, type: text}
  - {id: link, type: link}
-- data/c/full.yaml --
name: Full
facts:
  support: yes
  level: high
  rating: 7.5
  number: 12000
  date: 2026-11-20
  choice: ["A & B", C]
  list: [<one>, two]
  text: "**bold** <i>"
  link: https://www.example.org/a&b/
-- data/c/other.yaml --
name: Other
facts:
  support: {value: partial, note: "Only *some*", since: 1.10}
  level: low
  rating: 1
  number: {value: n/a, note: It is free}
  date: 2026
  choice: C
  list: {value: unknown, note: Asked}
-- guides/a.md --
---
title: A
description: D.
compare: [full, other]
---
:fact[full.support] :fact[other.support] :fact[other.number] :fact[full.level] :fact[other.text]
`

func TestCells(t *testing.T) {
	got := viewOf(t, strings.Replace(types, `text: "**bold** <i>"`, `text: "**bold** \\<i>"`, 1)+cells+"-- templates/guide.html --\n{{.Body}}\n", "guides/a.html")
	compareLines(t, got, `
		<p>fact yes yes
		fact partial partial
		fact na not applicable
		fact value high
		fact unknown unknown
		</p>
		table comparison
		group Group
		row-support Support differs ordered
		yes Yes best unsourced
		partial Partial since 1.10 note Only <em>some</em> unsourced
		row-level Level differs ordered
		value high best unsourced
		value low unsourced
		row-rating Rating differs ordered
		value 7.5 of 10 bar 75 best unsourced
		value 1 of 10 bar 10 unsourced
		row-number Number differs ordered
		value $12,000/month unsourced
		na Not applicable note It is free
		row-date Date differs ordered
		value 20 November 2026 unsourced
		value 2026 unsourced
		row-choice Choice differs
		value A &amp; B, C unsourced
		value C unsourced
		row-list List differs
		value &lt;one&gt;, two unsourced
		unknown Unknown note Asked
		row-text Text differs
		value <strong>bold</strong> &lt;i&gt; unsourced
		unknown Unknown
		row-link Link differs
		value <a class="external" rel="external noopener" href="https://www.example.org/a&amp;b/">example.org/<wbr>a&amp;b</a> unsourced
		unknown Unknown`)
}

// TestSources: in the order of the page, one for each address and day, however
// often the page shows what comes from it.
func TestSources(t *testing.T) {
	const site = `
-- data/c/category.yaml --
title: C
attributes: [{id: a, type: text}, {id: b, type: text}, {id: c, type: text}, {id: d, type: text}]
-- data/c/one.yaml --
name: One
facts:
  a: {value: x, source: https://example.org/x, checked: 2026-11-02}
  b: {value: x, source: [https://example.org/x, https://example.org/y, https://example.org/x], checked: 2026-11-01}
  c: {value: unknown, source: https://example.org/z}
-- data/c/two.yaml --
name: Two
facts:
  a: {value: x, source: https://example.org/x, checked: 2026-11-02}
  b: {value: x, checked: 2026-10}
  c: {value: n/a, source: https://example.org/n, checked: 2020-01-01}
-- guides/a.md --
---
title: A
description: D.
compare: [one, two]
---
:fact[one.b] and again :fact[one.b]
`
	compareLines(t, viewOf(t, site+cells+list, "guides/a.html"), `
		<p>fact value x [1] [2]
		and again fact value x [1] [2]
		</p>
		table comparison
		row-a A
		value x [3 source-3]
		value x [3 source-3]
		row-b B
		value x [1 source-1] [2 source-2]
		value x unsourced
		row-c C differs
		unknown Unknown [4 source-4]
		na Not applicable [5 source-5]
		row-d D differs
		unknown Unknown
		unknown Unknown
		1 source-1 https://example.org/x example.org/x 2026-11-01 | One: B
		2 source-2 https://example.org/y example.org/y 2026-11-01 | One: B
		3 source-3 https://example.org/x example.org/x 2026-11-02 | One: A; Two: A
		4 source-4 https://example.org/z example.org/z | One: C
		5 source-5 https://example.org/n example.org/n 2020-01-01 | Two: C
		4 facts, 3 sourced, 3 unknown, oldest 2026-10`)
}

// TestSameNames: two options of one name are two, also among the sources.
func TestSameNames(t *testing.T) {
	const site = `
-- data/c/category.yaml --
title: C
attributes: [{id: a, type: text}]
-- data/c/go.yaml --
name: Go
facts: {a: {value: x, source: https://example.org/x}}
-- data/d/category.yaml --
title: D
attributes: [{id: a, type: text}]
-- data/d/go.yaml --
name: Go
facts: {a: {value: x, source: https://example.org/x}}
-- guides/a.md --
---
title: A
description: D.
compare: [c/go, d/go]
---
Text.
`
	got := viewOf(t, site+cells+list, "guides/a.html")
	if !slices.Contains(got, "1 source-1 https://example.org/x example.org/x | Go: A; Go: A") {
		t.Errorf("%q", got)
	}
}

// TestAutomaticTable: before the first section, or at the end, or nowhere.
func TestAutomaticTable(t *testing.T) {
	const site = `
-- data/c/category.yaml --
title: C
attributes: [{id: a, type: text}]
-- data/c/one.yaml --
-- data/c/two.yaml --
-- data/c/three.yaml --
-- data/d/category.yaml --
title: D
attributes: [{id: b, type: text}]
-- data/d/four.yaml --
-- data/empty/category.yaml --
title: E
attributes: [{id: b, type: text}]
-- templates/compare-table.html --
TABLE OF {{len .Options}}
-- templates/box.html --
BOX {{.Body}}
-- templates/guide.html --
{{.Body}}
-- guides/a.md --
---
title: A
description: D.
`
	for name, test := range map[string]struct{ guide, want string }{
		"before the first section": {"compare: [one, two]\n---\nBefore.\n\n## First\n\n## Second\n", "Before. TABLE OF 2 First Second"},
		"no text before":           {"compare: [one, two]\n---\n## First\n", "TABLE OF 2 First"},
		"no section":               {"compare: [one, two]\n---\nText.\n", "Text. TABLE OF 2"},
		"no text":                  {"compare: [one, two]\n---\n", "TABLE OF 2"},
		"a place of its own":       {"compare: [one, two]\n---\nText.\n\n## First\n\n::compare\n", "Text. First TABLE OF 2"},
		"one for other options":    {"compare: [one, two]\n---\n## First\n\n::compare{options=\"one,two,three\"}\n", "First TABLE OF 3"},
		"within a box":             {"compare: [one, two]\n---\n## First\n\n:::note\n::compare\n:::\n", "First BOX TABLE OF 2"},
		"a section within a box":   {"compare: [one, two]\n---\n:::note\n## Inside\n:::\n\n## First\n", "BOX Inside TABLE OF 2 First"},
		"an article":               {"---\n## First\n", "First"},
		"nothing in common":        {"compare: [one, four]\n---\n## First\n", "First"},
		"no options yet":           {"---\n::compare{category=\"empty\"}\n\nText.\n", "Text."},
	} {
		page := parse(t, rendered(t, site+test.guide)["guides/a.html"])
		if got := strings.ReplaceAll(words(page), " #", ""); got != test.want { // without the headings' marks
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

// components of every kind that has ids.
const components = `
::compare

::compare{only="orm"}

::decide

:::tabs
~~~go
a
~~~
~~~python
b
~~~
:::

:::checklist
- One
- Two
:::

:::faq
### Why?

So.
:::

:::verdict
### Why?

So.
:::
`

// twins is a site for them.
const twins = `
-- data/c/category.yaml --
title: C
attributes: [{id: orm, type: text}, {id: orm-2, type: text}]
questions: [{id: q, ask: Which?, answers: [{label: A}]}]
-- data/c/one.yaml --
facts: {orm: {value: x, source: https://example.org}}
pros: [one]
used_by: [{name: Somebody}]
-- data/c/two.yaml --
-- guides/a.md --
---
title: A
description: D.
compare: [one, two]
related: [b]
---
`

// TestIDs: whatever stands twice on a page, or is called like a part of it, has
// an id of its own.
func TestIDs(t *testing.T) {
	const other = "-- guides/b.md --\n---\ntitle: B\ndescription: D.\n---\nText.\n"
	all := components + components + "::related\n\n::related\n\n::proscons\n\n::used-by\n"
	files := rendered(t, twins+all+other)
	checkLinks(t, files)
	// Headings that are called like every id that the page has without them.
	var headings strings.Builder
	for id := range ids(t, "guides/a.html", parse(t, files["guides/a.html"])) {
		headings.WriteString("## " + id + "\n\nText.\n\n## " + id + "\n\nText.\n\n")
	}
	checkLinks(t, rendered(t, twins+headings.String()+all+other))
	checkLinks(t, rendered(t, twins+all+headings.String()+other))
}
