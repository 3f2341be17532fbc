// Package archive packs the files of a site into one ZIP file, for readers without a
// network.
//
// In come a folder's name and the files, one by one; out goes the archive, as it is
// made: nothing is held, however large the site. The same files in the same order give
// the same bytes: no time and no right of a file is in it but the earliest time that a
// ZIP file can have, 1 January 1980, and the rights to read. What is compressed already
// is stored as it is.
package archive

import (
	"archive/zip"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"strings"
	"time"
)

// A File is one to pack.
type File struct {
	Path string // slash-separated, within the folder
	Open func() (io.ReadCloser, error)
}

// firstDay is the earliest time that a ZIP file can have.
var firstDay = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// compressed are the endings of files that compressing makes no smaller.
var compressed = map[string]bool{
	".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".woff2": true, ".zip": true,
	".gz": true, ".mp4": true, ".webm": true, ".mp3": true, ".pdf": true,
}

// Write packs files into a folder. An error names the file.
func Write(w io.Writer, folder string, files iter.Seq[File]) error {
	z := zip.NewWriter(w)
	for f := range files {
		if err := add(z, folder, f); err != nil {
			return fmt.Errorf("packing %s: %w", f.Path, err)
		}
	}
	return z.Close()
}

func add(z *zip.Writer, folder string, f File) error {
	header := &zip.FileHeader{Name: path.Join(folder, f.Path), Method: zip.Deflate, Modified: firstDay}
	header.SetMode(fs.FileMode(0o644))
	if compressed[strings.ToLower(path.Ext(f.Path))] {
		header.Method = zip.Store
	}
	w, err := z.CreateHeader(header)
	if err != nil {
		return err
	}
	content, err := f.Open()
	if err != nil {
		return err
	}
	defer content.Close()
	_, err = io.Copy(w, content)
	return err
}
