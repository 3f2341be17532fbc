//go:build race

package related

// hurry divides how many random sites a test takes, and how often they are edited:
// looking for races takes ten times as long, and the other run takes them all.
const hurry = 6
