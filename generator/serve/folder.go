package serve

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A found is what a path of the site leads to.
type found struct {
	name   string            // of the file, slash-separated; "" where there is none
	file   io.ReadSeekCloser // open, the caller's to close; nil where there is none
	at     time.Time         // when it was written
	size   int64             // in bytes
	folder bool              // there is only a folder, which lacks its slash
	shows  []string
}

// find looks for what a path of the site leads to, among what is early first. The
// path is what follows the prefix, as any client may have written it.
func (s *Server) find(name string) found {
	candidates := candidates(name)
	if len(candidates) == 0 {
		return found{}
	}
	root, err := os.OpenRoot(s.dir)
	if err == nil {
		defer root.Close() // an open file of it stays open
	}
	for _, c := range candidates {
		if f := s.openEarly(c); f.file != nil {
			return f
		}
		if root == nil {
			continue
		}
		if f := openFile(root, c); f.file != nil {
			return f
		}
		if c == name+".html" && isFolder(root, name) {
			return found{folder: true}
		}
	}
	return found{shows: candidates}
}

// candidates are the files that a path may stand for, best first; none where no
// file of the site can be meant.
func candidates(name string) []string {
	whole := strings.TrimSuffix(name, "/")
	if whole != "" && !safe(whole) {
		return nil
	}
	if whole != name || name == "" {
		return []string{name + "index.html"}
	}
	return []string{name, name + ".html", name + "/index.html"}
}

// safe tells whether a path names something that may be served: without parts
// that are empty or begin with a dot, and nothing that this system reads as more
// than a name.
func safe(name string) bool {
	if !fs.ValidPath(name) {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			return false
		}
	}
	_, err := filepath.Localize(name)
	return err == nil
}

// openFile opens a regular file. It looks first: to open a pipe would wait for
// somebody who writes.
func openFile(root *os.Root, name string) found {
	local := filepath.FromSlash(name)
	if info, err := root.Stat(local); err != nil || !info.Mode().IsRegular() {
		return found{}
	}
	file, err := root.Open(local)
	if err != nil {
		return found{}
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		file.Close()
		return found{}
	}
	return found{name: name, file: file, at: info.ModTime(), size: info.Size(), shows: []string{name}}
}

func isFolder(root *os.Root, name string) bool {
	info, err := root.Stat(filepath.FromSlash(name))
	return err == nil && info.IsDir()
}

// missing opens the page for what is not there.
func (s *Server) missing() (found, error) {
	if f := s.openEarly(missingPage); f.file != nil {
		return f, nil
	}
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return found{}, err
	}
	defer root.Close()
	if f := openFile(root, missingPage); f.file != nil {
		return f, nil
	}
	return found{}, errors.New("there is no page for what is not there")
}
