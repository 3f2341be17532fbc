package decision

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"tradeoff/generator/site"
)

// Trees are all trees of a site, each once. They do not change, and are safe for
// concurrent use.
type Trees struct {
	byKey map[string]*Tree
}

// Plan is [Memory.Plan] of an empty memory.
func Plan(ctx context.Context, s *site.Site) (*Trees, error) {
	var m Memory
	return m.Plan(ctx, s)
}

// A Memory remembers how the trees of the last plan grew. The zero value remembers
// nothing. It is not safe for concurrent use.
//
// What grows depends on numbers alone (see [Questionnaire.print]): a tree is good for
// any questionnaire with the same ones, whatever its options and answers are called.
type Memory struct {
	grown map[[sha256.Size]byte]*Tree
}

// Plan grows every tree that a site shows: one for each category that asks
// questions and has options, and one for the options of each `::decide` of a guide. Pages of
// pairs may be more than a hundred thousand: each grows its tree when its turn comes.
// The error is that of ctx.
func (m *Memory) Plan(ctx context.Context, s *site.Site) (*Trees, error) {
	asked := questionnaires(s)
	keys := slices.Sorted(maps.Keys(asked))
	trees, prints := make([]*Tree, len(keys)), make([][sha256.Size]byte, len(keys))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, k := range keys {
		group.Go(func() (err error) {
			n := asked[k]()
			prints[i] = n.print()
			if known := m.grown[prints[i]]; known != nil {
				trees[i] = known.transplant(n)
				return ctx.Err()
			}
			trees[i], err = n.Grow(ctx)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	t := &Trees{byKey: map[string]*Tree{}}
	m.grown = map[[sha256.Size]byte]*Tree{}
	for i, k := range keys {
		t.byKey[k], m.grown[prints[i]] = trees[i], trees[i]
	}
	return t, nil
}

// questionnaires gives what the trees of a site are grown from, by key.
func questionnaires(s *site.Site) map[string]func() *Questionnaire {
	asked := map[string]func() *Questionnaire{}
	add := func(c *site.Category, options []*site.Option) {
		if len(c.Questions) > 0 && len(options) > 0 {
			asked[key(c, options)] = func() *Questionnaire { return New(c, options) }
		}
	}
	for _, c := range s.Categories {
		add(c, c.Options)
	}
	for _, g := range s.Guides {
		for _, d := range g.Holes.Directives {
			if d.Name == "decide" {
				for _, c := range d.Categories {
					add(c, Among(c, d.Options))
				}
			}
		}
	}
	return asked
}

// print tells apart questionnaires of which different trees grow: it is of all that
// growing looks at, which is numbers.
func (n *Questionnaire) print() [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprintln(h, n.Authored, len(n.Options), n.scale)
	for _, q := range n.Questions {
		fmt.Fprintln(h, len(q.Answers))
		for _, a := range q.Answers {
			fmt.Fprintln(h, a.Likelihood)
			for _, e := range a.Effects {
				fmt.Fprintln(h, e.RulesOut, e.Points)
			}
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// transplant gives the tree for another questionnaire with the same print.
func (t *Tree) transplant(n *Questionnaire) *Tree {
	own := *t
	own.Questionnaire, own.Nodes = n, make([]*Node, len(t.Nodes))
	for i, old := range t.Nodes {
		node := *old
		own.Nodes[i] = &node
	}
	for i, old := range t.Nodes {
		node := own.Nodes[i]
		if old.Question != nil {
			node.Question = n.Questions[slices.Index(t.Questions, old.Question)]
		}
		node.Next = make([]*Node, len(old.Next))
		for a, next := range old.Next {
			node.Next[a] = own.Nodes[next.Index]
		}
	}
	own.Root = own.Nodes[t.Root.Index]
	return &own
}

// Of gives the tree of a category for options of it, in this order, or nil where
// the site shows none.
func (t *Trees) Of(c *site.Category, options []*site.Option) *Tree { return t.byKey[key(c, options)] }

// Among gives the options that are of a category, or all of the category's where
// none is.
func Among(c *site.Category, options []*site.Option) []*site.Option {
	own := slices.DeleteFunc(slices.Clone(options), func(o *site.Option) bool { return o.Category != c })
	if len(own) == 0 {
		return c.Options
	}
	return own
}

func key(c *site.Category, options []*site.Option) string {
	var b strings.Builder
	b.WriteString(c.ID)
	for _, o := range options {
		b.WriteByte(' ')
		b.WriteString(o.ID)
	}
	return b.String()
}
