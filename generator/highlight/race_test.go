//go:build race

package highlight

// hurry divides how many lexers are compared with chroma's: looking for races takes ten
// times as long, and the other run takes them all.
const hurry = 12
