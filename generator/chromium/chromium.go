// Package chromium gives tests a real browser. It is for tests, and nothing else
// imports it.
//
// Where there is no browser a test is skipped, with a word that says so, unless
// TRADEOFF_BROWSER is "required", as it is in the full run: there it fails.
package chromium

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// Start starts a browser for a test and gives the context that tabs are made of.
// It ends with the test.
func Start(t *testing.T) context.Context {
	t.Helper()
	found := find()
	if found == "" {
		lacking(t, "there is no Chromium to open the site with")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(found), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	// A browser newer than the library sends events that it does not know.
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// find gives the browser's path, or nothing.
func find() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	return ""
}

// Axe gives the script of axe-core, which finds faults of accessibility in the page
// that runs it.
func Axe(t *testing.T) string {
	t.Helper()
	folder, err := os.Getwd() // of the package that is tested
	if err != nil {
		t.Fatal(err)
	}
	for folder != filepath.Dir(folder) {
		if script, err := os.ReadFile(filepath.Join(folder, ".ci/node_modules/axe-core/axe.min.js")); err == nil {
			return string(script)
		}
		folder = filepath.Dir(folder)
	}
	lacking(t, "axe-core is not installed: npm install --prefix .ci")
	return ""
}

// lacking ends a test that lacks what it needs.
func lacking(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("TRADEOFF_BROWSER") == "required" {
		t.Fatal(what + ", and TRADEOFF_BROWSER=required asks for it")
	}
	t.Skip(what)
}
