package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
)

const (
	// missingPage is what GitHub Pages shows for what is not there.
	missingPage = "404.html"
	// noSite stands in for it, in a site that has none or is not built yet.
	noSite = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
		`<meta name="color-scheme" content="light dark"><title>Not found</title></head>` +
		`<body><main><h1>Not found</h1><p>There is no such page in the built site. When there is, it appears here.</p></main></body></html>`
	// hashed is the size up to which a file is known by its content, in bytes.
	// Larger ones are videos and the like: hashing them for each part that a
	// player asks for would take longer than sending it.
	hashed = 16 << 20
)

// serveSite answers with a file of the site, or with what stands in for it.
func (s *Server) serveSite(w http.ResponseWriter, r *http.Request, name string) {
	build := s.build() // before the file is opened: a page may seem older than it is, never newer
	f := s.find(name)
	switch {
	case f.folder:
		redirect(w, r, s.base()+name+"/", http.StatusMovedPermanently)
	case f.file == nil:
		s.serveMissing(w, r, build, f.shows)
	case isPage(f.name):
		defer f.file.Close()
		s.ask(f.name)
		s.servePage(w, r, build, f)
	default:
		defer f.file.Close()
		serveFile(w, r, f)
	}
}

// serveFile answers with a file as it is.
func serveFile(w http.ResponseWriter, r *http.Request, f found) {
	tag, err := fileTag(f)
	if err != nil {
		unreadable(w)
		return
	}
	limit(w, f.size)
	header(w, contentType(f.name), tag)
	http.ServeContent(w, r, "", f.at, f.file)
}

// fileTag gives the entity tag of a file.
func fileTag(f found) (string, error) {
	if f.size > hashed {
		return fmt.Sprintf(`"%x-%x"`, f.at.UnixNano(), f.size), nil
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, f.file); err != nil {
		return "", err
	}
	_, err := f.file.Seek(0, io.SeekStart)
	return `"` + short(hash.Sum(nil)) + `"`, err
}

// servePage answers with a page and the script that keeps it alive.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request, build int, f found) {
	text, err := io.ReadAll(f.file)
	if err != nil {
		unreadable(w)
		return
	}
	page := read(text)
	text = page.with(s.script(build, f.shows, page.digest))
	limit(w, int64(len(text)))
	// The script's address is part of what is sent, so the build is part of its tag.
	header(w, contentType(f.name), `"`+page.digest+"-"+s.buildID(build)+`"`)
	http.ServeContent(w, r, "", f.at, bytes.NewReader(text))
}

// serveMissing answers for what is not there. The page that says so shows, by
// not showing them, the files that would be there.
func (s *Server) serveMissing(w http.ResponseWriter, r *http.Request, build int, shows []string) {
	text := []byte(noSite)
	if f, err := s.missing(); err == nil {
		defer f.file.Close()
		if text, err = io.ReadAll(f.file); err != nil {
			unreadable(w)
			return
		}
	}
	page := read(text)
	text = page.with(s.script(build, append(shows, missingPage), page.digest))
	limit(w, int64(len(text)))
	h := w.Header()
	h.Set("Content-Type", contentType(missingPage))
	h.Set("Cache-Control", "no-cache")
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(http.StatusNotFound)
	if r.Method != http.MethodHead {
		w.Write(text)
	}
}

func unreadable(w http.ResponseWriter) {
	plain(w, http.StatusInternalServerError, "The file is there, but cannot be read.")
}

func header(w http.ResponseWriter, contentType, tag string) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", tag)
}

// redirect leads to a path, and keeps the query.
func redirect(w http.ResponseWriter, r *http.Request, to string, status int) {
	target := url.URL{Path: to, RawQuery: r.URL.RawQuery}
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Location", target.String())
	w.WriteHeader(status)
}

// escaped is a path as it stands in an address.
func escaped(path string) string { return (&url.URL{Path: path}).String() }

// short is enough of a hash to tell contents apart.
func short(hash []byte) string { return base64.RawURLEncoding.EncodeToString(hash[:12]) }
