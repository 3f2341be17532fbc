package watch_test

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"tradeoff/generator/watch"
)

// TestOverflow holds the watcher up until the system has more to tell than it
// keeps. It says so, and watches on.
func TestOverflow(t *testing.T) {
	queue := 0
	if text, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events"); err == nil {
		queue, _ = strconv.Atoi(strings.TrimSpace(string(text)))
	}
	if queue == 0 || queue > 200_000 {
		t.Skipf("the queue cannot be filled on %s", runtime.GOOS)
	}
	held, release := make(chan struct{}), make(chan struct{})
	var once sync.Once
	skip := func(rel string, _ bool) bool {
		if rel == "hold" {
			once.Do(func() { close(held) })
			<-release
		}
		return strings.HasPrefix(rel, "f")
	}
	s := watching(t, watch.Options{Skip: skip}, "old/a.md")
	s.write("hold", "")
	<-held
	for i := range queue/2 + 10_000 { // two events each, some of which fsnotify holds
		s.write(fmt.Sprint("f", i%500), "")
		s.remove(fmt.Sprint("f", i%500))
	}
	s.write("new/a.md", "x") // nobody tells of this
	close(release)
	if reason := s.all(); !strings.Contains(reason, "more happened at once") {
		t.Error(reason)
	}
	for _, file := range []string{"new/a.md", "old/a.md"} {
		s.write(file, "later")
		s.one(file)
	}
}
