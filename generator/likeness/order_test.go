package likeness_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"tradeoff/generator/likeness"
	"tradeoff/generator/site"
)

// order gives the options of families, one after the other.
func order(list []likeness.Family) (options []*site.Option) {
	for _, f := range list {
		options = append(options, f.Options...)
	}
	return options
}

// chain is the other way to order options: from each to the one most like it that
// is left.
func chain(c *site.Category) []*site.Option {
	s := likeness.New(c)
	left := slices.Clone(c.Options)
	ordered := []*site.Option{left[0]}
	for left = left[1:]; len(left) > 0; {
		best, most := 0, -1
		for i, o := range left {
			if l, ok := s.Between(ordered[len(ordered)-1], o); ok && l.Share > most {
				best, most = i, l.Share
			}
		}
		ordered = append(ordered, left[best])
		left = slices.Delete(left, best, best+1)
	}
	return ordered
}

// smoothness tells how well options are ordered: the mean likeness of those that
// stand side by side, the least of these, both in per cent, and the number of
// breaks: where an option of a family of random stands beside one of another.
func smoothness(c *site.Category, ordered []*site.Option) (mean, least, breaks float64) {
	s := likeness.New(c)
	least = 100
	for i, o := range ordered[1:] {
		l, _ := s.Between(ordered[i], o)
		percent := 100 * float64(l.Share) / likeness.Whole
		mean += percent / float64(len(ordered)-1)
		least = min(least, percent)
		if slices.Index(c.Options, o)/5 != slices.Index(c.Options, ordered[i])/5 {
			breaks++
		}
	}
	return mean, least, breaks
}

// TestOrders compares the two ways to order options, on families of five. Of 100
// options and 20 attributes, which cannot do with fewer than 19 breaks:
//
//	clustering  neighbours are alike by 86.0 %, at least by 42.9 %, with 29.6 breaks
//	chain       neighbours are alike by 86.1 %, at least by 37.9 %, with 33.0 breaks
func TestOrders(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	const sites = 20
	var figures [2][3]float64
	for range sites {
		c := random(r, 100, 20)
		families := likeness.New(c).Families()
		for i, ordered := range [][]*site.Option{order(families), chain(c)} {
			if len(ordered) != len(c.Options) || len(seen(ordered)) != len(c.Options) {
				t.Fatalf("%d of %d options", len(seen(ordered)), len(c.Options))
			}
			mean, least, breaks := smoothness(c, ordered)
			for j, figure := range []float64{mean, least, breaks} {
				figures[i][j] += figure / sites
			}
		}
	}
	t.Logf("mean, least and breaks of clustering %.1f, of a chain %.1f", figures[0], figures[1])
	if figures[0][2] >= figures[1][2] {
		t.Error("clustering tears families apart, more than a chain does")
	}
}

func seen(options []*site.Option) map[*site.Option]bool {
	seen := map[*site.Option]bool{}
	for _, o := range options {
		seen[o] = true
	}
	return seen
}

// TestClustering holds the families against those that are found by looking for
// the most alike two of all clusters each time, which is slow and plain.
func TestClustering(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	several := 0
	for range 60 {
		c := random(r, 2+r.IntN(25), 12)
		got := map[string]bool{}
		for _, f := range likeness.New(c).Families() {
			got[fmt.Sprint(ids(f.Options))] = true
		}
		if len(got) == 0 {
			continue
		}
		want := plain(c)
		for _, cluster := range want {
			if !got[fmt.Sprint(ids(cluster))] {
				t.Fatalf("got %v, want the family %v", got, ids(cluster))
			}
			if len(cluster) > 1 {
				several++
			}
		}
	}
	if several < 60 {
		t.Errorf("only %d families", several)
	}
}

func ids(options []*site.Option) []string {
	var ids []string
	for _, o := range options {
		ids = append(ids, o.ID)
	}
	slices.Sort(ids)
	return ids
}

// plain joins the most alike clusters while they are alike by at least halfway
// between all options and each with the one most like it.
func plain(c *site.Category) [][]*site.Option {
	s := likeness.New(c)
	average := func(a, b []*site.Option) float64 {
		sum, pairs := 0, 0
		for _, x := range a {
			for _, y := range b {
				if l, ok := s.Between(x, y); ok && x != y {
					sum, pairs = sum+l.Share, pairs+1
				}
			}
		}
		return float64(sum) / float64(pairs) // not a number where there is none, which is above nothing
	}
	nearest, having := 0, 0
	for _, o := range c.Options {
		most := -1
		for _, l := range s.Others(o) {
			most = max(most, l.Share)
		}
		if most >= 0 {
			nearest, having = nearest+most, having+1
		}
	}
	least := (average(c.Options, c.Options)+float64(nearest)/float64(having))/2 - 1 // whole numbers are rounded down
	var clusters [][]*site.Option
	for _, o := range c.Options {
		clusters = append(clusters, []*site.Option{o})
	}
	for {
		x, y, most := 0, 0, -1.0
		for i := range clusters {
			for j := range i {
				if m := average(clusters[i], clusters[j]); m > most {
					x, y, most = j, i, m
				}
			}
		}
		if most < least || x == y {
			return clusters
		}
		clusters[x] = append(clusters[x], clusters[y]...)
		clusters = slices.Delete(clusters, y, y+1)
	}
}

// BenchmarkCategory measures what a category's pages ask for: the likenesses of
// each option to all others, and the families.
func BenchmarkCategory(b *testing.B) {
	for _, options := range []int{50, 500, 2000, 5000} {
		c := random(rand.New(rand.NewPCG(11, 12)), options, 40)
		b.Run(fmt.Sprint("new/", options), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				likeness.New(c)
			}
		})
		s := likeness.New(c)
		b.Run(fmt.Sprint("others/", options), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, o := range c.Options {
					s.Others(o)
				}
			}
		})
		b.Run(fmt.Sprint("families/", options), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Families()
			}
		})
	}
}
