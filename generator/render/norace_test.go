//go:build !race

package render_test

const (
	thorough = true // sites are edited at random for long
	hurry    = 1    // of so many things that are compared, one is
)
