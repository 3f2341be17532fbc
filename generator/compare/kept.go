package compare

import (
	"sync"
	"sync/atomic"

	"tradeoff/generator/site"
)

// A Kept keeps something for each fact of a site: what is made of it once and shown in
// many tables. The zero value keeps nothing yet. It is safe for concurrent use.
type Kept[T any] struct {
	options sync.Map // *site.Option: []atomic.Pointer[T], in the order of its facts
}

// Columns are what is kept for a table's facts. It is for one goroutine.
type Columns[T any] struct {
	of   [][]atomic.Pointer[T]
	next []int // where in an option's facts that of the next row is likely to be
}

// Columns gives what is kept for the facts of options.
func (k *Kept[T]) Columns(options ...*site.Option) Columns[T] {
	c := Columns[T]{of: make([][]atomic.Pointer[T], len(options)), next: make([]int, len(options))}
	for i, o := range options {
		kept, ok := k.options.Load(o)
		if !ok {
			kept, _ = k.options.LoadOrStore(o, make([]atomic.Pointer[T], len(o.Facts)))
		}
		c.of[i] = kept.([]atomic.Pointer[T])
	}
	return c
}

// Place gives the place for what is kept of a fact of one of the options, given by its
// column; nil for one that the option's file has not. It is found at once where rows are
// in the order of the category's attributes.
func (c *Columns[T]) Place(column int, f site.Fact) *atomic.Pointer[T] {
	facts, next := f.Option.Facts, c.next[column]
	if next < len(facts) && facts[next] == f.Fact {
		c.next[column]++
		return &c.of[column][next]
	}
	for i := range facts {
		if facts[i] == f.Fact {
			c.next[column] = i + 1
			return &c.of[column][i]
		}
	}
	return nil
}
