// Package picture tells how large a picture is, so that a page can leave room for it
// and nothing moves while it loads.
package picture

import (
	"bytes"
	"encoding/xml"
	"image"
	_ "image/gif" // so that the sizes of these kinds are known
	_ "image/jpeg"
	_ "image/png"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"

	_ "golang.org/x/image/webp"
)

// Size gives the size of a picture in CSS pixels, for the ending of its file's name
// (".png"), in lower case. Both are 0 where it does not say. ok is false where the
// content is no such picture. Of avif, which nothing here reads, it says neither.
func Size(ending string, content []byte) (width, height int, ok bool) {
	if ending == ".avif" {
		return 0, 0, true
	}
	if ending == ".svg" {
		return svgSize(content)
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(content))
	return size.Width, size.Height, err == nil
}

// svgSize gives the size of an SVG's root element: its width and height in
// pixels or, as far as those are missing or relative, the proportions of its
// viewBox (SVG 2, 8.2). It tells whether the file has such an element.
//
// It reads what browsers show: a file in another encoding, and one with the
// entities that drawing programs declare, which is why it is not strict.
func svgSize(content []byte) (width, height int, ok bool) {
	decoder := xml.NewDecoder(bytes.NewReader(content))
	decoder.Strict = false
	decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	for {
		token, err := decoder.Token()
		if err != nil {
			return 0, 0, false
		}
		root, isElement := token.(xml.StartElement)
		if !isElement {
			continue
		}
		width, height = rootSize(root)
		return width, height, root.Name.Local == "svg"
	}
}

// rootSize gives the size that an SVG's root element states.
func rootSize(root xml.StartElement) (width, height int) {
	attributes := map[string]string{}
	for _, a := range root.Attr {
		if a.Name.Space == "" {
			attributes[a.Name.Local] = a.Value
		}
	}
	w, h := pixels(attributes["width"]), pixels(attributes["height"])
	box := strings.FieldsFunc(attributes["viewBox"], func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	if len(box) == 4 {
		boxWidth, boxHeight := pixels(box[2]), pixels(box[3])
		switch {
		case w > 0 && h > 0 || boxWidth == 0 || boxHeight == 0:
		case w > 0:
			h = w * boxHeight / boxWidth
		case h > 0:
			w = h * boxWidth / boxHeight
		default:
			w, h = boxWidth, boxHeight
		}
	}
	if w < 0.5 || h < 0.5 || w > math.MaxInt16 || h > math.MaxInt16 {
		return 0, 0
	}
	return int(math.Round(w)), int(math.Round(h))
}

// pixels reads a length without a unit or in px; anything else is 0.
func pixels(length string) float64 {
	f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(length), "px"), 64)
	if err != nil || !(f > 0 && f <= math.MaxInt16) { // not a number is neither
		return 0
	}
	return f
}
