package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tradeoff/generator/diag"
)

// A client is an open page without a browser.
type client struct {
	t      *testing.T
	cancel context.CancelFunc
	reader *bufio.Scanner
	body   interface{ Close() error }

	id, event string
	state     state
	err       error
}

// connect opens a stream with a query and the last event that was seen.
func connect(t *testing.T, site, query, last string) *client {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	r, err := http.NewRequestWithContext(ctx, "GET", site+liveEvents+"?"+query, nil)
	if err != nil {
		t.Fatal(err)
	}
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	w, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	if w.StatusCode != 200 || w.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%d %s", w.StatusCode, w.Header.Get("Content-Type"))
	}
	c := &client{t: t, cancel: cancel, reader: bufio.NewScanner(w.Body), body: w.Body}
	c.reader.Buffer(nil, 1<<24)
	t.Cleanup(c.close)
	return c
}

func (c *client) close() {
	c.cancel()
	c.body.Close()
}

// more reads the next event, and tells whether there was one.
func (c *client) more() bool {
	c.event, c.state = "message", state{}
	full := false
	for c.reader.Scan() {
		key, value, _ := strings.Cut(c.reader.Text(), ": ")
		switch key {
		case "id":
			c.id = value
		case "event":
			c.event = value
		case "data":
			full = true
			if err := json.Unmarshal([]byte(value), &c.state); err != nil {
				c.t.Fatal(err)
			}
		case "":
			if full {
				return true
			}
		}
	}
	c.err = c.reader.Err()
	return false
}

// next reads the next event, which must come.
func (c *client) next() state {
	c.t.Helper()
	if !c.more() {
		c.t.Fatalf("the stream ended: %v", c.err)
	}
	return c.state
}

// UnmarshalJSON reads what a browser reads; the script compares words.
func (p *Problem) UnmarshalJSON(text []byte) error {
	type plain Problem
	read := struct {
		*plain
		Severity string `json:"severity"`
	}{plain: (*plain)(p)}
	if err := json.Unmarshal(text, &read); err != nil {
		return err
	}
	p.Severity = map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "note": diag.Note}[read.Severity]
	return nil
}

func shows(s *Server, build int, names ...string) string {
	return url.Values{"build": {s.buildID(build)}, "shows": names}.Encode()
}

// TestNews tells each page what is new to it, and nothing else.
func TestNews(t *testing.T) {
	dir := sample(t)
	s := New(Options{Dir: dir})
	l, _ := listening(t, s, "", 0)
	a, folder := connect(t, l.URL, shows(s, 0, "a.html"), ""), connect(t, l.URL, shows(s, 0, "folder/index.html"), "")
	lost := connect(t, l.URL, shows(s, 0, "none", "none.html", "none/index.html", "404.html"), "")
	for _, c := range []*client{a, folder, lost} {
		if first := c.next(); first.All || first.Page != nil || len(*first.Problems) != 0 || c.id != s.buildID(0) {
			t.Errorf("at once: %+v of %s", first, c.id)
		}
	}
	for i, test := range []struct {
		files              []string
		a, folder, lost    bool
		all                bool
		others             string
		text               string // of the page, by its digest
		styles             string
		write              map[string]string
		remove, afterwards bool
	}{
		{files: []string{"a.html"}, a: true, write: map[string]string{"a.html": "<link rel=stylesheet href=x.css>new"}, text: "<link rel=stylesheet href=y.css>new", styles: "x.css"},
		{files: []string{"/folder/", "style.css"}, folder: true, others: "style.css"},
		{files: []string{"z.html", "picture.png", "b.svg"}, others: "b.svg picture.png"},
		{files: []string{"none.html"}, lost: true},
		{files: []string{"404.html"}, lost: true},
		{files: nil, all: true},
		{files: []string{"a.html", "folder/index.html"}, a: true, folder: true},
	} {
		write(t, dir, test.write)
		s.Changed(test.files, "")
		for _, look := range []struct {
			c    *client
			want bool
		}{{a, test.a}, {folder, test.folder}, {lost, test.lost}} {
			got := look.c.next()
			if got.All != test.all || (got.Page != nil) != look.want || strings.Join(got.Files, " ") != test.others || got.Problems != nil || look.c.id != s.buildID(i+1) {
				t.Errorf("%d: %+v of %s", i, got, look.c.id)
			}
			if look.c == lost && got.Page != nil && got.Page.Text != "" {
				t.Errorf("%d: a page of something else: %+v", i, got.Page)
			}
			if test.text != "" && look.want && (got.Page.Text != read([]byte(test.text)).digest || strings.Join(got.Page.Styles, " ") != test.styles) {
				t.Errorf("%d: %+v", i, got.Page)
			}
		}
	}
}

// TestMissed connects pages that were away, as browsers do it by themselves and
// as the script does.
func TestMissed(t *testing.T) {
	s := New(Options{Dir: sample(t)})
	l, _ := listening(t, s, "", 0)
	s.Changed([]string{"a.html"}, "")    // 1
	s.Changed([]string{"b.html"}, "")    // 2
	s.Changed([]string{"style.css"}, "") // 3
	s.Changed([]string{"script.js"}, "") // 4
	other := New(Options{}).buildID(4)   // of a watch before this one
	for build, want := range map[string]string{
		s.buildID(0): "page script.js style.css", s.buildID(1): "script.js style.css", s.buildID(3): "script.js", s.buildID(4): "",
		other: "all", "": "all", "x": "all", s.buildID(5): "all", s.buildID(-1): "all", s.run + "-1x": "all", "4": "all",
	} {
		// The last event counts, where there is one.
		for _, c := range []*client{
			connect(t, l.URL, url.Values{"build": {build}, "shows": {"a.html"}}.Encode(), ""),
			connect(t, l.URL, shows(s, 0, "a.html"), build),
		} {
			if build == "" && c.reader != nil && len(c.id) == 0 {
				build = "none" // a header cannot be empty
			}
			got := c.next()
			for c.event == "rest" { // there are many
				got = c.next()
			}
			words := slices.Clone(got.Files)
			if got.Page != nil {
				words = append([]string{"page"}, words...)
			}
			if got.All {
				words = append([]string{"all"}, words...)
			}
			if text := strings.Join(words, " "); text != want && build != "none" {
				t.Errorf("after %q: %s, want %s", build, text, want)
			}
			c.close()
		}
	}
	s.Changed(nil, "")
	s.Changed([]string{"b.html"}, "")
	if c := connect(t, l.URL, shows(s, 3, "a.html"), ""); !c.next().All {
		t.Error("a page from before everything changed is not told so")
	}
	if c := connect(t, l.URL, shows(s, 5, "a.html"), ""); c.next().All {
		t.Error("a page of the time when everything changed is told that it did")
	}
}

// TestProblems tells of problems at once and when they change, and of their end.
func TestProblems(t *testing.T) {
	s := New(Options{Dir: sample(t)})
	l, _ := listening(t, s, "", 0)
	early := connect(t, l.URL, shows(s, 0, "a.html"), "")
	early.next()
	problems := []Problem{{File: "guides/a.md", Line: 3, Column: 4, Severity: diag.Error, Code: diag.Syntax, Message: "a <b>\n\u2028", Hint: "h",
		Lines: []Line{{3, "x", 2, true}}}}
	s.Broken(problems, true)
	problems[0].Message = "changed by the caller"
	late := connect(t, l.URL, shows(s, 0, "a.html"), "")
	for _, c := range []*client{early, late} {
		got := c.next()
		if got.Problems == nil || len(*got.Problems) != 1 || got.Page != nil || got.All || got.Nothing {
			t.Fatalf("%+v", got)
		}
		if p := (*got.Problems)[0]; p.File != "guides/a.md" || p.Message != "a <b>\n\u2028" || p.Lines[0] != (Line{3, "x", 2, true}) || p.Severity != diag.Error {
			t.Errorf("%+v", p)
		}
	}
	s.Changed([]string{"a.html"}, "")
	for _, c := range []*client{early, late} {
		if got := c.next(); got.Problems != nil || got.Page == nil {
			t.Errorf("they were told twice: %+v", got)
		}
	}
	s.Broken(problems, false)
	for _, c := range []*client{early, late, connect(t, l.URL, shows(s, 1, "a.html"), "")} {
		if got := c.next(); got.Problems == nil || len(*got.Problems) != 1 || !got.Nothing {
			t.Errorf("without a site: %+v", got)
		}
	}
	s.Mended()
	for _, c := range []*client{early, late} {
		if got := c.next(); got.Problems == nil || len(*got.Problems) != 0 || got.Nothing {
			t.Errorf("they are not gone: %+v", got)
		}
	}
}

// TestFollow sends one page, the one in the newest tab.
func TestFollow(t *testing.T) {
	s := New(Options{Dir: sample(t), Prefix: "/ü/"})
	l, _ := listening(t, s, "", 0)
	open := func(tab int, name string, build int) *client {
		return connect(t, l.URL, shows(s, build, name)+fmt.Sprintf("&tab=%d", tab), "")
	}
	newest, old := open(3, "a.html", 0), open(2, "b.html", 0) // reloaded last, but opened before
	newest.next()
	old.next()
	for i, test := range []struct{ follow, want string }{
		{"a.html", ""}, {"folder/index.html", "/%C3%BC/folder/"}, {"c d.html", "/%C3%BC/c%20d.html"}, {"index.html", "/%C3%BC/"}, {"", ""},
		{"a.html", "/%C3%BC/a.html"}, // it is on its way out, and is to come back
		{"javascript:alert(1).html", "/%C3%BC/javascript:alert%281%29.html"}, {"//evil.example/x.html", "/%C3%BC/evil.example/x.html"},
	} {
		s.Changed([]string{"picture.png"}, test.follow)
		if got := newest.next(); got.Follow != test.want {
			t.Errorf("%d: to %q, want %q", i, got.Follow, test.want)
		}
		if got := old.next(); got.Follow != "" {
			t.Errorf("%d: another page goes to %q", i, got.Follow)
		}
	}
	// Between two loads no page is open; the one that comes back then follows.
	newest.close()
	old.close()
	eventually(t, "both are gone", func() bool { return s.open() == 0 })
	s.Changed([]string{"x.html"}, "x.html")
	present := s.build()
	if got := open(4, "a.html", present).next(); got.Follow != "" {
		t.Errorf("a page that was opened afterwards goes to %q", got.Follow)
	}
	if got := open(3, "a.html", present-1).next(); got.Follow != "/%C3%BC/x.html" {
		t.Errorf("to %q", got.Follow)
	}
	if got := open(5, "a.html", present-1).next(); got.Follow != "" {
		t.Errorf("a second page goes to %q", got.Follow)
	}
	// So does that of the same tab if it was loaded after the call, and no older one
	// goes in its place.
	again := open(6, "a.html", present)
	again.next()
	again.close()
	eventually(t, "it is gone", func() bool { return s.open() == 3 })
	s.Changed([]string{"x.html"}, "x.html")
	present = s.build()
	if got := open(7, "a.html", present).next(); got.Follow != "" {
		t.Errorf("a new tab goes to %q", got.Follow)
	}
	if got := open(6, "a.html", present).next(); got.Follow != "/%C3%BC/x.html" {
		t.Errorf("the tab that was loaded anew goes to %q", got.Follow)
	}
	// A page that was told on its way out is told again, until it has been there.
	if got := open(6, "a.html", present).next(); got.Follow != "/%C3%BC/x.html" {
		t.Errorf("the tab that was told in vain goes to %q", got.Follow)
	}
	if got := open(6, "x.html", present).next(); got.Follow != "" {
		t.Errorf("the page that was gone to goes to %q", got.Follow)
	}
	if got := open(6, "a.html", present).next(); got.Follow != "" {
		t.Errorf("whoever goes back goes to %q", got.Follow)
	}
}

// TestRest asks pages to let go of their connections when there are many.
func TestRest(t *testing.T) {
	s := New(Options{Dir: sample(t)})
	l, _ := listening(t, s, "", 0)
	var pages []*client
	for range roomy {
		pages = append(pages, connect(t, l.URL, shows(s, 0, "a.html"), ""))
		pages[len(pages)-1].next()
	}
	s.Changed([]string{"x.html"}, "")
	for _, c := range pages {
		c.next()
		if c.event != "message" {
			t.Errorf("%s among %d", c.event, len(pages))
		}
	}
	connect(t, l.URL, shows(s, 0, "a.html"), "")
	for _, c := range pages {
		c.next()
		if c.event != "rest" {
			t.Errorf("%s among more than %d", c.event, roomy)
		}
	}
}

// TestComeAndGo has many pages come and go, some without reading and some in the
// middle of it: nothing is left of them, and nobody waits for them.
func TestComeAndGo(t *testing.T) {
	without := runtime.NumGoroutine()
	s := New(Options{Dir: sample(t)})
	l, _ := listening(t, s, "", 0) // one that accepts, one that waits for the end
	var all sync.WaitGroup
	for i := range 200 {
		all.Go(func() {
			if i%3 == 0 { // asks, never reads, and goes
				raw, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(l.URL, "http://"), "/"))
				if err != nil {
					t.Error(err)
					return
				}
				fmt.Fprintf(raw, "GET /%s?%s HTTP/1.1\r\nHost: localhost\r\n\r\n", liveEvents, shows(s, 0, "a.html"))
				s.Changed([]string{"a.html"}, "")
				raw.Close()
				return
			}
			c := connect(t, l.URL, shows(s, 0, "a.html"), "")
			c.next()
			s.Changed([]string{"a.html"}, "a.html")
			if i%3 == 1 {
				c.next()
			}
			c.close()
		})
	}
	all.Wait()
	eventually(t, "no stream is left", func() bool { return s.open() == 0 })
	eventually(t, "no goroutine is left", func() bool { return runtime.NumGoroutine() <= without+2 })
}

// TestSlow changes much while a page does not read: nobody waits, and what the
// page gets in the end is one state and not all that were.
func TestSlow(t *testing.T) {
	s := New(Options{Dir: sample(t)})
	l, _ := listening(t, s, "", 0)
	c := connect(t, l.URL, shows(s, 0, "a.html"), "")
	c.next()
	const builds = 2000
	large := []Problem{{Message: strings.Repeat("x", 100_000)}}
	for range builds {
		s.Changed([]string{"a.html"}, "")
		s.Broken(large, true)
	}
	s.Mended()
	events := 0
	for c.id != s.buildID(builds) || c.state.Problems == nil || len(*c.state.Problems) != 0 {
		c.next()
		events++
	}
	if events >= builds {
		t.Errorf("%d events", events)
	}
	if n := len(s.changes.last); n != 1 {
		t.Errorf("the server remembers %d files", n)
	}
}

// TestForgets has no more files in mind than it can remember.
func TestForgets(t *testing.T) {
	c := changes{last: map[string]int{}}
	c.add([]string{"a"})
	for i := range remembered {
		c.add([]string{fmt.Sprint(i)})
	}
	if _, all := c.since(1); !all || len(c.last) > remembered {
		t.Errorf("%d files", len(c.last))
	}
	c.add([]string{"b"})
	if files, all := c.since(c.build - 1); all || !slices.Equal(files, []string{"b"}) {
		t.Errorf("%v %v", files, all)
	}
}
