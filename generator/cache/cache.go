// Package cache keeps what a build worked out on disk, in the folder .tradeoff of a
// site, for the next one.
//
// # What is in it
//
// An entry is a text under a kind and a key, and may have a bulk: a second text, mostly
// a long one, that is read when it is asked for. The cache knows nothing of what they
// say. Whoever takes an entry out compares what is noted in it with what it is to be
// good for: the sum of a file, what the system says of it, a print. So any entry that
// was ever put is as good as it was, whatever became of those beside it: a build that
// was killed, one that failed and one that ended leave nothing but entries.
//
// What depends on the tool is not noted: a cache that another build of the tool wrote
// (see [Tool]) is empty, and so is one whose form is not known.
//
// # Files
//
//	.gitignore     leaves the folder out of git
//	CACHEDIR.TAG   leaves it out of backups (https://bford.info/cachedir/)
//	lock           held by the process that uses the cache
//	entries        what wrote it, then the entries, one after the other; the last one of a key counts
//	bulk-<n>       the bulks; entries names the one that it goes with
//
// Files grow at the end, and are written anew by [Open] where less than half of them is still good.
// Each entry and each bulk has a checksum (XXH64). What is torn is not there: at the
// first entry that is not whole the entries end. The whole folder may be removed at any
// time.
//
// # Two at once
//
// One process uses the cache at a time. Another one, as a build beside a watch, does
// without: for it the cache is empty and keeps nothing. That was chosen over sharing,
// which would have to agree on what may be removed while somebody else reads it.
package cache

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"unsafe"

	"github.com/cespare/xxhash/v2"
	"github.com/gofrs/flock"
)

// Folder is the name of the cache's folder, in a site.
const Folder = ".tradeoff"

const (
	lockName    = "lock"
	entriesName = "entries"
	bulkPrefix  = "bulk-"
)

// A Kind says what an entry is about. Each package that puts entries has its own.
type Kind byte

// A Cache is safe for concurrent use. A nil one is empty and keeps nothing.
type Cache struct {
	root *os.Root
	held *flock.Flock
	tool string

	mu       sync.Mutex
	entries  map[string]*entry // by kind and key
	pending  []byte            // entries that are to be written, its memory used again
	bulk     *os.File
	bulkName string
	written  int64 // bytes of the file of entries that are good
	length   int64 // bytes of the file of bulks
	live     int64 // bytes of entries and bulks that are still good
	failed   error // the first that went wrong with writing; nothing is written after it
}

// An entry as it was read, or was put. The value of one that was put is only in the file.
type entry struct {
	value string
	bulk  Bulk
	size  int64 // bytes in both files
	used  bool
}

// A Bulk is where a bulk is. The zero value is none.
type Bulk struct {
	offset, length int64
	sum            uint64
}

// Open opens the cache of a site, and makes it where it is missing. tool says which
// build of the tool uses it. Where somebody else uses it the cache is nil, and so it is
// where it cannot be written; the error says why, and is nil where it is only in use.
func Open(site, tool string) (*Cache, error) {
	c := &Cache{tool: tool, entries: map[string]*entry{}}
	ok, err := c.open(site)
	if !ok || err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

func (c *Cache) open(site string) (ok bool, err error) {
	holder, err := os.OpenRoot(site)
	if err != nil {
		return false, err
	}
	defer holder.Close()
	if err := holder.Mkdir(Folder, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return false, err
	}
	if info, err := holder.Lstat(Folder); err != nil || !info.IsDir() { // nor a link to one
		return false, errors.Join(err, fmt.Errorf("%s is not a folder", Folder))
	}
	if c.root, err = holder.OpenRoot(Folder); err != nil {
		return false, err
	}
	if locked, err := c.lock(filepath.Join(site, Folder, lockName)); !locked || err != nil {
		return false, err
	}
	for name, text := range marks {
		if _, err := c.root.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			if err := c.root.WriteFile(name, []byte(text), 0o644); err != nil {
				return false, err
			}
		}
	}
	return true, c.read()
}

// marks are the files that tell others what the folder is.
var marks = map[string]string{
	".gitignore":   "# What tradeoff remembers between builds. It may be removed at any time.\n*\n",
	"CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# What tradeoff remembers between builds. It may be removed at any time.\n",
}

// lock takes the lock; the system drops it when the process ends.
func (c *Cache) lock(path string) (bool, error) {
	info, err := c.root.Lstat(lockName)
	if err == nil && !info.Mode().IsRegular() {
		return false, fmt.Errorf("%s is not a file", lockName)
	}
	c.held = flock.New(path, flock.SetPermissions(0o644))
	return c.held.TryLock()
}

// read reads the entries. What is not whole, or of another tool, is not there.
func (c *Cache) read() error {
	if info, err := c.root.Lstat(entriesName); err == nil && !info.Mode().IsRegular() { // to open a pipe might take for ever
		return fmt.Errorf("%s is not a file", entriesName)
	}
	file, err := c.root.ReadFile(entriesName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	text := unsafe.String(unsafe.SliceData(file), len(file)) // which nobody changes
	title := c.title()
	c.bulkName, _, _ = strings.Cut(strings.TrimPrefix(text, title), "\n")
	if !strings.HasPrefix(text, title+bulkPrefix) || !strings.HasPrefix(text, c.head()) || strings.ContainsAny(c.bulkName, `/\`) {
		return c.begin()
	}
	if c.bulk, err = c.root.OpenFile(c.bulkName, os.O_RDWR, 0); err != nil {
		return c.begin()
	}
	info, err := c.bulk.Stat()
	if err != nil {
		return err
	}
	c.length, c.written = info.Size(), int64(len(c.head()))
	c.entries = make(map[string]*entry, countEntries(text[c.written:]))
	var room []entry // for several at once
	for {
		if len(room) == 0 {
			room = make([]entry, 256)
		}
		key, size := room[0].parse(text[c.written:])
		if size == 0 {
			return c.compact()
		}
		c.written += int64(size)
		c.set(key, &room[0])
		room = room[1:]
	}
}

// countEntries tells how many entries a text says that it has.
func countEntries(text string) (count int) {
	for len(text) >= entryHead {
		length := entryHead + int(number32(text))
		if length < entryHead || length > len(text) {
			break
		}
		text = text[length:]
		count++
	}
	return count
}

// title begins the file of entries of a tool, and head is all that stands before them.
func (c *Cache) title() string { return "tradeoff cache 1\n" + c.tool + "\n" }
func (c *Cache) head() string  { return c.title() + c.bulkName + "\n" }

// set makes an entry the one of its key.
func (c *Cache) set(key string, e *entry) {
	if before := c.entries[key]; before != nil {
		c.live -= before.size
	}
	if e.value == "" && !e.used {
		delete(c.entries, key) // it was forgotten
		return
	}
	c.live += e.size
	c.entries[key] = e
}

// An entry is written as: the length of the rest, its checksum, kind and key with their
// length, where its bulk is, the value.
const (
	entryHead = 4 + 8
	bulkHead  = 3 * 8
)

func appendEntry(text []byte, key, value string, bulk Bulk) []byte {
	at := len(text)
	text = append(text, make([]byte, entryHead)...)
	text = binary.LittleEndian.AppendUint32(text, uint32(len(key)))
	text = append(text, key...)
	for _, n := range []uint64{uint64(bulk.offset), uint64(bulk.length), bulk.sum} {
		text = binary.LittleEndian.AppendUint64(text, n)
	}
	text = append(text, value...)
	rest := text[at+entryHead:]
	binary.LittleEndian.PutUint32(text[at:], uint32(len(rest)))
	binary.LittleEndian.PutUint64(text[at+4:], xxhash.Sum64(rest))
	return text
}

// parse reads the first entry of a text; its size is 0 where there is no whole one.
func (e *entry) parse(text string) (key string, size int) {
	if len(text) < entryHead {
		return "", 0
	}
	length := int(number32(text))
	if len(text)-entryHead < length {
		return "", 0
	}
	rest := text[entryHead : entryHead+length]
	if xxhash.Sum64String(rest) != number64(text[4:]) {
		return "", 0
	}
	if length < 4 || int64(number32(rest))+4+bulkHead > int64(length) {
		return "", 0
	}
	key, rest = rest[4:4+number32(rest)], rest[4+number32(rest):]
	bulk := Bulk{offset: int64(number64(rest)), length: int64(number64(rest[8:])), sum: number64(rest[16:])}
	size = entryHead + length
	*e = entry{value: rest[bulkHead:], bulk: bulk, size: int64(size) + bulk.length}
	return key, size
}

// Get gives an entry that an earlier process put. Of a key that this process has put it
// gives nothing, neither that one nor its own: what is put now is for the next.
func (c *Cache) Get(kind Kind, key string) (value string, bulk Bulk, ok bool) {
	if c == nil {
		return "", Bulk{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.entries[string(kind)+key]
	if e == nil || e.value == "" {
		return "", Bulk{}, false
	}
	e.used = true
	return e.value, e.bulk, true
}

// Put keeps an entry, from the next [Cache.Flush] on at the latest. The value is not empty; the bulk is
// one that PutBulk gave, or none.
func (c *Cache) Put(kind Kind, key string, value []byte, bulk Bulk) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	name := string(kind) + key
	from := len(c.pending)
	c.pending = appendEntry(c.pending, name, string(value), bulk)
	c.set(name, &entry{bulk: bulk, size: int64(len(c.pending)-from) + bulk.length, used: true})
	if len(c.pending) >= portion {
		c.flush()
	}
}

// portion is how many bytes of entries wait at most to be written.
const portion = 1 << 20

// PutBulk keeps a bulk, which an entry that is put afterwards names. ok tells whether it
// could. The bulk can be read at once.
func (c *Cache) PutBulk(text []byte) (bulk Bulk, ok bool) {
	if c == nil {
		return Bulk{}, false
	}
	c.mu.Lock()
	bulk = Bulk{offset: c.length, length: int64(len(text)), sum: xxhash.Sum64(text)}
	failed := c.failed
	c.length += bulk.length
	c.mu.Unlock()
	if failed != nil {
		return Bulk{}, false
	}
	if _, err := c.bulk.WriteAt(text, bulk.offset); err != nil {
		c.fail(err)
		return Bulk{}, false
	}
	return bulk, true
}

// ErrTorn is the error of a bulk that is not what was put.
var ErrTorn = errors.New("cache: what was kept is torn")

// ReadBulk reads a bulk.
func (c *Cache) ReadBulk(bulk Bulk) (string, error) {
	return bulk.read(c.bulk)
}

func (b Bulk) read(file *os.File) (string, error) {
	text := make([]byte, b.length)
	if _, err := file.ReadAt(text, b.offset); err != nil {
		return "", errors.Join(ErrTorn, err)
	}
	if xxhash.Sum64(text) != b.sum {
		return "", ErrTorn
	}
	return unsafe.String(unsafe.SliceData(text), len(text)), nil // which nobody changes
}

func (c *Cache) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.failed == nil {
		c.failed = err
	}
}

// Flush writes what was put. The error says why nothing more is kept; the cache can be
// used none the less.
func (c *Cache) Flush() error {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.flush()
	return c.failed
}

func (c *Cache) flush() {
	if c.failed == nil && len(c.pending) > 0 {
		c.failed = c.append()
	}
	c.pending = c.pending[:0]
}

func (c *Cache) append() error {
	file, err := c.root.OpenFile(entriesName, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = file.WriteAt(c.pending, c.written)
	if err == nil {
		c.written += int64(len(c.pending))
		err = file.Truncate(c.written)
	}
	return errors.Join(err, file.Close())
}

// Close lets go of the cache. What was put and not flushed is lost.
func (c *Cache) Close() {
	if c == nil {
		return
	}
	if c.bulk != nil {
		_ = c.bulk.Close() // a bulk that is torn is not there
	}
	if c.root != nil {
		_ = c.root.Close() // opened for reading
	}
	if c.held != nil {
		_ = c.held.Unlock() // the descriptor is closed at the latest with the process
	}
}

func number32(text string) uint32 {
	return uint32(text[0]) | uint32(text[1])<<8 | uint32(text[2])<<16 | uint32(text[3])<<24
}

func number64(text string) uint64 { return uint64(number32(text)) | uint64(number32(text[4:]))<<32 }
