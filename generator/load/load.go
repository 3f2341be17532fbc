// Package load reads a site's folder and parses every file in it.
//
// It takes a file system rooted at the site (os.Root keeps it inside) and gives
// a [source.Tree]: what all files declare, in an order that does not depend on
// the file system's or on which file was parsed first. Files are parsed on all
// cores; each file's diagnostics are its own until they are put together.
//
// What is read, and nothing else:
//
//	data/site.yaml                  the site
//	data/<category>/category.yaml   a category
//	data/<category>/<option>.yaml   an option, typed by its category's attributes
//	guides/**/<guide>.md            a guide
//	guides/**/<file>                a picture or another file that guides may use
//
// Templates are read by package templates. Hidden files and README.md are passed
// over without a word. A file that ends in .yml is an error, because it looks
// right and would be ignored; whatever else is not known is a warning. Symbolic
// links are followed to files inside the site that are not hidden, and nowhere
// else: a site must mean the same on another machine, and a link must not publish
// what its writer keeps to himself. Such a link is the file that it leads to, by
// the link's own name.
//
// What is there and is not read is kept in the tree ([source.Unread]), so that a
// guide that names it is not reported too.
package load

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"tradeoff/generator/dataset"
	"tradeoff/generator/diag"
	"tradeoff/generator/guide"
	"tradeoff/generator/source"
)

// ConfigFile is the file that makes a folder a site.
const ConfigFile = "data/site.yaml"

const categoryFile = "category.yaml"

var validID = regexp.MustCompile(`^[a-z0-9-]+$`)

// Site reads the site in fsys. Faults in the files are diagnostics; the error is
// that of ctx alone. The tree is never nil: with errors in the list it lacks
// what could not be understood.
func Site(ctx context.Context, fsys fs.FS) (*source.Tree, diag.List, error) {
	var diags diag.List
	found := look(fsys, &diags)
	tree := &source.Tree{Config: config(fsys, found, &diags)}
	err := parseData(ctx, fsys, found, tree, &diags)
	if err == nil {
		err = parseGuides(ctx, fsys, found, tree, &diags)
	}
	tree.Unread = found.unread
	return tree, diags, err
}

// config reads data/site.yaml. Without it, a stand-in lets the rest be checked.
func config(fsys fs.FS, found *files, diags *diag.List) *source.Config {
	standIn := &source.Config{Language: "en", File: ConfigFile, Incomplete: true}
	if !found.config {
		if found.meant(ConfigFile) {
			return standIn
		}
		diags.Errorf(diag.Position{File: ConfigFile}, diag.MissingFile,
			"there is no %s, which says what the site is called", ConfigFile).
			Hint = "make the file with one line: title: My comparisons"
		return standIn
	}
	text, ok := read(fsys, ConfigFile, diags)
	if !ok {
		return standIn
	}
	config, d := dataset.Config(ConfigFile, text)
	diags.Append(d)
	if config == nil {
		return standIn
	}
	return config
}

// parseData parses the categories, then the options of each.
func parseData(ctx context.Context, fsys fs.FS, found *files, tree *source.Tree, diags *diag.List) error {
	categories := make([]*source.Category, len(found.categories))
	err := each(ctx, len(found.categories), diags, func(i int, d *diag.List) {
		id := found.categories[i].id
		file := path.Join("data", id, categoryFile)
		if text, ok := read(fsys, file, d); ok {
			var own diag.List
			categories[i], own = dataset.Category(id, file, text)
			d.Append(own)
		}
	})
	if err != nil {
		return err
	}
	type option struct {
		category *source.Category
		file, id string
	}
	var options []option
	for i, c := range found.categories {
		if categories[i] == nil { // its options cannot be understood without it
			found.leaveFolder(path.Join("data", c.id))
			continue
		}
		tree.Categories = append(tree.Categories, categories[i])
		for _, o := range c.options {
			options = append(options, option{categories[i], path.Join("data", c.id, o+".yaml"), o})
		}
	}
	parsed := make([]*source.Option, len(options))
	err = each(ctx, len(options), diags, func(i int, d *diag.List) {
		if text, ok := read(fsys, options[i].file, d); ok {
			var own diag.List
			parsed[i], own = dataset.Option(options[i].category, options[i].id, options[i].file, text)
			d.Append(own)
		}
	})
	for i, o := range parsed {
		if o == nil {
			found.leave(options[i].file, options[i].file)
			continue
		}
		tree.Options = append(tree.Options, o)
	}
	return err
}

// parseGuides parses the guides and measures the pictures beside them.
func parseGuides(ctx context.Context, fsys fs.FS, found *files, tree *source.Tree, diags *diag.List) error {
	guides := make([]*source.Guide, len(found.guides))
	opts := guide.Options{RawHTML: tree.Config.RawHTML}
	err := each(ctx, len(guides), diags, func(i int, d *diag.List) {
		id := found.guides[i]
		file := path.Join("guides", id+".md")
		if text, ok := read(fsys, file, d); ok {
			var own diag.List
			guides[i], own = guide.Parse(id, file, text, opts)
			d.Append(own)
		}
	})
	if err != nil {
		return err
	}
	for i, g := range guides {
		if g == nil {
			file := path.Join("guides", found.guides[i]+".md")
			found.leave(file, file)
			continue
		}
		tree.Guides = append(tree.Guides, g)
	}
	measured := make([]*source.File, len(found.others))
	err = each(ctx, len(measured), diags, func(i int, d *diag.List) {
		if content, ok := read(fsys, found.others[i], d); ok {
			measured[i] = measure(found.others[i], content, d)
		}
	})
	for i, f := range measured {
		if f == nil {
			found.leave(found.others[i], found.others[i])
			continue
		}
		tree.Files = append(tree.Files, *f)
	}
	return err
}

// each calls do for 0 to n-1 on all cores and adds the diagnostics in that
// order. It stops early, with ctx's error, when ctx is done.
func each(ctx context.Context, n int, diags *diag.List, do func(i int, d *diag.List)) error {
	lists := make([]diag.List, n)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			do(i, &lists[i])
			return nil
		})
	}
	err := group.Wait()
	for _, l := range lists {
		diags.Append(l)
	}
	return err
}

// read gives a file's content, or a diagnostic that says why it cannot be had.
func read(fsys fs.FS, file string, diags *diag.List) ([]byte, bool) {
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		diags.Errorf(diag.Position{File: file}, diag.Unreadable, "the file cannot be read: %s", reason(err)).
			Hint = "check that it is there and that you may read it"
		return nil, false
	}
	return text, true
}

// reason is an error's text without the path, which the position says already.
func reason(err error) string {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	words := strings.ToLower(err.Error())
	if words == "path escapes from parent" { // of os.Root, which has no name for it
		return "it leads out of the site"
	}
	return words
}
