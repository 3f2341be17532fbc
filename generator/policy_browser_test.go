//go:build !race

package generator_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"tradeoff/generator/chromium"
)

// TestPolicyInBrowser opens pages of all kinds below a path of a server and from disk:
// their own scripts and styles are allowed, and nothing that somebody put into them.
func TestPolicyInBrowser(t *testing.T) {
	s := stage{browser: chromium.Start(t), moving: movingSite(t)}
	s.own, _ = builtOwn(t)
	server := httptest.NewServer(http.StripPrefix("/some/prefix/", http.FileServer(http.Dir(s.own))))
	t.Cleanup(server.Close)
	places := map[string]string{"disk": fileURL(s.own, "") + "/", "server": server.URL + "/some/prefix/"}
	for place, root := range places {
		t.Run(place, func(t *testing.T) {
			t.Parallel()
			testPolicyHolds(t, s, root)
		})
		t.Run(place+" injected", func(t *testing.T) {
			t.Parallel()
			testInjected(t, s, place == "disk")
		})
	}
}

// noted is what violated the policy, in the order in which it did.
const noted = `JSON.stringify((window.violations || []).map(v => v.effectiveDirective + " " + v.blockedURI).sort())`

// listening makes a tab that notes what violates the policy of its pages.
func listening(t *testing.T, s stage, origin string) *tab {
	b := s.open(t, origin)
	b.run(command(page.Enable, page.EnableParams{}), command(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `window.violations = []; addEventListener("securitypolicyviolation", e => window.violations.push(e), true);`}))
	return b
}

// testPolicyHolds works with pages of all kinds, and nothing is forbidden to them.
func testPolicyHolds(t *testing.T, s stage, root string) {
	b := listening(t, s, root)
	for _, name := range append(kindsOfPages(), "search.html?q=django") {
		b.run(chromedp.Navigate(root + name))
		b.is(`document.readyState + getComputedStyle(document.querySelector("h1")).fontWeight`, "complete700")
		b.is(`String(document.querySelector("meta[http-equiv=Content-Security-Policy]") !== null)`, "true")
		b.run(chromedp.Click(chromedp.CSS(".theme")))
		b.is(`String(!!document.documentElement.dataset.theme)`, "true") // the script runs
		b.is(noted, "[]")
		b.report(name)
	}
	b.run(chromedp.Navigate(root + "backend/decide.html"))
	b.is(`String(document.querySelector(".decision-app").children.length > 0)`, "true")
	b.is(noted, "[]")
	b.report("decision")
	if strings.HasPrefix(root, "http") { // a page that the server gives for any address
		text, err := os.ReadFile(filepath.Join(s.own, "404.html"))
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(text) }))
		defer server.Close()
		b := listening(t, s, server.URL)
		b.run(chromedp.Navigate(server.URL + "/no/such/page/"))
		b.is(`getComputedStyle(document.querySelector("h1")).fontWeight`, "700")
		b.is(noted, "[]")
		b.report("404.html anywhere")
	}
}

// injections are what could come into a page and must not run, or not show.
const injections = `<script>document.title = "ran"</script><script src="https://example.invalid/x.js"></script><script src="data:text/javascript,document.title='ran'"></script>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" onload="document.title='ran'"><img src="https://example.invalid/x.png"><p id="styled" style="color: rgb(1, 2, 3)">x</p><style>#styled { color: rgb(1, 2, 3); }</style>
<iframe srcdoc="x"></iframe><object data="data:text/html,x"></object><base href="https://example.invalid/">`

// testInjected puts scripts and styles into a page, as a guide with raw HTML might.
func testInjected(t *testing.T, s stage, disk bool) {
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(s.moving)); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(folder, "guides", "one-vs-two.html")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	with := strings.Replace(string(text), "</main>", injections+"</main>", 1)
	start, rest, _ := strings.Cut(with, `<meta http-equiv="Content-Security-Policy"`)
	_, rest, _ = strings.Cut(rest, ">")
	for file, content := range map[string]string{name: with, filepath.Join(folder, "guides", "free.html"): start + rest} {
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root := fileURL(folder, "") + "/"
	if !disk {
		server := httptest.NewServer(http.FileServer(http.Dir(folder)))
		t.Cleanup(server.Close)
		root = server.URL + "/"
	}
	const colour = `getComputedStyle(document.querySelector("#styled")).color`
	b := listening(t, s, root)
	b.run(chromedp.Navigate(root + "guides/free.html")) // it would, but for the policy
	b.is(`document.title`, "ran")
	b.is(colour, "rgb(1, 2, 3)")
	b = listening(t, s, root)
	b.run(chromedp.Navigate(root + "guides/one-vs-two.html"))
	b.is(`document.readyState + document.title`, "completeOne vs Two · Small")
	if got := b.eval(colour); got == "rgb(1, 2, 3)" {
		t.Error("a style was applied")
	}
	var violations []string
	if err := json.Unmarshal([]byte(b.eval(noted)), &violations); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(violations, "\n")
	for _, want := range []string{"script-src-elem inline", "script-src-elem https://example.invalid/x.js", "script-src-elem data", "script-src-attr inline",
		"style-src-attr inline", "style-src-elem inline", "img-src https://example.invalid/x.png", "base-uri https://example.invalid"} {
		if !strings.Contains(got, want) {
			t.Errorf("nobody said %q:\n%s", want, got)
		}
	}
}
