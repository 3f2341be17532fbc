package load

import (
	"errors"
	"io/fs"
	"os"
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

	since time.Time
	files map[string]seen.File // by path; those that are reached by a link are not among them
}

// Look glances at a site without reading a file. It takes about 2 µs for each, which is
// why it does not go by fs.FS: that opens the way to each from the top.
func Look(site *os.Root) (*Glance, error) {
	g := &glancer{Glance: Glance{Sure: true, since: time.Now(), files: map[string]seen.File{}}}
	for _, folder := range []string{"data", "guides", "templates"} {
		if err := g.folder(site, folder, folder); err != nil {
			return nil, err
		}
	}
	g.Print = xxhash.Sum64(g.Text())
	return &g.Glance, nil
}

type glancer struct {
	wire.Writer
	Glance
}

// folder glances at a folder by its name in another one. One that is missing is empty.
func (g *glancer) folder(in *os.Root, name, path string) error {
	info, err := in.Lstat(name)
	g.Bool(err == nil && info.IsDir())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() { // which is for somebody else to report
		g.file(path, info)
		return nil
	}
	folder, err := in.OpenRoot(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	names, err := namesIn(folder)
	if err != nil {
		return err
	}
	infos := make([]fs.FileInfo, len(names))
	var group errgroup.Group
	each := len(names)/runtime.GOMAXPROCS(0) + 1
	for from := 0; from < len(names); from += each {
		group.Go(func() (err error) {
			for i := from; i < min(from+each, len(names)); i++ {
				if infos[i], err = folder.Lstat(names[i]); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	g.Strings(names)
	for i, info := range infos {
		path := path + "/" + names[i]
		if !info.IsDir() {
			g.Bool(false)
			g.file(path, info)
		} else if err := g.folder(folder, names[i], path); err != nil {
			return err
		}
	}
	return nil
}

// file glances at what is no folder.
func (g *glancer) file(path string, info fs.FileInfo) {
	is := seen.Closely(info)
	is.Write(&g.Writer)
	if info.Mode()&fs.ModeSymlink == 0 {
		g.files[path] = is
	}
	g.Sure = g.Sure && info.Mode()&fs.ModeSymlink == 0 && is.Tells(g.since)
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
