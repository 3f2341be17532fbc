package likeness

import (
	"slices"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// MostOrdered is how many options a category has at most whose options are put in
// an order by likeness: the similarities of all pairs are held, 16 bytes each,
// which is 32 MB for as many. Sums and products of them stay below 2⁶³.
const MostOrdered = 2000

// A Family is options that are alike, on average, by more than halfway between what
// any two options of the category are and what an option and the one most like it
// are. (Above the mean of any two alone, a large category falls into a few heaps
// that have no fact in common.)
type Family struct {
	Options []*site.Option      // at least one, those that are most alike side by side
	Shared  []*source.Attribute // in which all are alike and not everybody is, the most telling first
}

// Families puts a category's options in an order in which like ones stand
// together, and parts it into families; many may be of one option. It gives
// nothing where no two options can be compared, or where there are more than
// MostOrdered.
func (s *Space) Families() []Family {
	if len(s.options) > MostOrdered {
		return nil
	}
	c := s.newClustering()
	least, ok := c.threshold()
	if !ok {
		return nil
	}
	root := c.run()
	numbers := root.cut(least, make([]int, len(s.options)), new(int))
	var families []Family
	for _, leaves := range runs(root.leaves, numbers) {
		f := Family{Options: make([]*site.Option, len(leaves))}
		for i, leaf := range leaves {
			f.Options[i] = s.options[leaf]
		}
		if len(leaves) > 1 {
			f.Shared = s.shared(leaves)
		}
		families = append(families, f)
	}
	return families
}

// runs parts leaves where the number of their family changes.
func runs(leaves, numbers []int) (parts [][]int) {
	start := 0
	for i := range leaves {
		if i+1 == len(leaves) || numbers[leaves[i]] != numbers[leaves[i+1]] {
			parts = append(parts, leaves[start:i+1])
			start = i + 1
		}
	}
	return parts
}

// A mean of the similarities of pairs, as their sum and their number: exact, and
// the mean of two together is the sum of both.
type mean struct {
	sum   int64
	pairs int32
}

func (m *mean) add(n mean) {
	m.sum += n.sum
	m.pairs += n.pairs
}

// above tells whether a mean is greater than another. One of nothing is below all
// others.
func (m mean) above(n mean) bool {
	if m.pairs == 0 || n.pairs == 0 {
		return m.pairs > n.pairs
	}
	return m.sum*int64(n.pairs) > n.sum*int64(m.pairs)
}

// A node of the tree: a leaf, or two nodes and how alike they are.
type node struct {
	leaves      []int // of this node, in order
	left, right *node // nil for a leaf
	alike       mean
}

// cut numbers the leaves by the largest nodes whose two sides are at least as
// alike as the least. (Which leaves stand side by side only the root knows: a node
// may have been turned.)
func (n *node) cut(least mean, numbers []int, next *int) []int {
	if n.left != nil && least.above(n.alike) {
		n.left.cut(least, numbers, next)
		return n.right.cut(least, numbers, next)
	}
	for _, leaf := range n.leaves {
		numbers[leaf] = *next
	}
	*next++
	return numbers
}

// A clustering joins the most alike clusters until one is left, with the average
// similarity of their options' pairs for that of two clusters.
//
// It follows chains of nearest neighbours until two are each other's (Murtagh, "A
// Survey of Recent Advances in Hierarchical Clustering Algorithms", 1983), which
// takes time that grows with the square of the options and gives the same tree as
// to look for the most alike pair each time: a join is never more alike to a third
// cluster than the more alike of its two parts was. That is true with pairs that
// cannot be compared too: they are not in the mean.
type clustering struct {
	space *Space
	means []mean  // of two clusters, a triangle: see at
	nodes []*node // by cluster; nil for one that was joined to another
}

func (s *Space) newClustering() *clustering {
	n := len(s.options)
	c := &clustering{space: s, means: make([]mean, n*(n-1)/2), nodes: make([]*node, n)}
	for i := range n {
		c.nodes[i] = &node{leaves: []int{i}}
		for j := range i {
			if l, ok := s.between(i, j); ok {
				*c.at(i, j) = mean{int64(l.Share), 1}
			}
		}
	}
	return c
}

// at gives the place of the mean of two different clusters.
func (c *clustering) at(i, j int) *mean {
	if i < j {
		i, j = j, i
	}
	return &c.means[i*(i-1)/2+j]
}

// threshold is how alike the two sides of a family must be; ok is false where no
// two options can be compared.
func (c *clustering) threshold() (least mean, ok bool) {
	var any, nearest mean
	for i := range c.nodes {
		var most mean
		for j := range c.nodes {
			if i == j {
				continue
			}
			m := *c.at(i, j)
			if i < j {
				any.add(m)
			}
			if m.above(most) {
				most = m
			}
		}
		nearest.add(most)
	}
	if any.pairs == 0 {
		return mean{}, false
	}
	return mean{(any.sum/int64(any.pairs) + nearest.sum/int64(nearest.pairs)) / 2, 1}, true
}

// run joins all clusters and gives the root. There is at least one option.
func (c *clustering) run() *node {
	chain := []int{0}
	for range len(c.nodes) - 1 {
		for {
			last := chain[len(chain)-1]
			next := c.nearest(last, chain)
			if len(chain) > 1 && next == chain[len(chain)-2] {
				chain = chain[:len(chain)-2]
				c.join(min(last, next), max(last, next))
				break
			}
			chain = append(chain, next)
		}
		if len(chain) == 0 {
			chain = []int{slices.IndexFunc(c.nodes, func(n *node) bool { return n != nil })}
		}
	}
	return c.nodes[chain[0]]
}

// nearest gives the cluster that is most like one: among equals the one before it
// in the chain, or else the first of them. So no chain runs in a circle.
func (c *clustering) nearest(cluster int, chain []int) int {
	best, found := -1, mean{}
	if len(chain) > 1 {
		best = chain[len(chain)-2]
		found = *c.at(cluster, best)
	}
	for other, n := range c.nodes {
		if n == nil || other == cluster || best >= 0 && !c.at(cluster, other).above(found) {
			continue
		}
		best, found = other, *c.at(cluster, other)
	}
	return best
}

// join makes two clusters one, the first.
func (c *clustering) join(a, b int) {
	left, right := c.nodes[a], c.nodes[b]
	joined := &node{left: left, right: right, alike: *c.at(a, b)}
	c.turn(joined)
	c.nodes[a], c.nodes[b] = joined, nil
	for other, n := range c.nodes {
		if n != nil && other != a {
			c.at(a, other).add(*c.at(b, other))
		}
	}
}

// turn puts the leaves of a node's two sides side by side, each side turned so
// that the two leaves that meet are as alike as can be.
func (c *clustering) turn(n *node) {
	var best mean
	for i, ends := range [][2]int{{last(n.left), n.right.leaves[0]}, {n.left.leaves[0], n.right.leaves[0]},
		{last(n.left), last(n.right)}, {n.left.leaves[0], last(n.right)}} {
		var meeting mean
		if l, ok := c.space.between(ends[0], ends[1]); ok {
			meeting = mean{int64(l.Share), 1}
		}
		if i > 0 && !meeting.above(best) {
			continue
		}
		best = meeting
		left, right := slices.Clone(n.left.leaves), slices.Clone(n.right.leaves)
		if i&1 != 0 {
			slices.Reverse(left)
		}
		if i&2 != 0 {
			slices.Reverse(right)
		}
		n.leaves = append(left, right...)
	}
}

func last(n *node) int { return n.leaves[len(n.leaves)-1] }
