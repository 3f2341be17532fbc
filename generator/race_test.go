//go:build race

package generator_test

// Looking for races takes ten times as long, and a race does not hide in the hundredth
// case of a kind: this run takes fewer steps from fewer sites, and one of many examples.
// The other run takes them all.
//
// Tests that look at what one build made have nothing that runs beside anything else:
// their files, and those of the browser, are left out of this run.
const (
	thorough = false
	hurry    = 7
)
