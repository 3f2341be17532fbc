package generator_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed lists, for each package of the module, which others it may import. It
// is the picture in the contributors' page: values flow one way, and stages do
// not know each other.
var allowed = map[string][]string{
	"generator/diag":       {},
	"generator/chromium":   {},                 // for tests too
	"generator/golden":     {"generator/diag"}, // for tests, which are not checked here; nothing else may import it
	"generator/markup":     {"generator/diag"},
	"generator/source":     {"generator/markup", "generator/diag"},
	"generator/site":       {"generator/source", "generator/markup"},
	"generator/strictyaml": {"generator/source", "generator/diag"},
	"generator/words":      {"generator/strictyaml", "generator/source", "generator/diag"},
	"generator/highlight":  {"generator/highlight/raku"},
	"generator/markdown":   {"generator/highlight", "generator/markup", "generator/diag"},
	"generator/dataset":    {"generator/strictyaml", "generator/words", "generator/markdown", "generator/source", "generator/markup", "generator/diag"},
	"generator/guide":      {"generator/strictyaml", "generator/markdown", "generator/source", "generator/markup", "generator/diag"},
	"generator/picture":    {},
	"generator/load":       {"generator/cache", "generator/seen", "generator/wire", "generator/dataset", "generator/guide", "generator/picture", "generator/source", "generator/markup", "generator/diag"},
	"generator/latin":      {},
	"generator/resolve":    {"generator/latin", "generator/site", "generator/source", "generator/markup", "generator/diag"},
	"generator/compare":    {"generator/site", "generator/source"},
	"generator/likeness":   {"generator/site", "generator/source"},
	"generator/weigh":      {"generator/latin", "generator/site", "generator/source"},
	"generator/related":    {"generator/cache", "generator/wire", "generator/site", "generator/source"},
	"generator/decision":   {"generator/site", "generator/source"},
	"generator/search":     {"generator/site", "generator/source", "generator/markup"},
	"generator/diagram":    {"generator/decision", "generator/words", "generator/site", "generator/source"},
	"generator/takeaway":   {"generator/compare", "generator/site", "generator/source", "generator/markup"},
	"generator/bundle":     {"templates"},
	"generator/archive":    {},
	"generator/wire":       {},
	"generator/seen":       {"generator/wire"},
	"generator/cache":      {},
	"generator/publish":    {"generator/cache", "generator/seen", "generator/wire", "generator/diag"},
	"generator/serve":      {"generator/diag"},
	"generator/preview":    {},
	"generator/schema":     {},
	"templates":            {"generator/words", "generator/picture", "generator/source", "generator/markup", "generator/diag"},
	"generator/render": {"generator/cache", "generator/wire", "generator/compare", "generator/decision", "generator/diagram", "generator/latin", "generator/likeness", "generator/preview", "generator/related", "generator/schema", "generator/search", "generator/takeaway", "generator/markdown", "generator/site", "generator/words",
		"generator/source", "generator/markup", "generator/diag", "generator/weigh", "templates"},
	"generator": {"generator/cache", "generator/dataset", "generator/decision", "generator/load", "generator/resolve", "generator/related", "generator/archive", "generator/bundle", "generator/render", "generator/publish", "generator/words",
		"generator/site", "generator/source", "generator/diag", "templates"},
	"generator/watch": {},
	"cmd/tradeoff":    {"cmd/tradeoff/internal/cli"},
	"cmd/tradeoff/internal/cli": {"cmd/tradeoff/help", "generator", "generator/bundle", "generator/decision", "generator/diagram", "generator/publish",
		"generator/serve", "generator/watch", "generator/site", "generator/source", "generator/words", "generator/diag"},
	"cmd/tradeoff/help": {},

	"generator/highlight/raku": {},
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for _, root := range []string{".", "../templates", "../cmd"} {
		err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
				return err
			}
			pkg := path.Join("generator", filepath.ToSlash(filepath.Dir(file)))
			seen[pkg] = true
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			for _, spec := range parsed.Imports {
				imported, _ := strconv.Unquote(spec.Path.Value)
				other, ours := strings.CutPrefix(imported, "tradeoff/")
				if ours && !slices.Contains(allowed[pkg], other) {
					t.Errorf("%s imports %s, which %s may not", file, other, pkg)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for pkg := range allowed {
		if !seen[pkg] {
			t.Errorf("there is no package %s", pkg)
		}
	}
}
