//go:build race

package decision

// hurry divides how many random questionnaires a test takes: looking for races
// takes ten times as long, and the other run takes them all.
const hurry = 10
