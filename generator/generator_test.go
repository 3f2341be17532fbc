package generator_test

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"tradeoff/generator"
)

// ownSite is the site in this repository.
const ownSite = ".."

// buildSite builds a site into a new folder and gives the folder. The site must
// have no errors.
func buildSite(t testing.TB, site string, opts generator.Options) (string, generator.Report) {
	t.Helper()
	opts.Site = site
	if opts.Out == "" {
		opts.Out = filepath.Join(t.TempDir(), "public")
	}
	report, err := generator.Build(context.Background(), opts)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range report.Diagnostics {
		t.Logf("%s: %s: %s %s", d.Position, d.Severity, d.Message, d.Hint)
	}
	if report.HasErrors() {
		t.Fatal("the site has errors")
	}
	return opts.Out, report
}

// ownBuild builds this repository's site once, for all tests that only look at it.
var ownBuild = sync.OnceValue(func() built {
	report, err := generator.Build(context.Background(), generator.Options{Site: ownSite, Out: ownFolder})
	return built{ownFolder, report, err}
})

// A built site: its folder, and what was said of it.
type built struct {
	out    string
	report generator.Report
	err    error
}

// ownFolder is where ownBuild builds.
var ownFolder string

// TestMain makes that folder and removes it.
func TestMain(m *testing.M) {
	out, err := os.MkdirTemp("", "tradeoff-own-")
	if err != nil {
		panic(err)
	}
	ownFolder = out
	code := m.Run()
	if err := os.RemoveAll(out); err != nil {
		panic(err)
	}
	os.Exit(code)
}

// builtOwn gives this repository's site as it is built, not to be changed.
func builtOwn(t testing.TB) (string, generator.Report) {
	t.Helper()
	b := ownBuild()
	if b.err != nil || b.report.HasErrors() {
		t.Fatal(b.err, b.report.Diagnostics)
	}
	return b.out, b.report
}

// files reads a folder: content by path.
func files(t testing.TB, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(file)
		name, _ := filepath.Rel(folder, file)
		all[filepath.ToSlash(name)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestOwnSite builds this repository's site and follows every link in it.
func TestOwnSite(t *testing.T) {
	out, report := builtOwn(t)
	for _, d := range report.Diagnostics {
		if d.Severity.String() == "warning" {
			t.Errorf("%s: %s", d.Position, d.Message)
		}
	}
	checkLinks(t, files(t, out))
}

// checkLinks demands that every link of a built site leads to a file and an
// anchor that are there, that all of them are relative, that ids are unique, and
// that no page loads anything from elsewhere.
func checkLinks(t *testing.T, site map[string]string) {
	t.Helper()
	ids := map[string]map[string]bool{}
	pages := map[string]*html.Node{}
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if path.Ext(name) != ".html" {
			continue
		}
		page, err := html.Parse(strings.NewReader(site[name]))
		if err != nil {
			t.Fatal(err)
		}
		pages[name], ids[name] = page, map[string]bool{}
		for n := range page.Descendants() {
			if id := attribute(n, "id"); id != "" {
				if ids[name][id] {
					t.Errorf("%s: the id %q is there twice", name, id)
				}
				ids[name][id] = true
			}
		}
	}
	links := 0
	for name, page := range pages {
		for n := range page.Descendants() {
			for _, key := range []string{"href", "src", "action"} {
				if link := attribute(n, key); link != "" && !(n.Data == "link" && attribute(n, "rel") == "canonical") {
					links++
					checkLink(t, site, ids, name, n.Data, link)
				}
			}
		}
	}
	t.Logf("%d pages, %d links", len(pages), links)
	if links == 0 {
		t.Error("there is no link at all")
	}
}

func checkLink(t *testing.T, site map[string]string, ids map[string]map[string]bool, page, element, link string) {
	t.Helper()
	u, err := url.Parse(link)
	switch {
	case err != nil:
		t.Errorf("%s: %v", page, err)
	case u.Scheme == "data": // in the page itself
	case u.Scheme != "" || u.Host != "":
		if element != "a" {
			t.Errorf("%s: <%s> loads %s from elsewhere", page, element, link)
		}
	case strings.HasPrefix(u.Path, "/"):
		t.Errorf("%s: %s is not relative", page, link)
	default:
		target := page
		if u.Path != "" {
			target = path.Join(path.Dir(page), u.Path)
		}
		if _, ok := site[target]; !ok {
			t.Errorf("%s: %s leads to %s, which is not there", page, link, target)
		} else if u.Fragment != "" && strings.HasSuffix(target, ".html") && !ids[target][u.Fragment] {
			t.Errorf("%s: %s leads to an anchor that is not there", page, link)
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// isRedirect tells whether a page only leads to another.
func isRedirect(content string) bool {
	head, _, _ := strings.Cut(content, "<body")
	return strings.Contains(head, `http-equiv="refresh"`)
}

// unpacked lays out the site in testdata/<name>.txtar.
func unpacked(t *testing.T, name string) string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	files, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	site := t.TempDir()
	if err := os.CopyFS(site, files); err != nil {
		t.Fatal(err)
	}
	return site
}

// movingSite builds the site in testdata/browser.txtar.
func movingSite(t *testing.T) string {
	t.Helper()
	site := unpacked(t, "browser")
	out, _ := buildSite(t, site, generator.Options{})
	return out
}

// TestSameInputSameBytes builds the site from another folder and on one core: that gives
// what is built on all of them.
func TestSameInputSameBytes(t *testing.T) {
	copied := filepath.Join(t.TempDir(), "elsewhere")
	for _, folder := range []string{"data", "guides", "templates"} {
		if err := os.CopyFS(filepath.Join(copied, folder), os.DirFS(filepath.Join(ownSite, folder))); err != nil {
			t.Fatal(err)
		}
	}
	all, _ := builtOwn(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one, _ := buildSite(t, copied, generator.Options{})
	a, b := files(t, one), files(t, all)
	if !slices.Equal(slices.Sorted(maps.Keys(a)), slices.Sorted(maps.Keys(b))) {
		t.Error("the two builds have different files")
	}
	for name := range a {
		if a[name] != b[name] {
			t.Errorf("%s differs", name)
		}
	}
}

// TestSecondBuildWritesNothing builds into a folder what is there already.
func TestSecondBuildWritesNothing(t *testing.T) {
	out, first := builtOwn(t)
	_, second := buildSite(t, ownSite, generator.Options{Out: out})
	if second.Written != 0 || second.Removed != 0 || second.Unchanged != first.Written {
		t.Errorf("first %d written; then %d written, %d unchanged, %d removed", first.Written, second.Written, second.Unchanged, second.Removed)
	}
}

// TestErrorLeavesTheSite breaks a site that was built and builds it again.
func TestErrorLeavesTheSite(t *testing.T) {
	site := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("data/site.yaml", "title: Small\n")
	write("guides/one.md", "---\ntitle: One\ndescription: The one.\n---\n\nText.\n")
	out := filepath.Join(site, "public")
	buildSite(t, site, generator.Options{Out: out})
	before := files(t, out)
	write("data/site.yaml", "title: Changed\ntagine: Oops\n")
	report, err := generator.Build(context.Background(), generator.Options{Site: site, Out: out})
	if err != nil || !report.HasErrors() {
		t.Fatalf("the misspelt key is no error: %v", err)
	}
	if !maps.Equal(before, files(t, out)) {
		t.Error("a build with errors changed the site")
	}
	var last bytes.Buffer
	for _, d := range report.Diagnostics {
		last.WriteString(d.Position.String() + " " + d.Excerpt + " " + d.Hint)
	}
	if got := last.String(); !strings.Contains(got, "data/site.yaml:2:1 tagine: Oops") || !strings.Contains(got, `"tagline"`) {
		t.Errorf("the diagnostics lack the line or the nearest key: %s", got)
	}
}
