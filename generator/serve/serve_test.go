package serve

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// secret is what must not be served. No address holds it as it is: those of
// pages, which are served, escape it.
const secret = "§secret§"

const htmlType = "text/html; charset=utf-8"

// write puts files into a folder; those whose content is "→target" as links.
func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if target, link := strings.CutPrefix(text, "→"); link {
			err = os.Symlink(target, file)
		} else { // as builds do
			if err = os.WriteFile(file+".new", []byte(text), 0o644); err == nil {
				err = os.Rename(file+".new", file)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// sample is an output folder with one of each thing.
func sample(t testing.TB) string {
	t.Helper()
	parent := t.TempDir()
	write(t, parent, map[string]string{"secret.txt": secret, "outside/index.html": secret})
	dir := filepath.Join(parent, "public")
	write(t, dir, map[string]string{
		"index.html":         "<body>home</body>",
		"404.html":           "<body>lost</body>",
		"a.html":             "<body>page a</body>",
		"both.html":          "<body>both page</body>",
		"both/index.html":    "<body>both folder</body>",
		"folder/index.html":  "<body>folder</body>",
		"folder/.hidden":     secret,
		"bare/x.txt":         "bare x",
		"UPPER.TXT":          "upper",
		"ü ?#%.html":         "<body>odd</body>",
		"CNAME":              "name",
		"style.css":          "css",
		"script.js":          "js",
		"tree.svg":           "<svg/>",
		"feed.xml":           "<feed/>",
		"data.json":          "{}",
		"tree.dot":           "graph",
		"twin.md":            "# twin",
		"picture.png":        "0123456789",
		".tradeoff.json":     secret,
		".nojekyll":          secret,
		".git/config":        secret,
		".tradeoff/live.js":  secret,
		"link-in.txt":        "→bare/x.txt",
		"link-out.txt":       "→../secret.txt",
		"link-out":           "→../outside",
		"link-absolute.html": "→" + filepath.Join(parent, "secret.txt"),
		"loop.html":          "→loop.html",
	})
	return dir
}

// ask sends one request to the handler.
func ask(t *testing.T, h http.Handler, method, target string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, target, nil)
	r.Host = "localhost:1313"
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
		} else {
			r.Header.Set(header[i], header[i+1])
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAddresses(t *testing.T) {
	h := New(Options{Dir: sample(t), Prefix: "/repo/"}).Handler()
	for _, test := range []struct {
		target string
		status int
		kind   string // content type, or where it leads
		text   string // that it begins with
	}{
		{"/repo/", 200, htmlType, "<body>home"},
		{"/repo/index.html", 200, htmlType, "<body>home"},
		{"/repo/a.html", 200, htmlType, "<body>page a"},
		{"/repo/a.html?x=1", 200, htmlType, "<body>page a"},
		{"/repo/a", 200, htmlType, "<body>page a"},
		{"/repo/a/", 404, htmlType, "<body>lost"},
		{"/repo/a.html/", 404, htmlType, "<body>lost"},
		{"/repo/folder/", 200, htmlType, "<body>folder"},
		{"/repo/folder", 301, "/repo/folder/", ""},
		{"/repo/folder?x=%20y", 301, "/repo/folder/?x=%20y", ""},
		{"/repo/both", 200, htmlType, "<body>both page"},
		{"/repo/both/", 200, htmlType, "<body>both folder"},
		{"/repo/bare", 301, "/repo/bare/", ""},
		{"/repo/bare/", 404, htmlType, "<body>lost"},
		{"/repo/bare/x.txt", 200, "text/plain; charset=utf-8", "bare x"},
		{"/repo/none", 404, htmlType, "<body>lost"},
		{"/repo/404.html", 200, htmlType, "<body>lost"},
		{"/repo/404", 200, htmlType, "<body>lost"},
		{"/repo/%C3%BC%20%3F%23%25.html", 200, htmlType, "<body>odd"},
		{"/repo/%C3%BC%20%3F%23%25", 200, htmlType, "<body>odd"},
		{"/repo/%66older/", 200, htmlType, "<body>folder"},

		{"/", 302, "/repo/", ""},
		{"/repo", 302, "/repo/", ""},
		{"/a.html", 404, "text/plain; charset=utf-8", "Nothing is served here: this site's addresses begin with /repo/"},
		{"/repos/a.html", 404, "text/plain; charset=utf-8", "Nothing"},
		{"//repo/", 404, "text/plain; charset=utf-8", "Nothing"},

		{"/repo/UPPER.TXT", 200, "text/plain; charset=utf-8", "upper"},
		{"/repo/CNAME", 200, "application/octet-stream", "name"},
		{"/repo/style.css", 200, "text/css; charset=utf-8", "css"},
		{"/repo/script.js", 200, "text/javascript; charset=utf-8", "js"},
		{"/repo/tree.svg", 200, "image/svg+xml; charset=utf-8", "<svg/>"},
		{"/repo/feed.xml", 200, "application/xml; charset=utf-8", "<feed/>"},
		{"/repo/data.json", 200, "application/json; charset=utf-8", "{}"},
		{"/repo/tree.dot", 200, "text/vnd.graphviz; charset=utf-8", "graph"},
		{"/repo/twin.md", 200, "text/markdown; charset=utf-8", "# twin"},
		{"/repo/picture.png", 200, "image/png", "0123456789"},
		{"/repo/link-in.txt", 200, "text/plain; charset=utf-8", "bare x"},

		{"/repo/.tradeoff.json", 404, htmlType, "<body>lost"},
		{"/repo/.nojekyll", 404, htmlType, "<body>lost"},
		{"/repo/folder/.hidden", 404, htmlType, "<body>lost"},
		{"/repo/.git/config", 404, htmlType, "<body>lost"},
		{"/repo/.git/", 404, htmlType, "<body>lost"},
		{"/repo/%2egit/config", 404, htmlType, "<body>lost"},
		{"/repo/.tradeoff/live.js", 200, "text/javascript; charset=utf-8", "// Keeps a page"},
		{"/repo/.tradeoff/", 404, htmlType, "<body>lost"},
		{"/repo/link-out.txt", 404, htmlType, "<body>lost"},
		{"/repo/link-out/", 404, htmlType, "<body>lost"},
		{"/repo/link-out", 404, htmlType, "<body>lost"},
		{"/repo/link-absolute.html", 404, htmlType, "<body>lost"},
		{"/repo/loop.html", 404, htmlType, "<body>lost"},
		{"/repo/../secret.txt", 404, htmlType, "<body>lost"},
		{"/repo/%2e%2e/secret.txt", 404, htmlType, "<body>lost"},
		{"/repo/..%2fsecret.txt", 404, htmlType, "<body>lost"},
		{"/repo/folder/../a.html", 404, htmlType, "<body>lost"},
		{"/repo/folder//index.html", 404, htmlType, "<body>lost"},
		{"/repo//a.html", 404, htmlType, "<body>lost"},
		{"/repo/folder%5cindex.html", 404, htmlType, "<body>lost"},
		{"/repo/a.html%00", 404, htmlType, "<body>lost"},
		{"/repo/%ff", 404, htmlType, "<body>lost"},
		{"/repo/" + strings.Repeat("x", 5000), 404, htmlType, "<body>lost"},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			r := ask(t, h, method, test.target)
			text := body(t, r)
			kind := r.Header.Get("Content-Type")
			if r.StatusCode/100 == 3 {
				kind = r.Header.Get("Location")
			}
			if r.StatusCode != test.status || kind != test.kind {
				t.Errorf("%s %s: %d %q, want %d %q", method, test.target, r.StatusCode, kind, test.status, test.kind)
			}
			if method == "GET" && !strings.HasPrefix(text, test.text) || strings.Contains(text, secret) {
				t.Errorf("%s %s: %q, want %q", method, test.target, text, test.text)
			}
			if r.Header.Get("Cache-Control") != "no-cache" {
				t.Errorf("%s %s: a browser may keep it: %q", method, test.target, r.Header.Get("Cache-Control"))
			}
		}
	}
}

// TestHead wants no bodies, by a real connection, and the same headers.
func TestHead(t *testing.T) {
	server := httptest.NewServer(New(Options{Dir: sample(t)}).Handler())
	defer server.Close()
	for _, name := range []string{"", "a", "style.css", "none", "folder", ".tradeoff/live.js"} {
		get, err := http.DefaultTransport.RoundTrip(httptestRequest(t, "GET", server.URL+"/"+name))
		if err != nil {
			t.Fatal(err)
		}
		text := body(t, get)
		get.Body.Close()
		head, err := http.DefaultTransport.RoundTrip(httptestRequest(t, "HEAD", server.URL+"/"+name))
		if err != nil {
			t.Fatal(err)
		}
		if got := body(t, head); got != "" || head.StatusCode != get.StatusCode || head.ContentLength != int64(len(text)) && get.StatusCode != 301 {
			t.Errorf("%q: %q, %d and %d, %d of %d bytes", name, got, head.StatusCode, get.StatusCode, head.ContentLength, len(text))
		}
		for _, key := range []string{"Content-Type", "Etag", "Last-Modified", "Location"} {
			if get.Header.Get(key) != head.Header.Get(key) {
				t.Errorf("%q: %s is %q and %q", name, key, get.Header.Get(key), head.Header.Get(key))
			}
		}
	}
}

func httptestRequest(t *testing.T, method, url string) *http.Request {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMethods(t *testing.T) {
	h := New(Options{Dir: sample(t)}).Handler()
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"} {
		r := ask(t, h, method, "/a.html")
		if r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d", method, r.StatusCode)
		}
	}
}

// TestHosts holds off sites that point a name of theirs at this machine.
func TestHosts(t *testing.T) {
	s := New(Options{Dir: sample(t)})
	for _, test := range []struct {
		asked, header string
		ok            bool
	}{
		{"", "localhost", true}, {"", "localhost:8080", true}, {"", "LOCALHOST.:8080", true},
		{"", "127.0.0.1", true}, {"", "127.0.0.1:1", true}, {"", "[::1]", true}, {"", "[::1]:8080", true},
		{"", "evil.example", false}, {"", "evil.example:8080", false}, {"", "", false}, {"", ":80", false},
		{"", "localhost.evil.example", false}, {"", "127.0.0.1.evil.example", false}, {"", "192.168.1.2", false},
		{"desk.lan", "desk.lan:8080", true}, {"desk.lan", "Desk.LAN", true}, {"desk.lan", "localhost", true}, {"desk.lan", "other.lan", false},
		{"192.168.1.2", "192.168.1.2:80", true}, {"192.168.1.2", "192.168.1.3:80", false},
		{"0.0.0.0", "192.168.1.2:80", true}, {"::", "[fe80::1]:80", true}, {"0.0.0.0", "evil.example", false},
	} {
		for _, target := range []string{"/a.html", "/.tradeoff/live.js"} {
			r := ask(t, s.handler(test.asked), "GET", target, "Host", test.header)
			if ok := r.StatusCode == 200; ok != test.ok || !ok && r.StatusCode != 403 {
				t.Errorf("asked for %q, %s of %q: %d", test.asked, target, test.header, r.StatusCode)
			}
		}
	}
}

// TestOtherSites keeps pages of other sites from being open pages of this one.
func TestOtherSites(t *testing.T) {
	s := New(Options{Dir: sample(t), Prefix: "/repo/"})
	h := s.Handler()
	for _, test := range []struct {
		from       string
		own, pages int // status
	}{
		{"cross-site", 403, 200}, {"same-site", 403, 200}, {"same-origin", 200, 200}, {"none", 200, 200},
	} {
		for target, want := range map[string]int{
			"/repo/.tradeoff/live.js": test.own, "/repo/a.html": test.pages, "/repo/style.css": test.pages, "/repo/.tradeoff.json": 404,
		} {
			if r := ask(t, h, "GET", target, "Sec-Fetch-Site", test.from); r.StatusCode != want {
				t.Errorf("%s, %s: %d, want %d", target, test.from, r.StatusCode, want)
			}
		}
		// One that is asked for by HEAD ends.
		if r := ask(t, h, "HEAD", "/repo/.tradeoff/events", "Sec-Fetch-Site", test.from); r.StatusCode != test.own {
			t.Errorf("events, %s: %d, want %d", test.from, r.StatusCode, test.own)
		}
	}
}

// TestRevalidation asks again for what a browser has kept.
func TestRevalidation(t *testing.T) {
	dir := sample(t)
	s := New(Options{Dir: dir})
	h := s.Handler()
	for _, name := range []string{"/a.html", "/style.css", "/picture.png", "/.tradeoff/live.js"} {
		first := ask(t, h, "GET", name)
		tag := first.Header.Get("ETag")
		if again := ask(t, h, "GET", name, "If-None-Match", tag); tag == "" || again.StatusCode != 304 || body(t, again) != "" {
			t.Errorf("%s with %s: %d", name, tag, again.StatusCode)
		}
		if at := first.Header.Get("Last-Modified"); at != "" {
			if again := ask(t, h, "GET", name, "If-Modified-Since", at); again.StatusCode != 304 {
				t.Errorf("%s, not changed since: %d", name, again.StatusCode)
			}
		}
	}
	// Another content of the same length and time is another content.
	same := func(name, text string) {
		write(t, dir, map[string]string{name: text})
		at := time.Unix(1e9, 0)
		if err := os.Chtimes(filepath.Join(dir, name), at, at); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"a.html", "style.css"} {
		same(name, "one")
		tag := ask(t, h, "GET", "/"+name).Header.Get("ETag")
		same(name, "two")
		if r := ask(t, h, "GET", "/"+name, "If-None-Match", tag); r.StatusCode != 200 || !strings.HasPrefix(body(t, r), "two") {
			t.Errorf("%s is still what it was: %d", name, r.StatusCode)
		}
	}
	// A page that a browser kept would say that it is of an older build.
	tag := ask(t, h, "GET", "/a.html").Header.Get("ETag")
	s.Changed([]string{"b.html"}, "")
	if r := ask(t, h, "GET", "/a.html", "If-None-Match", tag); r.StatusCode != 200 || !strings.Contains(body(t, r), s.buildID(1)) {
		t.Errorf("the page is not of the present build: %d", r.StatusCode)
	}
}

func TestRange(t *testing.T) {
	h := New(Options{Dir: sample(t)}).Handler()
	tag := ask(t, h, "GET", "/picture.png").Header.Get("ETag")
	for _, test := range []struct {
		span   string
		status int
		text   string
	}{
		{"bytes=2-4", 206, "234"}, {"bytes=-3", 206, "789"}, {"bytes=8-", 206, "89"}, {"bytes=20-", 416, ""},
	} {
		r := ask(t, h, "GET", "/picture.png", "Range", test.span)
		if text := body(t, r); r.StatusCode != test.status || test.status == 206 && text != test.text {
			t.Errorf("%s: %d %q", test.span, r.StatusCode, text)
		}
	}
	if r := ask(t, h, "GET", "/picture.png", "Range", "bytes=2-4", "If-Range", tag); r.StatusCode != 206 {
		t.Errorf("of the same picture: %d", r.StatusCode)
	}
	if r := ask(t, h, "GET", "/picture.png", "Range", "bytes=2-4", "If-Range", `"other"`); r.StatusCode != 200 || body(t, r) != "0123456789" {
		t.Errorf("of another picture: %d", r.StatusCode)
	}
}

// TestNoSite serves before the first build, and after the folder was deleted.
func TestNoSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	h := New(Options{Dir: dir}).Handler()
	missing := func() {
		t.Helper()
		if r := ask(t, h, "GET", "/"); r.StatusCode != 404 {
			t.Errorf("%d", r.StatusCode)
		} else if text := body(t, r); !strings.Contains(text, "live.js") || !strings.Contains(text, "Not found") {
			t.Errorf("the page would not come alive: %s", text)
		}
	}
	missing()
	write(t, dir, map[string]string{"index.html": "home"})
	if text := body(t, ask(t, h, "GET", "/")); !strings.HasPrefix(text, "home") {
		t.Error(text)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	missing()
	write(t, dir, map[string]string{"index.html": "again"})
	if text := body(t, ask(t, h, "GET", "/")); !strings.HasPrefix(text, "again") {
		t.Error(text)
	}
}

// TestSpecialFiles wants no answer from what is not a regular file, and no wait.
func TestSpecialFiles(t *testing.T) {
	dir := sample(t)
	pipe(t, filepath.Join(dir, "pipe.html"))
	socket, err := net.Listen("unix", filepath.Join(dir, "s.html"))
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	h := New(Options{Dir: dir}).Handler()
	for _, name := range []string{"/pipe.html", "/pipe", "/s.html"} {
		if r := ask(t, h, "GET", name); r.StatusCode != 404 {
			t.Errorf("%s: %d", name, r.StatusCode)
		}
	}
}

// TestWhileBuilt reads a page that is replaced all the time: each response is
// one of the two pages, whole.
func TestWhileBuilt(t *testing.T) {
	dir := t.TempDir()
	pages := []string{strings.Repeat("a", 200_000), strings.Repeat("b", 100_000)}
	write(t, dir, map[string]string{"x.html": pages[0], "x.txt": pages[0]})
	server := httptest.NewServer(New(Options{Dir: dir}).Handler())
	defer server.Close()
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				write(t, dir, map[string]string{"x.html": pages[i%2], "x.txt": pages[i%2]})
			}
		}
	}()
	for range 300 {
		for _, name := range []string{"/x.html", "/x.txt"} {
			r, err := http.Get(server.URL + name)
			if err != nil {
				t.Fatal(err)
			}
			text, _, _ := strings.Cut(body(t, r), "<script")
			r.Body.Close()
			if r.StatusCode != 200 || text != pages[0] && text != pages[1] {
				t.Errorf("%s: %d, %d bytes of %.1q", name, r.StatusCode, len(text), text)
			}
		}
	}
	close(stop)
	<-stopped
}
