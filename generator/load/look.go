package load

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
)

// files is what look found, each list sorted.
type files struct {
	config     bool
	categories []folder // only those with a category.yaml
	guides     []string // ids
	others     []string // paths of files beside the guides
	unread     []source.Unread
}

// A folder is data/<id>.
type folder struct {
	id       string
	category bool     // it has a category.yaml
	options  []string // ids
}

// look walks data/ and guides/ and sorts what it finds by what it is.
func look(fsys fs.FS, diags *diag.List) *files {
	found := &files{}
	folders := map[string]*folder{}
	walk(fsys, "data", diags, func(file string) { found.data(file, folders, diags) }, found.leaveFolder)
	for _, f := range folders {
		if !f.category {
			found.orphan(f, diags)
			continue
		}
		slices.Sort(f.options)
		found.categories = append(found.categories, *f)
	}
	slices.SortFunc(found.categories, func(a, b folder) int { return strings.Compare(a.id, b.id) })
	walk(fsys, "guides", diags, func(file string) { found.guide(file, diags) }, found.leaveFolder)
	slices.Sort(found.guides)
	slices.Sort(found.others)
	return found
}

// orphan leaves a folder of options that has no category.yaml. Where that has
// another ending or is written in capitals, it has been reported.
func (found *files) orphan(f *folder, diags *diag.List) {
	if file := path.Join("data", f.id, categoryFile); !found.meant(file) {
		diags.Errorf(diag.Position{File: path.Dir(file)}, diag.MissingFile,
			"the folder has options but no %s, which says what they are compared on", categoryFile).
			Hint = "make " + file + " with a title and attributes"
		found.leave(file, file)
	}
	for _, id := range f.options {
		file := path.Join("data", f.id, id+".yaml")
		found.leave(file, file)
	}
}

// leave remembers a file that is not read, by the path that it should have had.
func (found *files) leave(file, named string) {
	found.unread = append(found.unread, source.Unread{Path: file, Named: named})
}

// leaveFolder remembers a folder that is not read.
func (found *files) leaveFolder(folder string) {
	found.unread = append(found.unread, source.Unread{Path: folder, Named: folder, Folder: true})
}

// meant tells whether a file that was not read should have been this one.
func (found *files) meant(file string) bool {
	return slices.ContainsFunc(found.unread, func(u source.Unread) bool {
		return u.Named == file || u.Folder && strings.HasPrefix(file, u.Path+"/")
	})
}

// spellPath is the path that a file should have had: of valid ids, with the
// right ending.
func spellPath(file, ending string) string {
	parts := strings.Split(strings.TrimSuffix(file, path.Ext(file)), "/")
	for i := 1; i < len(parts); i++ {
		parts[i] = spellID(parts[i])
	}
	return strings.Join(parts, "/") + ending
}

// data takes a file below data/.
func (found *files) data(file string, folders map[string]*folder, diags *diag.List) {
	parts := strings.Split(file, "/")[1:]
	name := parts[len(parts)-1]
	switch {
	case wrongEnding(file, diags):
		found.leave(file, spellPath(file, ".yaml"))
	case path.Ext(name) != ".yaml":
		unknown(file, "data/ holds .yaml files", diags)
	case file == ConfigFile:
		found.config = true
	case len(parts) == 1:
		unknown(file, "the only file directly in data/ is site.yaml; a category is a folder with a category.yaml", diags)
	case len(parts) > 2:
		unknown(file, "a category's options lie directly in its folder: data/<category>/<option>.yaml", diags)
	default:
		found.entry(file, parts[0], strings.TrimSuffix(name, ".yaml"), folders, diags)
	}
}

// entry takes data/<category>/<id>.yaml.
func (found *files) entry(file, category, id string, folders map[string]*folder, diags *diag.List) {
	if !checkID(path.Dir(file), category, "folder", diags) || !checkID(file, id, "file", diags) {
		found.leave(file, spellPath(file, ".yaml"))
		return
	}
	f := folders[category]
	if f == nil {
		f = &folder{id: category}
		folders[category] = f
	}
	if id+".yaml" == categoryFile {
		f.category = true
		return
	}
	f.options = append(f.options, id)
}

// guide takes a file below guides/.
func (found *files) guide(file string, diags *diag.List) {
	switch {
	case wrongEnding(file, diags):
	case path.Ext(file) != ".md":
		found.others = append(found.others, file)
	default:
		id := strings.TrimSuffix(strings.TrimPrefix(file, "guides/"), ".md")
		if checkFolders(path.Dir(file), diags) && checkID(file, path.Base(id), "file", diags) {
			found.guides = append(found.guides, id)
			return
		}
		found.leave(file, spellPath(file, ".md"))
	}
}

func wrongEnding(file string, diags *diag.List) bool {
	ending := strings.ToLower(path.Ext(file))
	if ending != ".yml" && (ending != ".yaml" || path.Ext(file) == ending) {
		return false
	}
	diags.Errorf(diag.Position{File: file}, diag.WrongEnding, "the file ends in %s and would not be read", path.Ext(file)).
		Hint = "rename it to " + path.Base(spellPath(file, ".yaml"))
	return true
}

func unknown(file, hint string, diags *diag.List) {
	diags.Warnf(diag.Position{File: file}, diag.UnknownFile, "the file is passed over: nothing here is called that").Hint = hint
}

// checkFolders checks the names of a guide's folders, below guides/.
func checkFolders(folder string, diags *diag.List) bool {
	if folder == "guides" {
		return true
	}
	return checkFolders(path.Dir(folder), diags) && checkID(folder, path.Base(folder), "folder", diags)
}

// checkID reports a name that cannot be an address, once for all that lies in it.
func checkID(file, id, what string, diags *diag.List) bool {
	if validID.MatchString(id) {
		return true
	}
	d := diags.Errorf(diag.Position{File: file}, diag.InvalidID,
		"the %s's name %q becomes an address: only lower-case letters a to z, digits and hyphens are allowed", what, id)
	if spelled := spellID(id); spelled != "" {
		d.Hint = "rename it to " + spelled
	}
	return false
}

// spellID is the nearest valid id: letters lose their accents, and whatever else
// an id cannot have becomes a hyphen.
func spellID(name string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return r
	}, norm.NFKD.String(strings.ToLower(name)))
	return strings.Join(strings.FieldsFunc(bare, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
}

// walk calls take for every regular file below a folder that is not hidden and
// not a README.md. A folder that is missing has no files; one that cannot be
// read is reported, and told.
func walk(fsys fs.FS, root string, diags *diag.List, take, unread func(file string)) {
	fs.WalkDir(fsys, root, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case file == root && isLink(fsys, root):
			diags.Errorf(diag.Position{File: file}, diag.Unreadable, "expected a folder called %q, found a link", root).
				Hint = "put the folder itself here"
			unread(file)
			return fs.SkipAll
		case err != nil && file == root && errors.Is(err, fs.ErrNotExist):
		case err != nil:
			diags.Errorf(diag.Position{File: file}, diag.Unreadable, "the folder cannot be read: %s", reason(err)).
				Hint = "check that you may read it"
			unread(file)
		case file == root && !entry.IsDir():
			diags.Errorf(diag.Position{File: file}, diag.Unreadable, "expected a folder called %q, found a file", root).
				Hint = "rename the file, or remove it"
			unread(file)
		default:
			return visit(fsys, file, entry, diags, take)
		}
		return nil
	})
}

// visit passes on what is read, and warns of what looks like it and is not.
func visit(fsys fs.FS, file string, entry fs.DirEntry, diags *diag.List, take func(file string)) error {
	hidden := isHidden(entry.Name())
	switch {
	case entry.IsDir() && hidden:
		return fs.SkipDir
	case entry.IsDir(), hidden, strings.EqualFold(entry.Name(), "README.md"):
	case entry.Type().IsRegular():
		take(file)
	case isLink(fsys, file) && leadsToFile(fsys, file):
		if by, secret := leadsThrough(fsys, file); secret {
			diags.Warnf(diag.Position{File: file}, diag.UnknownFile, "passed over: the link leads to %q, which is hidden", by).
				Hint = "put the file itself here, if readers may see it"
			return nil
		}
		take(file)
	default:
		diags.Warnf(diag.Position{File: file}, diag.UnknownFile, "passed over: only regular files inside the site are read").
			Hint = "put the file itself here"
	}
	return nil
}
