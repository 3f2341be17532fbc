package load

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/sync/errgroup"

	"tradeoff/generator/seen"
	"tradeoff/generator/wire"
)

// A Glance is what the system says of all files that a site is made of, at a moment.
type Glance struct {
	// Print is of all of it: as long as it is the same, the site is.
	Print uint64
	// Sure tells whether every later change would show: not where a file was written just
	// now, and not where a link leads to one.
	Sure bool

	since   time.Time
	folders map[string][]glimpse // by path: what is in them and is not hidden, sorted by name
}

// A glimpse is what the system says of what has a name in a folder.
type glimpse struct {
	name string
	is   seen.File
}

// Look glances at a site without reading a file. It takes about a microsecond for each,
// which is why it does not go by fs.FS: that opens the way to each from the top.
func Look(site *os.Root) (*Glance, error) {
	g := &glancer{Glance: Glance{Sure: true, since: time.Now(), folders: map[string][]glimpse{}}}
	for _, folder := range []string{"data", "guides", "templates"} {
		if err := g.top(site, folder); err != nil {
			return nil, err
		}
	}
	g.Print = xxhash.Sum64(g.Text())
	return &g.Glance, nil
}

// find gives what the system said of a file; ok is false for a folder, a link, and what it
// did not look at.
func (g *Glance) find(file string) (is seen.File, ok bool) {
	in := g.folders[path.Dir(file)]
	at, ok := slices.BinarySearchFunc(in, path.Base(file), func(g glimpse, name string) int { return strings.Compare(g.name, name) })
	if !ok || in[at].is.Mode()&(fs.ModeDir|fs.ModeSymlink) != 0 {
		return seen.File{}, false
	}
	return in[at].is, true
}

type glancer struct {
	wire.Writer
	Glance
}

// top glances at a folder of the site. One that is missing is empty.
func (g *glancer) top(site *os.Root, name string) error {
	info, err := site.Lstat(name)
	g.Bool(err == nil && info.IsDir())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir(): // which is for somebody else to report
		g.file(seen.Closely(info))
		return nil
	}
	return g.folder(site, name, name)
}

// folder glances at a folder by its name in another one.
func (g *glancer) folder(in *os.Root, name, path string) error {
	folder, err := in.OpenRoot(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	names, err := namesIn(folder)
	if err != nil {
		return err
	}
	things, err := glimpses(folder, names)
	if err != nil {
		return err
	}
	g.folders[path] = things
	g.Strings(names)
	for _, t := range things {
		inner := t.is.Mode().IsDir()
		g.Bool(inner)
		if !inner {
			g.file(t.is)
		} else if err := g.folder(folder, t.name, path+"/"+t.name); err != nil {
			return err
		}
	}
	return nil
}

// fewNames is how many are looked at by one goroutine rather than by two.
const fewNames = 64

// glimpses asks for what has some names in a folder, on all cores.
func glimpses(folder *os.Root, names []string) ([]glimpse, error) {
	things := make([]glimpse, len(names))
	var group errgroup.Group
	each := max(fewNames, len(names)/runtime.GOMAXPROCS(0)+1)
	for from := 0; from < len(names); from += each {
		group.Go(func() error {
			eye, err := seen.Enter(folder)
			if err != nil {
				return err
			}
			defer eye.Close()
			for i := from; i < min(from+each, len(names)); i++ {
				is, err := eye.Closely(names[i])
				if err != nil {
					return err
				}
				things[i] = glimpse{names[i], is}
			}
			return nil
		})
	}
	return things, group.Wait()
}

// file takes note of what is no folder.
func (g *glancer) file(is seen.File) {
	is.Write(&g.Writer)
	g.Sure = g.Sure && is.Mode()&fs.ModeSymlink == 0 && is.Tells(g.since)
}

// namesIn gives what is in a folder and is not hidden, sorted.
func namesIn(folder *os.Root) ([]string, error) {
	opened, err := folder.Open(".")
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	names, err := opened.Readdirnames(-1)
	names = slices.DeleteFunc(names, func(name string) bool { return strings.HasPrefix(name, ".") })
	slices.Sort(names)
	return names, err
}

// A glanced is a site's folder of which it is known what is in its folders: they are not
// read again, which would take as long as the glance.
type glanced struct {
	fs.FS
	glance *Glance
}

// ReadDir implements [fs.ReadDirFS]. What is hidden is left out.
func (g glanced) ReadDir(name string) ([]fs.DirEntry, error) {
	things, known := g.glance.folders[name]
	if !known {
		return fs.ReadDir(g.FS, name)
	}
	entries := make([]fs.DirEntry, len(things))
	for i := range things {
		entries[i] = &glancedEntry{&things[i], g.FS, name}
	}
	return entries, nil
}

// Lstat implements [fs.ReadLinkFS].
func (g glanced) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(g.FS, name) }

// ReadLink implements [fs.ReadLinkFS].
func (g glanced) ReadLink(name string) (string, error) { return fs.ReadLink(g.FS, name) }

// Stat implements [fs.StatFS].
func (g glanced) Stat(name string) (fs.FileInfo, error) { return fs.Stat(g.FS, name) }

// A glancedEntry is what a walk meets in one.
type glancedEntry struct {
	*glimpse
	fsys   fs.FS
	folder string
}

// Name implements [fs.DirEntry].
func (e *glancedEntry) Name() string { return e.name }

// IsDir implements [fs.DirEntry].
func (e *glancedEntry) IsDir() bool { return e.is.Mode().IsDir() }

// Type implements [fs.DirEntry].
func (e *glancedEntry) Type() fs.FileMode { return e.is.Mode().Type() }

// Info implements [fs.DirEntry].
func (e *glancedEntry) Info() (fs.FileInfo, error) { return fs.Lstat(e.fsys, e.folder+"/"+e.name) }
