package preview

import "image/color"

// Colours gives the colours that the style sheet has too, by their names there.
func Colours() map[string]color.RGBA {
	return map[string]color.RGBA{"bg": paper, "soft": soft, "line": line, "muted": quieter, "text": text}
}

// Lengths gives the lengths of the codes.
func Lengths() (all []int) {
	for _, digit := range []byte(lengths) {
		all = append(all, lengthOf(digit))
	}
	return all
}
