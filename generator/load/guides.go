package load

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"tradeoff/generator/guide"
	"tradeoff/generator/source"
)

// guideFiles is what lies below guides/.
type guideFiles struct {
	look
	guides []*parse[source.Guide, guide.Options] // by id
	others []*parse[source.File, alone]          // by path
}

// lookAtGuides walks through guides/. What was remembered of files that are still
// there is kept; there may be nothing remembered.
func lookAtGuides(fsys fs.FS, before *guideFiles) *guideFiles {
	if before == nil {
		before = &guideFiles{}
	}
	found := &guideFiles{look: newLook("guides")}
	guides, others := byPath(before.guides), byPath(before.others)
	found.walk(fsys, func(file string) {
		switch {
		case wrongEnding(file, &found.said):
		case path.Ext(file) != ".md":
			found.others = append(found.others, keep(others, &found.look, file, ""))
		default:
			if id, ok := found.guideID(file); ok {
				found.guides = append(found.guides, keep(guides, &found.look, file, id))
			}
		}
	})
	slices.SortFunc(found.guides, func(a, b *parse[source.Guide, guide.Options]) int { return strings.Compare(a.id, b.id) })
	slices.SortFunc(found.others, func(a, b *parse[source.File, alone]) int { return strings.Compare(a.file, b.file) })
	return found
}

// guideID gives a guide's id, if its name and those of its folders are valid.
func (found *guideFiles) guideID(file string) (id string, ok bool) {
	id = strings.TrimSuffix(strings.TrimPrefix(file, "guides/"), ".md")
	if checkFolders(path.Dir(file), &found.said) && checkID(file, path.Base(id), "file", &found.said) {
		return id, true
	}
	found.leave(file, spellPath(file, ".md"))
	return "", false
}
