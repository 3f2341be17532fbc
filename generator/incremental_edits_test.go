package generator_test

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A kind of edit. What make gives may be nothing, where the site has nothing that
// could be edited so.
type kind struct {
	name   string
	weight int
	make   func(e *editor) []change
}

const (
	aGuide    = `guides/.*[a-z0-9]\.md`
	anOption  = `data/[a-z0-9-]+/[a-z0-9-]+\.yaml`
	aCategory = `data/[a-z0-9-]+/category\.yaml`
)

// editKinds of edits; many break the site now and then.
var editKinds = []kind{
	{"line of the site", 8, lineOf(`data/site\.yaml`, siteLines)},
	{"line of an option", 16, lineOf(anOption, optionLines)},
	{"line of a category", 14, lineOf(aCategory, categoryLines)},
	{"line of a guide", 16, lineOf(aGuide, guideLines)},
	{"block of a guide", 18, blockOfGuide},
	{"text of a guide", 8, textOfGuide},
	{"lines moved", 5, moveLines},
	{"create", 8, create},
	{"delete", 8, remove},
	{"rename", 6, rename},
	{"rename with all that names it", 5, renameAll},
	{"template", 8, template},
	{"picture", 6, pictures},
	{"symbolic link", 5, links},
	{"not of the site", 6, strangers},
	{"half-written", 3, halfWritten},
	{"mangled", 4, mangle},
}

// A variant says of lines how else they may be. Where a file has no such line, one
// is put after the first that after matches.
type variant struct {
	line, after string
	texts       []string // "" takes the line away
}

// lineOf gives one line of a file another text.
func lineOf(files string, variants []variant) func(e *editor) []change {
	return func(e *editor) []change {
		name := e.oneOf(files)
		lines := strings.Split(e.site[name], "\n")
		v := variants[e.IntN(len(variants))]
		text := e.pick(v.texts...)
		at := e.lineLike(lines, v.line)
		switch {
		case at >= 0 && text == "":
			lines = slices.Delete(lines, at, at+1)
		case at >= 0:
			lines[at] = text
		default:
			after := slices.IndexFunc(lines, regexp.MustCompile(v.after).MatchString)
			if v.after == "" || after < 0 || text == "" {
				return nil
			}
			lines = slices.Insert(lines, after+1, text)
		}
		return e.saved(name, strings.Join(lines, "\n"))
	}
}

// lineLike picks a line that matches, or gives -1.
func (e *editor) lineLike(lines []string, pattern string) int {
	match := regexp.MustCompile(pattern)
	var all []int
	for i, line := range lines {
		if match.MatchString(line) {
			all = append(all, i)
		}
	}
	if len(all) == 0 {
		return -1
	}
	return all[e.IntN(len(all))]
}

var siteLines = []variant{
	{`^title:`, ``, []string{"title: Small choices", "title: Other choices", "title: A & <b>", "title: Small choices"}},
	{`^tagline:`, `^title:`, []string{"tagline: Other", "", "tagline: Decide with your eyes open"}},
	{`^url:`, `^title:`, []string{"url: https://example.org/small/", "url: https://example.com/", "", "url: ftp://x"}},
	{`^language:`, `^title:`, []string{"language: en", "language: de", "language: pt-BR", "language: x y"}},
	{`^repository:`, `^title:`, []string{"repository: https://example.org/repo", "", "repository: https://github.com/a/b"}},
	{`^stale_after:`, `^title:`, []string{"stale_after: 180d", "stale_after: 1d", "", "stale_after: soon"}},
	{`^pairs:`, `^title:`, []string{"pairs: true", "pairs: false", "pairs: yes", ""}},
	{`^accent:`, `^title:`, []string{`accent: "#3b5bdb"`, `accent: "#b02020"`, "", "accent: red"}},
	{`^  colours:`, `^theme:`, []string{`  colours: {background: "#fffdf8"}`, `  colours: {text: "#333", line: "#ccc"}`, `  colors: {muted: "#bbb"}`, "", `  colours: {txt: "#333"}`}},
	{`^  dark:`, `^theme:`, []string{`  dark: {background: "#000"}`, "", `  dark: {accent: "#222"}`}},
	{`^  logo:`, `^theme:`, []string{"  logo: templates/logo.svg", "", "  logo: templates/other.svg", "  logo: {light: templates/logo.svg, dark: templates/art/dark.svg}"}},
	{`^  favicon:`, `^theme:`, []string{"  favicon: templates/logo.svg", "", "  favicon: templates/art/dark.svg"}},
	{`^  fonts:`, `^theme:`, []string{"  fonts: {text: Inter}", "", "  fonts: {text: Inter, files: [{family: Inter, file: templates/art/inter.woff2}]}"}},
	{`^  css:`, `^theme:`, []string{"  css: templates/art/own.css", "", "  css: templates/own.css"}},
	{`^  footer:`, `^theme:`, []string{"  footer: Read [the stack](../guides/stack.md).", "", "  footer: [One., \"*Two*.\"]", "  footer: Read [it](../guides/none.md)."}},
	{`^  navigation:`, `^theme:`, []string{"  navigation: [backend, new]", "", "  navigation: [{label: The stack, page: guides/stack.md}, tags, authors]", "  navigation: [guides/stack.md, data/site.yaml, {label: Out, url: \"https://example.org/\"}]", "  navigation: [nowhere]", "  navigation: data/backend/django.yaml"}},
	{`^raw_html:`, `^title:`, []string{"raw_html: true", "raw_html: false", ""}},
	{`^  ada:`, `^authors:`, []string{"  ada: {name: Ada Lane}", "  ada: {name: Ada Stone, bio: Writes *less*.}", "  ada: {name: Ada Lane, url: https://example.org/ada}", ""}},
	{`^  cyd:`, `^authors:`, []string{"  cyd: {name: Cyd}", "  cyd: {}", ""}},
	{`^colour:`, `^title:`, []string{"colour: blue", ""}},
	{`^words:`, `^title:`, []string{"words: {frame: {skip: Jump}, home: {start: Begin}}", `words: {state: {"yes": Aye}, list: {and: {two: "{first} & {second}"}}}`, "", "words: {frame: {skipp: Jump}}"}},
}

var categoryLines = []variant{
	{`^title:`, ``, []string{"title: Backend frameworks", "title: Servers", "title: Stores", "title: Backend frameworks (and more)"}},
	{`^singular:`, `^title:`, []string{"singular: thing", "singular: server", ""}},
	{`^summary:`, `^title:`, []string{"summary: What *else* there is.", "summary: \"`code`\"", ""}},
	{`^neighbours:`, `^title:`, []string{"neighbours: [database]", "neighbours: [backend, api]", "neighbours: [api]", "", "neighbours: [nowhere]", "neighbours: [extra1]"}},
	{`^order:`, `^title:`, []string{"order: authored", "", "order: sorted"}},
	{`\{id: stars,`, ``, []string{"  - {id: stars, label: Stars, type: number, better: lower}", "  - {id: stars, label: Stars on the hub, type: number, unit: stars, better: higher, weight: 2}", "  - {id: stars, label: Stars, type: text}", "  - {id: stars, type: number}", ""}},
	{`\{id: released,`, `^attributes:`, []string{"  - {id: released, label: First released, type: date, better: later}", "  - {id: released, label: Released, type: date, better: none}", ""}},
	{`\{id: realtime,`, ``, []string{"  - {id: realtime, label: Live, type: support, weight: 3}", "  - {id: realtime, label: Live, type: level, levels: [no, partial, yes]}", "  - {id: realtime, label: Streams, type: support, help: \"Live *updates*.\"}"}},
	{`\{id: orm,`, ``, []string{"      - {id: orm, label: Mapper, type: support}", "      - {id: orm, label: ORM, type: support, better: none}", "      - {id: orm, type: choice, choices: [yes, no, partial]}"}},
	{`\{id: typing,`, ``, []string{"      - {id: typing, label: Types, type: level, levels: [none, hints, static]}", "      - {id: typing, label: Types, type: level, levels: [static, hints, none], better: lower}", "      - {id: typing, label: Types, type: text}"}},
	{`\{id: extra,`, `^attributes:`, []string{"  - {id: extra, label: Extra, type: text}", "  - {id: extra, label: Extra, type: list}", ""}},
	{`^  - group:`, ``, []string{"  - group: Language", "  - group: Basics", "  - group: In the box"}},
	{`^    weight:`, `^    ask:`, []string{"    weight: 1", "    weight: 5", "", "    weight: heavy"}},
	{`^    ask:`, ``, []string{"    ask: Which one?", "    ask: Are live updates *central*?", "    ask: Which language does your team know?"}},
	{`^    help:`, `^    ask:`, []string{"    help: It matters.", ""}},
	{`^    not_sure:`, `^    ask:`, []string{"    not_sure: 0.2", ""}},
	{`^  - id:`, ``, []string{"  - id: team", "  - id: live", "  - id: other"}},
	{`^      - \{(id: \w+, )?label`, `^    answers:`, []string{"      - {label: Neither}", "      - {label: Central, require: {realtime: yes}}", "      - {id: few, label: A few, prefer: {stars: higher}}",
		"      - {label: Old, prefer: {released: \"<= 2009\"}, likelihood: 0.3}", "      - {label: Rare, prefer: {nowhere: 1}}", "", "      - {label: Some, prefer: {realtime: higher, stars: lower}}"}},
}

var optionLines = []variant{
	{`^name:`, ``, []string{"name: Django", "name: Node", "name: A <b> & c", "name: 3.10", ""}},
	{`^summary:`, `^name:`, []string{"summary: Another *one*.", "summary: Convention over configuration.", ""}},
	{`^license:`, `^name:`, []string{"license: MIT", "license: BSD-3-Clause", ""}},
	{`^website:`, `^name:`, []string{"website: https://example.org/", "", "website: javascript:alert(1)"}},
	{`^  language:`, ``, []string{"  language: Ruby", "  language: [Python, Ruby]", "  language: unknown", "  language: Fortran"}},
	{`^  typing:`, ``, []string{"  typing: static", "  typing: hints", "  typing: {value: none, note: A *note*}", ""}},
	{`^  orm:`, ``, []string{"  orm: yes", "  orm: no", "  orm: {value: partial, note: Added}", "  orm: partial", "  orm: n/a", "  orm: maybe", "  orm: {value: yes, source: https://docs.djangoproject.com/orm, checked: 2026-11-12}"}},
	{`^  realtime:`, `^facts:$`, []string{"  realtime: yes", "  realtime: no", "  realtime: {value: partial, note: In part, since: 1.10}", "  realtime: unknown", "  realtime: {value: unknown, note: Who knows}", ""}},
	{`^  stars:`, `^facts:$`, []string{"  stars: 1", "  stars: 105000", "  stars: 99999.5", "  stars: {value: 12, source: https://example.org/s, checked: 2026-01-01}", "  stars: many", ""}},
	{`^  released:`, `^facts:$`, []string{"  released: 2009", "  released: 2024-02-29", "  released: 1996", "  released: 2023-02-29", ""}},
	{`^  ease:`, ``, []string{"  ease: 1", "  ease: 4.5", "  ease: 9", ""}},
	{`^  tools:`, ``, []string{"  tools: [admin]", "  tools: []", "  tools: [a, b, <c>]", ""}},
	{`^  steward:`, ``, []string{"  steward: n/a", "  steward: Some *people*", ""}},
	{`^  extra:`, `^facts:$`, []string{"  extra: More", "  extra: [a, b]", ""}},
	{`^  transactions:`, ``, []string{"  transactions: yes", "  transactions: no", "  transactions: {value: partial, note: Some}"}},
	{`^  model:`, ``, []string{"  model: key-value", "  model: [relational, document]", "  model: graph"}},
	{`^pros:`, `^name:`, []string{"pros: [\"A *pro*\", Another]", "pros: []", ""}},
	{`^cons:`, `^name:`, []string{"cons: [A con]", ""}},
	{`^used_by:`, `^name:`, []string{"used_by: [{name: Somebody, for: \"a site\", source: https://example.org/x}]", "used_by: [{name: PayPal}]", ""}},
}

var guideLines = []variant{
	{`^title:`, ``, []string{"title: Node.js vs Django", "title: Another title", "title: \"A <b> & *c*\"", ""}},
	{`^description:`, ``, []string{"description: Another description.", "description: \"One: two.\""}},
	{`^compare:`, `^description:`, []string{"compare: [nodejs, django]", "compare: [django, rails, nodejs]", "compare: [redis, postgresql]", "compare: [phoenix, rails]", "compare: [rest, graphql]", "compare: [django, nobody]", "compare: [extra1, django]", "compare: [mongodb, graphql, django]", ""}},
	{`^rule:`, `^description:`, []string{"rule: Take *either*.", ""}},
	{`^tags:`, `^description:`, []string{"tags: [python]", "tags: [data, stack, api]", "tags: [Python, new tag]", "tags: [no, 1.10]", "", "tags: []"}},
	{`^related:`, `^description:`, []string{"related: [welcome]", "related: [api, stack]", "related: [sql-vs-mongodb]", "related: [redis]", "related: [nowhere]", ""}},
	{`^authors:`, `^description:`, []string{"authors: [ada]", "authors: [bob, ada]", "authors: [cyd]", ""}},
	{`^published:`, `^description:`, []string{"published: 2026-11-02", "published: 2025-01-31", "published: 2026-11-21", ""}},
	{`^updated:`, `^published:`, []string{"updated: 2026-11-21", "updated: 2026-11-22", ""}},
	{`^draft:`, `^description:`, []string{"draft: true", "draft: true", "draft: false", ""}},
	{`^aliases:`, `^description:`, []string{"aliases: [guides/old.html]", "aliases: [old/place.html, guides/older.html]", "aliases: [guides/api.html]", "aliases: [backend/index.html]", ""}},
	{`^extra:`, `^description:`, []string{"extra: key", ""}},
}

// blocks that stand in guides.
var blocks = []string{
	"Some text.", "More *text*, with `code` and <https://example.org/>.", "## A section", "## A section {#here}", "### Deeper", "## Verdict",
	"See [the table](nodejs-vs-django.md#table) and [three](three.md#verdict).", "See [there](#here).", "A [draft](data/redis.md), perhaps.", "Read [welcome](welcome.md), [Django](../data/backend/django.yaml#pros).",
	"[Django](../data/backend/django.yaml), [them all](../data/backend/category.yaml), [nobody](../data/backend/nobody.yaml).", "[a second](extra1.md)", "[Rails](/backend/rails.html)",
	"![A picture](img/flow.svg)", "![Another](img/new.png)", "![Linked](img/linked.svg)", "[rows](data/rows.png)", "[numbers](numbers.csv)",
	"The ORM: :fact[django.orm], :fact[rails.stars].", ":fact[backend/nodejs.realtime] and :fact[postgresql.model]", ":fact[nobody.orm]", ":fact[extra1.stars]", ":fact[phoenix.stars]",
	"::compare", "::compare{only=\"realtime,stars\" options=\"django,rails\"}", "::compare{group=\"Language\" options=\"nodejs,rails\"}", "::compare{group=\"Basics\" options=\"nodejs,rails\"}", "::compare{only=\"nothing\"}", "::compare{options=\"mongodb,extra1\"}",
	"::decide", "::decide{category=\"backend\"}", "::decide{category=\"database,backend\"}", "::decide{category=\"api\"}", "::decide{category=\"extra1\"}",
	"::proscons", "::used-by", "::related", "::nothing",
	":::verdict\n### One\nText.\n### Two\nText.\n:::", ":::columns The columns\nIntro.\n### One\nText.\n### Two\n- a\n- b\n:::",
	":::tabs\n```go\nfunc main() {}\n```\n```sh title=\"run\"\ngo run .\n```\n:::", ":::faq\n### Why?\nBecause.\n:::", ":::checklist\n1. One?\n2. Two?\n:::",
	":::takeaways\n- One.\n:::", ":::note A title\nText.\n:::", "::::warning\n:::tip\nNested.\n:::\n::::", ":::gotcha\nOpen.", "```nolang\ncode\n```", "```js\nlet a = ':::'\n```",
	"| a | b |\n|---|---|\n| 1 | :fact[django.ease] |", "Term\n: Definition", "A note.[^n]\n\n[^n]: Below.", "<b>raw</b>", "<div>\nraw\n</div>", "- [ ] task", "{{ .Title }}",
}

// blockOfGuide puts a block into a guide, or takes a paragraph away.
func blockOfGuide(e *editor) []change {
	name := e.oneOf(aGuide)
	gaps := openGaps(e.site[name])
	if len(gaps) == 0 {
		return nil
	}
	text, at := e.site[name], gaps[e.IntN(len(gaps))]
	if next := gaps[min(len(gaps)-1, slices.Index(gaps, at)+1)]; e.IntN(3) == 0 && next > at {
		return e.saved(name, text[:at]+text[next:])
	}
	return e.saved(name, text[:at]+"\n"+e.pick(blocks...)+"\n"+text[at:])
}

// openGaps gives the offsets of empty lines of a guide's body that are in no
// container and in no code, and that of its end.
func openGaps(text string) []int {
	var gaps []int
	body := strings.Index(text, "\n---\n")
	if body < 0 {
		return nil
	}
	at, depth, code := body+5, 0, false
	for line := range strings.Lines(text[at:]) {
		switch line = strings.TrimRight(line, "\n"); {
		case strings.HasPrefix(line, "```"):
			code = !code
		case code:
		case strings.HasPrefix(line, ":::") && strings.Trim(line, ":") == "":
			depth--
		case strings.HasPrefix(line, ":::"):
			depth++
		case line == "" && depth == 0:
			gaps = append(gaps, at)
		}
		at += len(line) + 1
	}
	return append(gaps, len(text))
}

// textOfGuide changes words.
func textOfGuide(e *editor) []change {
	name := e.oneOf(aGuide)
	text := e.site[name]
	at := strings.LastIndex(text, ". ") + strings.Index(text[strings.LastIndex(text, ". ")+1:], ".") + 1
	if name == "" || at <= 0 {
		return nil
	}
	return e.saved(name, text[:at]+" "+strconv.Itoa(e.IntN(50))+text[at:])
}

// moveLines swaps two lines that follow each other: attributes, answers, questions'
// parts, facts.
func moveLines(e *editor) []change {
	name := e.oneOf(anOption + "|" + aCategory)
	lines := strings.Split(e.site[name], "\n")
	at := e.lineLike(lines, `^ +(- \{|\w+: )`)
	if at < 0 || at+1 >= len(lines) || strings.TrimSpace(lines[at+1]) == "" {
		return nil
	}
	if indent(lines[at]) != indent(lines[at+1]) {
		return nil
	}
	lines[at], lines[at+1] = lines[at+1], lines[at]
	return e.saved(name, strings.Join(lines, "\n"))
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// create makes a new guide, option or category out of another. There are few names, so
// that what was removed comes back as something else.
func create(e *editor) []change {
	id := e.pick("extra1", "extra2", "django", "three")
	switch e.IntN(6) {
	case 0, 1:
		from := e.oneOf(aGuide)
		return e.saved(path.Join(e.pick("guides", "guides/data", "guides/new", path.Dir(from)), id+".md"), regexp.MustCompile(`(?m)^aliases:.*\n`).ReplaceAllString(e.site[from], ""))
	case 2, 3:
		from := e.oneOf(anOption)
		if path.Base(from) == "category.yaml" {
			return nil
		}
		return e.saved(path.Join(path.Dir(from), id+".yaml"), e.site[from])
	case 4:
		return e.saved("data/"+e.pick("backend", "api")+"/"+id+".yaml", "")
	}
	from := path.Dir(e.oneOf(aCategory))
	var edits []change
	for _, name := range e.site.below(from) {
		edits = append(edits, put("data/"+e.pick("extra1")+strings.TrimPrefix(name, from), e.site[name]))
	}
	return edits
}

// remove takes away a file or a folder.
func remove(e *editor) []change {
	extra := e.oneOf(`.*extra.*|guides/(old|new)/.*`)
	switch n := e.IntN(12); {
	case n < 6 && extra != "":
		return []change{{do: "remove", path: extra}}
	case n < 6:
		return nil
	case n == 6:
		return []change{{do: "remove", path: e.pick("guides/data", "guides/new", "data/extra1", "data/api", "guides/img")}}
	case n == 7:
		return []change{{do: "remove", path: e.oneOf(aCategory + `|data/site\.yaml`)}}
	case n == 8:
		return []change{{do: "remove", path: e.pick("templates", "guides", "data")}}
	}
	return []change{{do: "remove", path: e.oneOf(aGuide + "|" + anOption)}}
}

// rename gives a file or a folder another name, and leaves what names it.
func rename(e *editor) []change {
	switch e.IntN(6) {
	case 0:
		return e.renamed("guides/data", e.pick("guides/store", "guides/deep/er", "guides/new"))
	case 1:
		return e.renamed(e.pick("guides/store", "guides/deep/er", "guides/new"), "guides/data")
	case 2:
		return e.renamed(path.Dir(e.oneOf(aCategory)), "data/extra1")
	case 3:
		name := e.oneOf(anOption)
		return e.renamed(name, e.pick(strings.TrimSuffix(name, "yaml")+"yml", path.Dir(name)+"/."+path.Base(name), path.Dir(name)+"/UPPER.yaml"))
	}
	name := e.oneOf(aGuide)
	return e.renamed(name, path.Join(e.pick("guides", "guides/data", "guides/new"), e.pick("extra1.md", path.Base(name), ".hidden2.md", "README.md", "Upper.md")))
}

func (e *editor) renamed(from, to string) []change {
	if from == "" || from == to || len(e.site.below(from)) == 0 || len(e.site.below(to)) > 0 {
		return nil
	}
	return []change{{do: "rename", path: from, text: to}}
}

// renameAll gives an id another name in every file.
func renameAll(e *editor) []change {
	pair := [][2]string{{"django", "djangoo"}, {"rails", "ruby-on-rails"}, {"mongodb", "mongo"}, {"backend", "server"}, {"api", "style"}, {"data", "data"}, {"three", "triple"}, {"stars", "likes"}, {"realtime", "live_updates"}, {"ada", "ada-l"}, {"team", "crew"}}[e.IntN(11)]
	if e.IntN(2) == 0 {
		pair[0], pair[1] = pair[1], pair[0]
	}
	word := regexp.MustCompile(`(^|[^A-Za-z0-9_-])` + pair[0] + `($|[^A-Za-z0-9_-])`)
	site := folder{}
	for name, text := range e.site {
		if strings.HasPrefix(text, linkMark) || path.Ext(name) == ".png" {
			site[name] = text
			continue
		}
		if strings.HasPrefix(name, "data/") || strings.HasPrefix(name, "guides/") {
			name = name[:6] + word.ReplaceAllString(name[6:], "${1}"+pair[1]+"${2}")
		}
		site[name] = word.ReplaceAllString(text, "${1}"+pair[1]+"${2}")
	}
	return e.site.toward(site)
}

// template replaces a built-in template or asset, or takes back what did.
func template(e *editor) []change {
	texts := map[string][]string{
		"box.html":        {`<div class="box {{.Kind}}"><b>{{.Label}}</b>{{.Body}}</div>`, `<div>{{template "own.html" .}}</div>`, `<div>{{.Nope}}</div>`, `<div>{{if .Title}}</div>`, `<div>{{if eq .Kind "tip"}}{{index .Label 99}}{{end}}{{.Body}}</div>`},
		"own.html":        {`<i>{{.Label}}</i>{{.Body}}`, `<u>{{.Label}}</u>{{.Body}}`, `{{template "own.html" .}}`},
		"redirect.html":   {`<!doctype html><title>{{.Title}}</title><a href="{{.Address}}">{{.Title}}</a>`, `<title>Moved</title>{{.Canonical}}`},
		"related.html":    {`<aside id="{{.ID}}">{{range .Cards}}<a href="{{.Address}}">{{.Title}}</a> {{.Reason}}{{end}}</aside>`},
		"fact.html":       {`<b>{{.Text}}</b>`, `<b>{{.State}}</b>`},
		"proscons.html":   {`<div>{{range .Options}}{{.Name}}{{range .Pros}}<p>{{.}}</p>{{end}}{{end}}</div>`},
		"404.html":        {`<!doctype html><title>Lost</title>{{range .Guides}}{{.Title}}{{end}}`},
		"site.css":        {"body { margin: 1px }", "", "p { color: red }"},
		"site.js":         {"'use strict'", "let a = 1;"},
		"icon.svg":        {`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`},
		"unused.html":     {"<p>x</p>"},
		"logo.svg":        {`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"/>`, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 3"/>`, "<svg/>", "<svg"},
		"art/dark.svg":    {`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"/>`, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"/>`},
		"art/own.css":     {"p { margin: 2px }", "p {", ""},
		"art/inter.woff2": {"wOF2 one", "wOF2 two", "none"},
		"stlye.css":       {"p {}"},
		"README.md":       {"x"},
		"sub/box.html":    {"<p>x</p>"},
	}
	var names []string
	for name := range texts {
		names = append(names, name)
	}
	slices.Sort(names)
	name := e.pick(names...)
	if there := e.oneOf(`templates/.*`); there != "" && e.IntN(2) == 0 {
		return []change{{do: "remove", path: there}}
	}
	return e.saved("templates/"+name, e.pick(texts[name]...))
}

// pictures come, go, and get other sizes.
func pictures(e *editor) []change {
	size := func() int { return 1 + e.IntN(9) }
	drawing := `<svg xmlns="http://www.w3.org/2000/svg" width="` + strconv.Itoa(size()) + `" height="20"/>`
	switch e.IntN(9) {
	case 0, 1:
		return e.saved("guides/data/rows.png", picture(size(), size()))
	case 2, 3:
		return e.saved("guides/img/flow.svg", drawing)
	case 4:
		return e.saved("guides/img/new.png", picture(size(), size()))
	case 5:
		return e.saved("guides/img/unused.svg", e.pick(drawing, "<html/>", ""))
	case 6:
		return e.saved("guides/numbers.csv", "a,b\n"+strconv.Itoa(e.IntN(9))+",2\n")
	case 7:
		return e.saved("guides/img/flow.svg", e.pick("", "broken", "<svg"))
	}
	return []change{{do: "remove", path: e.pick("guides/img/new.png", "guides/img/unused.svg", "guides/img/flow.svg")}}
}

// links come, go, and what they lead to changes.
func links(e *editor) []change {
	text := "---\ntitle: Linked\ndescription: By a link.\n---\n\nText " + strconv.Itoa(e.IntN(9)) + ".\n"
	drawing := `<svg xmlns="http://www.w3.org/2000/svg" width="` + strconv.Itoa(1+e.IntN(9)) + `" height="7"/>`
	link := func(at, to string) []change { return []change{{do: "link", path: at, text: to}} }
	switch e.IntN(11) {
	case 0:
		return append(e.saved("shared/text.md", text), link("guides/linked.md", "../shared/text.md")...)
	case 1:
		return append(e.saved("shared/flow.svg", drawing), link("guides/img/linked.svg", "../../shared/flow.svg")...)
	case 2, 3:
		return e.saved("shared/text.md", text)
	case 4:
		return e.saved("shared/flow.svg", drawing)
	case 5:
		return link(e.pick("guides/linked.md", "data/backend/extra1.yaml", "guides/img/linked.svg"), e.pick("../shared/text.md", "../../shared/flow.svg", "../backend/django.yaml", "../../../outside", "nowhere", ".hidden.md", "linked.md", "."))
	case 6:
		return link("data/backend/extra1.yaml", "django.yaml")
	case 7:
		return append(link("shared/again.md", "text.md"), link("guides/linked.md", "../shared/again.md")...)
	case 8:
		return []change{{do: "remove", path: e.pick("shared", "shared/text.md")}}
	}
	if at := e.oneOf(`guides/linked.md|guides/img/linked.svg|data/backend/extra1.yaml`); at != "" {
		return []change{{do: "remove", path: at}}
	}
	return nil
}

// strangers are files that are not read, and folders where files are meant.
func strangers(e *editor) []change {
	name := e.pick("guides/README.md", "guides/.hidden.md", "data/notes.txt", "data/backend/notes.txt", "data/backend/deep/x.yaml", "data/stray.yaml",
		"data/backend/extra1.yml", "guides/data/README.md", "guides/extra.yml", "guides/Bad.md", "README.md", ".git/config", "guides/.img/x.svg", "data/api/.x.yaml", "guides/api/index.md", "data/orphan/one.yaml", "guides/extra1.md/x.md")
	if _, there := e.site[name]; there && e.IntN(3) > 0 {
		return []change{{do: "remove", path: name}}
	}
	for at := path.Dir(name); at != "."; at = path.Dir(at) {
		if _, file := e.site[at]; file {
			return nil
		}
	}
	if e.IntN(2) == 0 {
		return []change{{do: "folder", path: "guides/empty"}}
	}
	return e.saved(name, e.pick("x", "", "name: X\n", "---\ntitle: Stranger\ndescription: D.\n---\n\nText.\n"))
}

// halfWritten is a file in the middle of being saved.
func halfWritten(e *editor) []change {
	name := e.oneOf(`(data|guides|templates)/.*`)
	text := e.site[name]
	if len(text) == 0 || strings.HasPrefix(text, linkMark) {
		return nil
	}
	return []change{{do: "write", path: name, text: text[:e.IntN(len(text))]}}
}

// mangle breaks a text a little.
func mangle(e *editor) []change {
	name := e.oneOf(aGuide + "|" + anOption + `|data/site\.yaml`)
	lines := strings.Split(e.site[name], "\n")
	at := e.IntN(len(lines))
	switch e.IntN(3) {
	case 0:
		lines = slices.Delete(lines, at, at+1)
	case 1:
		lines = slices.Insert(lines, at, lines[at])
	default:
		cut := e.IntN(len(lines[at]) + 1)
		lines[at] = lines[at][:cut] + e.pick("\t", ": ", "{", "\x00", "é", "\xff", "---", ":::", "```", "[", "\"", "&a", "\r", "\n", "#") + lines[at][cut:]
	}
	return e.saved(name, strings.Join(lines, "\n"))
}
