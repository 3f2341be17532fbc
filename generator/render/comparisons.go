package render

import (
	"slices"
	"sync"

	"tradeoff/generator/compare"
	"tradeoff/generator/site"
)

// comparisons are the tables that the files of a guide show: its page, its twin, and those
// of the table alone. Each is made once, for the first of them. It is safe for concurrent
// use; nil makes each table anew.
type comparisons struct {
	mutex sync.Mutex
	made  []comparison
}

type comparison struct {
	of    site.Directive
	table *keptTable
}

// table gives the table that a directive asks for.
func (c *comparisons) table(d site.Directive) compare.Table { return c.kept(d).Table }

// kept is table with what is kept with it.
func (c *comparisons) kept(d site.Directive) *keptTable {
	if c == nil {
		return &keptTable{Table: compare.New(d)}
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, known := range c.made {
		if isSame(known.of, d) {
			return known.table
		}
	}
	t := &keptTable{Table: compare.New(d)}
	c.made = append(c.made, comparison{d, t})
	return t
}

// isSame tells whether two directives ask for the same table. Nil is not an empty list: it
// stands for everything.
func isSame(d, other site.Directive) bool {
	return isSameList(d.Options, other.Options) && isSameList(d.Only, other.Only) && isSameList(d.Groups, other.Groups)
}

func isSameList[T comparable](a, b []T) bool { return (a == nil) == (b == nil) && slices.Equal(a, b) }
