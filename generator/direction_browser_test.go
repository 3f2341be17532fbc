//go:build !race

package generator_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"tradeoff/generator"
	"tradeoff/generator/chromium"
)

// arabic is the configuration of this repository's site in a language that is written
// from right to left, with some words.
const arabic = `title: مقارنات
tagline: قرّر وعيناك مفتوحتان
language: ar
pairs: yes
authors: {editors: {name: المحررون}}
words:
  frame: {skip: تخطَّ إلى المحتوى, home: الرئيسية, all_decisions: كل القرارات}
  table: {compared_on: مقارنة حسب, only_differences: الاختلافات فقط, best: الأفضل في الصف}
  state: {"yes": نعم, "no": لا, partial: جزئيًا, unknown: غير معروف}
  count:
    options: {zero: لا خيارات, one: خيار واحد, two: خياران, few: "{count} خيارات", many: "{count} خيارًا", other: "{count} خيار"}
  script: {decide: {recommended: الموصى به}}
`

// rightToLeft builds this repository's site as one in Arabic.
func rightToLeft(t *testing.T) string {
	t.Helper()
	site := t.TempDir()
	for _, folder := range []string{"data", "guides"} {
		if err := os.CopyFS(filepath.Join(site, folder), os.DirFS(filepath.Join(ownSite, folder))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(site, "data", "site.yaml"), []byte(arabic), 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := buildSite(t, site, generator.Options{})
	return out
}

// TestDirectionInBrowser looks at a site that is written from right to left.
func TestDirectionInBrowser(t *testing.T) {
	s := stage{browser: chromium.Start(t)}
	out := rightToLeft(t)
	b := s.open(t, "")
	for _, name := range []string{"index.html", "guides/nodejs-vs-django.html", "guides/nodejs-vs-django-vs-rails.html",
		"backend/index.html", "backend/django.html", "backend/decide.html", "language/index.html", "language/decide.html", "404.html", "new.html"} {
		for _, width := range []int64{320, 360, 1280} {
			b.run(window(width), chromedp.Navigate(fileURL(out, name)))
			b.is(`document.documentElement.dir + document.documentElement.lang + getComputedStyle(document.body).direction`, "rtlarrtl")
			if got := b.eval(`document.documentElement.scrollWidth - innerWidth + [...document.querySelectorAll("main *")].filter(e => {
				const box = e.getBoundingClientRect();
				return box.width > 1 && box.left < -1 && !e.closest(".table-scroll, .tab-list, .tree-scroll, .scroll, pre, .hidden, svg, [hidden]");
			}).slice(0, 3).map(e => " " + e.outerHTML.slice(0, 120))`); got != "0" {
				t.Errorf("%s at %d px scrolls sideways: %s", name, width, got)
			}
		}
	}
	testFirstColumn(t, b, out)
	testWordsInArabic(b, out)
	testCodeInArabic(b, out)
	b.report("from right to left")
}

// testFirstColumn: what rows are called stands at the right, and stays there while a
// wide table is scrolled.
func testFirstColumn(t *testing.T, b *tab, out string) {
	t.Helper()
	const gap = `(() => {
		const frame = document.querySelector(".table-scroll").getBoundingClientRect(), head = document.querySelector("tbody th[scope=row]").getBoundingClientRect();
		return Math.round(frame.right - head.right);
	})()`
	const scrolled = `(left => {
		const frame = document.querySelector(".table-scroll"), right = () => document.querySelector("tbody td").getBoundingClientRect().right;
		frame.scrollTo({ left: 0, behavior: "instant" });
		const before = right();
		frame.scrollTo({ left: left, behavior: "instant" });
		return Math.round(right() - before);
	})(-120)`
	b.run(window(360), chromedp.Navigate(fileURL(out, "backend/index.html")))
	b.is(gap, "0")
	b.run(window(1280), chromedp.Navigate(fileURL(out, "backend/index.html")))
	b.is(gap, "0")
	b.is(scrolled, "120")
	b.is(gap, "0")
}

// testWordsInArabic: the site's words are said, in its plural forms, by the pages and
// by the script.
func testWordsInArabic(b *tab, out string) {
	b.run(window(1280), chromedp.Navigate(fileURL(out, "backend/index.html")))
	b.is(`document.querySelector(".skip").textContent`, "تخطَّ إلى المحتوى")
	b.is(`String([...document.querySelectorAll("td b")].some(e => e.textContent === "نعم"))`, "true")
	b.is(`window.tradeoff.say({ n: { zero: "0", one: "1", two: "2", few: "few {count}", many: "many", other: "other" } }, "n", { count: 2 })`, "2")
	b.is(`window.tradeoff.say({ n: { few: "few", other: "other" } }, "n", { count: 3 }) + window.tradeoff.say({ n: { few: "few", other: "other" } }, "n", { count: 11 })`, "fewother")
	b.is(`window.tradeoff.parts({ n: "a {link} b" }, "n", { link: document.body })[1] === document.body ? "an element" : ""`, "an element")
}

// testCodeInArabic: code is read from left to right, and the arrow to the left leads to
// the tab that stands there, which is the next.
func testCodeInArabic(b *tab, out string) {
	b.run(window(1280), chromedp.Navigate(fileURL(out, "guides/nodejs-vs-django.html")))
	b.is(`[...document.querySelectorAll("pre, code")].filter(e => getComputedStyle(e).direction !== "ltr").length`, "0")
	b.is(`(() => {
		const tabs = [...document.querySelectorAll(".tab-list")[0].querySelectorAll("[role=tab]")];
		tabs[0].focus();
		tabs[0].dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
		return document.activeElement === tabs[1] && tabs[1].getBoundingClientRect().right <= tabs[0].getBoundingClientRect().left + 1;
	})()`, "true")
}
