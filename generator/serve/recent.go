package serve

import (
	"cmp"
	"slices"
)

const (
	// lately is how many pages that were asked for last are remembered.
	lately = 8
	// looked is how many pages count as looked at, at most.
	looked = 24
)

// ask remembers that a page was asked for.
func (s *Server) ask(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = slices.DeleteFunc(s.asked, func(known string) bool { return known == name })
	s.asked = slices.Insert(s.asked, 0, name)
	s.asked = s.asked[:min(len(s.asked), lately)]
}

// Recent gives the pages that somebody looks at, as paths in the output folder
// with their index.html: those that are open, the newest first, and then the last
// that were asked for. A page that is open but not there is among them, since it may
// come. There are no more than 24.
func (s *Server) Recent() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	open := make([]*stream, 0, len(s.streams))
	for t := range s.streams {
		open = append(open, t)
	}
	slices.SortFunc(open, func(a, b *stream) int { return cmp.Compare(b.order, a.order) })
	pages := make([]string, 0, looked)
	add := func(names []string) {
		for _, name := range names {
			// What an open page says it shows is what any client may have written.
			if isPage(name) && safe(name) && name != missingPage && len(pages) < looked && !slices.Contains(pages, name) {
				pages = append(pages, name)
			}
		}
	}
	for _, t := range open {
		add(t.shows)
	}
	add(s.asked)
	return pages
}
