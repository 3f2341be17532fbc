package resolve_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"tradeoff/generator/golden"
	"tradeoff/generator/load"
	"tradeoff/generator/resolve"
	"tradeoff/generator/source"
)

// TestSites resolves the sites in testdata/*.txtar. The views "site" and
// "diagnostics" at the end of each are what is expected of the files before
// them. An archive whose comment has the word "drafts" is built with its drafts;
// in one that begins with "Faulty" loading finds faults, which are a view too.
func TestSites(t *testing.T) {
	golden.Run(t, func(t *testing.T, a golden.Archive) []golden.View {
		drafts := strings.Contains(a.Comment, "drafts")
		tree, faults := loaded(t, a.Inputs)
		s, diags := resolve.Site(tree, resolve.Options{Drafts: drafts})
		views := []golden.View{{Name: "site", Text: view(s)}, {Name: "diagnostics", Text: golden.Diagnostics(diags)}}
		if faulty(a) {
			views = append([]golden.View{{Name: "loading", Text: faults}}, views...)
		} else if faults != "" {
			t.Fatalf("loading says:\n%s", faults)
		}
		return views
	})
}

func faulty(a golden.Archive) bool { return strings.HasPrefix(a.Comment, "Faulty") }

// parse loads a site. Its files have no faults that loading finds.
func parse(t *testing.T, inputs []txtar.File) *source.Tree {
	t.Helper()
	tree, faults := loaded(t, inputs)
	if faults != "" {
		t.Fatalf("loading says:\n%s", faults)
	}
	return tree
}

// loaded loads a site, and gives what is wrong with it.
func loaded(t *testing.T, inputs []txtar.File) (*source.Tree, string) {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range inputs {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	tree, diags, err := load.Site(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	return tree, golden.Diagnostics(diags)
}

// TestEveryCode demands that the archives show every diagnostic that the package
// can give.
func TestEveryCode(t *testing.T) {
	var shown strings.Builder
	for _, a := range golden.Archives(t) {
		text, _ := a.View("diagnostics")
		shown.WriteString(text)
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
	for _, a := range golden.Archives(t) {
		tree, _ := loaded(t, a.Inputs)
		first, faults := resolve.Site(tree, resolve.Options{})
		second, same := resolve.Site(tree, resolve.Options{})
		if view(first) != view(second) || golden.Diagnostics(faults) != golden.Diagnostics(same) {
			t.Errorf("%s: the same tree gave two sites", a.Name)
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
			t.Errorf("an id of %d letters: %q", length, golden.Diagnostics(diags))
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
	if r := golden.Diagnostics(diags); r != "" {
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
	if r := golden.Diagnostics(diags); strings.Count(r, "[address-taken]") != 1 {
		t.Error(r)
	}
}
