package serve

import (
	"bytes"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// FuzzPath asks for any path: nothing hidden or outside of the folder is served,
// and each answer is one of the few that there are.
func FuzzPath(f *testing.F) {
	for _, path := range []string{"/repo/", "/repo/a", "/repo/folder", "/repo/../secret.txt", "/repo/link-out/", "/repo/.nojekyll", "/repo/a\x00", "//", "",
		"/repo/folder/..\\..\\secret.txt", "/repo/.tradeoff/live.js", "/repo//etc/passwd", "/repo/C:/x", "/repo/./a.html", "/repo/\xff", "/repo/folder/./.hidden"} {
		f.Add(path)
	}
	h := New(Options{Dir: sample(f), Prefix: "/repo/"}).Handler()
	f.Fuzz(func(t *testing.T, path string) {
		if path == "/repo/"+liveEvents { // does not end
			return
		}
		r := httptest.NewRequest("GET", "/", nil)
		r.URL = &url.URL{Path: path}
		r.Host = "localhost"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		switch text := w.Body.String(); {
		case strings.Contains(text, secret):
			t.Errorf("%q serves a secret", path)
		case w.Code == 301 || w.Code == 302:
			to := w.Header().Get("Location")
			if !strings.HasPrefix(to, "/repo/") || strings.ContainsAny(to, "\r\n") {
				t.Errorf("%q leads to %q", path, to)
			}
		case w.Code != 200 && w.Code != 404:
			t.Errorf("%q: %d", path, w.Code)
		}
	})
}

// FuzzPage reads any bytes as a page: the element is added, and nothing is lost.
func FuzzPage(f *testing.F) {
	for _, text := range []string{"<body>x</body>", "<link rel=stylesheet href=a><script></body>", "<!--", "</body", "<a b='</body>", "<plaintext></body>", "\x00<\xff"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p := read(text)
		if whole := p.with("|"); len(whole) != len(text)+1 || whole[p.end] != '|' || !bytes.Equal(append(whole[:p.end:p.end], whole[p.end+1:]...), text) {
			t.Errorf("%q becomes %q", text, whole)
		}
	})
}
