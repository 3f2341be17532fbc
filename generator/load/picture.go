package load

import (
	"path"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/picture"
	"tradeoff/generator/source"
)

// pictureEndings are the kinds of image that browsers show.
var pictureEndings = map[string]bool{
	".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".svg": true, ".avif": true,
}

// measure describes a file beside the guides. A picture's size is needed so that
// nothing moves while a page loads; a picture that does not say its size is
// shown all the same.
func measure(file string, content []byte, diags *diag.List) *source.File {
	f := &source.File{Path: file}
	ending := strings.ToLower(path.Ext(file))
	f.Picture = pictureEndings[ending]
	switch {
	case !f.Picture:
	case len(content) == 0:
		diags.Errorf(diag.Position{File: file}, diag.EmptyFile, "the picture is empty").
			Hint = "save the picture again, or remove the file"
	default:
		var ok bool
		if f.Width, f.Height, ok = picture.Size(ending, content); !ok {
			diags.Errorf(diag.Position{File: file}, diag.Unreadable, "the picture cannot be read as %s", ending[1:]).
				Hint = "check that the file's ending says what it is, and that it is whole"
		}
	}
	return f
}
