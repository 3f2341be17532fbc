package load

import (
	"errors"
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
)

// A parse is what is remembered of one file: what was parsed from its text,
// together with a K that also decides what the text means. It is good as long as
// the text has the same sum and with is equal.
type parse[T any, K comparable] struct {
	reading
	with  K
	value *T // nil where the file could not be read, or was not yet
}

// alone is the K of files whose text decides everything.
type alone struct{}

// A reading is the part of a parse that every file has.
type reading struct {
	file  string // from the site's root
	id    string // of what the file declares; empty where it has none
	doubt bool   // its content may be another than remembered
	sum   source.Sum
	said  diag.List // with excerpts, so that they are those of the text that was parsed
}

// byPath gives parses by their files.
func byPath[T any, K comparable](parses []*parse[T, K]) map[string]*parse[T, K] {
	files := make(map[string]*parse[T, K], len(parses))
	for _, p := range parses {
		files[p.file] = p
	}
	return files
}

// parseWith says what to parse the text with.
func (p *parse[T, K]) parseWith(with K) {
	if p.with != with {
		p.with, p.value = with, nil
	}
}

// renew brings the parse up to date: it reads the file again, and parses it where its
// text is not the one that was parsed, be it by this process or, as the cache says, by
// another. It tells whether it parsed.
func (p *parse[T, K]) renew(r *run, how manner[T, K]) bool {
	is, since, told := r.is(p.file)
	if size := is.Size(); size > mostText && isText(p.file) {
		p.value, p.said = nil, diag.List{}
		p.said.Errorf(diag.Position{File: p.file}, diag.Unreadable, "the file has %d MB, and is not read: a text has at most %d MB", size>>20, mostText>>20).
			Hint = "is it what its name says? else split it"
		return false
	}
	known := how.recall(r.memory.Cache, p)
	if told && p.value == nil && known.is == is && how.take(p, known) {
		return false
	}
	text, err := fs.ReadFile(r.fsys, p.file)
	if err != nil {
		p.value, p.said = nil, unreadable(p.file, err)
		return false
	}
	sum := source.SumOf(text)
	p.doubt = false
	if p.value != nil && p.sum == sum {
		return false
	}
	p.sum = sum
	if known.sum == sum && how.take(p, known) {
		how.keep(r.memory.Cache, p, is, since)
		return false
	}
	how.noteEarlier(p, known)
	p.value, p.said = how.parse(p, text)
	how.keep(r.memory.Cache, p, is, since)
	p.said.Excerpt(func(string) ([]byte, error) { return text, nil })
	return true
}

// mostText is how many bytes a guide or a data file has at most: the longest books
// have less, and to parse a text takes a hundred times its length in memory.
const mostText = 8 << 20

// isText tells whether a file is read as a text.
func isText(file string) bool {
	ending := path.Ext(file)
	return ending == ".md" || ending == ".yaml"
}

// refresh brings parses up to date, on all cores, and adds their diagnostics in
// the order of the list. It stops early, with the context's error, when that is done.
func refresh[T any, K comparable](r *run, parses []*parse[T, K], how manner[T, K]) error {
	var next, parsed atomic.Int64
	var hands sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		hands.Go(func() { // one takes several: from the cache each takes a few microseconds
			for from := 0; from < len(parses); {
				from = int(next.Add(several)) - several
				for _, p := range parses[min(from, len(parses)):min(from+several, len(parses))] {
					if (p.doubt || p.value == nil) && r.ctx.Err() == nil && p.renew(r, how) {
						parsed.Add(1)
					}
				}
			}
		})
	}
	hands.Wait()
	r.memory.Parsed += int(parsed.Load())
	for _, p := range parses {
		r.diags.Append(p.said)
	}
	return r.ctx.Err()
}

// several is how many files one hand takes at a time: few, because some take long.
const several = 4

// valuesOf gives what the files said, and leaves those that could not be read.
func valuesOf[T any, K comparable](r *run, parses []*parse[T, K]) []*T {
	values := make([]*T, 0, len(parses))
	for _, p := range parses {
		if p.value == nil {
			r.leave(p.file, p.file)
			continue
		}
		values = append(values, p.value)
	}
	return values
}

// unreadable says why a file cannot be had.
func unreadable(file string, err error) (diags diag.List) {
	diags.Errorf(diag.Position{File: file}, diag.Unreadable, "the file cannot be read: %s", reason(err)).
		Hint = "check that it is there and that you may read it"
	return diags
}

// reason is an error's text without the path, which the position says already.
func reason(err error) string {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	words := strings.ToLower(err.Error())
	if words == "path escapes from parent" { // of os.Root, which has no name for it
		return "it leads out of the site"
	}
	return words
}
