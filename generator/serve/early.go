package serve

import (
	"bytes"
	"io"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	htmltoken "golang.org/x/net/html"
)

// An early is a file of a build that is not in place yet.
type early struct {
	content []byte
	at      time.Time
}

// Early serves this content by this address, a slash-separated path in the output
// folder, instead of the file, until [Server.Changed] says that the files are in
// place or [Server.Broken] that there will be none. Open pages learn of it at once.
// The content must not be changed afterwards.
//
// A page that loads something of the site that is neither in place nor early would
// be seen without its styles or pictures, and is passed over: it comes with the
// other files. So give style sheets, scripts and pictures before the pages that load them.
//
// What has the same bytes as that which is served already is no news; and what is
// in place later with the bytes that were given here is none then.
func (s *Server) Early(address string, content []byte) {
	name := fileName(address)
	if !safe(name) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if isPage(name) && !s.complete(name, content) {
		return
	}
	if known, is := s.early[name]; is && bytes.Equal(known.content, content) || !is && s.stands(name, content) {
		return
	}
	s.early[name] = early{content: content, at: time.Now()}
	s.changes.add([]string{name})
	s.wake()
}

// openEarly opens a file that is early.
func (s *Server) openEarly(name string) found {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, is := s.early[name]
	if !is {
		return found{}
	}
	return found{name: name, file: inMemory{bytes.NewReader(e.content)}, at: e.at, size: int64(len(e.content)), shows: []string{name}}
}

// An inMemory is content that is open like a file.
type inMemory struct{ *bytes.Reader }

// Close does nothing.
func (inMemory) Close() error { return nil }

// settle takes from the files of a build those that are in place as they were
// early, since they are no news, and adds those that were early and are not so. The
// server's lock is held.
func (s *Server) settle(files []string) []string {
	if len(s.early) == 0 {
		return files
	}
	settled := map[string]bool{}
	for name, e := range s.early {
		settled[name] = s.stands(name, e.content)
	}
	files = slices.DeleteFunc(slices.Clone(files), func(file string) bool { return settled[fileName(file)] })
	for name, is := range settled {
		if !is {
			files = append(files, name)
		}
	}
	if files == nil {
		return []string{} // nil would be everything
	}
	return files
}

// stands tells whether a file of the output folder has this content.
func (s *Server) stands(name string, content []byte) bool {
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return false
	}
	defer root.Close()
	f := openFile(root, name)
	if f.file == nil {
		return false
	}
	defer f.file.Close()
	if f.size != int64(len(content)) {
		return false
	}
	there, err := io.ReadAll(f.file)
	return err == nil && bytes.Equal(there, content)
}

// complete tells whether all that a page loads from the site can be had. The
// server's lock is held.
func (s *Server) complete(name string, content []byte) bool {
	root, err := os.OpenRoot(s.dir)
	if err == nil {
		defer root.Close()
	}
	return !slices.ContainsFunc(loads(content), func(address string) bool {
		file, own := s.resolve(name, address)
		if _, is := s.early[file]; !own || is {
			return false
		}
		return root == nil || !regular(root, file)
	})
}

func regular(root *os.Root, name string) bool {
	info, err := root.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// resolve gives the file that an address in a page stands for; own where it is one
// of the site's.
func (s *Server) resolve(page, address string) (file string, own bool) {
	at := url.URL{Scheme: "http", Host: "site", Path: s.prefix + page}
	to, err := at.Parse(address)
	if err != nil || to.Scheme != at.Scheme || to.Host != at.Host {
		return "", false
	}
	name, inside := strings.CutPrefix(to.Path, s.prefix)
	return fileName(name), inside && safe(fileName(name))
}

// loads gives the addresses of what a page shows or runs without being asked:
// scripts, pictures and style sheets, as they are written.
func loads(page []byte) []string {
	var addresses []string
	tokens := htmltoken.NewTokenizer(bytes.NewReader(page))
	for {
		switch tokens.Next() {
		case htmltoken.ErrorToken:
			return addresses
		case htmltoken.StartTagToken, htmltoken.SelfClosingTagToken:
			raw := tokens.Raw()
			if style, address, _ := styleSheet(raw); style {
				addresses = append(addresses, address)
				continue
			}
			if name, more := tokens.TagName(); more && (string(name) == "script" || string(name) == "img" || string(name) == "source") {
				addresses = append(addresses, sources(tokens)...)
			}
		}
	}
}

// sources gives the addresses in the src and srcset of the tag that was read.
func sources(tokens *htmltoken.Tokenizer) (addresses []string) {
	for more := true; more; {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		switch string(key) {
		case "src":
			addresses = append(addresses, string(value))
		case "srcset":
			for candidate := range strings.SplitSeq(string(value), ", ") {
				if words := strings.Fields(candidate); len(words) > 0 {
					addresses = append(addresses, words[0])
				}
			}
		}
	}
	return addresses
}
