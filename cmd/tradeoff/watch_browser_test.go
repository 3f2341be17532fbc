package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"tradeoff/generator/chromium"
)

// TestWatchInBrowser writes a site while a browser shows it. Package serve tests
// what its script does with each kind of change; this is that all of it is joined.
func TestWatchInBrowser(t *testing.T) {
	browser := chromium.Start(t)
	if runtime.GOOS == "windows" {
		t.Skip("no Ctrl-C for one process")
	}
	d := &desk{t: t, site: t.TempDir(), page: browser}
	d.save("data/site.yaml", "title: Choices\nurl: https://owner.example/repo/\n")
	d.save("data/backend/category.yaml", "title: Backend\nattributes: [{id: orm, label: ORM, type: support}]\n")
	d.save("data/backend/django.yaml", "name: Django\nfacts: {orm: yes}\n")
	d.save("data/backend/nodejs.yaml", "name: Node.js\nfacts: {orm: no}\n")
	d.save("guides/a.md", guide("First"))
	program, err := exec.LookPath("tradeoff")
	if err != nil {
		t.Fatal(err)
	}
	var w watched
	t.Cleanup(w.kill)
	if err := w.start(program, d.site, nil, []string{"--follow"}); err != nil {
		t.Fatal(err)
	}
	if !wait(func() bool { return strings.HasPrefix(w.get("guides/a.html"), "200") }) {
		t.Fatal(w.text())
	}
	d.open(w.url + "guides/a.html")

	d.eval(`scrollTo({top: 500, behavior: "instant"}); window.mark = "first load"`)
	d.is(`Math.round(scrollY)`, "500")
	d.save("guides/a.md", guide("Second"))
	d.is(word, "Second")
	d.is(`Math.round(scrollY)`, "500")
	d.is(`String(window.mark)`, "undefined")

	d.eval(`window.mark = "second load"`)
	d.save("data/backend/nodejs.yaml", "name: Node.js\nfacts: {orm: nix}\n")
	d.is(overlay+`?.open`, "true")
	for _, want := range []string{"data/backend/nodejs.yaml:2:14", `expected yes, partial or no, found "nix"`, "name: Node.js", "1 error"} {
		d.is(fmt.Sprintf(`%s?.textContent.includes(%q)`, overlay, want), "true")
	}
	d.is(`[...`+overlay+`.querySelectorAll("[aria-current]")].map(e => e.textContent).join()`, "2facts: {orm: nix}")
	d.is(word+` + window.mark`, "Secondsecond load")

	d.save("data/backend/nodejs.yaml", "name: Node.js\nfacts: {orm: no}\n# mended\n")
	d.is(overlay+`?.open ?? false`, "false")
	d.save("guides/a.md", guide("Third"))
	d.is(word, "Third")

	d.save("data/backend/django.yaml", "name: Django\nfacts: {orm: partial}\n")
	d.is(`location.pathname`, "/repo/backend/django.html")
	d.save("data/backend/category.yaml", "title: Frameworks\nattributes: [{id: orm, label: ORM, type: support}]\n")
	d.is(`location.pathname + " " + document.querySelector("h1").textContent`, "/repo/backend/ Frameworks")
	d.save("guides/a.md", guide("Fourth"))
	d.is(`location.pathname + " " + `+word, "/repo/guides/a.html Fourth")
	if err := w.stop(); err != nil {
		t.Errorf("%v:\n%s", err, w.text())
	}
	if t.Failed() {
		t.Log(w.text())
	}
}

const (
	word    = `(document.querySelector(".prose p")?.textContent.split(" ")[0] ?? "")`
	overlay = `document.querySelector("tradeoff-live")?.shadowRoot.querySelector("dialog")`
)

// guide is a long guide that begins with a word.
func guide(word string) string {
	return "---\ntitle: Node.js vs Django\ndescription: Which of the two to take.\ncompare: [nodejs, django]\n---\n" +
		word + " words.\n\n" + strings.Repeat("More words, so that there is something to scroll.\n\n", 120)
}

// A desk is where a writer sits: with a site and a page in the browser.
type desk struct {
	t    *testing.T
	site string
	page context.Context
}

// save saves a file as editors do.
func (d *desk) save(name, text string) {
	d.t.Helper()
	file := filepath.Join(d.site, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(file+"~", []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
	if err := os.Rename(file+"~", file); err != nil {
		d.t.Fatal(err)
	}
}

// open opens a page and waits until it has loaded the script that keeps it up to date.
func (d *desk) open(address string) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.page, soon)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		d.t.Fatal(err)
	}
	d.is(`performance.getEntriesByType("resource").some(e => e.name.includes("live.js"))`, "true")
}

func (d *desk) value(expression string) (string, error) {
	ctx, cancel := context.WithTimeout(d.page, soon)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[any](expression, chromedp.EvalAwaitPromise))
	return fmt.Sprint(value), err
}

func (d *desk) eval(expression string) {
	d.t.Helper()
	if _, err := d.value(expression); err != nil {
		d.t.Fatal(err)
	}
}

// is demands that an expression has a value in the page soon.
func (d *desk) is(expression, want string) {
	d.t.Helper()
	got := ""
	for end := time.Now().Add(soon); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var err error
		if got, err = d.value(expression); err == nil && got == want {
			return
		}
	}
	d.t.Errorf("%s is %q, want %q", expression, got, want)
}
