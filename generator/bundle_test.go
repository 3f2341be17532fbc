package generator_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"tradeoff/generator"
)

// TestBundleOfEach bundles each guide of this repository's site.
func TestBundleOfEach(t *testing.T) {
	var names []string
	guides, err := filepath.Glob("../guides/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range guides {
		names = append(names, strings.TrimSuffix(filepath.Base(name), ".md"))
	}
	all, report, err := generator.Bundle(context.Background(), generator.Options{Site: ".."}, names)
	if err != nil || report.HasErrors() || len(all) != len(names) {
		t.Fatal(err, report.Diagnostics)
	}
	for _, b := range all {
		text := string(b.Content)
		for _, bad := range []string{`href="../`, `href=../`, `src="..`, `<link rel="stylesheet"`, `<script src`, "tradeoff policy"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s has %s", b.Guide, bad)
			}
		}
	}
}
