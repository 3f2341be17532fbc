package load

import (
	"io/fs"
	"sync"
	"time"

	"tradeoff/generator/cache"
	"tradeoff/generator/dataset"
	"tradeoff/generator/diag"
	"tradeoff/generator/guide"
	"tradeoff/generator/markup"
	"tradeoff/generator/seen"
	"tradeoff/generator/source"
	"tradeoff/generator/wire"
)

// Kinds of the entries of this package, by the files that they are about.
const (
	GuideKind  cache.Kind = 'g'
	OptionKind cache.Kind = 'o'
	FileKind   cache.Kind = 'f'
)

// A manner is how files of one kind are parsed, and how what they said is kept for the
// next process. Files of a kind that are few are parsed by each, and so are files that
// are faulty: what is said of them is said again.
type manner[T any, K comparable] struct {
	parse func(p *parse[T, K], text []byte) (*T, diag.List)

	kind    cache.Kind         // 0 where nothing is kept
	withSum func(K) source.Sum // tells what decides, beside its text, what a file means
	pack    func(*packer, *parse[T, K]) cache.Bulk
	unpack  func(*unpacker, *parse[T, K], cache.Bulk) *T
	earlier func(*T) // takes what a file said that says something else now; may be nil
}

// noteEarlier passes on what a file said to the process before, and says no longer.
func (m manner[T, K]) noteEarlier(p *parse[T, K], known kept) {
	if m.earlier == nil || known.packed == nil {
		return
	}
	was := *p
	if m.take(&was, known) {
		m.earlier(was.value)
	}
}

// earlier collects guides as they were.
type earlier struct {
	mu     sync.Mutex
	guides map[string]*source.Guide // by id
}

func (e *earlier) add(g *source.Guide) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.guides[g.ID] = g
}

// A kept is what the cache has of a file: what the system said of it, the sum of its
// text, and what it said. The zero value is of no file.
type kept struct {
	is     seen.File
	sum    source.Sum
	packed *wire.Reader
	bulk   cache.Bulk
}

// is tells what the system says of a file, and when it was asked; known tells whether it
// could say something. A file that is reached by a link is the one that the link leads to.
func (r *run) is(file string) (is seen.File, since time.Time, known bool) {
	if g := r.memory.Glance; g != nil {
		if is, known = g.find(file); known {
			return is, g.since, true
		}
	}
	since = time.Now()
	info, err := fs.Stat(r.fsys, file)
	if err != nil {
		return seen.File{}, since, false
	}
	return seen.Closely(info), since, true
}

// recall asks the cache about a file whose text is meant with what it is meant with now.
func (m manner[T, K]) recall(c *cache.Cache, p *parse[T, K]) (known kept) {
	if m.kind == 0 || p.value != nil {
		return known
	}
	value, bulk, ok := c.Get(m.kind, p.file)
	if !ok {
		return known
	}
	r := wire.Read(value)
	known = kept{is: seen.Read(r), sum: readSum(r), packed: r, bulk: bulk}
	if with := readSum(r); with != m.withSum(p.with) {
		return kept{}
	}
	return known
}

// take makes what is known of a file what it says. It tells whether that is whole.
func (m manner[T, K]) take(p *parse[T, K], known kept) bool {
	if known.packed == nil {
		return false
	}
	p.sum = known.sum
	value := m.unpack(&unpacker{known.packed, p.file}, p, known.bulk)
	if !known.packed.Done() {
		return false
	}
	p.value, p.said, p.doubt = value, diag.List{}, false
	return true
}

// keep keeps what a file said, that was seen at a moment before it was read.
func (m manner[T, K]) keep(c *cache.Cache, p *parse[T, K], is seen.File, since time.Time) {
	if c == nil || m.kind == 0 || p.value == nil || p.said.Len() > 0 {
		return
	}
	if g, ok := any(p.value).(*source.Guide); ok && g.Kept == nil {
		return // there was no room for its content
	}
	if !is.Tells(since) {
		is = seen.File{}
	}
	var w packer
	is.Write(&w.Writer)
	with := m.withSum(p.with)
	w.Bytes(p.sum[:])
	w.Bytes(with[:])
	bulk := m.pack(&w, p)
	c.Put(m.kind, p.file, w.Text(), bulk)
}

func readSum(r *wire.Reader) (sum source.Sum) {
	copy(sum[:], r.Bytes(len(sum)))
	return sum
}

func sumOfNothing(alone) source.Sum { return source.Sum{} }

// guideManner is that of guides. Their contents are kept in the cache, if there is one.
func guideManner(c *cache.Cache, before *earlier) manner[source.Guide, guide.Options] {
	return manner[source.Guide, guide.Options]{
		kind:    GuideKind,
		earlier: before.add,
		parse: func(p *parse[source.Guide, guide.Options], text []byte) (*source.Guide, diag.List) {
			g, diags := guide.Parse(p.id, p.file, text, p.with)
			g.Sum = p.sum
			putAway(g, c)
			return g, diags
		},
		withSum: func(o guide.Options) (sum source.Sum) {
			if o.RawHTML {
				sum[0] = 1
			}
			return sum
		},
		pack: func(w *packer, p *parse[source.Guide, guide.Options]) cache.Bulk {
			w.guide(p.value)
			if s, ok := p.value.Kept.(*stored); ok {
				return s.bulk
			}
			return cache.Bulk{}
		},
		unpack: func(u *unpacker, p *parse[source.Guide, guide.Options], bulk cache.Bulk) *source.Guide {
			g := &source.Guide{Sum: p.sum, ID: p.id, File: p.file}
			u.guide(g)
			g.Kept = &stored{c, bulk, p.file}
			return g
		},
	}
}

// contents are packers whose memory is used again: contents are long, and are written at
// once.
var contents = sync.Pool{New: func() any { return new(packer) }}

// putAway moves the content of a guide into the cache, where it can be.
func putAway(g *source.Guide, c *cache.Cache) {
	if c == nil {
		return
	}
	w := contents.Get().(*packer)
	defer contents.Put(w)
	w.Reset()
	w.content(markup.Content{Body: g.Body, Text: g.Text})
	if bulk, ok := c.PutBulk(w.Text()); ok {
		g.Body, g.Text, g.Kept = nil, "", &stored{c, bulk, g.File}
	}
}

// A stored is a guide's content in the cache.
type stored struct {
	cache *cache.Cache
	bulk  cache.Bulk
	file  string
}

// Content implements [markup.Contents].
func (s *stored) Content() (markup.Content, error) {
	text, err := s.cache.ReadBulk(s.bulk)
	if err != nil {
		return markup.Content{}, err
	}
	u := &unpacker{wire.Read(text), s.file}
	content := u.content()
	if !u.Done() {
		return content, cache.ErrTorn
	}
	return content, nil
}

// optionManner is that of options.
var optionManner = manner[source.Option, *source.Category]{
	kind: OptionKind,
	parse: func(p *parse[source.Option, *source.Category], text []byte) (*source.Option, diag.List) {
		o, diags := dataset.Option(p.with, p.id, p.file, text)
		o.Sum = p.sum
		return o, diags
	},
	withSum: func(c *source.Category) source.Sum { return c.Sum },
	pack: func(w *packer, p *parse[source.Option, *source.Category]) cache.Bulk {
		w.option(p.value, p.with)
		return cache.Bulk{}
	},
	unpack: func(u *unpacker, p *parse[source.Option, *source.Category], _ cache.Bulk) *source.Option {
		o := &source.Option{Sum: p.sum, ID: p.id, File: p.file}
		u.option(o, p.with)
		return o
	},
}

// fileManner is that of what lies beside the guides.
var fileManner = manner[source.File, alone]{
	kind: FileKind,
	parse: func(p *parse[source.File, alone], content []byte) (*source.File, diag.List) {
		var diags diag.List
		f := measure(p.file, content, &diags)
		f.Sum = p.sum
		return f, diags
	},
	withSum: sumOfNothing,
	pack: func(w *packer, p *parse[source.File, alone]) cache.Bulk {
		w.Bool(p.value.Picture)
		w.Uint(uint64(p.value.Width))
		w.Uint(uint64(p.value.Height))
		return cache.Bulk{}
	},
	unpack: func(u *unpacker, p *parse[source.File, alone], _ cache.Bulk) *source.File {
		return &source.File{Sum: p.sum, Path: p.file, Picture: u.Bool(), Width: int(u.Uint()), Height: int(u.Uint())}
	},
}
