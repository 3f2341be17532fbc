package generator

import (
	"bytes"
	"context"
	"io"
	"maps"
	"slices"

	"tradeoff/generator/archive"
	"tradeoff/generator/publish"
	"tradeoff/generator/render"
)

// archive packs what a transaction publishes, and publishes that with it. So it is all
// or nothing with the pages, it has every file of the site but itself, and a build that
// does not ask for it removes it as it does what the site no longer has.
func (b *build) archive(ctx context.Context, transaction *publish.Transaction) render.Archive {
	return func(address, folder string, instead map[string][]byte) (size int64, files int, err error) {
		size, err = transaction.Compose(address, func(w io.Writer, parts []publish.Part) error {
			files = len(parts) + len(instead)
			return archive.Write(w, folder, func(yield func(archive.File) bool) {
				for _, part := range parts {
					if ctx.Err() != nil || !yield(archive.File{Path: part.Path, Open: part.Open}) {
						return
					}
				}
				for _, path := range slices.Sorted(maps.Keys(instead)) {
					content := instead[path]
					if !yield(archive.File{Path: path, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}) {
						return
					}
				}
			})
		})
		if err == nil {
			err = ctx.Err()
		}
		b.report.Archive, b.report.ArchiveSize = address, size
		return size, files, err
	}
}
