package render

import (
	"context"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/site"
)

// A Reader renders single files of a site, for whoever wants few of them.
type Reader struct {
	renderer *renderer
	files    map[string]file
}

// NewReader prepares what all files share. The options that tell of progress are not
// looked at. Options.Sources is read as long as the reader is used.
func NewReader(ctx context.Context, s *site.Site, opts Options) (*Reader, diag.List, error) {
	var m Memory
	r, diags, err := m.renderer(s, opts)
	if err != nil || diags.HasErrors() {
		return nil, diags, err
	}
	reader := &Reader{renderer: r, files: map[string]file{}}
	for f := range r.files() {
		reader.files[f.address] = f
	}
	return reader, diags, ctx.Err()
}

// IsPage tells whether the site has a page at an address. A redirect is one.
func (r *Reader) IsPage(address string) bool {
	f, ok := r.files[address]
	return ok && (f.page || strings.HasSuffix(address, ".html"))
}

// File renders a file; ok is false where the site has none at the address.
func (r *Reader) File(address string, diags *diag.List) (content []byte, ok bool, err error) {
	f, ok := r.files[address]
	if !ok {
		return nil, false, nil
	}
	content, err = f.render(diags)
	return content, true, err
}
