package cache

import (
	"errors"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
)

// wasteful is how many bytes may be no longer good before files are written anew,
// however few are.
const wasteful = 1 << 20

// Forget makes the entries of some kinds go that nobody asked for or put since the
// cache was opened. Call it after a build that asked for all it could use.
func (c *Cache) Forget(kinds ...Kind) {
	c.forget(kinds, func(string) bool { return true })
}

// ForgetWhere makes entries go, likewise, of which the key is no longer good.
func (c *Cache) ForgetWhere(gone func(key string) bool, kinds ...Kind) {
	c.forget(kinds, gone)
}

func (c *Cache) forget(kinds []Kind, gone func(key string) bool) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var idle []string // few, where there are very many entries
	for key, e := range c.entries {
		if !e.used && slices.Contains(kinds, Kind(key[0])) && gone(key[1:]) {
			idle = append(idle, key)
		}
	}
	slices.Sort(idle)
	for _, key := range idle {
		c.pending = appendEntry(c.pending, key, "", Bulk{})
		c.live -= c.entries[key].size
		delete(c.entries, key)
	}
}

// Clear makes the cache empty for the next process. This one can still read the bulks
// that it knows, and keeps nothing more.
func (c *Cache) Clear() {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries, c.pending, c.live = map[string]*entry{}, nil, 0
	if c.failed == nil {
		c.failed = errCleared
	}
	_ = c.replace([]byte(c.title())) // or else the next one meets what this one did
}

var errCleared = errors.New("cache: it was cleared")

// begin makes an empty cache.
func (c *Cache) begin() error {
	if err := c.newBulk(1); err != nil {
		return err
	}
	c.entries, c.live = map[string]*entry{}, 0
	return c.replace([]byte(c.head()))
}

// newBulk makes the file of bulks of a number, which is empty.
func (c *Cache) newBulk(number int) (err error) {
	c.bulkName = bulkPrefix + strconv.Itoa(number)
	c.bulk, err = c.root.OpenFile(c.bulkName, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o644)
	c.length = 0
	return err
}

// compact writes the files anew, with what is good alone, where less than half of them
// is. It is done before anybody knows where a bulk is. A crash leaves the old ones or
// the new ones: what counts is the file of entries, which names the other.
func (c *Cache) compact() error {
	if c.written+c.length < 2*c.live+wasteful {
		return c.compactEntries()
	}
	old, entries := c.bulk, c.entries
	defer old.Close()
	number, _ := strconv.Atoi(strings.TrimPrefix(c.bulkName, bulkPrefix))
	if err := c.newBulk(number + 1); err != nil {
		return err
	}
	text := []byte(c.head())
	c.entries, c.live = map[string]*entry{}, 0
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		e := entries[key]
		bulk, err := c.move(old, e.bulk)
		if errors.Is(err, ErrTorn) {
			continue
		} else if err != nil {
			return err
		}
		from := len(text)
		text = appendEntry(text, key, e.value, bulk)
		c.set(key, &entry{value: e.value, bulk: bulk, size: int64(len(text)-from) + bulk.length})
	}
	return c.replace(text)
}

// compactEntries does so for the file of entries alone, which is read whole by each
// process; where the bulks are stays as it is.
func (c *Cache) compactEntries() error {
	live := c.live
	for _, e := range c.entries {
		live -= e.bulk.length
	}
	if c.written < 2*live+wasteful {
		return nil
	}
	text := []byte(c.head())
	for _, key := range slices.Sorted(maps.Keys(c.entries)) {
		text = appendEntry(text, key, c.entries[key].value, c.entries[key].bulk)
	}
	return c.replace(text)
}

// move copies a bulk from an old file.
func (c *Cache) move(old *os.File, bulk Bulk) (Bulk, error) {
	if bulk.length == 0 {
		return Bulk{}, nil
	}
	text, err := bulk.read(old)
	if err != nil {
		return Bulk{}, err
	}
	_, err = c.bulk.WriteAt([]byte(text), c.length)
	bulk.offset = c.length
	c.length += bulk.length
	return bulk, err
}

// replace makes a text the file of entries, at once, and removes what no longer goes
// with it.
func (c *Cache) replace(text []byte) error {
	const fresh = entriesName + ".new"
	if err := c.root.WriteFile(fresh, text, 0o644); err != nil {
		return err
	}
	if err := c.root.Rename(fresh, entriesName); err != nil {
		return err
	}
	c.written = int64(len(text))
	folder, err := c.root.Open(".")
	if err != nil {
		return err
	}
	defer folder.Close()
	names, err := folder.Readdirnames(-1)
	for _, name := range names {
		if strings.HasPrefix(name, bulkPrefix) && name != c.bulkName {
			_ = c.root.Remove(name) // or else it is removed by the next one
		}
	}
	return err
}
