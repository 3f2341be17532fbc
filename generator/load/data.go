package load

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
)

// dataFiles is what lies below data/.
type dataFiles struct {
	look
	config  *parse[source.Config, alone] // nil where there is none
	folders []*folder                    // by id; only those with a category.yaml
}

// A folder is data/<id>.
type folder struct {
	id       string
	category *parse[source.Category, alone] // nil where it has no category.yaml
	options  []*parse[source.Option, *source.Category]
}

func (f *folder) path() string { return path.Join("data", f.id) }

// lookAtData walks through data/. What was remembered of files that are still
// there is kept; there may be nothing remembered.
func lookAtData(fsys fs.FS, before *dataFiles) *dataFiles {
	if before == nil {
		before = &dataFiles{}
	}
	found := &dataSorter{dataFiles: &dataFiles{look: newLook("data")}, all: map[string]*folder{}}
	found.remember(before)
	found.walk(fsys, found.file)
	for _, id := range slices.Sorted(maps.Keys(found.all)) {
		f := found.all[id]
		if f.category == nil {
			found.orphan(f)
			continue
		}
		slices.SortFunc(f.options, func(a, b *parse[source.Option, *source.Category]) int { return strings.Compare(a.id, b.id) })
		found.folders = append(found.folders, f)
	}
	return found.dataFiles
}

// A dataSorter sorts the files below data/ by what they are.
type dataSorter struct {
	*dataFiles
	all map[string]*folder // by id, without a category.yaml too

	// what was remembered
	configs    map[string]*parse[source.Config, alone]
	categories map[string]*parse[source.Category, alone]
	options    map[string]*parse[source.Option, *source.Category]
}

// remember takes what was found before.
func (found *dataSorter) remember(before *dataFiles) {
	var configs []*parse[source.Config, alone]
	if before.config != nil {
		configs = append(configs, before.config)
	}
	var categories []*parse[source.Category, alone]
	var options []*parse[source.Option, *source.Category]
	for _, f := range before.folders {
		categories = append(categories, f.category)
		options = append(options, f.options...)
	}
	found.configs, found.categories, found.options = byPath(configs), byPath(categories), byPath(options)
}

// orphan leaves a folder of options that has no category.yaml. Where that has
// another ending or is written in capitals, it has been reported.
func (found *dataSorter) orphan(f *folder) {
	if file := path.Join(f.path(), categoryFile); !found.meant(file) {
		found.said.Errorf(diag.Position{File: path.Dir(file)}, diag.MissingFile,
			"the folder has options but no %s, which says what they are compared on", categoryFile).
			Hint = "make " + file + " with a title and attributes"
		found.leave(file, file)
	}
	for _, o := range f.options {
		found.leave(o.file, o.file)
	}
}

// file takes a file below data/.
func (found *dataSorter) file(file string) {
	parts := strings.Split(file, "/")[1:]
	name := parts[len(parts)-1]
	switch {
	case wrongEnding(file, &found.said):
		found.leave(file, spellPath(file, ".yaml"))
	case path.Ext(name) != ".yaml":
		unknown(file, "data/ holds .yaml files", &found.said)
	case file == ConfigFile:
		found.config = keep(found.configs, &found.look, file, "")
	case len(parts) == 1:
		unknown(file, "the only file directly in data/ is site.yaml; a category is a folder with a category.yaml", &found.said)
	case len(parts) > 2:
		unknown(file, "a category's options lie directly in its folder: data/<category>/<option>.yaml", &found.said)
	default:
		found.entry(file, parts[0], strings.TrimSuffix(name, ".yaml"))
	}
}

// entry takes data/<category>/<id>.yaml.
func (found *dataSorter) entry(file, category, id string) {
	if !checkID(path.Dir(file), category, "folder", &found.said) || !checkID(file, id, "file", &found.said) {
		found.leave(file, spellPath(file, ".yaml"))
		return
	}
	f := found.all[category]
	if f == nil {
		f = &folder{id: category}
		found.all[category] = f
	}
	if id+".yaml" == categoryFile {
		f.category = keep(found.categories, &found.look, file, category)
		return
	}
	f.options = append(f.options, keep(found.options, &found.look, file, id))
}
