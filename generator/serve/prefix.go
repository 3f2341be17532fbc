package serve

import (
	"cmp"
	"slices"
	"strings"
)

// spellPrefix gives a prefix with the slashes at its ends.
func spellPrefix(prefix string) string {
	prefix = "/" + strings.Trim(prefix, "/") + "/"
	if prefix == "//" {
		return "/"
	}
	return prefix
}

// base gives the prefix that the site has at this moment.
func (s *Server) base() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.prefix
}

// Under moves the site below another prefix, and tells whether it had a different
// one. Whoever asks for a page by an old one is led to the new, and open pages go
// there.
func (s *Server) Under(prefix string) bool {
	prefix = spellPrefix(prefix)
	s.mu.Lock()
	defer s.mu.Unlock()
	if prefix == s.prefix {
		return false
	}
	s.formerly = slices.DeleteFunc(append(s.formerly, s.prefix), func(old string) bool { return old == prefix })
	slices.SortFunc(s.formerly, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b))
	})
	s.prefix = prefix
	s.changes.add(nil) // they load themselves anew, and are led there
	s.wake()
	return true
}

// moved tells where a path that was the site's by an old prefix is now.
//
// Where the old prefix lies below the present one, such a path may also be that of
// a file. Then the file wins, so no file is hidden by what once was. Where it lies
// above, the present one is not looked for within it, or what is missing would be
// led on without an end.
func (s *Server) moved(path string) (now string, is bool) {
	s.mu.Lock()
	prefix, formerly := s.prefix, s.formerly
	s.mu.Unlock()
	within, inside := strings.CutPrefix(path, prefix)
	for _, old := range formerly {
		name, below := strings.CutPrefix(path, old)
		switch {
		case !below, inside && len(old) < len(prefix):
			continue
		case inside && s.has(within):
			return "", false
		}
		return prefix + name, true
	}
	return "", false
}

// has tells whether a path of the site leads to something.
func (s *Server) has(name string) bool {
	f := s.find(name)
	if f.file != nil {
		f.file.Close()
	}
	return f.file != nil || f.folder
}
