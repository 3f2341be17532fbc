//go:build !race

package generator_test

const (
	thorough = true // sites are edited at random for long
	hurry    = 1    // of so many examples, one is tried
)
