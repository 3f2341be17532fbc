package search_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tradeoff/generator/golden"
	"tradeoff/generator/load"
	"tradeoff/generator/resolve"
	"tradeoff/generator/search"
)

// TestIndex holds the indexes of sites against what is written down: a row on each line.
func TestIndex(t *testing.T) {
	golden.Run(t, func(t *testing.T, a golden.Archive) []golden.View {
		files := fstest.MapFS{}
		for _, f := range a.Inputs {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		tree, diags, err := load.Site(context.Background(), files)
		if err != nil {
			t.Fatal(err)
		}
		s, more := resolve.Site(tree, resolve.Options{})
		diags.Append(more)
		if diags.HasErrors() {
			t.Fatal(golden.Diagnostics(diags))
		}
		index := search.Index(s)
		if again := search.Index(s); string(again) != string(index) {
			t.Error("the same site has another index")
		}
		return []golden.View{{Name: "index", Text: laidOut(t, string(index))}}
	})
}

// laidOut writes an index for people.
func laidOut(t *testing.T, script string) string {
	t.Helper()
	value, ok := strings.CutPrefix(strings.TrimSuffix(script, ");\n"), "tradeoffIndex(")
	var index map[string]json.RawMessage
	if err := json.Unmarshal([]byte(value), &index); err != nil || !ok {
		t.Fatalf("%v: %s", err, script)
	}
	var b strings.Builder
	for _, key := range []string{"pairs", "categories", "tags", "authors", "guides"} {
		if index[key] == nil {
			continue
		}
		var rows []json.RawMessage
		if json.Unmarshal(index[key], &rows) != nil {
			fmt.Fprintf(&b, "%s %s\n", key, index[key])
		}
		for _, row := range rows {
			fmt.Fprintf(&b, "%s %s\n", key, row)
		}
	}
	return b.String()
}

// TestSlug holds the rule that search.js has too.
func TestSlug(t *testing.T) {
	for words, want := range map[string]string{
		"Language and runtime": "language-and-runtime", "What’s new?": "whats-new", "a_b - c": "a_b---c", "C++ & C#": "c--c",
		"Größe": "", "日本": "", "": "", "“Quoted” …": "quoted-",
	} {
		if got := search.Slug(words); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}
