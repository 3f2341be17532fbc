package templates

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"tradeoff/generator/diag"
)

// Templates may lean on parts that other files define: guide.html on the
// "frame-top" of frame.html. Who replaces a file and leaves a part out is told so
// at that file, which is theirs, and not at the one that asks for the part, which
// is built in and was never seen.

// definition finds the parts that a file defines.
var definition = regexp.MustCompile(`\{\{-?\s*(?:define|block)\s+"([^"]+)"`)

// homes gives the built-in file of each part.
func homes() map[string]string {
	files := map[string]string{}
	for _, name := range must(builtIn.ReadDir(".")) {
		if path.Ext(name.Name()) != ".html" {
			continue
		}
		for _, m := range definition.FindAllStringSubmatch(string(must(builtIn.ReadFile(name.Name()))), -1) {
			files[m[1]] = name.Name()
		}
	}
	return files
}

// reportMissing reports the templates and parts that are asked for and are not
// there. It tells whether there were any.
func (s *Set) reportMissing(diags *diag.List) bool {
	homes, askers := sync.OnceValue(homes), map[string][]string{} // nothing is missing as a rule
	missing := false
	for _, t := range s.html.Templates() {
		for _, use := range uses(t) {
			if found := s.html.Lookup(use.Name); found != nil && found.Tree != nil {
				continue
			}
			missing = true
			if homes()[use.Name] != "" {
				askers[use.Name] = append(askers[use.Name], t.Tree.ParseName)
				continue
			}
			location, _ := t.Tree.ErrorContext(use.node)
			pos, _ := s.placeOf("template: " + location + ": ")
			diags.Errorf(pos, diag.Template, "there is no template %q", use.Name).Hint = diag.Suggest(use.Name, slices.Concat(s.names, sortedKeys(homes())))
		}
	}
	for part, files := range askers {
		slices.Sort(files)
		diags.Errorf(diag.Position{File: "templates/" + homes()[part]}, diag.Template,
			"the part %q is missing, which is used by %s", part, strings.Join(slices.Compact(files), ", ")).
			Hint = `add {{define "` + part + `"}} … {{end}} to the file; ` + "`tradeoff help templates` lists the parts"
	}
	return missing
}
