package generator_test

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"tradeoff/generator"
	"tradeoff/generator/diag"
)

// A site that was moved into its own output folder, in which all is as it was left, is not
// built into that: nothing is unchanged where nothing may be published.
func TestUnchangedIsRefused(t *testing.T) {
	site, out := layOut(t, baseline()), filepath.Join(t.TempDir(), "public")
	time.Sleep(60 * time.Millisecond) // as long as a file's time takes to tell
	remember(t, site, out)
	if again := remember(t, site, out); again.Parsed > 0 {
		t.Fatal("the second build had something to do: the test does not test what it should")
	}
	moved := filepath.Join(out, "site")
	if err := os.Rename(site, moved); err != nil {
		t.Skip(err)
	}
	for _, cached := range []bool{false, true} {
		report, err := generator.Build(context.Background(), generator.Options{Site: moved, Out: out, Cache: cached})
		if err != nil || len(report.Diagnostics) != 1 || report.Diagnostics[0].Code != diag.OutputUnsafe {
			t.Errorf("cache %t: %v, %v", cached, report.Diagnostics, err)
		}
	}
}

// A build that did not keep how it ended, since a file was too young to tell, does not
// leave what the one before it kept as good: a folder that goes away and comes back has the
// same files, of which the system says the same.
func TestUnchangedIsOfWhatWasLeft(t *testing.T) {
	const guide = "guides/some/more.md"
	site := layOut(t, weighed.but(folder{guide: "---\ntitle: More\ndescription: Of it.\n---\n\nText.\n"}))
	out, young := filepath.Join(site, "public"), filepath.Join(site, "guides", "young.md")
	some, aside := filepath.Join(site, "guides", "some"), filepath.Join(site, "aside")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(60 * time.Millisecond) // as long as a file's time takes to tell
	remember(t, site, out)
	left := published(out)
	must(os.Rename(some, aside))
	must(os.WriteFile(young, []byte("---\ntitle: Young\ndescription: It is new.\n---\n\nText.\n"), 0o644))
	soon := time.Now().Add(time.Hour) // whatever time it is when it is looked at
	must(os.Chtimes(young, soon, soon))
	if remember(t, site, out); published(out)["guides/young.html"] == "" {
		t.Error("the second build published something else")
	}
	must(os.Remove(young))
	must(os.Rename(aside, some))
	remember(t, site, out)
	if d := difference(published(out), left); d != "" {
		t.Error(d)
	}
}

// Each option either makes another site of the same files, and a build that was asked for
// the one is not taken for the other ("one option differs" of TestUnchanged), or makes none.
func TestOptionsAreKnown(t *testing.T) {
	makesAnother := []string{"URL", "Drafts", "NoMinify", "Zip"}
	makesNone := []string{"Site", "Out", "Cache", "Today", "First", "Early", "Progress"}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[generator.Options]()) {
		if !slices.Contains(makesAnother, f.Name) && !slices.Contains(makesNone, f.Name) {
			t.Errorf("does the option %s make another site of the same files? Then add it to asked (unchanged.go), and to TestUnchanged", f.Name)
		}
	}
}
