package serve

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// text gives what a server serves by a path, without the script in pages.
func text(t *testing.T, s *Server, name string) string {
	t.Helper()
	r := ask(t, s.Handler(), "GET", "/"+name)
	got := body(t, r)
	if at := strings.Index(got, `<script defer src="`); at >= 0 {
		got = got[:at] + got[at+strings.Index(got[at:], "</script>")+len("</script>"):]
	}
	return got
}

func TestEarly(t *testing.T) {
	const old, new = "<body>page a</body>", "<body>early a</body>"
	dir := sample(t)
	for name, test := range map[string]struct {
		end  func(s *Server)
		want string // served then
		news bool   // a page that showed what was early is told that it changed
	}{
		"in place": {func(s *Server) {
			write(t, dir, map[string]string{"a.html": new})
			s.Changed([]string{"a.html", "style.css"}, "")
		}, new, false},
		"another in place": {func(s *Server) {
			write(t, dir, map[string]string{"a.html": "<body>more</body>"})
			s.Changed([]string{"a.html"}, "")
		}, "<body>more</body>", true},
		"not built again":  {func(s *Server) { s.Changed([]string{"b.html"}, "") }, old, true},
		"nothing new":      {func(s *Server) { s.Changed([]string{}, "") }, old, true},
		"a failure":        {func(s *Server) { s.Broken(problems("x"), true) }, old, true},
		"everything":       {func(s *Server) { s.Changed(nil, "") }, old, true},
		"early once more":  {func(s *Server) { s.Early("/a.html", []byte("<body>two</body>")) }, "<body>two</body>", true},
		"early as it was":  {func(s *Server) { s.Early("a.html", []byte(old)) }, old, true},
		"early and equal":  {func(s *Server) { s.Early("a.html", []byte(new)) }, new, false},
		"early, not whole": {func(s *Server) { s.Early("a.html", []byte(`<link rel=stylesheet href=none.css>`)) }, new, false},
	} {
		t.Run(name, func(t *testing.T) {
			write(t, dir, map[string]string{"a.html": old})
			s := New(Options{Dir: dir})
			s.Early("a.html", []byte(new))
			if got := text(t, s, "a"); got != new {
				t.Fatalf("early: %q", got)
			}
			build := s.build()
			if files, all := s.changes.since(0); build != 1 || all || !slices.Equal(files, []string{"a.html"}) {
				t.Errorf("build %d, %q, %v", build, files, all)
			}
			test.end(s)
			if got := text(t, s, "a.html"); got != test.want {
				t.Errorf("served then: %q", got)
			}
			files, all := s.changes.since(build)
			if got := all || slices.Contains(files, "a.html"); got != test.news {
				t.Errorf("told %q, %v", files, all)
			}
		})
	}
}

// What is served already is no news, nor is a build that changed nothing.
func TestNothingEarly(t *testing.T) {
	s := New(Options{Dir: sample(t)})
	s.Early("a.html", []byte("<body>page a</body>"))
	s.Changed([]string{}, "")
	if s.build() != 0 || len(s.early) != 0 {
		t.Errorf("build %d, %d files are early", s.build(), len(s.early))
	}
}

// What is early in any form is served in every form: by its folder, and where
// nothing is in place at all.
func TestEarlyWithoutFolder(t *testing.T) {
	s := New(Options{Dir: t.TempDir() + "/none"})
	s.Early("guides/index.html", []byte("<body>guides</body>"))
	s.Early("404.html", []byte("<body>lost</body>"))
	s.Early("assets/a.css", []byte("css"))
	s.Early(".hidden.html", []byte("secret"))
	s.Early("../out.html", []byte("secret"))
	for name, want := range map[string]string{"guides/": "<body>guides</body>", "none": "<body>lost</body>", "assets/a.css": "css", ".hidden.html": "<body>lost</body>"} {
		if got := text(t, s, name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if len(s.early) != 3 {
		t.Errorf("%d files are early", len(s.early))
	}
	r := ask(t, s.Handler(), "GET", "/assets/a.css")
	if again := ask(t, s.Handler(), "GET", "/assets/a.css", "If-None-Match", r.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("%d", again.StatusCode)
	}
}

// Pages wait for what they load.
func TestEarlyWaits(t *testing.T) {
	for page, waits := range map[string]bool{
		`<link rel="stylesheet" href="../style.css">`: false, `<link rel="stylesheet" href="../assets/new.css">`: true,
		`<link rel="icon" href="../none.svg">`: false, `<script src="../none.js"></script>`: true, `<script>x</script>`: false,
		`<script src="https://other.example/x.js"></script>`: false, `<img src="data:,">`: false, `<img src="../picture.png">`: false,
		`<img src="../none.png">`: true, `<img src="none.png?v#x">`: true, `<picture><source srcset="none.png 2x, ../picture.png"></picture>`: true,
		`<img srcset="../picture.png 1x, ../picture.png 2x">`: false, `<img src="../../outside.png">`: false, `<a href="none.html">`: false,
		`<img src="%zz">`: false, `<img src="../soon.png"><img src='/repo/soon.png'>`: false, `<img src="/soon.png">`: false, `<IMG SRC="../bare">`: true,
	} {
		s := New(Options{Dir: sample(t), Prefix: "/repo/"})
		s.Early("soon.png", []byte("picture"))
		s.Early("guides/new.html", []byte(page))
		if _, early := s.early["guides/new.html"]; early == waits {
			t.Errorf("%s: early %v", page, early)
		}
	}
}

func TestRecent(t *testing.T) {
	s := New(Options{Dir: sample(t)})
	if got := s.Recent(); len(got) != 0 {
		t.Errorf("at first: %q", got)
	}
	get := func(names ...string) {
		for _, name := range names {
			ask(t, s.Handler(), "GET", "/"+name)
		}
	}
	get("a", "", "folder/", "style.css", "nothing", "a.html")
	if got := strings.Join(s.Recent(), " "); got != "a.html folder/index.html index.html" {
		t.Errorf("asked for: %q", got)
	}
	l, _ := listening(t, s, "", 0)
	gone := connect(t, l.URL, shows(s, 0, "both.html"), "")
	connect(t, l.URL, shows(s, 0, "folder/index.html"), "")
	connect(t, l.URL, shows(s, 0, "none.html", "none/index.html", "404.html"), "")
	connect(t, l.URL, shows(s, 0, "../secret.html", ".hidden.html", "style.css", "index.html"), "")
	gone.close()
	eventually(t, "the page is gone", func() bool { return s.open() == 3 })
	if got := strings.Join(s.Recent(), " "); got != "index.html none.html none/index.html folder/index.html a.html" {
		t.Errorf("with open pages: %q", got)
	}
	many := make([]string, 30)
	for i := range many {
		many[i] = string(rune('a'+i)) + ".html"
		write(t, s.dir, map[string]string{many[i]: "x"})
	}
	get(many...)
	if got := s.Recent(); len(got) != 4+lately || got[4] != many[29] {
		t.Errorf("the last asked for: %q", got)
	}
	connect(t, l.URL, shows(s, 0, many...), "")
	if got := s.Recent(); len(got) != looked || got[0] != many[0] {
		t.Errorf("%d: %q", len(got), got)
	}
}
