package serve

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tradeoff/generator/chromium"
	"tradeoff/generator/diag"
)

// TestBrowser opens served pages in Chromium while they change. Where there is
// no browser it is skipped, unless TRADEOFF_BROWSER is "required".
func TestBrowser(t *testing.T) {
	browser := chromium.Start(t)
	for name, test := range map[string]func(*testing.T, *stage){
		"change": testChange, "other page": testOtherPage, "kept": testKept, "own defaults": testOwnDefaults, "styles": testStyles,
		"hashed styles": testHashedStyles, "pictures": testPictures, "missing page": testMissingPage, "overlay": testOverlay,
		"loaded while broken": testLoadedWhileBroken, "nothing yet": testNothingYet, "long line": testLongLine, "hidden overlay": testHiddenOverlay, "text": testText, "policy": testPolicy,
		"missed builds": testMissedBuilds, "stopped": testStopped, "follow": testFollow, "many tabs": testManyTabs, "accessibility": testAccessibility, "early": testEarly, "prefix": testPrefix,
	} {
		t.Run(name, func(t *testing.T) { test(t, newStage(t, browser)) })
	}
}

// A stage is a site that is served, and the browser's window for it.
type stage struct {
	t       *testing.T
	browser context.Context // tabs made of it share a window's storage
	dir     string
	server  *Server
	url     string
	mutex   sync.Mutex
	asked   map[string]int // requests by path
}

const longPage = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>A page</title><link rel="icon" href="data:,"><link rel="stylesheet" href="style.css">
<style>html { scroll-behavior: smooth } .tall { height: 3000px } .box { overflow: auto; width: 200px; height: 100px } .wide { width: 900px; height: 900px }</style></head>
<body><main><h1 id="words">%s</h1>
<details id="d1"><summary>One</summary>x</details><details><summary>Two</summary>y</details><details open><summary>Three</summary>z</details>
<form><label><input type="checkbox" name="only"> Only differences</label><label><input type="radio" name="r" value="a" checked> A</label><label><input type="radio" name="r" value="b"> B</label>
<label>Name <input name="name" value="none"></label><label>Pick <select name="pick"><option>x<option>y</select></label><label>Text <textarea></textarea></label><label>Secret <input type="password" autocomplete="current-password"></label></form>
<div class="box" tabindex="0" role="region" aria-label="Table"><div class="wide">wide</div></div><div class="tall">tall</div><p id="end">end</p></main></body></html>`

func newStage(t *testing.T, browser context.Context) *stage {
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	s := &stage{t: t, browser: ctx, dir: t.TempDir(), asked: map[string]int{}}
	s.write("a.html", fmt.Sprintf(longPage, "first"))
	s.write("b.html", `<!DOCTYPE html><html lang="en"><head><link rel="icon" href="data:,"><title>B</title></head><body><main><h1>b</h1></main></body></html>`)
	s.write("404.html", `<!DOCTYPE html><html lang="en"><head><title>Lost</title></head><body><h1>lost</h1></body></html>`)
	s.write("style.css", "h1 { color: rgb(1, 2, 3) }")
	s.server = New(Options{Dir: s.dir, Prefix: "/repo/"})
	handler := s.server.Handler()
	live, end := context.WithCancel(context.Background())
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mutex.Lock()
		s.asked[strings.TrimPrefix(r.URL.Path, "/repo/")]++
		s.mutex.Unlock()
		handler.ServeHTTP(w, r)
	}))
	server.Config.BaseContext = func(net.Listener) context.Context { return live }
	server.Start()
	t.Cleanup(func() {
		end() // of the streams, those that a browser still opens among them
		server.Close()
	})
	s.url = server.URL + "/repo/"
	return s
}

func (s *stage) write(name, text string) {
	s.t.Helper()
	write(s.t, s.dir, map[string]string{name: text})
}

// change replaces a file, as a build does, and tells the pages.
func (s *stage) change(name, text string) {
	s.t.Helper()
	s.write(name, text)
	s.server.Changed([]string{name}, "")
}

// loads counts how often a file was asked for.
func (s *stage) loads(name string) int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.asked[name]
}

// A tab is one page in the browser, with what went wrong on it.
type tab struct {
	t        *testing.T
	ctx      context.Context
	mutex    sync.Mutex
	problems []string
}

// open opens a page of the site in a tab and waits for its stream. The tab must
// have nothing to complain about.
func (s *stage) open(name string) *tab {
	s.t.Helper()
	ctx, cancel := chromedp.NewContext(s.browser)
	s.t.Cleanup(cancel)
	b := &tab{t: s.t, ctx: ctx}
	err := chromedp.Listen(ctx, func(event any) {
		b.mutex.Lock()
		defer b.mutex.Unlock()
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			b.problems = append(b.problems, "exception: "+e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			if e.Entry.Level != log.EntryLevelVerbose { // advice on forms
				b.problems = append(b.problems, fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
			}
		case *runtime.EventConsoleAPICalled:
			b.problems = append(b.problems, "console: "+string(e.Type))
		}
	})
	if err != nil {
		s.t.Fatal(err)
	}
	b.run(command(network.Enable, network.EnableParams{}), command(log.Enable, cdp.Empty{}), command(runtime.Enable, cdp.Empty{}))
	streams := s.server.arrivals()
	b.run(chromedp.Navigate(s.url + name))
	eventually(s.t, "the page is live", func() bool { return s.server.arrivals() > streams })
	b.eval(`window.mark = "same"; ""`)
	return b
}

// arrivals counts the streams that there ever were.
func (s *Server) arrivals() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.arrived
}

// quiet demands that nothing went wrong in the tab.
func (b *tab) quiet() {
	b.t.Helper()
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, p := range b.problems {
		b.t.Error(p)
	}
}

const waiting = 30 * time.Second

func (b *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, waiting)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// value gives the value of an expression in the page, as text. It fails while the
// page is being exchanged.
func (b *tab) value(expression string) (string, error) {
	ctx, cancel := context.WithTimeout(b.ctx, waiting)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[any](expression, chromedp.EvalAwaitPromise))
	return fmt.Sprint(value), err
}

func (b *tab) eval(expression string) string {
	b.t.Helper()
	value, err := b.value(expression)
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// is demands that an expression has a value in the page, at once or soon.
func (b *tab) is(expression, want string) {
	b.t.Helper()
	got := ""
	for range 300 {
		var err error
		if got, err = b.value(expression); err == nil && got == want {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Errorf("%s is %q, want %q", expression, got, want)
}

func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, c, params)
		return err
	})
}

const (
	words  = `document.querySelector("h1").textContent`
	marked = `String(window.mark)`
	shadow = `document.querySelector("tradeoff-live")?.shadowRoot`
	// overlay is "open", "hidden" behind its button, or "none".
	overlay = shadow + `?.querySelector("dialog").open ? "open" : ` + shadow + ` && !` + shadow + `.querySelector(".pill").hidden ? "hidden" : "none"`
)

func problems(messages ...string) (all []Problem) {
	for i, m := range messages {
		all = append(all, Problem{File: "guides/a.md", Line: 7 + i, Column: 3, Severity: diag.Error, Code: diag.UnknownOption, Message: m, Hint: "is it Django that is meant?",
			Lines: []Line{{Number: 6 + i, Text: "---"}, {Number: 7 + i, Text: "a djagno b", Faulty: true}, {Number: 8 + i, Text: ""}}})
	}
	return all
}

// settled waits until the tab has seen all that was sent so far, and demands that
// it was not reloaded: problems that come and go are seen after what came before.
func (s *stage) settled(b *tab) {
	s.t.Helper()
	s.server.Broken(problems("passing"), true)
	b.is(overlay, "open")
	s.server.Mended()
	b.is(overlay, "none")
	if got := b.eval(marked); got != "same" {
		s.t.Error("the page was reloaded")
	}
}

func testChange(t *testing.T, s *stage) {
	b := s.open("a.html")
	s.change("a.html", fmt.Sprintf(longPage, "second"))
	b.is(words, "second")
	s.change("a.html", fmt.Sprintf(longPage, "third"))
	b.is(words, "third")
	s.write("a.html", fmt.Sprintf(longPage, "fourth"))
	s.server.Changed(nil, "")
	b.is(words, "fourth")
	if n := s.loads("a.html"); n != 4 {
		t.Errorf("%d loads", n)
	}
	// By its short name, and as a folder's page.
	short := s.open("b")
	s.change("b.html", "<link rel=icon href=data:,><h1>b again</h1>")
	short.is(words, "b again")
	s.write("index.html", "<link rel=icon href=data:,><h1>home</h1>")
	home := s.open("")
	s.change("index.html", "<h1>home again</h1>")
	home.is(words, "home again")
	b.quiet()
	short.quiet()
}

func testOtherPage(t *testing.T, s *stage) {
	b := s.open("a.html")
	s.change("b.html", "<link rel=icon href=data:,><h1>b again</h1>")
	s.server.Changed([]string{"new.html", "picture.svg", "404.html"}, "")
	s.settled(b)
	if n := s.loads("a.html"); n != 1 {
		t.Errorf("%d loads", n)
	}
	b.quiet()
}

// testKept keeps what the reader did: where they are, and what they opened,
// ticked, chose and typed.
func testKept(t *testing.T, s *stage) {
	b := s.open("a.html?q=1#words")
	b.eval(`document.querySelector("#d1").open = true; document.querySelectorAll("details")[1].open = true; document.querySelectorAll("details")[2].open = false;
		document.querySelector("[name=only]").click(); document.querySelector("[value=b]").click();
		document.querySelector("[name=name]").value = "Ada"; document.querySelector("select").value = "y"; document.querySelector("textarea").value = "long\ntext";
		document.querySelector("[type=password]").value = "pass";
		document.querySelector(".box").scrollTo(120, 240); document.querySelector("[name=name]").focus({preventScroll: true}); document.querySelector("[name=name]").setSelectionRange(1, 2); ""`)
	b.eval(`new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => scrollTo({top: 777, behavior: "instant"}))`)
	b.is(`scrollY + " " + document.querySelector(".box").scrollLeft`, "777 120")
	s.change("a.html", strings.Replace(fmt.Sprintf(longPage, "second"), "<details id", "<details><summary>New</summary>n</details><details id", 1))
	b.is(words, "second")
	for expression, want := range map[string]string{
		`scrollY`: "777",
		`document.querySelector(".box").scrollLeft + " " + document.querySelector(".box").scrollTop`:                "120 240",
		`[...document.querySelectorAll("details")].map(d => d.open).join()`:                                         "false,true,true,false",
		`document.querySelector("[name=only]").checked + " " + document.querySelector("[value=b]").checked`:         "true true",
		`["[name=name]", "select", "textarea"].map(n => document.querySelector(n).value).join("|")`:                 "Ada|y|long\ntext",
		`document.querySelector("[type=password]").value`:                                                           "",
		`document.activeElement.name + document.activeElement.selectionStart + document.activeElement.selectionEnd`: "name12",
		`location.search + location.hash`:                                                                           "?q=1#words",
		`Object.keys(sessionStorage).filter(k => k.includes("page:")).length + history.scrollRestoration`:           "0auto",
	} {
		b.is(expression, want)
	}
	b.quiet()
}

// testOwnDefaults lets the page change what the reader did not.
func testOwnDefaults(t *testing.T, s *stage) {
	b := s.open("a.html")
	text := strings.NewReplacer(`value="none"`, `value="some"`, `<details id="d1">`, `<details id="d1" open>`, `name="only"`, `name="only" checked`).Replace(fmt.Sprintf(longPage, "second"))
	s.change("a.html", text)
	b.is(words, "second")
	b.is(`document.querySelector("[name=name]").value + document.querySelector("#d1").open + document.querySelector("[name=only]").checked`, "sometruetrue")
	b.quiet()
}

const colour = `getComputedStyle(document.querySelector("h1")).color + " " + document.querySelectorAll("link[rel=stylesheet]").length`

func testStyles(t *testing.T, s *stage) {
	b := s.open("a.html")
	b.is(colour, "rgb(1, 2, 3) 1")
	for _, n := range []string{"10", "20", "30"} {
		s.change("style.css", "h1 { color: rgb("+n+", 2, 3) }")
		b.is(colour, "rgb("+n+", 2, 3) 1")
	}
	s.settled(b)
	b.quiet()
}

// testHashedStyles has the name of a style sheet change with its content, and so
// every page: they stay all the same. Back to the first content too.
func testHashedStyles(t *testing.T, s *stage) {
	b := s.open("a.html")
	old := "style.css"
	for _, step := range [][2]string{{"style.2.css", "10"}, {"style.3.css", "20"}, {"style.2.css", "10"}, {"style.css", "5"}} {
		s.write(step[0], "h1 { color: rgb("+step[1]+", 2, 3) }")
		s.write("a.html", strings.Replace(fmt.Sprintf(longPage, "first"), "style.css", step[0], 1))
		if err := os.Remove(filepath.Join(s.dir, old)); err != nil {
			t.Fatal(err)
		}
		s.server.Changed([]string{"a.html", "b.html", step[0], old}, "")
		b.is(colour, "rgb("+step[1]+", 2, 3) 1")
		old = step[0]
	}
	s.settled(b)
	// A style sheet more is another page, and so is one word.
	s.change("a.html", strings.Replace(fmt.Sprintf(longPage, "first"), "</head>", "<link rel=stylesheet href=more.css></head>", 1))
	b.is(marked, "undefined")
}

func testPictures(t *testing.T, s *stage) {
	s.write("a.html", `<h1>first</h1><img src="p.svg" alt=""><img src="none.svg" alt="">`)
	s.write("p.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`)
	b := s.open("a.html")
	const width = `document.querySelector("img").naturalWidth`
	b.is(width, "10")
	s.change("p.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>`)
	b.is(width, "20")
	s.change("none.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>`)
	b.is(`document.querySelectorAll("img")[1].naturalWidth`, "7")
}

// testMissingPage waits on a page that is not there yet, and sees it go.
func testMissingPage(t *testing.T, s *stage) {
	b := s.open("new")
	b.is(words, "lost")
	s.change("new.html", "<h1>found</h1>")
	b.is(words, "found")
	if err := os.Remove(filepath.Join(s.dir, "new.html")); err != nil {
		t.Fatal(err)
	}
	s.server.Changed([]string{"new.html"}, "")
	b.is(words, "lost")
	s.change("404.html", "<h1>lost again</h1>")
	b.is(words, "lost again")
}

const (
	dialog  = shadow + `.querySelector("dialog")`
	beneath = dialog + `.querySelector("#beneath").textContent`
)

func testOverlay(t *testing.T, s *stage) {
	one, other := s.open("a.html"), s.open("b.html")
	one.run(chromedp.Focus(chromedp.CSS("[name=name]")))
	s.server.Broken(problems("unknown option", "unknown key"), true)
	for _, b := range []*tab{one, other} {
		b.is(overlay, "open")
		b.is(dialog+`.querySelector("h2").textContent`, "The site was not built: 2 errors")
		b.is(`[...`+dialog+`.querySelectorAll(".problems > li")].map(l => [...l.children].map(c => c.innerText.replace(/\s+/g, " ")).join("|")).join("||")`,
			"guides/a.md:7:3|error: unknown option|Hint: is it Django that is meant?|6 --- 7 a djagno b 8"+
				"||guides/a.md:8:3|error: unknown key|Hint: is it Django that is meant?|7 --- 8 a djagno b 9")
		b.is(dialog+`.querySelectorAll("[aria-current] mark").length + `+dialog+`.querySelector("mark").textContent`, "2djagno")
		b.is(`document.querySelector("h1").checkVisibility()`, "true") // the page is beneath
		b.is(beneath, "Beneath is the last good page. This goes when all is mended.")
	}
	s.server.Broken(problems("the last"), true)
	one.is(dialog+`.querySelectorAll(".problems > li").length + `+dialog+`.querySelector("h2").textContent`, "1The site was not built: 1 error")
	s.change("a.html", fmt.Sprintf(longPage, "first"))
	s.server.Mended()
	one.is(overlay, "none")
	other.is(overlay, "none")
	one.is(`document.activeElement.name + window.mark`, "namesame") // the same text is no reason to reload
	one.quiet()
	other.quiet()
}

func testLoadedWhileBroken(t *testing.T, s *stage) {
	s.server.Broken(problems("unknown option"), true)
	b := s.open("a.html")
	b.is(overlay, "open")
	lost := s.open("none.html")
	lost.is(overlay, "open")
	s.write("a.html", fmt.Sprintf(longPage, "second"))
	s.server.Mended()
	s.server.Changed([]string{"a.html"}, "")
	b.is(words, "second")
	b.is(overlay, "none")
	lost.is(overlay, "none")
}

// testNothingYet has a first build fail, and then another after one that did not.
func testNothingYet(t *testing.T, s *stage) {
	b := s.open("none.html")
	s.server.Broken(problems("unknown option"), false)
	b.is(overlay, "open")
	b.is(beneath, "Nothing is published yet. This goes when all is mended.")
	s.server.Broken(problems("unknown option"), true)
	b.is(beneath, "Beneath is the last good page. This goes when all is mended.")
	b.run(chromedp.Navigate("about:blank"))
	s.server.Broken(problems("unknown option"), false)
	b.run(chromedp.Navigate(s.url + "none.html"))
	b.is(beneath, "Nothing is published yet. This goes when all is mended.")
}

// testLongLine underlines the word of a fault far within a line.
func testLongLine(t *testing.T, s *stage) {
	b := s.open("a.html")
	text := strings.Repeat("é𝛼 ", 504) + "djagno " + strings.Repeat("é𝛼 ", 504)
	at := diag.Position{File: "guides/a.md", Line: 1, Column: 1513}
	s.server.Broken([]Problem{Explain(diag.Diagnostic{Position: at, Message: "m", Excerpt: text}, []byte(text))}, true)
	b.is(overlay, "open")
	b.is(dialog+`.querySelector("mark").textContent`, "djagno")
	b.is(`(c => [c.length, c[0], c[c.length-1]].join(" "))([...`+dialog+`.querySelector("code").textContent])`, "402 … …")
	// A short line keeps its word where it is, and so does the end of a long one.
	text = strings.Repeat("é𝛼 ", 504) + "djagno"
	s.server.Broken([]Problem{Explain(diag.Diagnostic{Position: at, Message: "m", Excerpt: text}, nil)}, true)
	b.is(dialog+`.querySelector("code").textContent.endsWith(" djagno")`, "true")
	b.is(dialog+`.querySelector("mark").textContent`, "djagno")
}

// testHiddenOverlay works the overlay by keyboard. What was hidden stays so until
// there is something else to say.
func testHiddenOverlay(t *testing.T, s *stage) {
	b := s.open("a.html")
	const inside = shadow + `.activeElement?.textContent || "page"`
	s.server.Broken(problems("unknown option"), true)
	b.is(overlay, "open")
	b.is(inside, "Hide")
	b.run(chromedp.KeyEvent(kb.Escape))
	b.is(overlay, "hidden")
	b.is(inside, "1 error")
	b.run(chromedp.KeyEvent(kb.Enter))
	b.is(overlay, "open")
	b.run(chromedp.KeyEvent(kb.Enter)) // on "Hide"
	b.is(overlay, "hidden")
	b.run(chromedp.Navigate(s.url + "b.html"))
	b.is(overlay, "hidden")
	moved := problems("unknown option")
	moved[0].Line, moved[0].Column, moved[0].Lines = 8, 5, moved[0].Lines[1:]
	s.server.Broken(moved, true)
	b.is(dialog+`.querySelector(".place").textContent`, "guides/a.md:8:5") // it is up to date, for when it is opened
	b.is(overlay, "hidden")
	moved[0].Code = diag.Syntax
	s.server.Broken(moved, true)
	b.is(overlay, "open")
	b.run(chromedp.KeyEvent(kb.Escape))
	b.is(overlay, "hidden")
	s.server.Broken(problems("unknown option", "and another"), true)
	b.is(overlay, "open")
	b.run(chromedp.KeyEvent(kb.Escape))
	b.is(overlay, "hidden")
	s.server.Mended()
	b.is(overlay, "none")
	s.server.Broken(problems("unknown option", "and another"), true)
	b.is(overlay, "open")
	b.quiet()
}

// testText shows what writers wrote as text, whatever it is.
func testText(t *testing.T, s *stage) {
	b := s.open("a.html")
	const evil = `<img src=x onerror="window.mark='evil'"></script><b>`
	s.server.Broken([]Problem{{File: evil, Severity: diag.Warning, Message: evil, Hint: evil, Line: 1, Column: 99, Lines: []Line{{Number: 1, Text: evil, Faulty: true}}}, {}}, true)
	b.is(overlay, "open")
	b.is(dialog+`.querySelectorAll("img, b").length + window.mark`, "0same")
	b.is(dialog+`.querySelector("code").textContent`, evil)
	b.is(dialog+`.querySelector(".message").textContent`, "warning: "+evil)
	b.quiet()
}

// testPolicy is a page that allows nothing but what is its own.
func testPolicy(t *testing.T, s *stage) {
	text := `<head><meta http-equiv="Content-Security-Policy" content="default-src 'self'"><title>x</title><link rel=icon href=icon.svg></head><h1>%s</h1>`
	s.write("icon.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`)
	s.write("a.html", fmt.Sprintf(text, "first"))
	b := s.open("a.html")
	s.server.Broken(problems("unknown option"), true)
	b.is(overlay, "open")
	b.is(`getComputedStyle(`+dialog+`).borderTopWidth`, "4px")
	s.server.Mended()
	s.change("a.html", fmt.Sprintf(text, "second"))
	b.is(words, "second")
	b.quiet()
}

// testMissedBuilds is a page that comes back with the browser's button: it was
// loaded before a build that it never heard of.
func testMissedBuilds(t *testing.T, s *stage) {
	b := s.open("a.html")
	b.run(chromedp.Navigate(s.url + "b.html"))
	s.change("a.html", fmt.Sprintf(longPage, "second"))
	b.run(chromedp.NavigateBack())
	b.is(words, "second")
	b.is(`location.pathname`, "/repo/a.html")
}

// testStopped loses the server and finds it again; and then another one, which
// knows nothing of the page's build.
func testStopped(t *testing.T, s *stage) {
	port := 0
	serve := func(server *Server) (stop func()) {
		ctx, cancel := context.WithCancel(t.Context())
		l, err := server.Listen(ctx, "", port)
		if err != nil {
			t.Fatal(err)
		}
		s.url, port = l.URL, l.Port
		return func() {
			cancel()
			if err := l.Wait(); err != nil {
				t.Error(err)
			}
		}
	}
	stop := serve(s.server)
	b := s.open("a.html")
	const note = shadow + `?.querySelector(".note").textContent || ""`
	b.is(note, "")
	b.quiet()
	stop()
	b.is(note, "The watch has stopped.")
	stop = serve(s.server)
	b.is(note, "")
	s.settled(b)
	stop()
	b.is(note, "The watch has stopped.")
	s.write("a.html", fmt.Sprintf(longPage, "second"))
	stop = serve(New(Options{Dir: s.dir, Prefix: "/repo/"}))
	b.is(words, "second")
	b.is(note, "")
	stop()
}

func testFollow(t *testing.T, s *stage) {
	s.write("guides/ü c.html", "<link rel=icon href=data:,><h1>followed</h1>")
	old, newest := s.open("a.html"), s.open("a.html")
	s.server.Changed([]string{"guides/ü c.html"}, "guides/ü c.html")
	newest.is(words, "followed")
	if got := old.eval(words + " + window.mark"); got != "firstsame" {
		t.Errorf("the other tab: %s", got)
	}
	newest.eval(`history.back(); ""`)
	newest.is(words, "first")
	newest.quiet()
}

// testEarly shows a page and a picture before they are in place, and loads neither
// again when they are; what was shown early and is not built after all goes.
func testEarly(t *testing.T, s *stage) {
	b := s.open("a.html")
	b.eval(`new Promise(done => requestAnimationFrame(done)).then(() => scrollTo({top: 777, behavior: "instant"}))`)
	b.is(`scrollY`, "777")
	page := strings.Replace(fmt.Sprintf(longPage, "early"), "style.css", "new.css", 1) + `<img alt="" src="new.svg">`
	s.server.Early("a.html", []byte(page))
	s.settled(b) // it lacks its style sheet, and is not shown; Broken has it forgotten anyway
	s.server.Early("new.css", []byte("h1 { color: rgb(7, 8, 9) }"))
	s.server.Early("new.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`))
	s.server.Early("a.html", []byte(page))
	b.is(words, "early")
	b.is(`scrollY`, "777")
	b.is(`getComputedStyle(document.querySelector("h1")).color + document.querySelector("img").naturalWidth`, "rgb(7, 8, 9)9")
	b.eval(`window.mark = "same"; ""`)
	s.write("a.html", page)
	s.write("new.css", "h1 { color: rgb(7, 8, 9) }")
	s.write("new.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`)
	s.server.Changed([]string{"a.html", "new.css", "new.svg", "b.html"}, "")
	s.settled(b)
	if page, style, picture := s.loads("a.html"), s.loads("new.css"), s.loads("new.svg"); page != 2 || style != 1 || picture != 1 {
		t.Errorf("loaded %d, %d and %d times", page, style, picture)
	}
	s.server.Early("a.html", []byte(strings.Replace(page, "early", "too early", 1)))
	b.is(words, "too early")
	s.server.Broken(problems("x"), true)
	b.is(words, "early")
	b.is(overlay, "open")
	b.quiet()
}

// testPrefix moves the site: the page goes along, and lives on there.
func testPrefix(t *testing.T, s *stage) {
	b := s.open("a.html?q=1#end")
	s.server.Under("/other/path/")
	b.is(`location.pathname + location.search + location.hash`, "/other/path/a.html?q=1#end")
	s.change("a.html", fmt.Sprintf(longPage, "second"))
	b.is(words, "second")
	b.quiet()
}

// testManyTabs opens more tabs than a browser opens connections. Without a screen
// a browser takes all its tabs for visible, so they are told what they are.
func testManyTabs(t *testing.T, s *stage) {
	const visible = `Object.defineProperty(document, "hidden", {configurable: true, value: %v}); document.dispatchEvent(new Event("visibilitychange")); ""`
	var tabs []*tab
	for range 9 {
		b := s.open("a.html")
		tabs = append(tabs, b)
		b.eval(fmt.Sprintf(visible, true))
	}
	eventually(t, "hidden tabs rest", func() bool { return s.server.open() <= roomy })
	s.change("a.html", fmt.Sprintf(longPage, "second"))
	resting := 0
	for _, b := range tabs {
		if got, err := b.value(words); err == nil && got == "first" { // or it is being reloaded
			resting++
			b.eval(fmt.Sprintf(visible, false))
		}
		b.is(words, "second")
		b.eval(fmt.Sprintf(visible, true))
	}
	if resting < len(tabs)-roomy {
		t.Errorf("%d tabs rest", resting)
	}
}

func testAccessibility(t *testing.T, s *stage) {
	axe := chromium.Axe(t)
	s.server.Broken(problems("unknown option", strings.Repeat("long", 100)), true)
	b := s.open("a.html")
	const sideways = `Math.max(...[document.documentElement, ` + dialog + `, ...` + dialog + `.querySelectorAll("li")].map(e => e.scrollWidth - e.clientWidth))`
	for _, width := range []int64{1280, 360} {
		for _, colours := range []string{"light", "dark"} {
			scheme := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: colours}}}
			b.run(chromedp.EmulateViewport(width, 900), command(emulation.SetEmulatedMedia, scheme), chromedp.Navigate("about:blank"),
				chromedp.Navigate(s.url+"a.html"), chromedp.Evaluate[chromedp.Void](axe))
			b.is(overlay, "open")
			b.is(sideways, "0")
			b.accessible(fmt.Sprintf("%d px, %s, open", width, colours))
			b.run(chromedp.KeyEvent(kb.Escape))
			b.is(overlay, "hidden")
			b.accessible(fmt.Sprintf("%d px, %s, hidden", width, colours))
			b.eval(`sessionStorage.clear(); ""`)
		}
	}
}

// accessible demands that axe-core finds nothing wrong in the page as it is.
func (b *tab) accessible(when string) {
	b.t.Helper()
	found := b.eval(`axe.run({resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(v => v.id + ": " + v.help + ": " + v.nodes.map(n => n.target.join(" ")).join(", "))))`)
	var violations []string
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		b.t.Fatal(err)
	}
	for _, v := range violations {
		b.t.Errorf("%s: %s", when, v)
	}
}
