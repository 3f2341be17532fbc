package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tradeoff/generator/diag"
)

// located gives diagnostics with their files as they are found from the current
// folder, so that terminals and editors open them: relative to it where they are
// in it, absolute where they are not. Package generator names the site's files
// from the site's root, and what is in the output folder as --out does.
func located(all []diag.Diagnostic, site string) []diag.Diagnostic {
	all = slices.Clone(all)
	for i, d := range all {
		base := site
		switch d.Code {
		case diag.OutputUnsafe, diag.OutputForeign, diag.OutputFailed:
			base = "."
		}
		if d.Position.File != "" {
			all[i].Position.File = fromHere(base, d.Position.File)
		}
	}
	return all
}

// fromHere gives the path from the current folder to a file, which is named from
// a base or absolute. It has slashes on every system, as diagnostics do.
func fromHere(base, file string) string {
	named := filepath.FromSlash(file)
	if !filepath.IsAbs(named) {
		named = filepath.Join(base, named)
	}
	absolute, err := filepath.Abs(named)
	if err != nil { // the current folder is gone
		return filepath.ToSlash(named)
	}
	here, err := os.Getwd()
	if err != nil {
		return filepath.ToSlash(named)
	}
	relative, err := filepath.Rel(here, absolute)
	if err != nil || relative == ".." || strings.HasPrefix(relative, ".."+string(filepath.Separator)) {
		return filepath.ToSlash(absolute)
	}
	return filepath.ToSlash(relative)
}
