package publish

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// marshalled is what encoding/json makes of a record, which its text has to be.
func marshalled(t *testing.T, files, pending map[string]digest, folders []string) string {
	t.Helper()
	hex := func(sums map[string]digest) map[string]string {
		all := map[string]string{}
		for path, sum := range sums {
			all[path] = hexOf(sum)
		}
		return all
	}
	text, err := json.MarshalIndent(struct {
		Version int               `json:"version"`
		Files   map[string]string `json:"files"`
		Pending map[string]string `json:"pending,omitempty"`
		Folders []string          `json:"folders"`
	}{recordVersion, hex(files), hex(pending), folders}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + "\n"
}

// all gives the text of a record.
func (w *recordWriter) all(files, pending iter.Seq[line], folders []string) []byte {
	var text bytes.Buffer
	_ = w.write(&text, files, pending, folders) // a buffer takes all
	return text.Bytes()
}

func hexOf(sum digest) string {
	const digits = "0123456789abcdef"
	text := ""
	for _, b := range sum {
		text += string(digits[b>>4]) + string(digits[b&15])
	}
	return text
}

func TestRecordTextIsThatOfJSON(t *testing.T) {
	strange := map[string]digest{"a": {1, 2, 0xfe}, "b/c.html": {}, `q"uote`: {3}, "<": {4}, ">": {4}, "\x7f": {4}, `\`: {4}, "a&b": {5}, "c++": {6},
		"größe/€": {7}, "line\u2028end": {8}, "~": {9}, "space d": {10}, "👍": {11}}
	for name, c := range map[string]struct {
		files, pending map[string]digest
		folders        []string
	}{
		"empty":     {nil, nil, []string{}},
		"one":       {map[string]digest{"a": {1}}, nil, []string{"b"}},
		"a journal": {map[string]digest{"a": {1}}, map[string]digest{"c": {2}, "d": {3}}, []string{"b", "e"}},
		"first":     {nil, strange, []string{}},
		"strange":   {strange, strange, slices.Sorted(maps.Keys(strange))},
	} {
		t.Run(name, func(t *testing.T) {
			got := string((&recordWriter{}).all(slices.Values(sortedLines(c.files)), slices.Values(sortedLines(c.pending)), c.folders))
			if want := marshalled(t, c.files, c.pending, c.folders); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			again := copied(got, c.files, c.pending, c.folders)
			if again != got {
				t.Errorf("copied, it is\n%s\nwant\n%s", again, got)
			}
			r, err := parseRecord([]byte(got))
			if name == "strange" || name == "first" { // not all of it is allowed
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for path, sum := range c.files {
				if sum != nothingThere && !r.owns(path, sum) {
					t.Errorf("%q is not owned", path)
				}
			}
			for path, sum := range c.pending {
				if sum != nothingThere && !r.owns(path, sum) || !r.names(path) {
					t.Errorf("%q is not pending", path)
				}
			}
		})
	}
}

// copied reads the files of a record and writes them again, as they stand in it.
func copied(text string, files, pending map[string]digest, folders []string) string {
	lines, ok := scanRecord([]byte(text), len(files))
	if ok != (len(pending) == 0) || ok && len(lines) != len(files) {
		return "not understood"
	}
	if !ok {
		return text
	}
	w := recordWriter{last: []byte(text)}
	var of []*ours
	for i := range lines {
		if files[lines[i].path] != lines[i].sum {
			return "another sum of " + lines[i].path
		}
		of = append(of, &lines[i])
	}
	return string(w.all(linesOf(of), nobody, folders))
}

func sortedLines(sums map[string]digest) []line {
	var all []line
	for _, path := range slices.Sorted(maps.Keys(sums)) {
		all = append(all, line{path: path, sum: sums[path]})
	}
	return all
}

// What is copied from the last record in pieces is what is written anew.
func TestRecordIsCopied(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var files []*ours
		for n := range random.IntN(40) {
			files = append(files, &ours{path: fmt.Sprintf("folder/%03d-ä%s", n, strings.Repeat("x", random.IntN(3))), sum: digest{byte(n), 1}})
		}
		last := (&recordWriter{}).all(linesOf(files), nobody, nil)
		scanned, ok := scanRecord(last, random.IntN(40))
		if !ok || len(scanned) != len(files) {
			t.Fatalf("not understood:\n%s", last)
		}
		var left []*ours
		for i := range scanned {
			switch o := &scanned[i]; random.IntN(8) {
			case 0: // it goes
			case 1:
				left = append(left, &ours{path: o.path, sum: digest{9}})
			case 2:
				left = append(left, o, &ours{path: o.path + "/b", sum: digest{7}})
			default:
				left = append(left, o)
			}
		}
		w := recordWriter{last: last}
		got := string(w.all(linesOf(left), nobody, []string{"folder"}))
		plain := make([]*ours, len(left))
		for i, o := range left {
			plain[i] = &ours{path: o.path, sum: o.sum}
		}
		if want := string((&recordWriter{}).all(linesOf(plain), nobody, []string{"folder"})); got != want {
			t.Fatalf("copied, it is\n%s\nwant\n%s", got, want)
		}
		for i, o := range left {
			if at := w.spans[i]; !strings.HasPrefix(got[at.from:at.to], string(appendQuoted(nil, o.path))) || !strings.HasSuffix(got[at.from:at.to], hexOf(o.sum)+`"`) {
				t.Fatalf("%q is not where %q is said to be", o.path, got[at.from:at.to])
			}
		}
	}
}

// FuzzScan reads what nobody wrote: it must not panic, and say no more than parseRecord.
func FuzzScan(f *testing.F) {
	f.Add(recordHead + "{\n    \"a\": \"" + strings.Repeat("0a", 32) + "\"\n  },\n  \"folders\": []\n}\n")
	f.Add(recordHead + "{\n    \"a\\u00e4\\\": \"")
	f.Add(recordHead + "{},\n  \"folders\": [")
	f.Fuzz(func(t *testing.T, text string) {
		files, ok := scanRecord([]byte(text), 0)
		r, err := parseRecord([]byte(text))
		if !ok || err != nil {
			return
		}
		for _, o := range files {
			if r.find(o.path) == nil {
				t.Errorf("%q is not in %q", o.path, text)
			}
		}
	})
}
