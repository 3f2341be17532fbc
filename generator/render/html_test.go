package render_test

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// parse reads a page.
func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	if page == "" {
		t.Fatal("there is no such page")
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// words are the words below a node.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// hrefs gives the addresses of the links with certain words, in order.
func hrefs(root *html.Node, text string) []string {
	var found []string
	for n := range root.Descendants() {
		if n.Data == "a" && words(n) == text {
			found = append(found, attribute(n, "href"))
		}
	}
	return found
}

// ids gives the ids of a page and reports those that stand twice.
func ids(t *testing.T, name string, root *html.Node) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for n := range root.Descendants() {
		if id := attribute(n, "id"); id != "" {
			if found[id] {
				t.Errorf("%s: the id %q stands twice", name, id)
			}
			found[id] = true
		}
	}
	return found
}

// checkLinks demands that every link of a site is relative and leads to a file
// and an anchor that are there.
func checkLinks(t *testing.T, files map[string]string) {
	t.Helper()
	pages, anchors := map[string]*html.Node{}, map[string]map[string]bool{}
	for name, content := range files {
		if path.Ext(name) == ".html" {
			pages[name] = parse(t, content)
			anchors[name] = ids(t, name, pages[name])
		}
	}
	for name, page := range pages {
		for n := range page.Descendants() {
			for _, key := range []string{"href", "src"} {
				link := attribute(n, key)
				if name == "404.html" { // it may be shown at any address
					link = strings.TrimPrefix(link, "/repo/")
				}
				u, err := url.Parse(link)
				switch {
				case err != nil:
					t.Errorf("%s: %v", name, err)
				case link == "" || u.Scheme == "https" || u.Scheme == "data":
				case u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "/"):
					t.Errorf("%s: %q is not relative", name, link)
				default:
					target := path.Join(path.Dir(name), u.Path)
					if u.Path == "" {
						target = name
					}
					if _, there := files[target]; !there {
						t.Errorf("%s: %q leads to %q, which is not there", name, link, target)
					} else if u.Fragment != "" && path.Ext(target) == ".html" && !anchors[target][u.Fragment] {
						t.Errorf("%s: %q leads to an anchor that is not there", name, link)
					}
				}
			}
		}
	}
}

func TestLinks(t *testing.T) {
	files := rendered(t, world)
	checkLinks(t, files)
	for _, test := range []struct {
		page, text string
		want       []string
	}{
		{"guides/a.html", "Category", []string{"../backend/index.html#row-language"}},
		{"guides/a.html", "deep", []string{"deep/b.html"}},
		{"guides/a.html", "part", []string{"deep/b.html#part"}},
		{"guides/a.html", "row", []string{"#row-orm"}},
		{"guides/a.html", "file", []string{"files/my%20data%23.csv"}},
		{"guides/a.html", "Far", []string{"deep/b.html#part"}},                 // a note, in the guide's table
		{"backend/django.html", "Far", []string{"../guides/deep/b.html#part"}}, // the same note
		{"backend/index.html", "Far", []string{"../guides/deep/b.html#part"}},
		{"backend/django.html", "Here", []string{"#row-orm"}},
		{"backend/index.html", "Here", []string{"django.html#row-orm"}},
		{"index.html", "databases", []string{"database/index.html"}}, // a summary
		{"backend/index.html", "databases", []string{"../database/index.html"}},
		{"guides/a.html", "the guide", []string{"#why"}}, // an attribute's help
		{"guides/deep/b.html", "a", []string{"../a.html#why"}},
		{"guides/deep/b.html", "table", []string{"../a.html#comparison"}},
		{"guides/a.html", "this", []string{"a.html"}}, // an author's bio
		{"backend/django.html", "Draft", nil},
		{"guides/a.html", "Draft", nil},
	} {
		if got := hrefs(parse(t, files[test.page]), test.text); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q leads to %q, want %q", test.page, test.text, got, test.want)
		}
	}
	for n := range parse(t, files["guides/a.html"]).Descendants() {
		if n.Data == "a" && words(n) == "part" && attribute(n, "title") != "Its title" {
			t.Error("a link has lost its title")
		}
	}
	if !strings.Contains(words(parse(t, files["backend/django.html"])), "Draft") {
		t.Error("a link to a draft has lost its words")
	}
}

// TestPictures: their names carry a hash of their content, and pages know their
// size before they are there.
func TestPictures(t *testing.T) {
	files := rendered(t, world)
	for n := range parse(t, files["guides/a.html"]).Descendants() {
		if n.Data != "img" || attribute(n, "alt") != "A loop" {
			continue
		}
		src, err := url.Parse(attribute(n, "src"))
		if err != nil || !strings.HasPrefix(src.Path, "img/my loop #1.") || len(src.Path) != len("img/my loop #1.01234567.svg") {
			t.Errorf("%q, %v", src, err)
		}
		if files["guides/"+src.Path] == "" {
			t.Errorf("%q is not there", src.Path)
		}
		for key, want := range map[string]string{"width": "30", "height": "20", "loading": "lazy", "decoding": "async"} {
			if got := attribute(n, key); got != want {
				t.Errorf("%s is %q, want %q", key, got, want)
			}
		}
		if links := hrefs(parse(t, files["guides/a.html"]), "picture"); len(links) != 1 || links[0] != src.EscapedPath() {
			t.Errorf("a link to the picture leads to %q", links)
		}
		changed := rendered(t, strings.Replace(world, `width="30"`, `width="31"`, 1))
		if _, there := changed["guides/"+src.Path]; there {
			t.Error("another picture has the same name")
		}
		return
	}
	t.Error("the picture is not there")
}

// TestOddNames publishes files under names that addresses escape, and names that
// are as long as a disk takes.
func TestOddNames(t *testing.T) {
	drawing := `<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>` + "\n"
	b := buildOf("-- guides/a.md --\n---\ntitle: A\ndescription: D.\n---\n")
	names := []string{"a:b.svg", "javascript:alert(1).svg", "50%.svg", "q?.svg", `"q".svg`, "<b>.svg", "übung.svg", "a&amp;b.svg", "+ +.svg",
		strings.Repeat("é", 125) + ".svg", strings.Repeat("x", 251) + ".svg", ".SVG.svg"[1:]}
	for _, name := range names {
		b.fsys["guides/"+name] = b.fsys["data/site.yaml"]
		file := *b.fsys["data/site.yaml"]
		file.Data = []byte(drawing)
		b.fsys["guides/"+name] = &file
		escaped := "<./" + strings.NewReplacer("%", "%25", "?", "%3F", "<", "%3C", ">", "%3E", "&", "%26").Replace(name) + ">"
		guide := *b.fsys["guides/a.md"]
		guide.Data = append(slices.Clone(guide.Data), "![x]("+escaped+") [y]("+escaped+")\n\n"...)
		b.fsys["guides/a.md"] = &guide
	}
	files, _, diags := b.run(t)
	if r := report(diags); r != "" {
		t.Error(r)
	}
	checkLinks(t, files)
	pictures := 0
	for name := range files {
		if base := path.Base(name); path.Ext(name) == ".svg" && strings.HasPrefix(name, "guides/") {
			pictures++
			if len(base) > 255 || !strings.HasPrefix(string([]rune(base)), base[:1]) {
				t.Errorf("%q has %d bytes", base, len(base))
			}
		}
	}
	if pictures != len(names) {
		t.Errorf("%d of %d pictures", pictures, len(names))
	}
}

// TestRedirect: an old address leads to the page, from disk too.
func TestRedirect(t *testing.T) {
	files := rendered(t, world)
	for address, want := range map[string]string{"old.html": "guides/a.html", "Old/Über names/a.html": "../../guides/a.html"} {
		refresh, canonical := "", ""
		page := parse(t, files[address])
		for n := range page.Descendants() {
			if attribute(n, "http-equiv") == "refresh" {
				refresh = attribute(n, "content")
			}
			if attribute(n, "rel") == "canonical" {
				canonical = attribute(n, "href")
			}
		}
		if refresh != "0; url="+want || canonical != "https://example.org/repo/guides/a.html" {
			t.Errorf("%s: %q, %q", address, refresh, canonical)
		}
		if got := hrefs(page, "A guide"); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q", address, got)
		}
	}
}

// TestCanonical: a folder's page is known by the folder, and nothing else is cut.
func TestCanonical(t *testing.T) {
	archive := world + "-- guides/reindex.md --\n---\ntitle: R\ndescription: D.\n---\nText.\n-- guides/index.md --\n---\ntitle: I\ndescription: D.\n---\nText.\n"
	files := rendered(t, archive)
	for address, want := range map[string]string{
		"index.html": "", "backend/index.html": "backend/", "backend/go.html": "backend/go.html",
		"guides/reindex.html": "guides/reindex.html", "guides/index.html": "guides/", "404.html": "none",
	} {
		got := "none"
		for n := range parse(t, files[address]).Descendants() {
			if attribute(n, "rel") == "canonical" {
				got = strings.TrimPrefix(attribute(n, "href"), "https://example.org/repo/")
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", address, got, want)
		}
	}
	for name, content := range rendered(t, strings.Replace(world, "url: https://example.org/repo/\n", "", 1)) {
		if strings.Contains(content, `rel="canonical"`) {
			t.Errorf("%s has an absolute address of a site that knows none", name)
		}
	}
}

// TestMissingPage may be served at any depth: it loads nothing, and its links
// begin where the site does.
func TestMissingPage(t *testing.T) {
	files := rendered(t, strings.Replace(world, "/repo/", "/my%20r%C3%A9po/", 1))
	page := parse(t, files["404.html"])
	style := false
	for n := range page.Descendants() {
		style = style || n.Data == "style" && len(words(n)) > 1000
		loaded := attribute(n, "src")
		if n.Data == "link" {
			loaded = attribute(n, "href")
		}
		if loaded != "" && !strings.HasPrefix(loaded, "data:") {
			t.Errorf("<%s> loads %s", n.Data, loaded)
		}
	}
	if !style {
		t.Error("it has no style of its own")
	}
	for n := range page.Descendants() {
		if href := attribute(n, "href"); n.Data == "a" && !strings.HasPrefix(href, "/my%20r%C3%A9po/") && !strings.HasPrefix(href, "#") {
			t.Errorf("%q breaks at a deeper address", href)
		}
	}
	if home := hrefs(page, "Small"); !slices.Equal(home, []string{"/my%20r%C3%A9po/index.html"}) {
		t.Errorf("the header leads to %q", home)
	}
	if files["404.html"] == "" || !strings.Contains(files["404.html"], "themeSwitch") {
		t.Error("the script for its header is not in it")
	}
	files = rendered(t, strings.Replace(world, "url: https://example.org/repo/\n", "", 1))
	if home := hrefs(parse(t, files["404.html"]), "Small"); !slices.Equal(home, []string{"index.html"}) {
		t.Errorf("without an address, the header leads to %q", home)
	}
}

func TestEditLink(t *testing.T) {
	files := rendered(t, world)
	for address, want := range map[string]string{
		"guides/deep/b.html": "guides/deep/b.md", "backend/go.html": "data/backend/go.yaml", "backend/index.html": "data/backend/category.yaml",
	} {
		if got := hrefs(parse(t, files[address]), "Edit this page"); !slices.Equal(got, []string{"https://example.org/owner/repo/edit/HEAD/" + want}) {
			t.Errorf("%s: %q", address, got)
		}
	}
}
