//go:build !race

package generator_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"tradeoff/generator"
	"tradeoff/generator/chromium"
)

// TestBundleInBrowser opens guides that were put into one file, alone in a folder: they
// ask for nothing, and all on them works.
func TestBundleInBrowser(t *testing.T) {
	s := stage{browser: chromium.Start(t)}
	folder := t.TempDir()
	for name, address := range map[string]string{"alone": "", "published": "https://choices.example/x/"} {
		all, report, err := generator.Bundle(context.Background(), generator.Options{Site: "..", URL: address}, []string{"nodejs-vs-django"})
		if err != nil || report.HasErrors() {
			t.Fatal(err, report.Diagnostics)
		}
		if err := os.WriteFile(filepath.Join(folder, name+".html"), all[0].Content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const (
		missing = `[...document.images].filter(i => i.loading !== "lazy" && !i.naturalWidth).length`
		asked   = `performance.getEntriesByType("resource").filter(e => !e.name.startsWith("data:")).length`
		outside = `[...document.querySelectorAll("[href]")].map(a => a.getAttribute("href")).filter(h => !/^(#|data:|https?:)/.test(h)).join()`
	)
	t.Run("with script", func(t *testing.T) {
		b := s.open(t, "")
		for _, name := range []string{"alone.html", "published.html"} {
			b.run(window(1280), scheme("light"), chromedp.Navigate(fileURL(folder, name)))
			b.is(missing, "0")
			b.is(outside, "")
			b.is(`getComputedStyle(document.body).maxWidth !== "none" || getComputedStyle(document.querySelector(".site-header")).display`, "flex")
			b.eval(`document.querySelector(".theme").click()`)
			b.is(`document.documentElement.dataset.theme`, "dark")
			b.eval(`document.querySelector(".theme").click()`)
			b.is(`document.querySelectorAll("[role=tab][aria-selected=true]").length > 0`, "true")
			b.eval(`document.querySelectorAll("[role=tab]")[1].click()`)
			b.is(`document.querySelectorAll("[role=tab]")[1].getAttribute("aria-selected")`, "true")
			b.is(`document.querySelector(".decision-app").offsetHeight > 0`, "true")
			for range 12 {
				b.eval(`(document.querySelector(".decision-app .choices button") || document.body).click()`)
			}
			b.is(`/#.+=/.test(location.hash)`, "true")
			b.is(outside, "")
			b.is(asked, "0")
			b.run(slash)
			b.is(`location.pathname.split("/").pop()`, name)
			b.report(name)
		}
	})
	t.Run("without script", func(t *testing.T) {
		b := s.open(t, "")
		b.run(command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), chromedp.Navigate(fileURL(folder, "alone.html")))
		b.is(`document.querySelectorAll("table tbody tr").length > 20`, "true")
		b.is(missing, "0")
		b.is(`document.querySelector(".walk .step").offsetHeight > 0`, "true")
		b.report("without script")
	})
}
