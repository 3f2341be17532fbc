package serve

import (
	"testing"
)

func TestUnder(t *testing.T) {
	for _, test := range []struct {
		prefixes []string // the last is the present one
		path, to string   // an empty to: served or refused as it is
		status   int
	}{
		{[]string{"/", "/repo/"}, "/a.html?q=1", "/repo/a.html?q=1", 302},
		{[]string{"/", "/repo/"}, "/repo/a.html", "", 200},
		{[]string{"/", "/repo/"}, "/repo/none", "", 404},
		{[]string{"/", "/repo/"}, "/repo", "/repo/", 302},
		{[]string{"/", "/repo/"}, "/", "/repo/", 302},
		{[]string{"/repo/", "/"}, "/repo/a.html", "/a.html", 302},
		{[]string{"/repo/", "/"}, "/repo/", "/", 302},
		{[]string{"/repo/", "/"}, "/repo/.tradeoff/live.js?x", "/.tradeoff/live.js?x", 302},
		{[]string{"/repo/", "/"}, "/repo/repo/none", "/repo/none", 302},
		{[]string{"/repo/", "/"}, "/a.html", "", 200},
		{[]string{"/folder/", "/"}, "/folder/", "", 200}, // a file of the site
		{[]string{"/folder/", "/"}, "/folder/a.html", "/a.html", 302},
		{[]string{"/one/", "/two/", "/three/"}, "/one/a.html", "/three/a.html", 302},
		{[]string{"/one/", "/two/", "/three/"}, "/two/%C3%BC%20", "/three/%C3%BC%20", 302},
		{[]string{"/one/", "/two/", "/three/"}, "/a.html", "", 404},
		{[]string{"/a/", "/a/b/"}, "/a/x", "/a/b/x", 302},
		{[]string{"/a/", "/a/b/"}, "/a/b/x", "", 404},
		{[]string{"/a/b/", "/", "/a/"}, "/a/b/x", "/a/x", 302},
		{[]string{"/one/", "/", "/one/"}, "/one/a", "", 200},
		{[]string{"/one/", "/", "/one/"}, "/a", "/one/a", 302},
		{[]string{"/one/", "/", "/one/"}, "/one/none", "", 404},
		{[]string{"/a/", "/a/b/", "/c/"}, "/a/b/x", "/c/x", 302},
	} {
		s := New(Options{Dir: sample(t), Prefix: test.prefixes[0]})
		for _, p := range test.prefixes[1:] {
			if !s.Under(p) || s.Under(p) {
				t.Errorf("%q: the answer of Under is wrong", test.prefixes)
			}
		}
		r := ask(t, s.Handler(), "GET", test.path)
		if got := r.Header.Get("Location"); r.StatusCode != test.status || got != test.to {
			t.Errorf("%q, %s: %d to %q, want %d to %q", test.prefixes, test.path, r.StatusCode, got, test.status, test.to)
		}
	}
}

// Open pages are told, and the address is the new one.
func TestUnderWithOpenPages(t *testing.T) {
	s := New(Options{Dir: sample(t), Prefix: "/repo/"})
	l, _ := listening(t, s, "", 0)
	c := connect(t, l.URL, shows(s, 0, "a.html"), "")
	c.next()
	s.Under("bücher")
	if !c.next().All {
		t.Errorf("%+v", c.state)
	}
	if want := l.origin + "/b%C3%BCcher/"; l.Now() != want || l.URL != l.origin+"/repo/" || status(t, want) != 200 {
		t.Errorf("%s, then %s", l.URL, l.Now())
	}
}
