//go:build !race

package generator_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tradeoff/generator"
	"tradeoff/generator/chromium"
	"tradeoff/generator/weigh"
)

// TestWeighingInBrowser weighs options in Chromium: that the script says what package
// weigh says, and that a reader gets along by keyboard, by shared addresses, and
// without a script.
func TestWeighingInBrowser(t *testing.T) {
	s := stage{browser: chromium.Start(t)}
	s.own, _ = builtOwn(t)
	folder := unpacked(t, "weigh")
	s.moving, _ = buildSite(t, folder, generator.Options{})
	for name, test := range map[string]func(*testing.T, stage){
		"agreement":       func(t *testing.T, s stage) { testWeighingAgrees(s.open(t, ""), s.own, "..") },
		"agreement small": func(t *testing.T, s stage) { testWeighingAgrees(s.open(t, ""), s.moving, folder) },
		"keyboard":        testWeighByKeyboard, "shared": testWeighShared, "garbage": testWeighGarbage, "elsewhere": testWeighBesideDecision,
		"without script": testWeighWithoutScript, "many": testWeighMany, "profile": testProfile, "narrow": testWeighNarrow,
		"accessibility": testWeighAccessibility,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, s)
		})
	}
}

// What a page shows of a ranking.
const (
	ranking   = `[...document.querySelectorAll(".ranks li")].map(l => l.children[0].textContent + " " + l.children[1].textContent + " " + l.children[3].textContent).join("; ")`
	sliders   = `[...document.querySelectorAll(".weights input")].map(i => i.name + "=" + i.value + " " + i.getAttribute("aria-valuetext")).join("; ")`
	flipped   = `[...document.querySelectorAll(".weights p")].map(p => p.textContent).join(" | ")`
	announced = `document.querySelector(".said [aria-live=polite]").textContent`
	query     = `location.search`

	atFirst = "1 Axe 67 of 100; 2 Die 58 of 100; 3 Bit 33 of 100;  Cog Too little is known"
)

// testWeighingAgrees sets the same random weights on a page and in package weigh. What
// is tied may stand in any order.
func testWeighingAgrees(b *tab, out, folder string) {
	loaded, _, err := generator.Load(context.Background(), generator.Options{Site: folder})
	if err != nil {
		b.t.Fatal(err)
	}
	sets, pages := 40, 0
	for _, c := range loaded.Categories {
		board := weigh.New(c.Options, nil)
		random := rand.New(rand.NewPCG(4, 2))
		var weights [][]int
		var want []string
		for range sets {
			set := make([]int, len(board.Groups))
			for i := range set {
				set[i] = random.IntN(weigh.MostWeight + 1)
			}
			weights, want = append(weights, set), append(want, stateOf(board, set))
		}
		if b.run(chromedp.Navigate(fileURL(out, c.Address()))); b.eval(`String(!document.querySelector(".weigh"))`) == "true" {
			continue
		}
		pages++
		asJSON, _ := json.Marshal(weights)
		var got []string
		if err := json.Unmarshal([]byte(b.eval(strings.Replace(stateOfPage, "SETS", string(asJSON), 1))), &got); err != nil {
			b.t.Fatal(err)
		}
		for i := range got {
			if got[i] != want[i] {
				b.t.Fatalf("%s %v: the page has\n%s\nand should have\n%s", c.ID, weights[i], got[i], want[i])
			}
		}
	}
	if pages < 2 {
		b.t.Errorf("only %d categories can be weighed", pages)
	}
	b.report("agreement")
}

// stateOfPage gives what the page shows for sets of weights: places with scores, and the
// weights at which the first place changes.
const stateOfPage = `(sets => JSON.stringify(sets.map(set => {
	const inputs = document.querySelectorAll(".weights input");
	inputs.forEach((input, k) => { input.value = set[k]; });
	inputs[0].dispatchEvent(new Event("input", {bubbles: true}));
	const rows = [...document.querySelectorAll(".ranks li")].map(l => (l.children[0].textContent || 0) + " " + l.children[1].firstChild.data + " " + l.querySelector("rect").getAttribute("width"));
	const flips = [...document.querySelectorAll(".weights p")].map(p => [...p.textContent.matchAll(/“([^”]*)”/g)].map(m => m[1]).join());
	return rows.sort().join("; ") + " | " + flips.join(" | ");
})))(SETS)`

// stateOf gives the same by package weigh.
func stateOf(b *weigh.Board, weights []int) string {
	words := []string{"not at all", "a little", "normal", "much", "most"}
	var rows []string
	ranked := b.Rank(weights)
	for _, r := range ranked.Ranked {
		rows = append(rows, fmt.Sprintf("%d %s %d", r.Place, b.Options[r.Option].DistinctName(), weigh.Percent(r.Total)))
	}
	for _, o := range ranked.Unranked {
		rows = append(rows, "0 "+b.Options[o].DistinctName()+" 0")
	}
	slices.Sort(rows)
	state := strings.Join(rows, "; ")
	for k := range b.Groups {
		var flips []string
		for _, f := range b.Flips(weights, k) {
			flips = append(flips, words[f.Weight])
		}
		state += " | " + strings.Join(flips, ",")
	}
	return state
}

// testWeighByKeyboard moves sliders with the arrow keys, from disk and from below a
// path of a server: the ranking, what is said, and the address follow.
func testWeighByKeyboard(t *testing.T, s stage) {
	served(t, s, func(b *tab, address string) {
		b.run(window(1280), chromedp.Navigate(address+"/tools/index.html?x=1#comparison"))
		b.is(ranking, atFirst)
		b.is(sliders, "speed=2 normal; ease=2 normal; care=2 normal")
		b.run(chromedp.Focus(chromedp.CSS(".ranks li:last-child a")))
		b.run(chromedp.KeyEvent(kb.Tab))
		b.is(`document.activeElement.name`, "speed")
		b.run(chromedp.KeyEvent(kb.ArrowLeft), chromedp.KeyEvent(kb.ArrowLeft))
		b.is(ranking, "1 Die 75 of 100; 2 Axe 50 of 100; 2 Bit 50 of 100;  Cog Too little is known")
		b.is(sliders, "speed=0 not at all; ease=2 normal; care=2 normal")
		b.is(announced, "Die comes first, with 75 of 100; then Axe, with 50.")
		b.is(query, "?x=1&weigh=speed:0")
		b.is(hash, "#comparison")
		b.run(chromedp.KeyEvent(kb.End))
		b.run(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Home), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Home))
		b.is(query, "?x=1&weigh=speed:4,ease:0,care:0")
		b.is(announced, "Axe and Cog share the first place, with 100 of 100.")
		b.is(ranking, "1 Axe 100 of 100; 1 Cog 100 of 100; 3 Die 25 of 100; 4 Bit 0 of 100")
		b.is(`document.activeElement.name + document.getElementById(document.activeElement.getAttribute("aria-describedby")).textContent`,
			"careAlone, it cannot change the first place.")
		b.run(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(" "))
		b.is(ranking, atFirst)
		b.is(query, "?x=1")
		b.report("keyboard")
	})
}

// testWeighShared opens a shared address, from disk and from below a path of a server,
// and finds the ranking again after a reload and in what is written by others.
func testWeighShared(t *testing.T, s stage) {
	served(t, s, func(b *tab, address string) {
		for _, search := range []string{"?weigh=speed:0&x=%20+1", "?weigh=speed%3A0", "?a&weigh=no-such-group:4,speed:0,ease:9,:,care"} {
			b.run(chromedp.Navigate("about:blank"), chromedp.Navigate(address+"/tools/index.html"+search))
			b.is(announced, "Die comes first, with 75 of 100; then Axe, with 50.")
			b.is(query, search)
		}
		b.run(chromedp.Navigate(address + "/tools/index.html?weigh=speed:0&x=%20+1"))
		b.run(chromedp.Focus(chromedp.CSS(".weights [name=care]")), chromedp.KeyEvent(kb.ArrowRight))
		b.is(query, "?x=%20+1&weigh=speed:0,care:3")
		b.run(chromedp.Reload())
		b.is(sliders, "speed=0 not at all; ease=2 normal; care=3 much")
		b.report("shared")
	})
}

// testWeighGarbage opens addresses that say nothing, or nonsense.
func testWeighGarbage(t *testing.T, s stage) {
	b := s.open(t, "")
	for _, search := range []string{"?weigh", "?weigh=", "?weigh=%", "?weigh=%ff", "?weigh=speed", "?weigh=speed:5", "?weigh=speed:-1", "?weigh=speed:2.5", "?weigh=speed:", "?weighs=speed:0", "?weigh=__proto__:1"} {
		b.run(chromedp.Navigate("about:blank"), chromedp.Navigate(fileURL(s.moving, "tools/index.html")+search))
		b.is(ranking, atFirst)
		b.is(announced, "Axe comes first, with 67 of 100; then Die, with 58.")
	}
	b.report("garbage")
}

// testWeighBesideDecision weighs in a guide that has a decision too: each keeps its part
// of the address, and going back keeps the weights.
func testWeighBesideDecision(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.moving, "guides/axe-vs-bit.html")))
	b.is(`document.querySelector(".weigh-link a").hash + document.querySelector(".weigh h2").id`, "#weighweigh")
	b.is(ranking, atFirst)
	b.run(chromedp.Focus(chromedp.CSS(".weights [name=ease]")), chromedp.KeyEvent(kb.End))
	b.is(query, "?weigh=ease:4")
	b.is(announced, "Die comes first, with 69 of 100; then Axe, with 50.")
	b.is(flipped, "Alone, it cannot change the first place. | At “normal”, Axe comes first. | Alone, it cannot change the first place.")
	b.eval(`history.pushState(null, "", location.pathname + "#other"); history.pushState(null, "", "?y=1"); history.back()`)
	b.is(query+"+"+hash, "?weigh=ease:4#other")
	b.is(ranking, "1 Die 69 of 100; 2 Axe 50 of 100; 2 Bit 50 of 100;  Cog Too little is known")
	b.report("beside a decision")
}

// testWeighWithoutScript finds the ranking, what was left out and the flips, and nothing
// that needs a script.
func testWeighWithoutScript(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}),
		chromedp.Navigate(fileURL(s.moving, "tools/index.html")))
	b.is(ranking, atFirst)
	b.is(announced, "Axe comes first, with 67 of 100; then Die, with 58.")
	b.is(flipped, "At “a little”, Die comes first. At “most”, Cog comes first. | At “not at all”, Axe and Cog share the first place. At “much”, Die comes first. | At “a little”, Die comes first.")
	b.is(`String([...document.querySelectorAll(".weigh :is(input, button)")].filter(e => e.offsetHeight > 0).length)`, "0")
	b.is(`document.querySelector(".weigh details").innerText`, "3 facts left out")
	b.eval(`document.querySelector(".weigh summary").click()`)
	b.is(`document.querySelector(".weigh dl").innerText.replace(/\s+/g, " ")`, "Cog Guide and Fixed until are unknown. Curve does not apply.")
	b.is(`[...document.querySelectorAll(".weigh dl a")].filter(a => document.querySelector(a.hash)).length`, "3")
	b.report("without script")
}

// testWeighMany shows ten of twelve options until all are asked for, and adds up scores
// that need more digits than a number has.
func testWeighMany(t *testing.T, s stage) {
	b := s.open(t, "")
	const shown = `[...document.querySelectorAll(".ranks li")].filter(l => l.offsetHeight > 0).length`
	b.run(chromedp.Navigate(fileURL(s.moving, "parts/index.html")))
	b.is(`String(document.querySelector(".weigh").hasAttribute("data-long"))`, "true")
	b.is(shown, "10")
	b.run(chromedp.Click(chromedp.CSS(".all-ranks input")))
	b.is(shown, "12")
	b.report("many")
}

// testProfile follows the way from an option's place to its facts.
func testProfile(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.moving, "tools/cog.html")))
	b.is(`[...document.querySelectorAll(".standing li")].map(l => l.innerText.replace(/\s+/g, " ")).join("; ")`,
		"Speed 100 of 100 median 63 · 2 of 2 known; Ease Too little is known median 100 · 0 of 2 known; Care Too little is known median 50 · 0 of 1 known")
	b.is(`[...document.querySelectorAll(".standing a")].filter(a => document.querySelector(a.hash)).length`, "3")
	b.is(`document.querySelectorAll("script[src*=weigh]").length`, "0") // there is nothing to move
	b.report("profile")
}

// testWeighNarrow: nothing scrolls sideways, what is said stays in view while sliders
// are moved, and nothing is smaller than a finger needs (WCAG 2.2, 2.5.8).
func testWeighNarrow(t *testing.T, s stage) {
	b := s.open(t, "")
	for _, name := range []string{"tools/index.html", "tools/cog.html", "guides/axe-vs-bit.html", "parts/index.html"} {
		b.run(window(320), chromedp.Navigate(fileURL(s.moving, name)))
		b.is(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, "0")
		b.is(`[...document.querySelectorAll(".weigh :is(input[type=range], button, summary), .ranks a")].filter(e => e.offsetHeight > 0 && e.offsetHeight < 24).length`, "0")
	}
	b.run(chromedp.EmulateViewport(360, 500), chromedp.Navigate(fileURL(s.moving, "tools/index.html")))
	b.eval(`document.documentElement.style.scrollBehavior = "auto"; document.querySelector(".weights").scrollIntoView()`)
	b.is(`String(document.querySelector(".said").getBoundingClientRect().bottom <= innerHeight)`, "true")
	b.report("narrow")
}

func testWeighAccessibility(t *testing.T, s stage) {
	axe := chromium.Axe(t)
	for _, name := range []string{"tools/index.html", "tools/cog.html", "guides/axe-vs-bit.html"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s.open(t, "").accessible(axe, fileURL(s.moving, name))
		})
	}
}
