package load

import (
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tradeoff/generator/diag"
)

// isID tells whether a name is made of lower-case letters a to z, digits and hyphens.
func isID(name string) bool {
	for i := range len(name) {
		if c := name[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return name != ""
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
	if isID(id) {
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
