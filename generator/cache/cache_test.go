package cache_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tradeoff/generator/cache"
)

const kind cache.Kind = 'k'

// open opens the cache of a site, which nobody else uses.
func open(t *testing.T, site, tool string) *cache.Cache {
	t.Helper()
	c, err := cache.Open(site, tool)
	if err != nil || c == nil {
		t.Fatal(c, err)
	}
	t.Cleanup(c.Close)
	return c
}

// put puts an entry, with a bulk.
func put(t *testing.T, c *cache.Cache, key, value, bulk string) {
	t.Helper()
	b, ok := c.PutBulk([]byte(bulk))
	if !ok {
		t.Fatal("no bulk")
	}
	c.Put(kind, key, []byte(value), b)
}

// get gives "value bulk" of an entry, or nothing.
func get(c *cache.Cache, key string) string {
	value, bulk, ok := c.Get(kind, key)
	if !ok {
		return ""
	}
	text, err := c.ReadBulk(bulk)
	if err != nil {
		return "torn"
	}
	return value + " " + text
}

func TestNextProcess(t *testing.T) {
	site := t.TempDir()
	c := open(t, site, "tool")
	put(t, c, "a", "1", "one")
	put(t, c, "b", "2", "two")
	put(t, c, "a", "3", "three")
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	put(t, c, "c", "4", "four") // and never flushed
	c.Close()
	c = open(t, site, "tool")
	if got := get(c, "a") + ", " + get(c, "b") + ", " + get(c, "c"); got != "3 three, 2 two, " {
		t.Error(got)
	}
	if _, _, ok := c.Get('o', "a"); ok {
		t.Error("an entry of another kind")
	}
	put(t, c, "b", "5", "five")
	c.Forget(kind) // nobody asked for c, which is not there; a and b were
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	c.Close()
	c = open(t, site, "tool")
	if got := get(c, "b"); got != "5 five" {
		t.Error(got)
	}
	c.Forget('o', kind)
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	c.Close()
	c = open(t, site, "tool")
	if got := get(c, "a"); got != "" {
		t.Error("what was forgotten is there:", got)
	}
	c.Close()
	if c = open(t, site, "another"); get(c, "b") != "" {
		t.Error("what another tool wrote is taken")
	}
	if info, err := os.Stat(filepath.Join(site, cache.Folder, "bulk-1")); err != nil || info.Size() > 0 {
		t.Error("the bulks of another tool are still there", err)
	}
}

// While one uses the cache another has none.
func TestTwoAtOnce(t *testing.T) {
	site := t.TempDir()
	first := open(t, site, "tool")
	put(t, first, "a", "1", "one")
	second, err := cache.Open(site, "tool")
	if second != nil || err != nil {
		t.Fatal(second, err)
	}
	second.Put(kind, "a", []byte("2"), cache.Bulk{})
	if _, ok := second.PutBulk(nil); ok || second.Flush() != nil || get(second, "a") != "" {
		t.Error("there is no cache and it keeps something")
	}
	second.Forget(kind)
	second.Close()
	if err := first.Flush(); err != nil {
		t.Fatal(err)
	}
	first.Close()
	if got := get(open(t, site, "tool"), "a"); got != "1 one" {
		t.Error(got)
	}
}

// A cache that was cut off anywhere, or in which any byte is another one, gives what was
// put or nothing, and can be used all the same.
func TestTorn(t *testing.T) {
	site := t.TempDir()
	c := open(t, site, "tool")
	want := map[string]string{}
	for i := range 20 {
		key, bulk := fmt.Sprint(i), strings.Repeat(fmt.Sprint(i), 50)
		put(t, c, key, "value", bulk)
		want[key] = "value " + bulk
	}
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	c.Close()
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"entries", "bulk-1"} {
		found := 0
		for range 200 {
			own := t.TempDir()
			if err := os.CopyFS(own, os.DirFS(site)); err != nil {
				t.Fatal(err)
			}
			tear(t, filepath.Join(own, cache.Folder, name), random)
			c := open(t, own, "tool")
			for key, want := range want {
				switch got := get(c, key); got {
				case want:
					found++
				case "", "torn":
				default:
					t.Fatalf("%s: entry %s says %q", name, key, got)
				}
			}
			put(t, c, "new", "n", "new")
			if err := c.Flush(); err != nil {
				t.Fatal(err)
			}
			c.Close()
			if got := get(open(t, own, "tool"), "new"); got != "n new" {
				t.Fatalf("%s: %q", name, got)
			}
		}
		if found == 0 || found == 200*len(want) {
			t.Errorf("%s: found %d", name, found)
		}
	}
}

// What was behind something torn does not come back when that is written over.
func TestTornStaysTorn(t *testing.T) {
	site := t.TempDir()
	c := open(t, site, "tool")
	for _, key := range []string{"a", "b", "c"} {
		put(t, c, key, "value", "bulk")
	}
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	c.Close()
	path := filepath.Join(site, cache.Folder, "entries")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	first := strings.Index(string(text), "value")
	text[first]++
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	c = open(t, site, "tool")
	put(t, c, "n", "value", "bulk")
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	c.Close()
	if c = open(t, site, "tool"); get(c, "n") == "" || get(c, "b")+get(c, "c") != "" {
		t.Errorf("what was torn: %q, %q; what was put then: %q", get(c, "b"), get(c, "c"), get(c, "n"))
	}
}

// tear cuts a file off somewhere, or changes a byte of it.
func tear(t *testing.T, path string, random *rand.Rand) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := random.IntN(len(text))
	if random.IntN(2) == 0 {
		text = text[:at]
	} else {
		text[at] ^= byte(1 + random.IntN(255))
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Files do not grow without end.
func TestCompact(t *testing.T) {
	site := t.TempDir()
	large := strings.Repeat("x", 100_000)
	for i := range 100 {
		c := open(t, site, "tool")
		if i > 0 {
			if got := get(c, "always"); got != "v "+large {
				t.Fatal(i, len(got))
			}
		} else {
			put(t, c, "always", "v", large)
		}
		put(t, c, "again", fmt.Sprint(i), strings.Repeat(fmt.Sprint(i%10), 100_000+i))
		if err := c.Flush(); err != nil {
			t.Fatal(err)
		}
		c.Close()
	}
	total := 0
	names, err := os.ReadDir(filepath.Join(site, cache.Folder))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		info, err := n.Info()
		if err != nil {
			t.Fatal(err)
		}
		total += int(info.Size())
	}
	if total > 3_000_000 || len(names) != 5 {
		t.Errorf("%d bytes in %d files", total, len(names))
	}
}

// Entries are written anew for themselves, where the bulks are still good.
func TestCompactEntries(t *testing.T) {
	site := t.TempDir()
	large := strings.Repeat("x", 5_000_000)
	for i := range 40 {
		c := open(t, site, "tool")
		if i == 0 {
			put(t, c, "always", "v", large)
		} else if got := get(c, "always"); got != "v "+large {
			t.Fatal(i, len(got))
		}
		value, _, _ := c.Get(kind, "again")
		if i > 0 && value != fmt.Sprint(i-1)+large[:200_000] {
			t.Fatal(i, len(value))
		}
		c.Put(kind, "again", []byte(fmt.Sprint(i)+large[:200_000]), cache.Bulk{})
		if err := c.Flush(); err != nil {
			t.Fatal(err)
		}
		c.Close()
	}
	info, err := os.Stat(filepath.Join(site, cache.Folder, "entries"))
	if err != nil || info.Size() > 2_000_000 {
		t.Error(info.Size(), err)
	}
}

// What is cleared is not there for the next process; this one reads on what it has, and
// keeps nothing more.
func TestClear(t *testing.T) {
	site := t.TempDir()
	c := open(t, site, "tool")
	put(t, c, "a", "1", "one")
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	c.Close()
	c = open(t, site, "tool")
	_, bulk, _ := c.Get(kind, "a")
	c.Clear()
	if text, err := c.ReadBulk(bulk); err != nil || text != "one" {
		t.Errorf("%q, %v", text, err)
	}
	if _, ok := c.PutBulk([]byte("two")); ok || get(c, "a") != "" {
		t.Error("it is not empty")
	}
	c.Put(kind, "b", []byte("2"), cache.Bulk{})
	if c.Flush() == nil {
		t.Error("it does not tell that it keeps nothing")
	}
	c.Close()
	c = open(t, site, "tool")
	if get(c, "a") != "" || get(c, "b") != "" {
		t.Error("it is not empty for the next")
	}
	put(t, c, "c", "3", "three")
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	c.Close()
	if c = open(t, site, "tool"); get(c, "c") != "3 three" {
		t.Error("nothing is kept after it was cleared")
	}
}

func TestForgetWhere(t *testing.T) {
	site := t.TempDir()
	c := open(t, site, "tool")
	for _, key := range []string{"a", "b", "c"} {
		put(t, c, key, "1", "one")
	}
	c.Put('o', "a", []byte("other"), cache.Bulk{})
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	c.Close()
	c = open(t, site, "tool")
	get(c, "b")
	c.ForgetWhere(func(key string) bool { return key != "c" }, kind)
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	c.Close()
	c = open(t, site, "tool")
	if _, _, ok := c.Get('o', "a"); get(c, "a") != "" || get(c, "b") == "" || get(c, "c") == "" || !ok {
		t.Error("another is forgotten than was meant")
	}
}

// What is in the way is left alone, and there is no cache.
func TestInTheWay(t *testing.T) {
	outside := t.TempDir()
	for name, make := range map[string]func(path string) error{
		"a file": func(path string) error { return os.WriteFile(path, []byte("mine"), 0o644) },
		"a link": func(path string) error { return os.Symlink(outside, path) },
		"a link within": func(path string) error {
			return errors.Join(os.Mkdir(filepath.Join(filepath.Dir(path), "guides"), 0o755), os.Symlink("guides", path))
		},
		"no folder":             func(path string) error { return os.Remove(filepath.Dir(path)) },
		"a folder for entries":  func(path string) error { return os.MkdirAll(filepath.Join(path, "entries"), 0o755) },
		"a folder for the lock": func(path string) error { return os.MkdirAll(filepath.Join(path, "lock"), 0o755) },
	} {
		t.Run(name, func(t *testing.T) {
			site := filepath.Join(t.TempDir(), "site")
			if err := os.Mkdir(site, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := make(filepath.Join(site, cache.Folder)); err != nil {
				t.Skip("no symbolic links here:", err)
			}
			if c, err := cache.Open(site, "tool"); c != nil || err == nil {
				t.Error(c, err)
			}
		})
	}
	if names, _ := os.ReadDir(outside); len(names) > 0 {
		t.Error("it wrote behind a link")
	}
}

func TestTool(t *testing.T) {
	tool, err := cache.Tool()
	if err != nil || tool == "" || strings.Contains(tool, "\n") {
		t.Errorf("%q %v", tool, err)
	}
	if strings.Count(tool, "/") != 3 && runtime.GOOS == "linux" { // the linker's has four parts
		t.Errorf("%q was made by reading all of the program", tool)
	}
}

func BenchmarkOpen(b *testing.B) {
	site := b.TempDir()
	c, err := cache.Open(site, "tool")
	if err != nil {
		b.Fatal(err)
	}
	for i := range 10_000 {
		c.Put(kind, fmt.Sprint(i), []byte(strings.Repeat("x", 2000)), cache.Bulk{})
	}
	if err := c.Flush(); err != nil {
		b.Fatal(err)
	}
	c.Close()
	b.ReportAllocs()
	for b.Loop() {
		c, err := cache.Open(site, "tool")
		if err != nil {
			b.Fatal(err)
		}
		c.Close()
	}
}
