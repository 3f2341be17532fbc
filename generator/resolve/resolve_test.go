package resolve_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"tradeoff/generator/diag"
	"tradeoff/generator/load"
	"tradeoff/generator/resolve"
	"tradeoff/generator/source"
)

var update = flag.Bool("update", false, "write what resolving gives into testdata; read it afterwards")

// TestSites resolves the sites in testdata/*.txtar. The files "site" and
// "diagnostics" at the end of each are what is expected of the files before
// them. An archive whose comment has the word "drafts" is built with its drafts.
func TestSites(t *testing.T) {
	for _, file := range archives(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			inputs, want := split(archive)
			drafts := strings.Contains(string(archive.Comment), "drafts")
			s, diags := resolve.Site(parse(t, inputs), resolve.Options{Drafts: drafts})
			got := []txtar.File{{Name: "site", Data: []byte(view(s))}, {Name: "diagnostics", Data: []byte(report(diags))}}
			if *update {
				archive.Files = append(inputs, got...)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for _, f := range got {
				if string(f.Data) != want[f.Name] {
					t.Errorf("%s is not as expected\n--- got\n%s--- want\n%s", f.Name, f.Data, want[f.Name])
				}
			}
		})
	}
}

func archives(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no test data", err)
	}
	return files
}

// split parts what goes in from what is expected.
func split(archive *txtar.Archive) (inputs []txtar.File, want map[string]string) {
	want = map[string]string{}
	for _, f := range archive.Files {
		if strings.Contains(f.Name, "/") {
			inputs = append(inputs, f)
		} else {
			want[f.Name] = string(f.Data)
		}
	}
	return inputs, want
}

// parse loads a site. Its files have no faults that loading finds.
func parse(t *testing.T, inputs []txtar.File) *source.Tree {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range inputs {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	tree, diags, err := load.Site(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	if r := report(diags); r != "" {
		t.Fatalf("loading says:\n%s", r)
	}
	return tree
}

func report(diags diag.List) string {
	var b strings.Builder
	for _, d := range diags.Sorted() {
		b.WriteString(d.Position.String() + ": " + d.Severity.String() + ": " + d.Message + " [" + string(d.Code) + "]\n")
		if d.Hint != "" {
			b.WriteString("\t" + d.Hint + "\n")
		}
	}
	return b.String()
}

// TestEveryCode demands that the archives show every diagnostic that the package
// can give.
func TestEveryCode(t *testing.T) {
	var shown strings.Builder
	for _, file := range archives(t) {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, want := split(archive)
		shown.WriteString(want["diagnostics"])
	}
	codes := declaredCodes(t)
	used := regexp.MustCompile(`(?:Errorf|Warnf|Notef)\(.*?, diag\.(\w+),`)
	sources, _ := filepath.Glob("*.go")
	for _, file := range sources {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range used.FindAllStringSubmatch(string(text), -1) {
			if code := codes[m[1]]; code == "" || !strings.Contains(shown.String(), "["+code+"]") {
				t.Errorf("no archive shows %q, which %s reports", m[1], file)
			}
		}
	}
}

// declaredCodes reads the names and values of diag's codes.
func declaredCodes(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../diag/codes.go")
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]string{}
	for _, m := range regexp.MustCompile(`(\w+)\s+Code = "([^"]+)"`).FindAllStringSubmatch(string(text), -1) {
		codes[m[1]] = m[2]
	}
	if len(codes) == 0 {
		t.Fatal("codes.go declares no code")
	}
	return codes
}

// TestSameTreeSameSite: a tree is not changed, and no order is left to chance.
func TestSameTreeSameSite(t *testing.T) {
	for _, file := range archives(t) {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		inputs, _ := split(archive)
		tree := parse(t, inputs)
		first, faults := resolve.Site(tree, resolve.Options{})
		second, same := resolve.Site(tree, resolve.Options{})
		if view(first) != view(second) || report(faults) != report(same) {
			t.Errorf("%s: the same tree gave two sites", file)
		}
	}
}

// TestLongNames: what a disk takes under its own name it may not take under that
// of its page.
func TestLongNames(t *testing.T) {
	for length, fault := range map[int]bool{250: false, 251: true} {
		id := strings.Repeat("a", length)
		inputs := []txtar.File{{Name: "data/site.yaml", Data: []byte("title: S\n")},
			{Name: "guides/" + id + ".md", Data: []byte("---\ntitle: T\ndescription: D.\n---\nText.\n")}}
		_, diags := resolve.Site(parse(t, inputs), resolve.Options{})
		if diags.HasErrors() != fault {
			t.Errorf("an id of %d letters: %q", length, report(diags))
		}
	}
}

// TestAccents: some disks give names back with letters and accents apart.
func TestAccents(t *testing.T) {
	const apart, together = "guides/img/u\u0308ber.svg", "img/\u00fcber.svg"
	inputs := []txtar.File{{Name: "data/site.yaml", Data: []byte("title: S\n")},
		{Name: apart, Data: []byte("<svg xmlns='http://www.w3.org/2000/svg'/>")},
		{Name: "guides/a.md", Data: []byte("---\ntitle: T\ndescription: D.\n---\n![Over](" + together + ") [it](" + together + ")\n")}}
	s, diags := resolve.Site(parse(t, inputs), resolve.Options{})
	if r := report(diags); r != "" {
		t.Fatal(r)
	}
	holes := s.Guides[0].Holes
	if holes.Images[0].Source != apart || holes.Links[0].Address != apart || s.Files[0].Source != apart {
		t.Errorf("%+q, %+q, %+q", holes.Images[0].Source, holes.Links[0].Address, s.Files[0].Source)
	}
	// Both spellings at once are one file for such a disk.
	inputs = append(inputs, txtar.File{Name: "guides/" + together, Data: inputs[1].Data},
		txtar.File{Name: "guides/b.md", Data: []byte("---\ntitle: U\ndescription: D.\naliases: [\"guides/img/u\u0308ber.html\", guides/img/\u00fcber.html]\n---\nText.\n")})
	_, diags = resolve.Site(parse(t, inputs), resolve.Options{})
	if r := report(diags); strings.Count(r, "[address-taken]") != 1 {
		t.Error(r)
	}
}
