//go:build !race

package preview_test

import "testing"

// TestAllocations: a picture takes little memory but that of its file; the race detector
// would see to it that no canvas is used again.
func TestAllocations(t *testing.T) {
	for name, p := range pictures {
		draw(t, p)
		if n := testing.AllocsPerRun(20, func() { draw(t, p) }); n > 60 {
			t.Errorf("%s takes %v allocations", name, n)
		}
	}
}
