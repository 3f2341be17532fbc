package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestComments demands a comment for every exported name of the module: for each
// function, method, type, and variable, and for each group of constants, or each
// constant of a group that has none.
func TestComments(t *testing.T) {
	names := 0
	for _, root := range []string{".", "../templates", "../cmd"} {
		err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
				return err
			}
			positions := token.NewFileSet()
			parsed, err := parser.ParseFile(positions, file, nil, parser.ParseComments)
			if err != nil {
				return err
			}
			for _, declaration := range parsed.Decls {
				for _, name := range exported(declaration) {
					names++
					if !name.commented {
						t.Errorf("%s: %s has no comment", positions.Position(name.pos), name.name)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if names < 300 {
		t.Errorf("only %d exported names were found", names)
	}
}

// An exportedName is one that other packages can use.
type exportedName struct {
	name      string
	pos       token.Pos
	commented bool
}

// exported gives the exported names of a declaration.
func exported(declaration ast.Decl) (names []exportedName) {
	add := func(name *ast.Ident, comments ...*ast.CommentGroup) {
		if !name.IsExported() {
			return
		}
		found := exportedName{name: name.Name, pos: name.Pos()}
		for _, c := range comments {
			found.commented = found.commented || strings.TrimSpace(c.Text()) != ""
		}
		names = append(names, found)
	}
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		add(d.Name, d.Doc)
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				add(spec.Name, spec.Doc, groupComment(d))
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					add(name, spec.Doc, spec.Comment, d.Doc)
				}
			}
		}
	}
	return names
}

// groupComment is the comment of a declaration of one type; a group of types has
// one for each.
func groupComment(d *ast.GenDecl) *ast.CommentGroup {
	if d.Lparen.IsValid() {
		return nil
	}
	return d.Doc
}
