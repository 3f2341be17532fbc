// Package serve shows a built site to the one who writes it: on the writer's own
// machine, as GitHub Pages would show it to everybody, and live.
//
// In comes the output folder, read anew for each request, word of what became of
// each build, and pages that are early; out go responses, and events to the pages that are open.
// The package writes nothing, and knows nothing of guides or of data.
//
// # As GitHub Pages serves
//
//   - The site lies below the path of its address (Options.Prefix). Nothing is
//     served outside of it, so that a link which forgets it fails here too; only
//     "/" leads to it, and the prefixes that it had before in this session.
//   - folder/ is folder/index.html, and folder without the slash is sent there
//     (301). A page is found without its .html too, before a folder of the same
//     name; with a slash at its end it is not. There are no listings.
//   - What is not there is 404.html, with the status 404.
//   - Content types come from a table in this package and not from the machine's,
//     which differ. Text is UTF-8.
//   - Hidden files are not served: no part of a path may begin with a dot.
//
// # Safe to leave running
//
//   - The folder is opened as an [os.Root] for each request, so that no path and
//     no link leads out of it, and a folder that was deleted and built again is
//     found. Only regular files are served, and only by GET and HEAD.
//   - The builds rename their files into place. A file is opened once for each
//     response, so a response is never half old and half new.
//   - Other sites must not read drafts by pointing a name of theirs at this
//     machine (DNS rebinding). So only requests are answered that name the host
//     that was asked for, or this machine: localhost, 127.0.0.1 or [::1]. Where
//     all interfaces are listened on, any address in digits will do: rebinding
//     needs a name.
//   - The script and the events are for this site's own pages. A browser says for
//     which site it asks (Sec-Fetch-Site); one that says another's is refused, so that
//     no page of it counts as an open page.
//   - Who does not read is let go of: each response has a minute, and a second more
//     for each 100 KB.
//   - Nothing is kept by browsers without asking (Cache-Control: no-cache), and
//     what they ask with is a hash of the content: times are too coarse for
//     builds that follow each other within milliseconds.
//
// # Live
//
// Each HTML response, never a file, gets a script element at its end:
// PREFIX.tradeoff/live.js. Its query says which build the page is of, which file
// it shows and what its text is; the script sends the same to
// PREFIX.tradeoff/events and so learns at once whether the page is behind.
// There is no message to miss: an open page is a cursor into the state of the
// server, and whoever is slow or was away gets what changed since, in one piece.
// A page is reloaded only if what it shows changed. If only its style sheets
// did, they are exchanged and the page stays.
//
// A page that somebody looks at can be shown before all of its build is in place:
// see [Server.Early]. What is early is served instead of the file, and is forgotten
// with the next word of how a build ended.
//
// Browsers open six connections to a host, and each open page would hold one. So
// when there are more than a few, hidden pages are asked to let go of theirs;
// they come back when they are looked at.
package serve

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// Options of a server.
type Options struct {
	// Dir is the output folder. It need not be there yet.
	Dir string
	// Prefix is the path of the site's address: "/repo/", or "/" where it has
	// none. Slashes that are missing at its ends are added.
	Prefix string
}

// A Server serves one output folder. Its methods may be called at any time, from
// many goroutines, and never wait for a browser.
type Server struct {
	dir string
	run string // tells this server's builds from those of one before

	mu       sync.Mutex // guards what follows
	prefix   string     // begins and ends with a slash
	formerly []string   // prefixes that were left, the longest first
	changes  changes
	early    map[string]early // by file
	asked    []string         // the pages that were asked for last, the newest first
	problems []Problem
	nothing  bool // there was no site yet at the last problems
	told     int  // how often problems were set
	follow   follow
	left     int64     // the tab of the page that went last
	leftAt   time.Time // when it did
	streams  map[*stream]struct{}
	arrived  int // streams so far
}

// New makes a server that serves nothing yet.
func New(opts Options) *Server {
	return &Server{
		dir: opts.Dir, prefix: spellPrefix(opts.Prefix), run: rand.Text()[:8],
		changes: changes{last: map[string]int{}}, early: map[string]early{}, streams: map[*stream]struct{}{},
	}
}

// Changed tells the open pages that these files of the output folder were
// written or removed, named by their slash-separated paths in it; nil stands for
// everything. With follow, the page of that name is opened in the newest of the
// open pages.
//
// Call it after each build that did not fail, once the files are in place: what was
// served early is served from there. It says nothing about problems: see
// [Server.Mended].
func (s *Server) Changed(files []string, follow string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if files != nil {
		files = s.settle(files)
	}
	clear(s.early)
	if files == nil || len(files) > 0 {
		s.changes.add(files)
	}
	s.followTo(follow)
	s.wake()
}

// Broken shows the problems of a build that failed over each open page, and over
// those that are opened from now on. The pages themselves are those of the last
// good site: what was served early is forgotten. Where no build was good yet, there
// is none; stands tells whether there is, and so what is said of it.
func (s *Server) Broken(problems []Problem, stands bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if back := s.settle(nil); len(back) > 0 {
		s.changes.add(back)
	}
	clear(s.early)
	s.say(append([]Problem{}, problems...), !stands)
}

// Mended takes away what [Server.Broken] showed.
func (s *Server) Mended() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.say([]Problem{}, false)
}

// say changes the problems that open pages show; nothing where no site was built yet.
func (s *Server) say(problems []Problem, nothing bool) {
	s.problems, s.nothing = problems, nothing
	s.told++
	s.wake()
}

// buildID names the present build, or the one with the number n, among those of
// all servers.
func (s *Server) buildID(n int) string { return fmt.Sprintf("%s-%d", s.run, n) }

// Handler serves the site to requests that name this machine: localhost,
// 127.0.0.1 or [::1].
func (s *Server) Handler() http.Handler { return s.handler("") }

// handler is Handler for those that name host too.
func (s *Server) handler(host string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit(w, 0) // whatever it becomes
		switch {
		case !ownHost(r.Host, host):
			plain(w, http.StatusForbidden, fmt.Sprintf("This server does not answer for %q. If that is its name, watch with --host.", r.Host))
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			plain(w, http.StatusMethodNotAllowed, "Only GET and HEAD are answered here.")
		default:
			s.serve(w, r)
		}
	})
}

// serve answers a request that may be answered.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	prefix := s.base()
	name, inside := strings.CutPrefix(r.URL.Path, prefix)
	switch now, moved := s.moved(r.URL.Path); {
	case !inside && r.URL.Path == "/", !inside && r.URL.Path+"/" == prefix:
		// Not for good: another site may be served here tomorrow.
		redirect(w, r, prefix, http.StatusFound)
	case moved:
		redirect(w, r, now, http.StatusFound)
	case !inside:
		plain(w, http.StatusNotFound, "Nothing is served here: this site's addresses begin with "+prefix)
	case (name == liveScript || name == liveEvents) && otherSite(r):
		plain(w, http.StatusForbidden, "This is for the pages of this site only.")
	case name == liveScript:
		s.serveScript(w, r)
	case name == liveEvents:
		s.serveEvents(w, r)
	default:
		s.serveSite(w, r, name)
	}
}

// plain answers with a line of text.
func plain(w http.ResponseWriter, status int, text string) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	fmt.Fprintln(w, text)
}

// fileName gives the file that a path of the site stands for.
func fileName(name string) string {
	name = strings.TrimLeft(name, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		return name + "index.html"
	}
	return path.Clean(name)
}
