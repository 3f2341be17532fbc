package publish

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/diag"
)

// A foreignCase builds a first site, lets somebody work in the folder, and builds
// a second one.
type foreignCase struct {
	first    site
	somebody does
	second   site
	foreign  []string          // paths in the errors; none: the build succeeds
	left     map[string]string // beside the second site, if it succeeds
	kept     []string
}

// does is what somebody does in the output folder.
type does []func(t *testing.T, out string)

func write(path, content string) func(*testing.T, string) {
	return func(t *testing.T, out string) { put(t, out, path, content) }
}

func remove(path string) func(*testing.T, string) {
	return func(t *testing.T, out string) {
		if err := os.RemoveAll(filepath.Join(out, path)); err != nil {
			t.Fatal(err)
		}
	}
}

func link(path, to string) func(*testing.T, string) {
	return func(t *testing.T, out string) {
		if err := os.Symlink(to, filepath.Join(out, path)); err != nil {
			t.Fatal(err)
		}
	}
}

func mkdir(path string) func(*testing.T, string) {
	return func(t *testing.T, out string) {
		if err := os.Mkdir(filepath.Join(out, path), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

var foreignFiles = map[string]foreignCase{
	"other files stay": {site{"a": "1"}, does{write("CNAME", "x.org"), write("d/e", "f")}, site{"a": "2"},
		nil, map[string]string{"CNAME": "x.org", "d": "/", "d/e": "f"}, nil},
	"one in the way":             {nil, does{write("a", "mine")}, site{"a": "2"}, []string{"a"}, nil, nil},
	"all in the way are named":   {site{"b": "1"}, does{write("a", "mine"), write("b", "edited"), write("c/d", "mine")}, site{"a": "2", "b": "2", "c/d": "2"}, []string{"a", "b", "c/d"}, nil, nil},
	"the right content":          {nil, does{write("a", "2")}, site{"a": "2"}, nil, nil, nil},
	"edited":                     {site{"a": "1"}, does{write("a", "edited")}, site{"a": "2"}, []string{"a"}, nil, nil},
	"edited, not built again":    {site{"a": "1", "d/b": "1"}, does{write("d/b", "edited")}, site{"a": "1"}, nil, map[string]string{"d": "/", "d/b": "edited"}, []string{"d/b"}},
	"edited to the new content":  {site{"a": "1"}, does{write("a", "2")}, site{"a": "2"}, nil, nil, nil},
	"removed by hand":            {site{"a": "1", "d/b": "1", "d/c": "1"}, does{remove("d")}, site{"a": "1", "d/c": "1"}, nil, nil, nil},
	"link to our own content":    {nil, does{write("real", "2"), link("a", "real")}, site{"a": "2"}, []string{"a"}, nil, nil},
	"folder that is a link":      {site{"d/b": "1"}, does{remove("d"), mkdir("real"), link("d", "real")}, site{"d/b": "2"}, []string{"d"}, nil, nil},
	"file for our folder's link": {site{"d/b": "1"}, does{remove("d"), mkdir("real"), link("d", "real")}, site{"d": "2"}, []string{"d"}, nil, nil},
	"folder for a link's file":   {site{"d/b": "1"}, does{remove("d"), mkdir("real"), write("real/b", "1"), link("d", "real")}, site{"a": "2"}, nil, map[string]string{"d": "-> real", "real": "/", "real/b": "1"}, nil},
	"link that leads nowhere":    {nil, does{link("a", "../../nowhere")}, site{"a": "2"}, []string{"a"}, nil, nil},
}

// Files where folders must go, and folders where files must go.
var foreignCollisions = map[string]foreignCase{
	"our file becomes a folder":  {site{"a": "1"}, nil, site{"a/b/c": "2"}, nil, nil, nil},
	"our folder becomes a file":  {site{"a/b/c": "1", "a/d": "1"}, nil, site{"a": "2"}, nil, nil, nil},
	"their file, our folder":     {nil, does{write("a", "mine")}, site{"a/b": "2", "a/c": "2"}, []string{"a"}, nil, nil},
	"edited file, our folder":    {site{"a": "1"}, does{write("a", "edited")}, site{"a/b": "2"}, []string{"a"}, nil, nil},
	"their folder, our file":     {nil, does{mkdir("a")}, site{"a": "2"}, []string{"a"}, nil, nil},
	"their files in our folder":  {site{"a/b/c": "1"}, does{write("a/mine", "x"), write("a/b/mine", "x"), write("a/b/c", "edited")}, site{"a": "2"}, []string{"a/b/c", "a/b/mine", "a/mine"}, nil, nil},
	"their folder in our folder": {site{"a/b": "1"}, does{write("a/mine/x", "x")}, site{"a": "2"}, []string{"a/mine"}, nil, nil},
	"our file in their folder":   {nil, does{mkdir("a")}, site{"a/b": "2"}, nil, nil, nil},
	"their folder stays":         {site{"x": "1"}, does{mkdir("d")}, site{"x": "1"}, nil, map[string]string{"d": "/"}, nil},
}

// What the tool notes in the folder, and what somebody made of it.
var foreignNotes = map[string]foreignCase{
	"link as record":            {nil, does{link(recordName, "elsewhere")}, site{"a": "2"}, []string{recordName}, nil, nil},
	"link as lock":              {nil, does{link(lockName, "../outside")}, site{"a": "2"}, []string{lockName}, nil, nil},
	"text as lock":              {nil, does{write(lockName, "mine")}, site{"a": "2"}, []string{lockName}, nil, nil},
	"file as staging folder":    {nil, does{write(stagingName, "mine")}, site{"a": "2"}, []string{stagingName}, nil, nil},
	"file in staging folder":    {nil, does{write(stagingName+"/1", "left over"), write(stagingName+"/mine", "mine")}, site{"a": "2"}, []string{stagingName + "/mine"}, nil, nil},
	"left-over staging folder":  {nil, does{write(stagingName+"/1", "left over"), write(stagingName+"/22", "")}, site{"a": "2"}, nil, nil, nil},
	"left-over lock":            {nil, does{write(lockName, "")}, site{"a": "2"}, nil, nil, nil},
	"unreadable record":         {site{"a": "1", "b": "1"}, does{write(recordName, "{")}, site{"a": "2", "b": "1"}, []string{recordName, "a"}, nil, nil},
	"record of another version": {site{"a": "1"}, does{write(recordName, `{"version": 3}`)}, site{"a": "2"}, []string{recordName, "a"}, nil, nil},
	"record that leads out":     {site{"a": "1"}, does{write(recordName, `{"version":1,"files":{"../x":""}}`)}, site{"a": "2"}, []string{recordName, "a"}, nil, nil},
}

func TestForeignFiles(t *testing.T) {
	for _, cases := range []map[string]foreignCase{foreignFiles, foreignCollisions, foreignNotes} {
		for name, c := range cases {
			t.Run(name, c.check)
		}
	}
}

func (c foreignCase) check(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	if c.first != nil {
		mustBuild(t, out, c.first)
	}
	for _, do := range c.somebody {
		do(t, out)
	}
	before := tree(t, out)
	s, err := build(out, c.second, nil)
	if c.foreign != nil {
		delete(before, stagingName+"/1") // cleared, though the build fails
		equalTrees(t, "refused", tree(t, out), before)
		c.checkNamed(t, out, err)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	equalTrees(t, "published", published(t, out), c.second.withFolders(c.left))
	if !slices.Equal(s.Kept, c.kept) {
		t.Errorf("kept %q, want %q", s.Kept, c.kept)
	}
}

// checkNamed demands that the error names what is foreign, all of it.
func (c foreignCase) checkNamed(t *testing.T, out string, err error) {
	var list diag.List
	if !Report(&list, err) {
		t.Fatalf("no problems in %v", err)
	}
	var named []string
	for _, d := range list.Sorted() {
		path, _ := filepath.Rel(filepath.ToSlash(out), d.Position.File)
		named = append(named, path)
		if d.Code != diag.OutputForeign || d.Severity != diag.Error || !strings.Contains(d.Hint, "--out") {
			t.Errorf("diagnostic: %+v", d)
		}
	}
	if !slices.Equal(named, slices.Sorted(slices.Values(c.foreign))) {
		t.Errorf("named %q, want %q", named, c.foreign)
	}
}

func TestWhatIsKeptIsNoLongerOurs(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, site{"a": "1", "b": "1"})
	put(t, out, "b", "edited")
	s := mustBuild(t, out, site{"a": "1"})
	var list diag.List
	s.Report(&list)
	if got := list.Sorted(); len(got) != 1 || got[0].Severity != diag.Warning || filepath.Base(got[0].Position.File) != "b" {
		t.Errorf("warnings: %+v", got)
	}
	put(t, out, "b", "1") // as we once wrote it, but it was given up
	if s := mustBuild(t, out, site{"a": "1"}); s.Removed != 0 || len(s.Kept) != 0 {
		t.Errorf("a file that was given up is ours again: %+v", s)
	}
}

func TestLostRecordIsSaid(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, site{"a": "1", "b": "1"})
	put(t, out, recordName, "<<<<<<< HEAD")
	s := mustBuild(t, out, site{"a": "1"})
	var list diag.List
	s.Report(&list)
	if got := list.Sorted(); !s.Lost || len(got) != 1 || got[0].Severity != diag.Warning {
		t.Errorf("%+v, %+v", s, got)
	}
	equalTrees(t, "published", published(t, out), map[string]string{"a": "1", "b": "1"})
	if s := mustBuild(t, out, site{"a": "1"}); s.Lost {
		t.Error("the record was not renewed")
	}
}

// A folder that we made goes once it is empty, however late.
func TestOurFolderWaitsForTheirFile(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, site{"a": "1", "d/e/f": "1"})
	put(t, out, "d/theirs", "x")
	mustBuild(t, out, site{"a": "1"})
	equalTrees(t, "their file is there", published(t, out), map[string]string{"a": "1", "d": "/", "d/theirs": "x"})
	if err := os.Remove(filepath.Join(out, "d/theirs")); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, out, site{"a": "1"})
	equalTrees(t, "their file is gone", published(t, out), map[string]string{"a": "1"})
}

func TestChangedWhilePublishing(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, site{"a": "1", "b": "1"})
	tx, err := Begin(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := writeAll(tx, site{"a": "2", "b": "2"}); err != nil {
		t.Fatal(err)
	}
	put(t, out, "b", "edited just now")
	_, err = tx.Commit(t.Context())
	if problems := problemsIn(err); len(problems) != 1 || problems[0].Code != diag.OutputForeign {
		t.Errorf("commit: %v", err)
	}
	equalTrees(t, "taken back", published(t, out), map[string]string{"a": "1", "b": "edited just now"})
}
