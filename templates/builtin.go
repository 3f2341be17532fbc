package templates

import (
	"path"
	"slices"
)

// IsMadeOfBuiltIn tells whether a template, which is a file, and parts that it executes
// are all the built-in ones: the site replaces neither their files nor one of them, so
// that code may write what they would.
func (s *Set) IsMadeOfBuiltIn(name string, parts ...string) bool {
	homes := homes()
	if !s.IsBuiltIn(name) {
		return false
	}
	for _, part := range parts {
		if !s.IsBuiltIn(homes[part]) {
			return false
		}
	}
	for _, file := range s.names {
		if path.Ext(file) != ".html" || s.IsBuiltIn(file) {
			continue
		}
		for _, m := range definition.FindAllStringSubmatch(s.texts[file], -1) {
			if m[1] == name || slices.Contains(parts, m[1]) {
				return false
			}
		}
	}
	return true
}
