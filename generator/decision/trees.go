package decision

import (
	"context"
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

// Plan grows every tree that a site shows: one for each category that asks
// questions and has options, and one for the options of each `::decide` of a guide. Pages of
// pairs may be more than a hundred thousand: each grows its tree when its turn comes.
// The error is that of ctx.
func Plan(ctx context.Context, s *site.Site) (*Trees, error) {
	type job struct {
		category *site.Category
		options  []*site.Option
	}
	jobs := map[string]job{}
	add := func(c *site.Category, options []*site.Option) {
		if len(c.Questions) > 0 && len(options) > 0 {
			jobs[key(c, options)] = job{c, options}
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
	keys := make([]string, 0, len(jobs))
	for k := range jobs {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	grown := make([]*Tree, len(keys))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, k := range keys {
		group.Go(func() (err error) {
			grown[i], err = New(jobs[k].category, jobs[k].options).Grow(ctx)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	t := &Trees{byKey: map[string]*Tree{}}
	for i, k := range keys {
		t.byKey[k] = grown[i]
	}
	return t, nil
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
