package cache_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"tradeoff/generator/cache"
)

// A pipe in the place of a file is not waited for.
func TestPipe(t *testing.T) {
	for _, name := range []string{"entries", "lock", "bulk-1"} {
		site := t.TempDir()
		open(t, site, "tool").Close()
		pipe := filepath.Join(site, cache.Folder, name)
		if err := os.Remove(pipe); err != nil {
			t.Fatal(err)
		}
		if err := unix.Mkfifo(pipe, 0o644); err != nil {
			t.Skip(err)
		}
		c, _ := cache.Open(site, "tool")
		c.Put(kind, "a", []byte("1"), cache.Bulk{})
		_, _ = c.PutBulk([]byte("x"))
		_ = c.Flush()
		c.Close()
	}
}
