//go:build race

package render_test

// thorough says that sites are edited at random for long. Looking for races takes
// ten times as long, and few edits are enough for it.
const thorough = false
