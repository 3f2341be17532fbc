//go:build race

package render_test

// Looking for races takes ten times as long, and few edits, and few of many things that
// are compared, are enough for it.
const (
	thorough = false
	hurry    = 8
)
