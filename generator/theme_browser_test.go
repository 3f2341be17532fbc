//go:build !race

package generator_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"tradeoff/generator"
	"tradeoff/generator/chromium"
)

// TestThemeInBrowser opens the site from disk and from a server, in both schemes.
func TestThemeInBrowser(t *testing.T) {
	s := stage{browser: chromium.Start(t)}
	out, _ := buildSite(t, layOut(t, themedFiles(t)), generator.Options{})
	server := httptest.NewServer(http.StripPrefix("/some/prefix/", http.FileServer(http.Dir(out))))
	defer server.Close()
	const (
		ground = `getComputedStyle(document.body).backgroundColor`
		logos  = `[...document.querySelectorAll(".logo")].filter(l => l.offsetWidth > 0 && l.naturalWidth > 0).map(l => l.classList[1] + l.offsetWidth + "x" + l.offsetHeight).join()`
		faces  = `Promise.all([...document.fonts].map(f => f.load())).then(all => all.map(f => f.family.replaceAll('"', '') + f.weight + f.display).join())`
		// CSS is read without a case of letters, and the minifier writes small ones.
		sideways = `document.documentElement.scrollWidth - document.documentElement.clientWidth`
	)
	for _, base := range []string{fileURL(out, "") + "/", server.URL + "/some/prefix/"} {
		b := s.open(t, strings.TrimPrefix(base, fileURL(out, "")+"/"))
		b.run(window(1280), scheme("light"), chromedp.Navigate(base+"guides/stoves.html"))
		b.is(ground, "rgb(253, 246, 236)")
		b.is(logos, "light150x36")
		b.is(faces, "hearth sans400optional,hearth sans700swap,hearth mononormaloptional")
		b.run(scheme("dark"))
		b.is(logos, "dark75x36")
		b.run(chromedp.Click(chromedp.CSS(".theme")))
		b.is(logos+` + `+ground, "light150x36rgb(253, 246, 236)")
		b.is(`getComputedStyle(document.querySelector(".site-header")).borderBottomWidth`, "3px")
		for _, page := range []string{"index.html", "guides/stoves.html", "404.html"} {
			b.run(window(320), chromedp.Navigate(base+page))
			b.is(sideways, "0")
			b.is(`document.querySelector(".site-title").getBoundingClientRect().right <= document.querySelector(".site-nav").getBoundingClientRect().left`, "true")
			b.report(page)
		}
	}
	axe := chromium.Axe(t)
	s.open(t, "").accessible(axe, fileURL(out, "guides/stoves.html"))
}
