//go:build !race

package generator_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tradeoff/generator/chromium"
)

// TestBrowser opens built sites in Chromium, from disk and below a path of a
// server: this repository's own, and one that has each thing that moves. Where
// there is no browser it is skipped, unless TRADEOFF_BROWSER is "required", as it
// is in the full run.
func TestBrowser(t *testing.T) {
	b := stage{browser: chromium.Start(t), moving: movingSite(t)}
	b.own, _ = builtOwn(t)
	for name, test := range map[string]func(*testing.T, stage){
		"disk": testDisk, "server": testServer, "accessibility": testAccessibility, "theme": testTheme, "tabs": testTabs,
		"ticks": testTicks, "without script": testWithoutScript, "copy": testCopy, "redirects": testRedirects,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, b)
		})
	}
}

// A stage is what the tests in a browser share: nothing that one could change for
// another.
type stage struct {
	browser     context.Context
	own, moving string // folders of the built sites
}

// A tab is one page in the browser, with what went wrong on it.
type tab struct {
	t        *testing.T
	ctx      context.Context
	mutex    sync.Mutex
	problems []string
}

// open makes a tab with a storage of its own. What it loads may only come from the
// disk or from origin.
func (s stage) open(t *testing.T, origin string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(s.browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx}
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			b.note("exception: %s", e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			b.note("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		case *runtime.EventConsoleAPICalled:
			b.note("console: %s", e.Type)
		case *network.EventLoadingFailed:
			if !e.Canceled {
				b.note("request failed: %s", e.ErrorText)
			}
		case *network.EventRequestWillBeSent:
			u := e.Request.URL
			if !strings.HasPrefix(u, "file:") && !strings.HasPrefix(u, "data:") && (origin == "" || !strings.HasPrefix(u, origin)) {
				b.note("it asks for %s", u)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	b.run(command(network.Enable, network.EnableParams{}), command(log.Enable, cdp.Empty{}), command(runtime.Enable, cdp.Empty{}))
	return b
}

func (b *tab) note(format string, args ...any) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.problems = append(b.problems, fmt.Sprintf(format, args...))
}

// report makes errors of what went wrong since the last report.
func (b *tab) report(where string) {
	b.t.Helper()
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, p := range b.problems {
		b.t.Errorf("%s: %s", where, p)
	}
	b.problems = nil
}

// patience is how long an action may take.
const patience = 30 * time.Second

func (b *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// eval gives the value of an expression in the page, as text.
func (b *tab) eval(expression string) string {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[any](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return fmt.Sprint(value)
}

// command is an action that sends a command of the browser's protocol.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, c, params)
		return err
	})
}

// is demands that an expression has a value in the page, at once or soon.
func (b *tab) is(expression, want string) {
	b.t.Helper()
	got := ""
	for range 200 {
		if got = b.eval(expression); got == want {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Errorf("%s is %q, want %q", expression, got, want)
}

func window(width int64) chromedp.Action[chromedp.Void] { return chromedp.EmulateViewport(width, 900) }

func scheme(name string) chromedp.Action[chromedp.Void] {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
}

func fileURL(folder, name string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(folder, filepath.FromSlash(name)))}).String()
}

// kindsOfPages are pages of this repository's site, one of each kind.
func kindsOfPages() []string {
	return []string{"index.html", "guides/nodejs-vs-django.html", "guides/choosing-a-tech-stack.html", "backend/index.html", "backend/django.html",
		"backend/django-vs-fastapi.html", "backend/decide.html", "tags/index.html", "tags/backend.html", "authors/editors.html", "new.html", "search.html", "404.html"}
}

// testDisk opens every page from disk: without an error, without a request to
// elsewhere, and without anything to scroll sideways on a small screen.
func testDisk(t *testing.T, s stage) {
	const sideways = `document.documentElement.scrollWidth - document.documentElement.clientWidth`
	b := s.open(t, "")
	for _, name := range pagesOf(t, s.own) {
		b.run(window(320), chromedp.Navigate(fileURL(s.own, name)))
		b.is(sideways, "0")
		b.run(window(360))
		b.is(sideways, "0")
		b.report(name)
	}
}

// testServer opens a page of each kind below a path of a server.
func testServer(t *testing.T, s stage) {
	server := httptest.NewServer(http.StripPrefix("/some/prefix/", http.FileServer(http.Dir(s.own))))
	defer server.Close()
	b := s.open(t, server.URL+"/some/prefix/")
	for _, name := range kindsOfPages() {
		b.run(chromedp.Navigate(server.URL + "/some/prefix/" + strings.TrimSuffix(name, "index.html")))
		b.is(`document.readyState + getComputedStyle(document.querySelector("h1")).fontWeight`, "complete700")
		b.report(name)
	}
}

func pagesOf(t *testing.T, out string) []string {
	t.Helper()
	var pages []string
	for name, content := range files(t, out) {
		if path.Ext(name) == ".html" && !isRedirect(content) {
			pages = append(pages, name)
		}
	}
	slices.Sort(pages)
	return pages
}

// testAccessibility asks axe-core about one page of each kind.
func testAccessibility(t *testing.T, s stage) {
	axe := chromium.Axe(t)
	for _, name := range kindsOfPages() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s.open(t, "").accessible(axe, fileURL(s.own, name))
		})
	}
}

// accessible demands that axe-core finds nothing wrong with a page, in both
// schemes, on a wide and on a small screen.
func (b *tab) accessible(axe, address string) {
	for _, width := range []int64{1280, 360} {
		for _, colours := range []string{"light", "dark"} {
			b.run(window(width), scheme(colours), chromedp.Navigate("about:blank"), chromedp.Navigate(address), chromedp.Evaluate[chromedp.Void](axe))
			found := b.eval(`axe.run({resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(v =>
				v.id + ": " + v.help + ": " + v.nodes.map(n => n.target.join(" ")).slice(0, 3).join(", "))))`)
			var violations []string
			if err := json.Unmarshal([]byte(found), &violations); err != nil {
				b.t.Fatal(err)
			}
			for _, v := range violations {
				b.t.Errorf("%d px, %s: %s", width, colours, v)
			}
		}
	}
}

// testTheme switches the scheme and finds it again on another page.
func testTheme(t *testing.T, s stage) {
	b := s.open(t, "")
	const ground = `getComputedStyle(document.body).backgroundColor`
	b.run(scheme("light"), chromedp.Navigate(fileURL(s.moving, "index.html")))
	b.is(ground, "rgb(255, 255, 255)")
	b.run(scheme("dark"))
	b.is(ground, "rgb(21, 20, 18)")
	b.run(chromedp.Click(chromedp.CSS(".theme")))
	b.is(ground, "rgb(255, 255, 255)")
	b.run(chromedp.Navigate(fileURL(s.moving, "guides/one-vs-two.html")))
	b.is(ground, "rgb(255, 255, 255)")
	b.report("theme")
}

// testTabs works the code tabs by keyboard.
func testTabs(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.moving, "guides/one-vs-two.html")))
	const shown = `[...document.querySelectorAll(".tab")].filter(p => p.offsetHeight > 0).map(p => p.querySelector("code").textContent.trim()).join("|")`
	const chosen = `document.activeElement.textContent + document.querySelectorAll("[role=tab][aria-selected=true][tabindex='0']").length`
	b.is(shown, `fmt.Println("one")`)
	b.run(chromedp.Focus(chromedp.CSS("[role=tab]")), chromedp.KeyEvent(kb.ArrowRight))
	b.is(chosen, "Two1")
	b.is(shown, `print("two")`)
	b.run(chromedp.KeyEvent(kb.ArrowRight))
	b.is(chosen, "One1")
	b.run(chromedp.KeyEvent(kb.End))
	b.is(chosen, "Two1")
	b.report("tabs")
}

// testTicks ticks an entry of a checklist and finds it ticked when the page
// is opened again.
func testTicks(t *testing.T, s stage) {
	b := s.open(t, "")
	const ticked = `[...document.querySelectorAll(".checklist input")].map(i => i.checked).join()`
	page := fileURL(s.moving, "guides/one-vs-two.html")
	b.run(chromedp.Navigate(page))
	b.is(ticked, "false,false")
	b.run(chromedp.Click(chromedp.CSS(".checklist li:nth-child(2) .entry")))
	b.is(ticked, "false,true")
	b.run(chromedp.Navigate("about:blank"), chromedp.Navigate(page))
	b.is(ticked, "false,true")
}

// testWithoutScript has scripts off: the rows that do not differ can be
// hidden all the same, their help shown, and all the code be read.
func testWithoutScript(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), chromedp.Navigate(fileURL(s.moving, "guides/one-vs-two.html")))
	const rows = `[...document.querySelectorAll("tbody tr")].filter(r => r.offsetHeight > 0).map(r => r.id || "group").join()`
	b.is(rows, "group,row-language,row-types,row-licence")
	b.is(`document.querySelector(".comparison-tools").innerText.includes("2 of 3 rows differ")`, "true")
	b.run(chromedp.Click(chromedp.CSS(".only-differences")))
	b.is(rows, "group,row-language,row-types")
	b.is(`document.querySelector("th .help").offsetHeight > 0`, "false")
	b.run(chromedp.Click(chromedp.CSS(".explain")))
	b.is(`document.querySelector("th .help").offsetHeight > 0`, "true")
	b.is(`[...document.querySelectorAll(".tab")].every(p => p.offsetHeight > 0)`, "true")
	b.is(`document.documentElement.className`, "")
}

// testCopy copies code and reads the clipboard.
func testCopy(t *testing.T, s stage) {
	server := httptest.NewServer(http.FileServer(http.Dir(s.moving))) // the clipboard is not for pages on disk
	defer server.Close()
	b := s.open(t, server.URL)
	allow := func(name string) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.CallBrowser(ctx, browser.SetPermission, browser.SetPermissionParams{
				Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted,
				BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID})
			return err
		})
	}
	b.run(allow("clipboard-read"), allow("clipboard-write"),
		chromedp.Navigate(server.URL+"/guides/one-vs-two.html"), chromedp.Click(chromedp.CSS(".copy")))
	b.is(`document.querySelector(".copy").textContent`, "Copied")
	copied := b.eval(`navigator.clipboard.readText()`)
	if copied != "fmt.Println(\"one\")\n" {
		t.Errorf("the clipboard holds %q", copied)
	}
	b.report("copy")
}

// testRedirects opens old addresses from disk.
func testRedirects(t *testing.T, s stage) {
	for _, old := range []string{"old/one-or-two.html", "one.html"} {
		b := s.open(t, "")
		b.run(chromedp.Navigate(fileURL(s.moving, old)))
		b.is(`location.pathname.endsWith("/guides/one-vs-two.html")`, "true")
		b.is(`document.title`, "One vs Two · Small")
		b.report(old)
	}
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.own, "backend/fastapi-vs-django.html")), chromedp.WaitReady("nav.breadcrumbs"))
	b.is(`location.pathname.endsWith("/backend/django-vs-fastapi.html")`, "true")
	b.is(`document.querySelector("h1").textContent`, "Django vs FastAPI")
	b.report("a pair's reverse")
}
