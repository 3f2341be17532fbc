package generator_test

import (
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"tradeoff/generator/diag"
)

// An editor makes up steps. What it does depends on its seed and on what is on
// the disk.
type editor struct {
	*rand.Rand
	tr   *trial
	site folder   // as the edits of this step leave it
	good []folder // some sites without faults, the latest last
}

func newEditor(seed uint64, tr *trial) *editor {
	return &editor{Rand: rand.New(rand.NewPCG(seed, 2)), tr: tr, good: []folder{tr.source()}}
}

// next makes up the next step.
func (e *editor) next() step {
	e.site = e.tr.source()
	if e.tr.settled != nil && maps.Equal(e.tr.settled, e.site) {
		e.good = append(e.good, maps.Clone(e.site))
		if len(e.good) > 4 {
			e.good = slices.Delete(e.good, 0, 1)
		}
	}
	s := e.edits()
	s.names = e.told(s.edits)
	e.tr.look = e.pick3(append(published(e.tr.out).names(".html"), "none.html"))
	if e.IntN(6) == 0 {
		s.stop, s.lazy = e.stop(), e.IntN(3) == 0
		s.stop.superseded = e.IntN(2) == 0
	}
	return s
}

func (e *editor) stop() *stop {
	switch e.IntN(3) {
	case 0:
		return &stop{asked: 1 + e.IntN(1<<e.IntN(9))}
	case 1:
		return &stop{rendered: 1 + e.IntN(1<<e.IntN(7))}
	}
	return &stop{after: time.Duration(1+e.IntN(40_000)) * time.Microsecond}
}

// edits makes up what happens to the files. A site with faults is likely to be
// mended, or else most builds would fail.
func (e *editor) edits() step {
	switch n := e.IntN(100); {
	case e.tr.settled == nil && n < 40:
		return e.all("mended", e.mend())
	case e.tr.settled == nil && n < 60:
		return e.all("mended in part", e.mendPart())
	case n < 4:
		return step{what: "nothing"}
	case n < 9:
		return e.all("the same again", e.again())
	case n < 12:
		return e.all("another branch", e.site.toward(e.good[e.IntN(len(e.good))]))
	case n < 15:
		return e.all("the first branch", e.site.toward(baseline()))
	case n < 23:
		return step{what: "somebody else", edits: e.interfere()}
	case n < 31:
		return e.several(2 + e.IntN(12))
	}
	return e.several(1)
}

func (e *editor) all(what string, edits []change) step { return step{what: what, edits: edits} }

// mend undoes all that happened since the last good site, and what somebody else put in
// the way.
func (e *editor) mend() []change {
	return append(e.site.toward(e.good[len(e.good)-1]), e.clear()...)
}

// clear removes what is in the way of a page.
func (e *editor) clear() []change {
	var edits []change
	for _, d := range e.tr.report.Diagnostics {
		if at, ok := strings.CutPrefix(d.Position.File, e.tr.out+"/"); ok && d.Code == diag.OutputForeign {
			edits = append(edits, change{do: "remove", path: at, theirs: true})
		}
	}
	return edits
}

func (e *editor) mendPart() []change {
	edits := e.mend()
	e.Shuffle(len(edits), func(i, j int) { edits[i], edits[j] = edits[j], edits[i] })
	return edits[:min(len(edits), 1+e.IntN(3))]
}

// again saves a file with what is in it, or touches it.
func (e *editor) again() []change {
	var edits []change
	for _, name := range e.pick3(slices.Sorted(maps.Keys(e.site))) {
		text := e.site[name]
		switch {
		case strings.HasPrefix(text, linkMark) || e.IntN(3) == 0:
			edits = append(edits, change{do: "touch", path: name})
		case e.IntN(2) == 0:
			edits = append(edits, change{do: "write", path: name, text: text})
		default:
			edits = append(edits, change{do: "save", path: name, text: text})
		}
	}
	return edits
}

// pick3 picks one to three.
func (e *editor) pick3(all []string) []string {
	all = slices.Clone(all)
	e.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:min(len(all), 1+e.IntN(3))]
}

// several makes up edits one after the other.
func (e *editor) several(n int) step {
	s := step{}
	for len(s.edits) < n {
		k := editKinds[e.weighted()]
		edits := k.make(e)
		for _, d := range edits {
			e.site.take(d)
		}
		if len(edits) > 0 {
			s.edits = append(s.edits, edits...)
			s.what += k.name + "; "
		}
	}
	s.what = strings.TrimSuffix(s.what, "; ")
	return s
}

// weighted picks a kind of edit.
func (e *editor) weighted() int {
	total := 0
	for _, k := range editKinds {
		total += k.weight
	}
	at := e.IntN(total)
	for i, k := range editKinds {
		if at -= k.weight; at < 0 {
			return i
		}
	}
	return 0
}

// told makes up what the builder is told of edits: what a watcher would say, or
// less exact things that are true too.
func (e *editor) told(edits []change) []string {
	names := []string{}
	site := e.tr.source()
	for _, d := range edits {
		names = append(names, d.changes(site)...)
		site.take(d)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	switch e.IntN(10) {
	case 0:
		return nil
	case 1: // a folder stands for all below it
		for i, name := range names {
			names[i] = path.Dir(name)
		}
	case 2:
		for i, name := range names {
			names[i], _, _ = strings.Cut(name, "/")
		}
	case 3:
		names = append(names, e.pick3(slices.Sorted(maps.Keys(site)))...)
	case 4:
		names = append(names, "guides/4913", "data/backend/django.yaml~", "templates/#box.html#", "guides/img", "nowhere")
	case 5:
		names = append(names, names...)
		e.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	}
	return names
}

// interfere is what somebody else does to the output folder.
func (e *editor) interfere() []change {
	there := published(e.tr.out)
	pages := there.names(".html", ".css", ".md", ".svg", ".xml", ".txt", ".csv")
	if len(pages) == 0 {
		return []change{{do: "write", path: "CNAME", text: "x.org", theirs: true}}
	}
	page := e.pick(pages...)
	do := func(d change) []change { d.theirs = true; return []change{d} }
	switch e.IntN(16) {
	case 0, 1, 2, 3:
		return do(change{do: "remove", path: page})
	case 4:
		return do(change{do: "write", path: page, text: there[page] + "<!-- edited -->"})
	case 5:
		return do(change{do: "save", path: page, text: strings.ToUpper(there[page])})
	case 6, 7:
		return do(change{do: "save", path: page, text: there[page]})
	case 8, 9:
		return do(change{do: "write", path: e.pick("CNAME", "guides/notes.txt", "guides/extra1.html", "backend/extra1.html", "mine/a/b.txt"), text: "theirs"})
	case 10:
		return do(change{do: "remove", path: e.pick("guides", "backend", "assets", "guides/data", "tags")})
	case 11:
		return do(change{do: "remove", path: e.pick("CNAME", "guides/notes.txt", "guides/extra1.html", "backend/extra1.html", "mine", ".tradeoff.lock")})
	case 12:
		return []change{{do: "remove", path: page, theirs: true}, {do: "folder", path: page, theirs: true}}
	case 13:
		return do(change{do: "rename", path: page, text: e.pick("guides/elsewhere.html", "guides/extra1.html")})
	case 14:
		return do(change{do: "remove", path: e.pick(".tradeoff.json", ".")})
	}
	return do(change{do: "write", path: ".tradeoff.json", text: e.pick("", "{", `{"version":1,"files":{},"folders":[]}`)})
}

func (e *editor) pick(all ...string) string { return all[e.IntN(len(all))] }

// oneOf picks a file of the site, or gives "" where there is none.
func (e *editor) oneOf(pattern string) string {
	names := e.matching(pattern)
	if len(names) == 0 {
		return ""
	}
	return e.pick(names...)
}

func (e *editor) matching(pattern string) []string {
	match := regexp.MustCompile("^(?:" + pattern + ")$")
	var names []string
	for _, name := range slices.Sorted(maps.Keys(e.site)) {
		if match.MatchString(name) {
			names = append(names, name)
		}
	}
	return names
}

// saved is the edit that gives a file another text, in place or by renaming. What is a
// symbolic link becomes a file.
func (e *editor) saved(name, text string) []change {
	if name == "" {
		return nil
	}
	do := "save"
	if e.IntN(2) == 0 && !strings.HasPrefix(e.site[name], linkMark) {
		do = "write"
	}
	return []change{{do: do, path: name, text: text}}
}
