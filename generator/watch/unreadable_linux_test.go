package watch_test

import (
	"os"
	"testing"

	"tradeoff/generator/watch"
)

// TestUnreadableFolder: a folder that may not be read is looked at once it may.
// Root may read everything, so for root the test runs itself again as somebody
// else.
func TestUnreadableFolder(t *testing.T) {
	if os.Getuid() == 0 {
		again(t, "TestUnreadableFolder", 1000)
		return
	}
	s := watching(t, watch.Options{}, "a.md", "shut/b.md")
	s.must(os.Chmod(s.full("shut"), 0))
	s.named("shut/b.md")
	s.must(os.Chmod(s.full("shut"), 0o777))
	s.named("shut/b.md")
	s.write("shut/b.md", "x")
	s.named("shut/b.md")
}
