package archive_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/archive"
)

func text(path, content string) archive.File {
	return archive.File{Path: path, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }}
}

func TestWrite(t *testing.T) {
	files := []archive.File{text("a/ü.html", strings.Repeat("x", 5000)), text("b.PNG", strings.Repeat("y", 5000)), text(".nojekyll", "")}
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		if err := archive.Write(out, "my-site", slices.Values(files)); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same files give other bytes")
	}
	r, err := zip.NewReader(bytes.NewReader(first.Bytes()), int64(first.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		name   string
		method uint16
		size   uint64
	}{{"my-site/a/ü.html", zip.Deflate, 5000}, {"my-site/b.PNG", zip.Store, 5000}, {"my-site/.nojekyll", zip.Deflate, 0}} {
		f := r.File[i]
		if f.Name != want.name || f.Method != want.method || f.UncompressedSize64 != want.size || f.Mode() != 0o644 {
			t.Errorf("got %q, method %d, %d bytes, %v", f.Name, f.Method, f.UncompressedSize64, f.Mode())
		}
		if got := f.Modified.Format("2006-01-02 15:04"); got != "1980-01-01 00:00" {
			t.Errorf("%s is of %s", f.Name, got)
		}
	}
}

func TestWriteFails(t *testing.T) {
	gone := archive.File{Path: "gone", Open: func() (io.ReadCloser, error) { return nil, fs.ErrNotExist }}
	if err := archive.Write(io.Discard, "x", slices.Values([]archive.File{gone})); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "gone") {
		t.Error(err)
	}
}
