package resolve_test

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"testing"

	"golang.org/x/tools/txtar"

	"tradeoff/generator/golden"
	"tradeoff/generator/source"
)

// A folder holds the files of a site, by path, and loads them. What it gives for a
// file that was not changed is the same value as the last time.
type folder struct {
	files map[string][]byte
	last  map[string][]byte
	tree  *source.Tree
}

func folderOf(inputs []txtar.File) *folder {
	f := &folder{files: map[string][]byte{}}
	for _, input := range inputs {
		f.files[input.Name] = input.Data
	}
	return f
}

// whole is the folder of the site without a fault, and some things more.
func whole(t *testing.T) *folder {
	for _, a := range golden.Archives(t) {
		if a.Name == "whole" {
			f := folderOf(a.Inputs)
			f.files["guides/alone.md"] = []byte("---\ntitle: Alone\ndescription: D.\ntags: [One]\n---\n## Own heading\n\nText. [Up](alone.md#own-heading).\n\n::related\n")
			return f
		}
	}
	t.Fatal("there is no archive called whole")
	return nil
}

func (f *folder) inputs() []txtar.File {
	var inputs []txtar.File
	for _, name := range slices.Sorted(maps.Keys(f.files)) {
		inputs = append(inputs, txtar.File{Name: name, Data: f.files[name]})
	}
	return inputs
}

func (f *folder) load(t *testing.T) *source.Tree {
	t.Helper()
	tree, _ := loaded(t, f.inputs())
	if last := f.tree; last != nil {
		const config = "data/site.yaml"
		if f.same(config) {
			tree.Config = last.Config
		}
		keep(tree.Categories, last.Categories, func(c *source.Category) string { return c.File }, f.same)
		keep(tree.Options, last.Options, func(o *source.Option) string { return o.File }, func(file string) bool {
			return f.same(file) && f.same(path.Dir(file)+"/category.yaml")
		})
		keep(tree.Guides, last.Guides, func(g *source.Guide) string { return g.File }, func(file string) bool {
			return f.same(file) && f.same(config)
		})
	}
	f.tree, f.last = tree, maps.Clone(f.files)
	return tree
}

func (f *folder) same(file string) bool {
	was, there := f.last[file]
	return there && bytes.Equal(was, f.files[file])
}

// keep puts those of the last things into a list whose files are the same.
func keep[T any](list, last []*T, file func(*T) string, same func(file string) bool) {
	for i, thing := range list {
		at := slices.IndexFunc(last, func(l *T) bool { return file(l) == file(thing) })
		if at >= 0 && same(file(thing)) {
			list[i] = last[at]
		}
	}
}
