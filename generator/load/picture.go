package load

import (
	"bytes"
	"encoding/xml"
	"image"
	_ "image/gif" // so that the sizes of these kinds are known
	_ "image/jpeg"
	_ "image/png"
	"math"
	"path"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp"

	"tradeoff/generator/diag"
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
		diags.Errorf(diag.Position{File: file}, diag.EmptyFile, "the picture is empty")
	case ending == ".svg":
		f.Width, f.Height = svgSize(content)
	case ending != ".avif": // nothing here reads it; width and height stay unknown
		size, _, err := image.DecodeConfig(bytes.NewReader(content))
		if err != nil {
			diags.Errorf(diag.Position{File: file}, diag.Unreadable, "the picture cannot be read as %s", ending[1:]).
				Hint = "check that the file's ending says what it is, and that it is whole"
		}
		f.Width, f.Height = size.Width, size.Height
	}
	return f
}

// svgSize gives the size of an SVG's root element: its width and height in
// pixels or, where those are missing or relative, its viewBox (SVG 2, 8.2).
func svgSize(content []byte) (width, height int) {
	decoder := xml.NewDecoder(bytes.NewReader(content))
	for {
		token, err := decoder.Token()
		if err != nil {
			return 0, 0
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		attributes := map[string]string{}
		for _, a := range root.Attr {
			attributes[a.Name.Local] = a.Value
		}
		width, height = pixels(attributes["width"]), pixels(attributes["height"])
		box := strings.FieldsFunc(attributes["viewBox"], func(r rune) bool { return r == ' ' || r == ',' })
		if (width == 0 || height == 0) && len(box) == 4 {
			width, height = pixels(box[2]), pixels(box[3])
		}
		return width, height
	}
}

// pixels reads a length without a unit or in px; anything else is 0.
func pixels(length string) int {
	f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(length), "px"), 64)
	if err != nil || f <= 0 || f > math.MaxInt16 {
		return 0
	}
	return int(math.Round(f))
}
