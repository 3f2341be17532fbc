package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDigestOf: a file read bit by bit has the digest of its content.
func TestDigestOf(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	d := &disk{root: root}
	for _, n := range []int{0, 1, 16, 17, 128, 129, 240, 241, 1024, 1025, 100_000, 1 << 20} {
		content := []byte(strings.Repeat("tradeoff", n)[:n])
		if err := d.create("file", content); err != nil {
			t.Fatal(err)
		}
		sum, err := d.sum("file")
		if err != nil || sum != digestOf(content) || sum == nothingThere {
			t.Errorf("%d bytes: %x, %v, not %x", n, sum, err, digestOf(content))
		}
		if err := d.remove("file"); err != nil {
			t.Fatal(err)
		}
	}
}

// formerly makes the record of a folder one of version 1, which says pending of some files.
func formerly(pending map[string]string) func(*testing.T, string) {
	return func(t *testing.T, out string) {
		path := filepath.Join(out, recordName)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var r map[string]any
		if err := json.Unmarshal(text, &r); err != nil {
			t.Fatal(err)
		}
		sums := func(contents map[string]string) map[string]string {
			all := map[string]string{}
			for path, content := range contents {
				sum := sha256.Sum256([]byte(content))
				all[path] = hex.EncodeToString(sum[:])
			}
			return all
		}
		is := map[string]string{}
		for path := range r["files"].(map[string]any) {
			content, err := os.ReadFile(filepath.Join(out, path))
			if err != nil {
				t.Fatal(err)
			}
			is[path] = string(content)
		}
		r["version"], r["files"], r["pending"] = formerVersion, sums(is), sums(pending)
		if text, err = json.Marshal(r); err != nil {
			t.Fatal(err)
		}
		put(t, out, recordName, string(text))
		if !Stands(out) {
			t.Error("there is no site in a folder with the former record")
		}
	}
}

// formerRecords: with a record of version 1 all is as with one of now.
var formerRecords = map[string]foreignCase{
	"the same":                {site{"a": "1", "d/b": "1"}, does{formerly(nil)}, site{"a": "1", "d/b": "1"}, nil, nil, nil},
	"changed and gone":        {site{"a": "1", "d/b": "1"}, does{formerly(nil)}, site{"a": "2", "c": "1"}, nil, nil, nil},
	"edited":                  {site{"a": "1"}, does{formerly(nil), write("a", "edited")}, site{"a": "2"}, []string{"a"}, nil, nil},
	"edited and gone":         {site{"a": "1", "b": "1"}, does{formerly(nil), write("b", "edited")}, site{"a": "1"}, nil, map[string]string{"b": "edited"}, []string{"b"}},
	"removed by hand":         {site{"a": "1", "b": "1"}, does{formerly(nil), remove("b")}, site{"a": "1", "b": "2"}, nil, nil, nil},
	"a link now":              {site{"d/b": "1"}, does{formerly(nil), remove("d"), mkdir("real"), write("real/b", "1"), link("d", "real")}, site{"d/b": "2"}, []string{"d"}, nil, nil},
	"killed before":           {site{"a": "1", "b": "1"}, does{formerly(map[string]string{"a": "2", "c": "2"})}, site{"a": "3", "b": "1"}, nil, nil, nil},
	"killed after":            {site{"a": "1", "b": "1"}, does{formerly(map[string]string{"a": "2", "c": "2"}), write("a", "2"), write("c", "2")}, site{"a": "3", "b": "1"}, nil, nil, nil},
	"killed, then edited":     {site{"a": "1"}, does{formerly(map[string]string{"a": "2"}), write("a", "mine")}, site{"a": "3"}, []string{"a"}, nil, nil},
	"with a sum that is none": {site{"a": "1"}, does{write(recordName, `{"version": 1, "files": {"a": "0"}}`)}, site{"a": "2"}, []string{"a"}, nil, nil},
}

func TestFormerRecords(t *testing.T) {
	for name, c := range formerRecords {
		t.Run(name, c.check)
	}
}
