package load_test

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var (
	seed  = flag.Uint64("seed", 0, "repeat the walk of this seed alone")
	steps = flag.Int("steps", 150, "how many steps each walk of TestRemembersExactly has")
)

// TestRemembersExactly edits a site at random, on a real disk, and demands after
// each step that the tree and the diagnostics are those of a clean run, that what did
// not change is the same value, and that another process with a cache reads the same.
func TestRemembersExactly(t *testing.T) {
	seeds, parsed, files := []uint64{1, 2, 3, 4, rand.Uint64()}, 0, 0
	if *seed != 0 {
		seeds = []uint64{*seed}
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			fsys, folder := onDisk(t, larger())
			w := &walker{Rand: rand.New(rand.NewPCG(seed, 0)), folder: folder, disk: fsys, site: &watched{fsys: fsys, kept: t.TempDir()}}
			if err := w.site.again(nil); err != nil {
				t.Fatal(err)
			}
			for step := range *steps {
				if err := w.step(); err != nil {
					t.Fatalf("seed %d, step %d: %v\nafter\n  %s", seed, step, err, strings.Join(w.log, "\n  "))
				}
			}
			parsed, files = parsed+w.site.parsed, files+w.site.files
		})
	}
	if parsed > files && *seed == 0 { // what is faulty is parsed by each: of one walk it may be much
		t.Errorf("%d of %d files were parsed in spite of the cache", parsed, files)
	}
}

// A walker edits a site at random.
type walker struct {
	*rand.Rand
	folder string
	disk   *disk
	site   *watched
	names  []string // of what may have changed since the last run that succeeded
	log    []string // of the last steps
}

var (
	filePlaces = strings.Fields(`
		data/site.yaml data/site.yaml data/site.yml data/stray.yaml data/notes.txt data
		data/api/category.yaml data/api/category.yaml data/api/rest.yaml data/api/soap.yaml data/api/old.yml data/api/README.md
		data/backend/category.yaml data/backend/category.yaml data/backend/category.yml data/backend/django.yaml data/backend/rails.yaml data/backend/Node.yaml
		data/backend/deep/x.yaml data/Back/category.yaml data/Back/x.yaml data/.hidden/x.yaml data/api
		guides/a.md guides/A.md guides/a/a.md guides/a-b.md guides/b/c.md guides/b/d.md guides/b/e/f.md guides/Old/g.md guides/é.md
		guides/p.svg guides/b/p.png guides/b/t.csv guides/x.yml guides/README.md guides/b/readme.md guides/.a.md.swp guides/.hidden/a.md guides guides/b
		elsewhere/a.md elsewhere/b.md templates/page.html .env`)
	folderPlaces = strings.Fields("data data/api data/backend data/backend/deep data/Back data/soap guides guides/a guides/b guides/b/e guides/Old guides/new guides/new/newer elsewhere guides/.hidden guides/README.md")
	targets      = strings.Fields("a.md ../guides/a.md b ../elsewhere ../elsewhere/a.md ../../guides/b/c.md ../data/api ../.env .a.md.swp nowhere self ../../outside ../data/backend/django.yaml rest.yaml")
	neverThere   = strings.Fields("guides/4913 data/4913 guides/b/a.md~ templates/x.html public guides/no/such/file.md data/no guides/.git/index ../x")
)

// text gives a content that suits a file, more or less.
func (w *walker) text(file string) string {
	var texts []string
	switch {
	case strings.HasSuffix(file, "site.yaml"):
		texts = []string{config, config + "raw_html: true\n", config + "tagline: T\n", "title: [", "", "titel: x\n"}
	case strings.Contains(file, "category"):
		texts = []string{category, category + "summary: S\n", "title: Backend\nattributes: [{id: stars, type: number}]\n", "{", "", "title: x\n"}
	case strings.HasPrefix(file, "data"):
		texts = []string{"", "name: X\n", "facts: {language: Go}\n", "facts: {language: Go, stars: many}\n", "nmae: x\n", "name: [", "facts: {stars: 3}\n"}
	case strings.HasSuffix(file, ".svg"), strings.HasSuffix(file, ".png"):
		texts = []string{drawing, drawing + " ", "", "text", `<svg viewBox="0 0 4 3"/>`}
	default:
		texts = []string{guide, guide + "\nMore.\n", guide + "\n<b>raw</b>\n", "---\ntitle: D\ndescription: D.\ndraft: true\n---\nText.\n", "---\ntitle: [\n---\n", "no front matter", "", "---\nshort: x\n---\n"}
	}
	return texts[w.IntN(len(texts))]
}

func (w *walker) full(name string) string { return filepath.Join(w.folder, filepath.FromSlash(name)) }

func one[T any](w *walker, of []T) T { return of[w.IntN(len(of))] }

// below lists what is at a path and below it.
func (w *walker) below(name string) (all []string) {
	filepath.WalkDir(w.full(name), func(file string, _ fs.DirEntry, err error) error {
		if err == nil {
			rel, _ := filepath.Rel(w.folder, file)
			all = append(all, filepath.ToSlash(rel))
		}
		return nil
	})
	return all
}

// step edits the site, and reads it.
func (w *walker) step() error {
	var did []string
	for range 1 + w.IntN(3) {
		before := w.snapshot()
		what := w.edit()
		named := w.name(before)
		w.names = append(w.names, named...)
		did = append(did, fmt.Sprintf("%s: %q", what, named))
	}
	if w.IntN(4) == 0 {
		w.names = append(w.names, one(w, neverThere))
	}
	if w.IntN(5) == 0 {
		w.cancelled()
		did = append(did, "cancelled")
		if w.IntN(2) == 0 {
			w.names = w.names[:0] // the memory knows already
		}
	}
	switch w.IntN(15) {
	case 0:
		w.names = nil
	case 1:
		w.names = []string{"."}
	}
	w.log = append(w.log, strings.Join(append(did, fmt.Sprintf("read %q", w.names)), "; "))
	w.log = w.log[max(0, len(w.log)-5):]
	if err := w.site.again(w.names); err != nil {
		return err
	}
	w.names = []string{}
	return nil
}

// edit changes something, and says what.
func (w *walker) edit() string {
	file := one(w, filePlaces)
	switch w.IntN(12) {
	case 0:
		err := os.Remove(w.full(file))
		return fmt.Sprint("remove ", file, " ", err)
	case 1:
		to := one(w, filePlaces)
		return fmt.Sprint("rename ", file, " ", to, " ", os.Rename(w.full(file), w.full(to)))
	case 2:
		folder, to := one(w, folderPlaces), one(w, folderPlaces)
		return fmt.Sprint("rename ", folder, " ", to, " ", os.Rename(w.full(folder), w.full(to)))
	case 3:
		folder := one(w, folderPlaces)
		if w.IntN(3) == 0 {
			os.RemoveAll(w.full(folder))
		}
		return "remove folder " + folder
	case 4:
		target := one(w, targets)
		if w.IntN(3) == 0 {
			os.RemoveAll(w.full(file))
		}
		return fmt.Sprint("link ", file, " ", target, " ", os.Symlink(target, w.full(file)))
	case 5:
		folder := one(w, folderPlaces)
		return fmt.Sprint("make folder ", folder, " ", os.MkdirAll(w.full(folder), 0o755))
	case 6:
		w.disk.refused = map[string]bool{}
		if w.IntN(2) == 0 {
			w.disk.refused[one(w, append(filePlaces, folderPlaces...))] = true
		}
		return fmt.Sprint("refuse ", slices.Collect(maps.Keys(w.disk.refused)))
	case 7: // what has been lost comes back
		for name, text := range small {
			if err := put(w.full(name), text); err != nil && w.IntN(2) == 0 {
				os.RemoveAll(w.full(path.Dir(name)))
				os.MkdirAll(w.full(path.Dir(name)), 0o755)
				put(w.full(name), text)
			}
		}
		return "restore"
	}
	text := w.text(file)
	return fmt.Sprintf("write %s %q %v", file, text, put(w.full(file), text))
}

// snapshot says of everything in the folder what it is.
func (w *walker) snapshot() map[string]string {
	all := map[string]string{}
	for _, name := range w.below(".") {
		info, err := os.Lstat(w.full(name))
		if err != nil {
			continue
		}
		is := info.Mode().Type().String()
		switch {
		case info.Mode().IsRegular():
			text, _ := os.ReadFile(w.full(name))
			is += string(text)
		case info.Mode()&fs.ModeSymlink != 0:
			target, _ := os.Readlink(w.full(name))
			text, _ := os.ReadFile(w.full(name))
			end, err := os.Stat(w.full(name))
			is += target + string(text) + fmt.Sprint(err == nil && end.IsDir())
			is += fmt.Sprint(w.IntN(1 << 30)) // its way may lead through something else than before: it is always named
		}
		all[name] = is + fmt.Sprint(w.disk.refused[name])
	}
	return all
}

// name gives the names of what differs from a snapshot: of files alone, or of
// folders that came and went for all that was or is in them.
func (w *walker) name(before map[string]string) []string {
	after := w.snapshot()
	changed := map[string]bool{}
	isFolder := func(is string) bool { return strings.HasPrefix(is, "d") }
	for _, both := range []map[string]string{before, after} {
		for name := range both {
			bare := isFolder(before[name]+after[name]) && (before[name] == "" || after[name] == "") // it came or went, and matters for its files alone
			if before[name] != after[name] && (!bare || w.disk.refused[name]) {
				changed[name] = true
			}
		}
	}
	if w.IntN(2) == 0 {
		for _, both := range []map[string]string{before, after} {
			for name, is := range both {
				if isFolder(is) && before[name] != after[name] {
					maps.DeleteFunc(changed, func(file string, _ bool) bool { return strings.HasPrefix(file, name+"/") })
					changed[name] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(changed))
}

// cancelled starts a run and ends it at one of its files.
func (w *walker) cancelled() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	left := w.IntN(6)
	w.disk.onRead = func() {
		if left--; left < 0 {
			cancel()
		}
	}
	w.site.memory.Site(ctx, w.disk, w.names)
	w.disk.onRead = func() {}
}
