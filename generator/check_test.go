package generator_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tradeoff/generator"
	"tradeoff/generator/decision"
)

// layOut writes the files of a site into a new folder.
func layOut(t testing.TB, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// Check says what Build says, whatever is wrong, and writes nothing. Load says as
// much of it as it comes to.
func TestCheckSaysWhatBuildSays(t *testing.T) {
	for name, change := range map[string]map[string]string{
		"nothing wrong":     {},
		"a warning":         {"data/backend/rails.yaml": "facts: {orm: partial}\n"},
		"an error":          {"data/backend/rails.yaml": "facts: {or: yes}\n"},
		"no site":           {"data/site.yaml": ""},
		"a template":        {"templates/home.html": "{{.Nothing}}"},
		"a template's page": {"templates/home.html": "<script>\nif (\n</script>"},
	} {
		t.Run(name, func(t *testing.T) {
			site := smallSite(t)
			for file, text := range change {
				site[file] = text
			}
			folder := layOut(t, site)
			report, proofs, err := generator.Check(t.Context(), generator.Options{Site: folder})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(filepath.Join(folder, "public")); err == nil {
				t.Error("it wrote public/")
			}
			loaded, _, err := generator.Load(t.Context(), generator.Options{Site: folder})
			if err != nil || report.HasErrors() != (len(proofs) == 0) || !report.HasErrors() && loaded == nil {
				t.Errorf("errors %v, %d proofs, site %v, %v", report.HasErrors(), len(proofs), loaded, err)
			}
			built, err := generator.Build(t.Context(), generator.Options{Site: folder, Out: filepath.Join(folder, "public")})
			if err != nil || !slices.Equal(built.Diagnostics, report.Diagnostics) || !built.HasErrors() && built.Pages != report.Pages {
				t.Errorf("%v, %d pages: %v\nand build, %d pages: %v", err, report.Pages, report.Diagnostics, built.Pages, built.Diagnostics)
			}
		})
	}
}

func TestDecisionsOfASite(t *testing.T) {
	site := smallSite(t)
	site["guides/nodejs-vs-django.md"] += "\n::decide\n\n::decide{category=\"backend\"}\n\n::decide\n\n::decide{options=\"nodejs, postgresql\"}\n"
	site["guides/z.md"] = "---\ntitle: Z\ndescription: Z.\n---\n::decide{category=\"backend,database\"}\n"
	report, proofs, err := generator.Check(t.Context(), generator.Options{Site: layOut(t, site)})
	if err != nil || report.HasErrors() {
		t.Fatal(err, report.Diagnostics)
	}
	var got []string
	for i, d := range report.Decisions {
		name := d.Category
		if d.Guide != "" {
			name += " in " + d.Guide
		}
		for _, o := range d.Tree.Options {
			name += " " + o.ID
		}
		got = append(got, name)
		if proofs[i].Decision != d || proofs[i].Assignments == 0 || len(proofs[i].Mismatches) > 0 || proofs[i].Free != nil {
			t.Errorf("%s: %+v", name, proofs[i])
		}
	}
	want := []string{
		"backend django nodejs rails", "database mongodb postgresql",
		"backend in nodejs-vs-django nodejs django", "backend in nodejs-vs-django nodejs", "database in nodejs-vs-django postgresql",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// What the author's order costs is told by the tree that is free to choose.
func TestFreeTree(t *testing.T) {
	site := smallSite(t)
	site["data/backend/category.yaml"] += "order: authored\n"
	_, proofs, err := generator.Check(t.Context(), generator.Options{Site: layOut(t, site)})
	if err != nil || len(proofs) == 0 {
		t.Fatal(err, proofs)
	}
	free := proofs[0].Free
	if proofs[0].Tree.Method != decision.Authored || free == nil || free.Method != decision.Optimal || free.Cost.Expected.Cmp(proofs[0].Tree.Cost.Expected) > 0 {
		t.Errorf("%v, %+v", proofs[0].Tree.Method, free)
	}
}
