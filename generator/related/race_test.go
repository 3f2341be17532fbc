//go:build race

package related

// hurry divides how many random sites a test takes: looking for races
// takes ten times as long, and the other run takes them all.
const hurry = 6
