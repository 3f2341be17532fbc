//go:build !race

package generator_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tradeoff/generator"
	"tradeoff/generator/chromium"
	"tradeoff/generator/decision"
	"tradeoff/generator/source"
)

// TestDecisionInBrowser makes decisions in Chromium: that the script says what
// package decision says, and that a reader gets from the first question to the
// result in every way that there is.
func TestDecisionInBrowser(t *testing.T) {
	s := stage{browser: chromium.Start(t)}
	var own generator.Report
	s.own, own = builtOwn(t)
	var small generator.Report
	s.moving, small = decidingSite(t)
	for name, test := range map[string]func(*testing.T, stage){
		"agreement":       func(t *testing.T, s stage) { testScriptAgrees(s.open(t, ""), s.own, own.Decisions) },
		"agreement small": func(t *testing.T, s stage) { testScriptAgrees(s.open(t, ""), s.moving, small.Decisions) },
		"keyboard":        testDecideByKeyboard, "unplanned": testUnplanned, "change": testChangeAnswer, "back": testBackAndReload, "elsewhere": testElsewhere,
		"refine": testRefine, "without script": testDecideWithoutScript, "garbage": testGarbageAddress, "anchors": testAnchors,
		"two decisions": testTwoDecisions, "stack": testStack, "unverified": testUnverified, "copy link": testCopyLink,
		"accessibility": testDecisionAccessibility,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, s)
		})
	}
}

// decidingSite builds the site in testdata/decide.txtar.
func decidingSite(t *testing.T) (string, generator.Report) {
	t.Helper()
	folder := unpacked(t, "decide")
	return buildSite(t, folder, generator.Options{})
}

// What a page of a decision shows.
const (
	heading  = `document.querySelector(".decision-app [tabindex]")?.lastChild.textContent`
	lead     = `document.querySelector(".decision-app .kicker")?.textContent.trim()`
	focused  = `String(document.activeElement === document.querySelector(".decision-app [tabindex]"))`
	answered = `[...document.querySelectorAll(".given li")].map(l => l.querySelector("b").textContent).join()`
	ranked   = `[...document.querySelectorAll(".ranking summary")].map(s => s.firstChild.textContent + " " + s.querySelector("small").textContent).join("; ")`
	still    = `[...document.querySelectorAll(".options li")].map(l => l.textContent).join()`
	hash     = `location.hash`
)

// press clicks the button with a text, or a label, in the place of the decision.
func (b *tab) press(text string) {
	b.t.Helper()
	quoted, _ := json.Marshal(text)
	b.is(`(() => { const b = [...document.querySelectorAll(".decision-app button")].find(b => (b.getAttribute("aria-label") || b.innerText).trim() === `+
		string(quoted)+`); if (b) b.click(); return b ? "pressed" : "missing"; })()`, "pressed")
}

// A verdict is what is said about one set of answers, by the script or by
// package decision.
type verdict struct {
	End         int    // index of the node that the answers lead to
	Most        int    // questions that there may still be
	Possible    string // options that can still be recommended
	Recommended string
	Nearest     string
	Ranking     []string
	Long        []string // the ranking, where points are written as text
	Changes     []string
	Settled     string // recommended by the node where "not sure" ends the path
}

// verdictsOf asks the script. Points that are too large for numbers are text: the
// same points, many times as large, must lead to the same.
const verdictsOf = `(sets => {
	const t = window.tradeoff, d = JSON.parse(document.querySelector("SELECTOR .decision-data").textContent);
	const long = JSON.parse(JSON.stringify(d));
	const times = 3n ** 50n, large = n => String(BigInt(n) * times);
	long.scale = large(d.scale);
	long.questions.forEach(q => q.answers.forEach(a => { a[2] = a[2].map(large); }));
	const ranking = (d, given, times) => t.judge(d, given).ranking.map(s => s.option + " " +
		(s.out ? "out " + s.misses : BigInt(s.score) / times + "/" + BigInt(d.scale) / times));
	return JSON.stringify(sets.map(given => {
		const j = t.judge(d, given), way = t.walk(d, given), end = d.nodes[t.walk(d, t.settle(d, given)).at];
		return {
			End: way.at, Most: way.most, Possible: way.possible.flatMap((can, o) => can ? [o] : []).join(" "), Recommended: j.recommended.join(" "), Nearest: j.nearest.join(" "),
			Ranking: ranking(d, given, 1n), Long: ranking(long, given, times),
			Changes: t.changes(d, given).map(c => c.instead.map(i => i[0].id + "=" + i[1][0]).join("&") + ": " + c.recommended.join(" ")),
			Settled: end[0] === -1 ? end.slice(1).join(" ") : j.recommended.join(" "),
		};
	}));
})(SETS)`

// testScriptAgrees puts the same random answers to the script and to package
// decision.
func testScriptAgrees(b *tab, folder string, decisions []generator.Decision) {
	if len(decisions) < 4 {
		b.t.Fatalf("%d decisions", len(decisions))
	}
	for _, d := range decisions {
		sets, page := 300, d.Category+"/decide.html"
		if d.Guide != "" {
			sets, page = 30, "guides/"+d.Guide+".html"
		}
		given := randomAnswers(d.Tree.Questionnaire, sets)
		asJSON, err := json.Marshal(given)
		if err != nil {
			b.t.Fatal(err)
		}
		b.run(chromedp.Navigate(fileURL(folder, page)))
		script := strings.NewReplacer("SELECTOR", "[data-decision="+d.Category+"]", "SETS", string(asJSON)).Replace(verdictsOf)
		var got []verdict
		if err := json.Unmarshal([]byte(b.eval(script)), &got); err != nil {
			b.t.Fatal(err)
		}
		for i, answers := range given {
			if want := verdictOf(b.t, d.Tree, answers); !reflect.DeepEqual(got[i], want) {
				b.t.Fatalf("%s: %v:\nthe script says %+v\n    it should be %+v", page, answers, got[i], want)
			}
		}
	}
	b.report("agreement")
}

func randomAnswers(n *decision.Questionnaire, sets int) []decision.Answers {
	random := rand.New(rand.NewPCG(3, 5))
	all := make([]decision.Answers, sets)
	for i := range all {
		all[i] = decision.Answers{"no-such-question": "yes"}
		open := random.IntN(3) // of every three questions, as many have no answer
		for _, q := range n.Questions {
			if random.IntN(3) >= open {
				all[i][q.ID] = q.Answers[random.IntN(len(q.Answers))].ID
			}
		}
	}
	return all
}

// verdictOf asks package decision. Scores are written over the scale that makes
// all of them integers, as the page's data has it.
func verdictOf(t *testing.T, tree *decision.Tree, given decision.Answers) verdict {
	judged := tree.Judge(given)
	ahead := tree.Ahead(given)
	at := ahead.At
	v := verdict{End: at.Index, Most: ahead.Most, Possible: indices(ahead.Possible), Recommended: indices(judged.Recommended), Nearest: indices(judged.Nearest), Changes: []string{}}
	scale := tree.Scale()
	for _, s := range judged.Ranking {
		if s.RuledOut {
			v.Ranking = append(v.Ranking, fmt.Sprintf("%d out %d", s.Option, s.Misses))
			continue
		}
		score := new(big.Rat).Mul(s.Score, new(big.Rat).SetInt(scale))
		v.Ranking = append(v.Ranking, fmt.Sprintf("%d %v/%v", s.Option, score.Num(), scale))
	}
	v.Long = v.Ranking
	for _, c := range tree.Changes(given) {
		var instead []string
		for _, i := range c.Instead {
			instead = append(instead, i.Question.ID+"="+i.Answer.ID)
		}
		v.Changes = append(v.Changes, strings.Join(instead, "&")+": "+indices(c.Recommended))
	}
	settled := maps.Clone(given)
	for at.Question != nil {
		settled[at.Question.ID] = source.NotSure
		at = tree.Ahead(settled).At
	}
	v.Settled = indices(at.Recommended)
	if at.Scored {
		v.Settled = v.Recommended
	}
	if v.Settled != v.Recommended {
		t.Errorf("%v: the tree leads to %q, direct scoring to %q", given, v.Settled, v.Recommended)
	}
	return v
}

func indices(options []int) string { return strings.Trim(fmt.Sprint(options), "[]") }

// served calls a test with the address of the deciding site from disk and from
// below a path of a server.
func served(t *testing.T, s stage, test func(b *tab, address string)) {
	t.Run("disk", func(t *testing.T) { test(s.open(t, ""), fileURL(s.moving, "")) })
	t.Run("server", func(t *testing.T) {
		server := httptest.NewServer(http.StripPrefix("/some/prefix/", http.FileServer(http.Dir(s.moving))))
		defer server.Close()
		test(s.open(t, server.URL+"/some/prefix/"), server.URL+"/some/prefix")
	})
}

// testDecideByKeyboard gets from the top of the page to a result with Tab and
// Enter alone. Focus follows the questions.
func testDecideByKeyboard(t *testing.T, s stage) {
	served(t, s, func(b *tab, address string) {
		b.run(chromedp.Navigate(address + "/server/decide.html"))
		b.is(heading, "Must it run on your own machines?")
		b.is(lead, "Question 1, at most 3 more")
		for range 30 {
			b.run(chromedp.KeyEvent(kb.Tab))
			if b.eval(`document.activeElement.innerText.trim()`) == "Yes" {
				break
			}
		}
		b.run(chromedp.KeyEvent(kb.Enter))
		b.is(focused, "true")
		b.is(heading, "Are live updates central?")
		b.is(still, "Django,Flask,Node ruled out,Phoenix ruled out")
		b.run(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(" "))
		b.is(focused, "true")
		b.is(heading, "Nothing fits every answer")
		b.is(hash, "#realtime=central&own=yes")
		b.is(ranked, "Django ruled out: Real-time; Flask ruled out: Real-time; Node ruled out: Own machines; Phoenix ruled out: Own machines")
		b.report("keyboard")
	})
}

// testChangeAnswer changes an answer without losing the others: those that the
// new path does not ask for hold again when the old one comes back.
func testChangeAnswer(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.moving, "server/decide.html") + "#team=elixir&realtime=central&own=no"))
	b.is(heading, "Phoenix")
	b.press("Change: Must it run on your own machines?")
	b.is(focused, "true")
	b.is(lead, "Change your answer")
	b.is(`document.querySelector(".choices [aria-current]").innerText.replace(/\s+/g, " ").trim()`, "No your answer")
	b.press("Keep it as it is")
	b.is(heading, "Phoenix")
	b.press("Change: Must it run on your own machines?")
	b.press("Yes")
	b.is(heading, "Nothing fits every answer")
	b.is(answered, "Yes,Central,Elixir")
	b.is(`document.querySelector(".given li:last-child small").textContent`, "refines the ranking")
	b.is(hash, "#team=elixir&realtime=central&own=yes")
	b.press("Change: Must it run on your own machines?")
	b.press("No")
	b.is(heading, "Phoenix")
	b.is(hash, "#team=elixir&realtime=central&own=no")
	b.press("Start again")
	b.is(heading, "Must it run on your own machines?")
	b.is(`location.href.includes("#")`, "false")
	b.report("change")
}

// testBackAndReload goes back and forward through the answers, and opens the
// page again from its address.
func testBackAndReload(t *testing.T, s stage) {
	served(t, s, func(b *tab, address string) {
		b.run(chromedp.Navigate(address + "/server/decide.html"))
		b.press("No")
		second := b.eval(heading)
		b.press("Python")
		b.is(hash, "#team=python&own=no")
		b.eval(`history.back()`)
		b.is(heading, second)
		b.is(focused, "true")
		b.eval(`history.back()`)
		b.is(heading, "Must it run on your own machines?")
		b.eval(`history.forward()`)
		b.is(heading, second)
		b.run(chromedp.Reload())
		b.is(heading, second)
		b.press("Change: Must it run on your own machines?")
		b.is(lead, "Change your answer")
		b.run(chromedp.Reload())
		b.is(lead, "Change your answer")
		b.eval(`history.back()`)
		b.is(heading, second)
		b.run(chromedp.Navigate("about:blank"), chromedp.Navigate(address+"/server/decide.html#own=no&realtime=no&team=elixir"))
		b.is(heading, "Phoenix")
		b.report("back")
	})
}

// testElsewhere follows what would change the recommendation to what was promised.
func testElsewhere(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.own, "backend/decide.html") + "#ml=not-sure&team=go&share_code=code"))
	const promises = `[...document.querySelectorAll(".changes button")]`
	count := b.eval(promises + ".length")
	for i := 0; fmt.Sprint(i) != count; i++ {
		promised := b.eval(fmt.Sprintf(promises+`[%d].querySelector("b").textContent`, i))
		b.eval(fmt.Sprintf(promises+`[%d].click()`, i))
		b.is(`[...document.querySelector(".decision-app [tabindex]").childNodes].slice(1).map(n => n.textContent).join("")`, promised)
		b.is(focused, "true")
		b.eval(`history.back()`)
		b.is(hash, "#ml=not-sure&team=go&share_code=code")
	}
	if len(count) == 1 && count < "5" {
		t.Errorf("%s changes", count)
	}
	b.report("elsewhere")
}

// testRefine answers the questions that the tree did not ask.
func testRefine(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.own, "backend/decide.html") + "#ml=not-sure&team=go&share_code=code"))
	b.press("Answer the other 5 questions")
	for range 5 {
		b.is(lead, "For a finer ranking")
		b.is(focused, "true")
		b.eval(`document.querySelector(".choices button").click()`)
	}
	b.is(heading, "ASP.NET Core")
	b.is(`document.querySelector(".main .lead").textContent`, "All questions are answered.")
	b.is(`document.querySelectorAll(".given li").length`, "8")
	b.report("refine")
}

// testDecideWithoutScript follows links through the same tree to a result. One
// step is shown at a time, and all of them on request.
func testDecideWithoutScript(t *testing.T, s stage) {
	const shown = `[...document.querySelectorAll(".walk > section")].filter(s => s.offsetHeight > 0)`
	const titles = shown + `.map(s => s.querySelector("h3").textContent).join()`
	b := s.open(t, "")
	b.run(command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}),
		chromedp.Navigate(fileURL(s.moving, "server/decide.html")))
	b.is(`document.querySelector(".decision-app").offsetHeight`, "0")
	for _, step := range []string{"Must it run on your own machines?", "Are live updates central?"} {
		b.is(titles, step)
		b.eval(`document.querySelector("` + shownStep + ` .answers li:nth-child(1) a").click()`) // not by its place, which moves as the page scrolls
	}
	b.is(titles, "No option is left")
	b.eval(`history.back()`)
	b.is(titles, "Are live updates central?")
	b.eval(`document.querySelector(".walk-view .all").click()`)
	b.is(shown+`.length === document.querySelectorAll(".walk > section").length`, "true")
	b.report("without script")
}

// shownStep is the step of the walk that is shown.
const shownStep = `:is(.walk:not(:has(:target)) > .step:first-child, .walk > .step:target)`

// testGarbageAddress opens addresses that say nothing, or nonsense.
func testGarbageAddress(t *testing.T, s stage) {
	b := s.open(t, "")
	page := fileURL(s.moving, "server/decide.html")
	for _, garbage := range []string{"=", "%", "%=%", "a=b&c", "__proto__=x&constructor=y", "team=", "team=cobol", "TEAM=python", "&&==&", "team", "no-such-place", "%ff=%c3"} {
		b.run(chromedp.Navigate("about:blank"), chromedp.Navigate(page+"#"+garbage))
		b.is(heading, "Must it run on your own machines?")
		b.is(`document.querySelectorAll(".given li").length`, "0")
	}
	b.run(chromedp.Navigate("about:blank"), chromedp.Navigate(page+"#x=%&own=yes&team=cobol&own%3Dno"))
	b.is(heading, "Are live updates central?")
	b.run(chromedp.Navigate("about:blank"), chromedp.Navigate(page+"#own%3Dyes%26realtime%3Dno"))
	b.is(`document.querySelectorAll(".given li").length`, "2")
	b.report("garbage")
}

// testAnchors goes to another place of a guide and back: the answers stay.
func testAnchors(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.moving, "guides/node-vs-django.html") + "#elsewhere"))
	b.eval(`document.querySelector(".choices button").click()`)
	const answers = `document.querySelectorAll(".given li").length`
	b.is(answers, "1")
	b.eval(`location.hash = "elsewhere"`)
	b.is(hash, "#elsewhere")
	b.is(answers, "1")
	b.press("Start again")
	b.is(answers, "0")
	b.eval(`history.back()`)
	b.is(hash, "#elsewhere")
	b.eval(`history.back()`)
	b.is(answers, "1")
	b.report("anchors")
}

// testTwoDecisions answers a question that two decisions of a page share.
func testTwoDecisions(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.moving, "guides/mixed.html") + "#team=rust"))
	const given = `[...document.querySelectorAll(".decision-app")].map(a => [...a.querySelectorAll(".given b")].map(b => b.textContent).join()).join(" | ")`
	b.is(given, "Not sure | Rust")
	b.press("Change: Which language does your team know best?")
	b.press("JavaScript")
	b.is(given, "JavaScript | JavaScript")
	b.is(hash, "#team=javascript")
	b.report("two decisions")
}

// testStack makes two decisions in one run: what they share is asked once, and
// each result leads to the decision's own page with the same answers.
func testStack(t *testing.T, s stage) {
	served(t, s, func(b *tab, address string) {
		b.run(chromedp.Navigate(address + "/guides/stack.html"))
		asked := []string{}
		for range 10 {
			if b.eval(`!!document.querySelector(".choices")`) == "false" {
				break
			}
			asked = append(asked, b.eval(heading))
			b.eval(`document.querySelector(".choices li:nth-last-child(2) button").click()`)
			b.is(focused, "true")
		}
		slices.Sort(asked)
		if len(asked) != len(slices.Compact(slices.Clone(asked))) {
			t.Errorf("it asks %q", asked)
		}
		b.is(heading, "Your stack")
		b.is(`[...document.querySelectorAll(".stack dd b")].map(b => b.textContent).join("; ")`, "Django, Flask, Node or Phoenix; Mongo")
		b.is(`document.querySelector(".stack div:nth-child(2) dd > a").hash`, "#shape=documents&team=rust")
		b.run(chromedp.Navigate(b.eval(`document.querySelector(".stack div:nth-child(2) dd > a").href`)))
		b.is(`location.pathname.endsWith("/store/decide.html")`, "true")
		b.is(heading, "Mongo")
		b.report("stack")
	})
}

// testUnverified finds what is unknown, and what does not apply.
func testUnverified(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.moving, "server/decide.html") + "#team=elixir&realtime=central&own=no&admin=very"))
	b.is(heading, "Phoenix")
	b.is(`[...document.querySelectorAll(".part")].find(p => p.firstChild.textContent === "Not known").querySelector("ul").innerText`, "Phoenix: Admin panel")
	b.is(`document.querySelector(".ranking dd.met a").getAttribute("href")`, "phoenix.html#row-language")
	b.report("unverified")
}

// testUnplanned opens a page whose tree is but a list: every question is asked,
// and the script scores the answers.
func testUnplanned(t *testing.T, s stage) {
	page, err := os.ReadFile(filepath.Join(s.moving, "server", "decide.html"))
	if err != nil {
		t.Fatal(err)
	}
	list := `"nodes":[[0,1,1,1,1],[1,2,2,2],[2,3,3,3],[3,4,4,4],[-2]],"facts":`
	page = regexp.MustCompile(`"nodes":\[.*?\]\],"facts":`).ReplaceAllLiteral(page, []byte(list))
	if err := os.WriteFile(filepath.Join(s.moving, "server", "unplanned.html"), page, 0o666); err != nil {
		t.Fatal(err)
	}
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.moving, "server/unplanned.html")))
	for _, answer := range []string{"Elixir", "Central", "No", "Very"} {
		b.press(answer)
	}
	b.is(heading, "Phoenix")
	b.is(ranked, "Phoenix 3 points; Node 0 points; Django ruled out: Real-time; Flask ruled out: Real-time")
	b.is(`document.querySelector(".main .lead").textContent`, "All questions are answered.")
	b.is(`document.querySelector(".changes p").textContent`, "Which language does your team know best?")
	b.report("unplanned")
}

// testCopyLink copies the address of a result where that is allowed, and shows it
// where it is not.
func testCopyLink(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.moving, "server/decide.html") + "#own=yes&realtime=central"))
	b.eval(`Object.defineProperty(navigator, "clipboard", {configurable: true, value: undefined})`)
	b.press("Copy the link to this result")
	b.is(`document.querySelector(".actions input").value === location.href`, "true")
	b.eval(`Object.defineProperty(navigator, "clipboard", {value: {writeText: text => { window.copied = text; return Promise.resolve(); }}})`)
	b.press("Copy the link to this result")
	b.is(`copied === location.href`, "true")
	b.is(`document.querySelector(".actions button").textContent`, "Copied")
	b.report("copy link")
}

// testDecisionAccessibility asks axe-core about each thing that a decision shows,
// and demands that nothing needs to be scrolled sideways.
func testDecisionAccessibility(t *testing.T, s stage) {
	axe := chromium.Axe(t)
	for name, address := range map[string]string{
		"question": fileURL(s.own, "backend/decide.html"), "result": fileURL(s.own, "backend/decide.html") + "#ml=not-sure&team=go&share_code=code",
		"all ruled out": fileURL(s.moving, "server/decide.html") + "#own=yes&realtime=central", "guide": fileURL(s.moving, "guides/node-vs-django.html") + "#own=yes",
		"stack": fileURL(s.moving, "guides/stack.html") + "#team=rust", "outline": fileURL(s.moving, "server/decide.html") + "#step-all",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := s.open(t, "")
			b.accessible(axe, address)
			b.run(window(320))
			b.is(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, "0")
		})
	}
}
