package generator_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tradeoff/generator"
)

// TestSuperseded: what a build rendered that was given up for a newer one is not
// rendered again, and a builder that is closed leaves nothing of it.
func TestSuperseded(t *testing.T) {
	site := layOut(t, baseline())
	out := filepath.Join(site, "public")
	stop := func(done, total int) {}
	builder := generator.NewBuilder(generator.Options{Site: site, Out: out, Progress: func(done, total int) { stop(done, total) }})
	giveUp := func() generator.Report {
		t.Helper()
		ctx, cancel := context.WithCancelCause(context.Background())
		stop = func(done, total int) {
			if done == total/2 {
				cancel(generator.ErrSuperseded)
			}
		}
		report, err := builder.Build(ctx, nil)
		if stop = func(done, total int) {}; !errors.Is(err, context.Canceled) {
			t.Fatalf("the build ended with %v", err)
		}
		return report
	}
	early := giveUp().Rendered
	whole, err := generator.Build(context.Background(), generator.Options{Site: site, Out: filepath.Join(t.TempDir(), "public")})
	if err != nil || whole.HasErrors() {
		t.Fatal(whole.Diagnostics, err)
	}
	report, err := builder.Build(context.Background(), nil)
	if err != nil || report.HasErrors() {
		t.Fatal(report.Diagnostics, err)
	}
	if early < 10 || report.Rendered != whole.Rendered-early {
		t.Errorf("of %d files, the first build rendered %d and the second %d", whole.Rendered, early, report.Rendered)
	}
	left := filepath.Join(out, staging)
	if _, err := os.Stat(left); err == nil {
		t.Error("a build that was published leaves its staging folder")
	}

	put("data/site.yaml", strings.Replace(baseline()["data/site.yaml"], "title: ", "title: The ", 1)).apply(site)
	giveUp()
	if _, err := os.Stat(left); err != nil {
		t.Errorf("nothing is left for a newer build: %v", err)
	}
	builder.Close()
	if _, err := os.Stat(left); err == nil {
		t.Error("a builder that is closed leaves its staging folder")
	}
}

// TestLinkedTemplates: templates/ is a folder of the site, and no link to one
// elsewhere.
func TestLinkedTemplates(t *testing.T) {
	site := layOut(t, map[string]string{"data/site.yaml": "title: Small\n", "own/home.html": "{{.Title}}"})
	if err := os.Symlink("own", filepath.Join(site, "templates")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	report, err := generator.Build(context.Background(), generator.Options{Site: site, Out: filepath.Join(site, "public")})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range report.Diagnostics {
		if d.Position.File == "templates" && d.Code == "unreadable-file" && d.Message == `expected a folder called "templates", found a link` {
			return
		}
	}
	t.Errorf("%v", report.Diagnostics)
}
