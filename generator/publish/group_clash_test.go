package publish

import "testing"

// A group of which one file clashes with one that was written is not kept. What is handed
// over one by one then is found to be kept or to clash, and nothing is published.
func TestKeepAllWhereOneClashes(t *testing.T) {
	f := NewFolder(t.TempDir())
	files := site{"a1": "1", "a2/b": "2", "a3": "3"}
	mustAgain(t, f, files)
	before := tree(t, f.out)
	tx, err := f.Begin()
	if err == nil {
		err = tx.Write("A2", 5, []byte("other"))
	}
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Abort()
	if tx.KeepAll(inGroups(files)[0].key) {
		t.Error("files are kept although a file stands where one has its folder")
	}
	if !tx.Keep("a1", recipeOf("1")) || tx.Keep("a2/b", recipeOf("2")) || !tx.Keep("a3", recipeOf("3")) {
		t.Error("other files are kept than those that do not clash")
	}
	if err := tx.Write("a2/b", recipeOf("2"), []byte("2")); err == nil {
		t.Error("the clash is not told")
	}
	if _, err := tx.Commit(t.Context()); err == nil {
		t.Error("it is published")
	}
	equalTrees(t, "in the end", tree(t, f.out), before)
	if _, kept, _ := mustAgain(t, f, files); kept != len(files) {
		t.Errorf("the next transaction keeps %d files", kept)
	}
}

// Two groups that are told of by one key are none: nobody could say which files it keeps.
func TestTogetherByOneKey(t *testing.T) {
	f := NewFolder(t.TempDir())
	files := site{"a": "1", "b": "2", "c": "3"}
	tx, err := f.Begin()
	if err == nil {
		_, err = offerEach(tx, files, []string{"a", "b", "c"})
	}
	if err != nil {
		t.Fatal(err)
	}
	tx.Together(1, []string{"a"})
	tx.Together(2, []string{"b"})
	tx.Together(1, []string{"c"})
	if _, err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if tx, err = f.Begin(); err != nil {
		t.Fatal(err)
	}
	defer tx.Abort()
	if tx.KeepAll(1) || !tx.KeepAll(2) {
		t.Error("two groups of one key are kept, or one of another key is not")
	}
}
