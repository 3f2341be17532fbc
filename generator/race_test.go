//go:build race

package generator_test

// thorough says that a browser opens every page. Looking for races in Go takes ten
// times as long and finds none in pages; the other run opens them all.
const thorough = false
