//go:build !race

package generator_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"golang.org/x/tools/txtar"

	"tradeoff/generator"
	"tradeoff/generator/chromium"
)

// TestSearchInBrowser searches in Chromium, below a path of a server and from disk.
func TestSearchInBrowser(t *testing.T) {
	s := stage{browser: chromium.Start(t), moving: searchSite(t)}
	s.own, _ = builtOwn(t)
	for name, test := range map[string]func(*testing.T, stage){
		"disk":   func(t *testing.T, s stage) { testSearchByKeyboard(t, s.open(t, ""), fileURL(s.own, "")) },
		"server": testSearchOnServer, "page": testSearchPage, "found": testFound, "without script": testSearchWithoutScript,
		"markup": testSearchMarkup, "empty": testSearchOfNothing, "targets": testSearchTargets, "fields": testSearchLeavesFields,
		"missing": testSearchFromMissing, "suggestion": testSuggestion, "accessibility": testSearchAccessibility,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, s)
		})
	}
}

// searchSite builds the site in testdata/search.txtar.
func searchSite(t *testing.T) string {
	t.Helper()
	out, _ := buildSite(t, unpacked(t, "search"), generator.Options{})
	return out
}

func siteOf(t *testing.T, archive *txtar.Archive) string {
	t.Helper()
	folder := t.TempDir()
	files, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(folder, files); err != nil {
		t.Fatal(err)
	}
	out, _ := buildSite(t, folder, generator.Options{})
	return out
}

// What a search shows.
const (
	dialogOpen = `String(!!document.querySelector(".search-dialog[open]"))`
	firstFound = `document.querySelector(".search-results > li > a")?.textContent`
	allFound   = `[...document.querySelectorAll(".search-results > li > a")].map(a => a.textContent).join("|")`
	howMany    = `document.querySelector(".search-count")?.textContent`
	focusOn    = `document.activeElement.textContent.trim() || document.activeElement.name`
)

// slash is the key, and typing all others. A key and what it writes are one event, as
// they are on a keyboard, or else it is written although the page took the key.
var slash = command(input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: "keyDown", Key: "/", Code: "Slash", Text: "/"})

func typing(text string) chromedp.Action[chromedp.Void] { return chromedp.KeyEvent(text) }

// arrived waits for a page of a kind, where a key or a click leads to one.
func arrived(kind string) chromedp.Action[chromedp.Void] {
	return chromedp.WaitReady(chromedp.CSS("." + kind + "-page"))
}

// testSearchByKeyboard searches from a guide without a pointer: it opens, finds what is
// misspelt, moves, closes, and goes there.
func testSearchByKeyboard(t *testing.T, b *tab, root string) {
	root = strings.TrimSuffix(root, "/") + "/"
	b.run(chromedp.Navigate(root+"guides/nodejs-vs-django.html"), chromedp.Focus(chromedp.CSS(".skip")), slash)
	b.is(dialogOpen, "true")
	b.is(focusOn, "q")
	b.run(typing("djnago"))
	b.is(firstFound, "Django")
	b.is(`document.querySelector(".search-results mark").textContent`, "Django")
	b.run(typing(kb.ArrowDown))
	b.is(focusOn, "Django")
	b.run(typing(kb.ArrowDown), typing(kb.ArrowUp), typing(kb.ArrowUp))
	b.is(focusOn, "q")
	b.run(typing(kb.ArrowDown), typing("x")) // who types goes on with the words
	b.is(`document.querySelector(".search-dialog input").value`, "djnagox")
	b.run(typing(kb.Escape))
	b.is(dialogOpen, "false")
	b.is(`document.activeElement.className`, "skip")
	b.run(chromedp.KeyEvent("k", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.is(dialogOpen, "true")
	b.run(typing("postgers")) // in the place of what was there, which is selected
	b.is(firstFound, "PostgreSQL")
	b.report("dialog")
	b.run(typing(kb.Enter), arrived("option"))
	b.is(`location.href`, root+"database/postgresql.html")
	b.report("keyboard")
}

func testSearchOnServer(t *testing.T, s stage) {
	server := httptest.NewServer(http.StripPrefix("/some/prefix/", http.FileServer(http.Dir(s.own))))
	defer server.Close()
	testSearchByKeyboard(t, s.open(t, server.URL+"/some/prefix/"), server.URL+"/some/prefix/")
}

// testSearchPage searches on its page: what is asked for stands in the address, and
// without a question everything is there.
func testSearchPage(t *testing.T, s stage) {
	const everything = `String(!document.querySelector(".search-everything").hidden)`
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.own, "search.html") + "?q=grahpql"))
	b.is(firstFound, "GraphQL")
	b.is(everything, "false")
	b.run(slash, typing("real time"))
	b.is(`new URLSearchParams(location.search).get("q")`, "real time")
	b.is(firstFound, "Real-time features")
	b.run(typing(kb.Enter), arrived("category"))
	b.is(`location.pathname.split("/").slice(-2).join("/") + location.hash`, "backend/index.html#row-realtime")
	b.run(chromedp.NavigateBack())
	b.is(firstFound, "Real-time features")
	b.run(chromedp.Focus(chromedp.CSS(".search-form input")), slash, chromedp.Evaluate[chromedp.Void](
		`(() => { const f = document.querySelector(".search-form input"); f.value = ""; f.dispatchEvent(new Event("input")); })()`))
	b.is(everything, "true")
	b.is(`location.search`, "")
	b.report("page")
}

// ask puts a question to the page of the search.
func (b *tab) ask(folder, question string) {
	b.t.Helper()
	page := fileURL(folder, "search.html")
	if !strings.HasPrefix(b.eval(`location.href`), page) {
		b.run(chromedp.Navigate(page + "?q=" + url.QueryEscape(question)))
	}
	quoted, _ := json.Marshal(question)
	b.eval(`(() => { const f = document.querySelector(".search-form input"); f.value = ` + string(quoted) + `; f.dispatchEvent(new Event("input")); })()`)
	b.is(`String(!!window.uFuzzy) + new URLSearchParams(location.search).get("q")`, "true"+strings.TrimSpace(question))
}

// testFound: what comes first, for words as people type them.
func testFound(t *testing.T, s stage) {
	b := s.open(t, "")
	for question, want := range map[string]string{
		"djnago": "Django", "postgers": "PostgreSQL", "grahpql": "GraphQL", "jango": "Django", "mongdb": "MongoDB", "DJANGO": "Django", "Djângö": "Django",
		"pg": "PostgreSQL", "golang": "Go", "nodejs": "Node.js", "node js": "Node.js", "next.js": "Next.js", "dotnet": "ASP.NET Core", "ror": "Ruby on Rails",
		"csrf": "CSRF protection", "embeddings": "Vector search", "databases": "Databases",
		"postgres vs mongo": "SQL or MongoDB?", "vue or react": "React vs Vue", "rails laravel": "Laravel vs Ruby on Rails",
		"choose between transactions": "SQL or MongoDB?",
	} {
		b.ask(s.own, question)
		if question == "choose between transactions" {
			b.is(`String(document.querySelectorAll(".search-results > li").length > 0)`, "true")
			continue
		}
		b.is(firstFound, want)
		if t.Failed() {
			t.Fatalf("%q: found %s", question, b.eval(allFound))
		}
	}
	for _, question := range []string{"zzzzqqq", "zzqq$'x", "zzqq$&x", "zzqq{count}"} {
		b.ask(s.own, question)
		b.is(howMany, "Nothing found for “"+question+"”.")
	}
	b.report("found")
}

// testSuggestion: what is too far from any name is asked about.
func testSuggestion(t *testing.T, s stage) {
	b := s.open(t, "")
	b.ask(s.own, "javscirpt")
	b.is(howMany, "Nothing found for “javscirpt”. Did you mean javascript?")
	b.run(chromedp.Click(chromedp.CSS(".search-count button")))
	b.is(firstFound, "JavaScript")
	b.is(`document.querySelector(".search-form input").value`, "javascript")
	b.report("suggestion")
}

// testSearchWithoutScript: the link leads to a page that lists everything.
func testSearchWithoutScript(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}),
		chromedp.Navigate(fileURL(s.own, "backend/django.html")), chromedp.Click(chromedp.CSS(".search-link")), arrived("search"))
	b.is(`location.pathname.split("/").pop()`, "search.html")
	b.is(`String(document.querySelector(".search-form").offsetHeight) + (document.querySelector("noscript").innerText.length > 20)`, "0true")
	b.is(`document.querySelectorAll(".search-everything section").length`, "7")
	b.is(`[...document.querySelectorAll(".search-everything [aria-labelledby=category-api] a")].map(a => a.textContent).join()`, "API styles,GraphQL,gRPC,REST,tRPC,Which API style?,REST vs GraphQL")
	b.report("without script")
}

// testSearchMarkup: what looks like markup, or like a pattern, is text; accents and
// other scripts are found.
func testSearchMarkup(t *testing.T, s stage) {
	const naive, script = "Naïve <img src=x onerror=alert(1)>", "</script><script>alert(1)</script>"
	b := s.open(t, "")
	for question, want := range map[string]string{
		"naive": naive, "NAÏVE": naive, "lodz": naive, "lódź": naive, "grosse": "", "größe": naive, "ærø": naive, "<img": naive, "москва": "Москва", "моксва": "Москва", "東京": "東京タワー",
		"dotted": "Dot.ted-Name", "dottedname": "Dot.ted-Name", "dot.ted": "Dot.ted-Name",
		"</script>": script, "日本語": script, "new": script, "[quick]": "Speed (a/b) *c*", "(a/b)": "Speed (a/b) *c*", "ql^ick+": "Speed (a/b) *c*",
		"\\": "", "+*?(": "", "-naive": naive, `"`: "", "__proto__": "", "constructor": "",
	} {
		b.ask(s.moving, question)
		got := b.eval(`document.querySelector(".search-results > li > a")?.textContent || ""`)
		if got != want {
			t.Errorf("%q: found %q, want %q", question, got, want)
		}
		b.is(`document.querySelectorAll(".search-results :not(li, a, p, ul, mark, button), .search-count :not(button)").length`, "0")
	}
	b.ask(s.moving, "日本語")
	b.is(`document.querySelector(".search-results ul a").href.endsWith("#" + encodeURIComponent("日本語-heading")) + ""`, "true")
	b.ask(s.moving, "dotted </script>")
	b.is(howMany, "2 results None has all the words.")
	b.ask(s.moving, "naive moskva") // by its id
	b.is(firstFound, script)
	b.ask(s.moving, "dotted москва") // no guide compares them: there is a page for the pair
	b.is(firstFound, "Dot.ted-Name vs Москва")
	b.run(slash, typing(kb.Enter), arrived("pair"))
	b.is(`location.pathname.split("/").slice(-2).join("/")`, "tools/dotted-vs-moskva.html")
	b.report("markup")
}

// testSearchOfNothing: a site with a title alone.
func testSearchOfNothing(t *testing.T, s stage) {
	empty := siteOf(t, txtar.Parse([]byte("-- data/site.yaml --\ntitle: Empty\n")))
	b := s.open(t, "")
	b.ask(empty, "anything")
	b.is(howMany, "Nothing found for “anything”.")
	b.run(chromedp.Navigate(fileURL(empty, "index.html")), slash)
	b.is(dialogOpen, "true")
	b.report("empty")
}

// testSearchTargets: every link of every result leads to a place that is there.
func testSearchTargets(t *testing.T, s stage) {
	for _, folder := range []string{s.own, s.moving} {
		b := s.open(t, "")
		known, seen := files(t, folder), 0
		for _, question := range []string{"a", "e", "o", "tag", "vs", "choose", "new", "the", "django", "日本語"} {
			b.ask(folder, question)
			b.run(chromedp.Evaluate[chromedp.Void](`for (let more; more = document.querySelector(".more button");) more.click()`))
			var links []string
			if err := json.Unmarshal([]byte(b.eval(`JSON.stringify([...document.querySelectorAll(".search-results a")].map(a => a.href))`)), &links); err != nil {
				t.Fatal(err)
			}
			for _, link := range links {
				seen++
				u, err := url.Parse(link)
				if err != nil {
					t.Fatal(err)
				}
				name, _ := filepath.Rel(folder, filepath.FromSlash(u.Path))
				content, ok := known[filepath.ToSlash(name)]
				if !ok || u.Fragment != "" && !strings.Contains(content, `id="`+u.Fragment+`"`) {
					t.Errorf("%s leads nowhere", link)
				}
			}
		}
		if seen == 0 || folder == s.own && seen < 300 {
			t.Errorf("only %d links were seen", seen)
		}
		b.report("targets")
	}
}

// testSearchLeavesFields: who types a slash into a field means a slash.
func testSearchLeavesFields(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(chromedp.Navigate(fileURL(s.own, "index.html")), chromedp.Evaluate[chromedp.Void](
		`document.body.append(Object.assign(document.createElement("textarea"), {id: "own"}))`), chromedp.Focus(chromedp.CSS("#own")), typing("a/b"))
	b.is(`document.querySelector("#own").value`, "a/b")
	b.is(dialogOpen, "false")
	b.run(chromedp.Click(chromedp.CSS(".search-link")))
	b.is(dialogOpen, "true")
	b.is(focusOn, "q")
	b.run(typing("a/b"))
	b.is(`document.querySelector(".search-dialog input").value`, "a/b")
	b.report("fields")
}

// testSearchFromMissing: the page for what is not found carries no search; its link and
// the key lead to the page.
func testSearchFromMissing(t *testing.T, s stage) {
	server := httptest.NewServer(http.StripPrefix("/some/prefix/", http.FileServer(http.Dir(s.moving))))
	defer server.Close()
	b := s.open(t, server.URL+"/some/prefix/")
	b.run(chromedp.Navigate(server.URL+"/some/prefix/404.html"), slash, arrived("search"))
	b.is(`location.pathname`, "/some/prefix/search.html")
	b.report("missing")
}

// testSearchAccessibility asks axe-core about the page and the dialog with results, and
// measures that nothing scrolls sideways.
func testSearchAccessibility(t *testing.T, s stage) {
	b := s.open(t, "")
	for _, width := range []int64{320, 1280} {
		b.run(window(width))
		b.ask(s.own, "django")
		b.is(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, "0")
		b.run(chromedp.Navigate(fileURL(s.own, "index.html")), slash, typing("migrations"))
		b.is(firstFound, "Database migrations")
		b.is(`(d => d.scrollWidth - d.clientWidth)(document.querySelector(".search-dialog"))`, "0")
	}
	axe := chromium.Axe(t)
	b.accessible(axe, fileURL(s.own, "search.html")+"?q=django")
	for _, colours := range []string{"light", "dark"} {
		b.run(window(360), scheme(colours), chromedp.Navigate("about:blank"), chromedp.Navigate(fileURL(s.own, "index.html")), slash, typing("djang"), chromedp.Evaluate[chromedp.Void](axe))
		b.is(firstFound, "Django")
		b.is(`axe.run({resultTypes: ["violations"]}).then(r => r.violations.map(v => v.id + " " + v.nodes[0].target).join())`, "")
	}
}
