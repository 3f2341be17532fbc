package serve

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	// roomy is how many open pages may keep their connections while nobody looks
	// at them. Browsers open six to a host; two are for loading pages.
	roomy = 4
	// alive is how often something is written, so that a client that is gone
	// without a word is noticed.
	alive = 20 * time.Second
	// slow is how long a client may take to read.
	slow = 10 * time.Second
	// between is how long a page may be gone while it is loaded anew.
	between = 2 * time.Second
)

// A stream is one open page. What it was sent is a cursor into the server's state;
// nothing waits for it in a queue.
type stream struct {
	shows []string      // the files that its page shows
	tab   int64         // when the tab was opened, by the browser's clock
	order int           // of arrival
	woken chan struct{} // holds one token where there may be news

	// What follows is guarded by the server's lock.
	build  int    // that the page knows of; -1 where all may be new to it
	told   int    // problems that the page was told
	follow string // page to go to; empty where none
	going  bool   // it was sent to another page, and is on its way out
	rest   bool   // to be asked to let go while hidden
}

// A state is what a page is told: what is new to it.
type state struct {
	All      bool       `json:"all,omitempty"`      // everything changed
	Page     *pageState `json:"page,omitempty"`     // its page changed
	Files    []string   `json:"files,omitempty"`    // other files that changed, pages not among them
	Problems *[]Problem `json:"problems,omitempty"` // those of the last build; absent where they are known
	Nothing  bool       `json:"nothing,omitempty"`  // with Problems: no site was built yet that a page could be of
	Follow   string     `json:"follow,omitempty"`   // address of a page to go to
}

// A pageState is what became of a page.
type pageState struct {
	Text   string   `json:"text"` // digest; empty where there is no telling
	Styles []string `json:"styles"`
}

// A follow is the last page that was to be followed. A page that is told may be on
// its way out, to be loaded anew; so it is told again when it comes back, until it
// comes from there.
type follow struct {
	name  string // its file; empty where none, or once a page went there
	build int
	tab   int64     // that was told; or that of the page which was open last, where none was
	told  time.Time // when the tab was; zero where it was not
}

// serveEvents keeps a page informed until it, or the server, is gone.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	t := s.arrive(r.URL.Query(), r.Header.Get("Last-Event-ID"))
	defer s.leave(t)
	client := http.NewResponseController(w)
	// The end is written too, and the time for the last event may have passed.
	defer func() { client.SetWriteDeadline(time.Now().Add(slow)) }()
	send := func(format string, args ...any) bool {
		client.SetWriteDeadline(time.Now().Add(slow))
		_, err := fmt.Fprintf(w, format, args...)
		return err == nil && client.Flush() == nil
	}
	beat := time.NewTicker(alive)
	defer beat.Stop()
	ok := send("retry: 1000\n\n")
	for ok {
		select {
		case <-r.Context().Done():
			return
		case <-beat.C:
			ok = send(":\n\n")
		case <-t.woken:
			ok = s.tell(t, send)
		}
	}
}

// arrive makes a stream of a page's query and the last event that it has seen.
func (s *Server) arrive(query url.Values, last string) *stream {
	t := &stream{shows: query["shows"], woken: make(chan struct{}, 1)}
	t.tab, _ = strconv.ParseInt(query.Get("tab"), 10, 64)
	if last == "" {
		last = query.Get("build")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t.build = s.number(last)
	t.told = -1
	s.arrived++
	t.order = s.arrived
	s.streams[t] = struct{}{}
	if s.missedFollow(t) {
		s.followBy(t)
	}
	if len(s.streams) > roomy {
		for other := range s.streams {
			other.rest = true
		}
		s.wake()
	}
	t.wake()
	return t
}

func (s *Server) leave(t *stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.streams, t)
	s.left, s.leftAt = t.tab, time.Now()
}

// number gives the number of a build by its name, or -1 where it is not one of
// this server's.
func (s *Server) number(id string) int {
	text, own := strings.CutPrefix(id, s.run+"-")
	n, err := strconv.Atoi(text)
	if !own || err != nil || n < 0 || n > s.changes.build {
		return -1
	}
	return n
}

// build gives the number of the present build.
func (s *Server) build() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changes.build
}

// wake tells all streams that there may be news. It never waits.
func (s *Server) wake() {
	for t := range s.streams {
		t.wake()
	}
}

func (t *stream) wake() {
	select {
	case t.woken <- struct{}{}:
	default: // it has not looked yet since the last time
	}
}

// followTo sends the newest of the open pages to a page, or none.
func (s *Server) followTo(name string) {
	if name == "" {
		return
	}
	s.follow = follow{name: fileName(name), build: s.changes.build, tab: s.left}
	var newest *stream
	for t := range s.streams {
		if newest == nil || t.tab > newest.tab || t.tab == newest.tab && t.order > newest.order {
			newest = t
		}
	}
	if newest == nil || s.left > newest.tab && time.Since(s.leftAt) < between {
		return // the page is being loaded anew, and will ask
	}
	s.followBy(newest)
}

// missedFollow tells whether a page that arrives was between two loads at the call
// to follow: its tab is the one that was there, or its page is of a build before.
func (s *Server) missedFollow(t *stream) bool {
	switch f := s.follow; {
	case f.name == "" || t.build < 0:
		return false
	case t.tab != 0 && t.tab == f.tab:
		return f.told.IsZero() || time.Since(f.told) < between
	default:
		return f.told.IsZero() && t.build < f.build
	}
}

// followBy sends a stream where it is to follow.
func (s *Server) followBy(t *stream) {
	if slices.Contains(t.shows, s.follow.name) && !t.going {
		s.follow.name = ""
		return
	}
	t.follow = s.follow.name
	s.follow.tab = t.tab
	if s.follow.told.IsZero() {
		s.follow.told = time.Now()
	}
}

// tell sends a stream what is new to it.
func (s *Server) tell(t *stream, send func(string, ...any) bool) bool {
	news, id, rest, any := s.news(t)
	if any {
		text, err := json.Marshal(news)
		if err != nil || !send("id: %s\ndata: %s\n\n", id, text) {
			return false
		}
	}
	return !rest || send("event: rest\ndata: {}\n\n")
}

// news takes what is new to a stream, and moves its cursor past it.
func (s *Server) news(t *stream) (news state, id string, rest, any bool) {
	s.mu.Lock()
	files, all := s.changes.since(t.build)
	news.All = all || t.build < 0
	if t.told != s.told {
		problems := append([]Problem{}, s.problems...)
		news.Problems, news.Nothing = &problems, s.nothing
	}
	if t.follow != "" {
		news.Follow = escaped(s.prefix + address(t.follow))
	}
	t.going = t.going || t.follow != ""
	any = t.build != s.changes.build || news.Problems != nil || news.Follow != ""
	rest = t.rest
	id = s.buildID(s.changes.build)
	t.build, t.told, t.follow, t.rest = s.changes.build, s.told, "", false
	s.mu.Unlock()

	changed := slices.ContainsFunc(t.shows, func(name string) bool { return slices.Contains(files, name) })
	if changed && !news.All {
		news.Page = s.look(t.shows)
	}
	news.Files = slices.DeleteFunc(files, isPage)
	return news, id, rest, any
}

// look reads what became of a page that shows one file; of one that shows the
// lack of several there is no telling.
func (s *Server) look(shows []string) *pageState {
	news := &pageState{}
	if len(shows) != 1 {
		return news
	}
	f := s.find(shows[0])
	if f.file == nil {
		return news
	}
	defer f.file.Close()
	if text, err := io.ReadAll(f.file); err == nil {
		p := read(text)
		news.Text, news.Styles = p.digest, p.styles
	}
	return news
}

// address is how the site links to a file: an index by its folder.
func address(name string) string {
	if name == "index.html" {
		return ""
	}
	if folder, is := strings.CutSuffix(name, "/index.html"); is {
		return folder + "/"
	}
	return name
}
