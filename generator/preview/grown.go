package preview

import (
	"maps"
	"sync/atomic"
)

// A grown is a map that is read far more often than it grows: each time it grows it is
// copied, so that nobody who reads it waits. It suits what has some hundred entries at
// most. Its zero value is empty; it is safe for concurrent use.
type grown[K comparable, V any] struct{ now atomic.Pointer[map[K]V] }

// get gives the value of a key.
func (g *grown[K, V]) get(key K) (value V, ok bool) {
	if now := g.now.Load(); now != nil {
		value, ok = (*now)[key]
	}
	return value, ok
}

// size is how many keys there are.
func (g *grown[K, V]) size() int {
	if now := g.now.Load(); now != nil {
		return len(*now)
	}
	return 0
}

// add adds a value for a key and gives it, or the one that somebody else has added
// meanwhile.
func (g *grown[K, V]) add(key K, value V) V {
	for {
		now := g.now.Load()
		next := map[K]V{}
		if now != nil {
			if known, ok := (*now)[key]; ok {
				return known
			}
			next = maps.Clone(*now)
		}
		next[key] = value
		if g.now.CompareAndSwap(now, &next) {
			return value
		}
	}
}
