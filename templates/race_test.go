//go:build race

package templates_test

// hurry tells of how many faulty templates one is tried: looking for races takes ten
// times as long, and the other run tries them all.
const hurry = 4
