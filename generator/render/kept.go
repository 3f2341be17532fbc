package render

import (
	"tradeoff/generator/cache"
	"tradeoff/generator/site"
	"tradeoff/generator/wire"
)

// Kinds of the entries of this package. What takes a process longer to work out than to
// read is kept for the next one.
const (
	// BoardsKind is that of one entry: of which categories readers can weigh the options.
	BoardsKind cache.Kind = 'w'
	// SharedKind is that of the style sheets, scripts and icons, by their names.
	SharedKind cache.Kind = 's'
)

// recollect takes the boards that another process kept.
func (k *known) recollect(c *cache.Cache) {
	value, _, ok := c.Get(BoardsKind, "")
	if !ok {
		return
	}
	r := wire.Read(value)
	boards := map[string]knownBoard{}
	wire.ReadList(r, func() struct{} {
		boards[r.String()] = knownBoard{r.Fixed(), r.Bool()}
		return struct{}{}
	})
	if r.Done() {
		k.boards = boards
	}
}

// keepBoards keeps them, those of the site's categories in their order.
func (k *known) keepBoards(c *cache.Cache, categories []*site.Category) {
	if c == nil {
		return
	}
	var w wire.Writer
	wire.List(&w, categories, func(category *site.Category) {
		board := k.boards[category.ID]
		w.String(category.ID)
		w.Fixed(board.standing)
		w.Bool(board.weighs)
	})
	c.Put(BoardsKind, "", w.Text(), cache.Bulk{})
}

// A made file is what a shared file with a print was minified into.
type made struct {
	print   uint64
	content []byte
}

// madeShared gives what a shared file of a print was minified into by this process or by
// another one.
func (m *Memory) madeShared(name string, print uint64) (content []byte, ok bool) {
	if made := m.made[name]; made.print == print {
		return made.content, true
	}
	value, _, ok := m.Cache.Get(SharedKind, name)
	r := wire.Read(value)
	if !ok || r.Fixed() != print {
		return nil, false
	}
	content = []byte(r.String())
	return content, r.Done()
}

// keepShared keeps what a shared file was minified into.
func (m *Memory) keepShared(name string, print uint64, content []byte) {
	if m.made == nil {
		m.made = map[string]made{}
	}
	m.made[name] = made{print, content}
	if m.Cache == nil {
		return
	}
	var w wire.Writer
	w.Fixed(print)
	w.String(string(content))
	m.Cache.Put(SharedKind, name, w.Text(), cache.Bulk{})
}

// sharedPrint is of the text of which a shared file is made; it is not 0.
func sharedPrint(text string) uint64 { return newPrint("shared").text(text).end() }
