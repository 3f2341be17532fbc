package generator_test

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/tools/txtar"

	"tradeoff/generator"
	"tradeoff/generator/diag"
)

// themedFiles gives the site in testdata/theme.txtar, with fonts.
func themedFiles(t testing.TB) map[string]string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/theme.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site := map[string]string{
		"templates/fonts/sans.ttf": string(goregular.TTF), "templates/fonts/bold.ttf": string(gobold.TTF), "templates/fonts/mono.ttf": string(gomono.TTF),
	}
	for _, f := range archive.Files {
		site[f.Name] = string(f.Data)
	}
	return site
}

// marked gives the one file that a site has of a name with a mark in it.
func marked(t *testing.T, all map[string]string, name string) (address, content string) {
	t.Helper()
	ending := path.Ext(name)
	pattern := regexp.MustCompile("^" + regexp.QuoteMeta(strings.TrimSuffix(name, ending)) + `\.[0-9a-f]{8}` + regexp.QuoteMeta(ending) + "$")
	for at, text := range all {
		if pattern.MatchString(at) {
			if address != "" {
				t.Errorf("there are two of %s", name)
			}
			address, content = at, text
		}
	}
	if address == "" {
		t.Errorf("there is no %s", name)
	}
	return address, content
}

// TestTheme builds a site with all that a theme can say: every page shows it.
func TestTheme(t *testing.T) {
	out, report := buildSite(t, layOut(t, themedFiles(t)), generator.Options{})
	if len(report.Diagnostics) > 0 {
		t.Errorf("it is not clean: %v", report.Diagnostics)
	}
	all := files(t, out)
	font, content := marked(t, all, "assets/fonts/sans.ttf")
	if content != string(goregular.TTF) {
		t.Error("a font is not published as it is")
	}
	_, css := marked(t, all, "assets/site.css")
	for _, want := range []string{"fonts/" + path.Base(font), "font-display:optional", "font-display:swap", "--bg:#fdf6ec", "--accent:#f0a070", "--sans:"} {
		if !strings.Contains(css, want) {
			t.Errorf("the style sheet has no %s", want)
		}
	}
	logo, _ := marked(t, all, "assets/logo.svg")
	dark, _ := marked(t, all, "assets/logo-dark.svg")
	icon, _ := marked(t, all, "assets/favicon.svg")
	own, _ := marked(t, all, "assets/custom.css")
	style, _ := marked(t, all, "assets/site.css")
	pages := 0
	for name, page := range all {
		if path.Ext(name) != ".html" || name == "404.html" || isRedirect(page) {
			continue
		}
		pages++
		root := strings.Repeat("../", strings.Count(name, "/"))
		for _, want := range []string{
			`<link rel="icon" href="` + root + icon + `" type="image/svg+xml">`,
			`<img class="logo light" src="` + root + logo + `" alt="Hearth &amp; home" width="150" height="36"><img class="logo dark" src="` + root + dark + `" alt="Hearth &amp; home" width="75" height="36"></a>`,
			`Written by <em>people</em>, see <a href="`, `<a href="https://forum.example.com/" class="external" rel="external noopener">Forum</a>`,
		} {
			if !strings.Contains(page, want) {
				t.Errorf("%s has no %s", name, want)
			}
		}
		if at := strings.Index(page, root+style); at < 0 || strings.Index(page, root+own) < at {
			t.Errorf("%s has not its own style sheet behind the other", name)
		}
	}
	if pages < 8 {
		t.Errorf("only %d pages", pages)
	}
	missing := all["404.html"]
	for _, want := range []string{"--bg:#fdf6ec", "data:image/svg+xml;base64,", "border-bottom:3px solid var(--accent)", `class="logo dark"`} {
		if !strings.Contains(missing, want) {
			t.Errorf("404.html has no %s", want)
		}
	}
	if strings.Contains(missing, "@font-face") {
		t.Error("404.html names a font's file, by an address that is wrong somewhere")
	}
}

// TestThemeAgain: a font, a logo or a style sheet that changes is seen by the next
// build, and nothing is rendered for want of a change.
func TestThemeAgain(t *testing.T) {
	site := layOut(t, themedFiles(t))
	out := filepath.Join(site, "public")
	builder := generator.NewBuilder(generator.Options{Site: site, Out: out})
	build := func(changed ...string) generator.Report {
		t.Helper()
		report, err := builder.Build(context.Background(), changed)
		if err != nil {
			t.Fatal(err)
		}
		clean, err := generator.Build(context.Background(), generator.Options{Site: site, Out: filepath.Join(t.TempDir(), "public")})
		if err != nil || clean.HasErrors() != report.HasErrors() {
			t.Fatalf("a clean build says otherwise: %v %v %v", err, clean.Diagnostics, report.Diagnostics)
		}
		return report
	}
	build()
	for _, name := range []string{"templates/fonts/sans.ttf", "templates/logo.svg", "templates/logo-dark.svg", "templates/favicon.svg", "templates/custom.css"} {
		text := map[string]string{".ttf": string(gobold.TTF), ".svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>`, ".css": "a{color:red}"}[path.Ext(name)]
		put(name, text).apply(site)
		if report := build(name); report.Written < 8 || report.HasErrors() {
			t.Errorf("%s changed, and %d files: %v", name, report.Written, report.Diagnostics)
		}
		if report := build(name); report.Rendered > 0 {
			t.Errorf("%s did not change, and %d files were rendered", name, report.Rendered)
		}
	}
	for _, step := range []struct{ file, with, want string }{
		{"templates/custom.css", "a{", "template-error"}, {"templates/custom.css", "a{}", ""}, {"templates/logo.svg", "", "empty-file"},
	} {
		put(step.file, step.with).apply(site)
		report := build(step.file)
		found := slices.ContainsFunc(report.Diagnostics, func(d diag.Diagnostic) bool { return string(d.Code) == step.want })
		if step.want != "" && !found || step.want == "" && len(report.Diagnostics) > 0 {
			t.Errorf("%s with %q: %v", step.file, step.with, report.Diagnostics)
		}
	}
}

// TestThemeThroughLinks: what a link of the file system leads to is not published as
// one of the theme's files.
func TestThemeThroughLinks(t *testing.T) {
	site := layOut(t, map[string]string{"data/site.yaml": "title: A\ntheme: {css: templates/a.css}\n", ".env": "secret{}", "templates/b.css": "a{}"})
	if err := os.Symlink("../.env", filepath.Join(site, "templates", "a.css")); err != nil {
		t.Fatal(err)
	}
	report, err := generator.Build(context.Background(), generator.Options{Site: site, Out: filepath.Join(site, "public")})
	if err != nil || !slices.ContainsFunc(report.Diagnostics, func(d diag.Diagnostic) bool { return d.Message == `"templates/a.css" is no regular file` }) {
		t.Errorf("%v %v", report.Diagnostics, err)
	}
}
