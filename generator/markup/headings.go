package markup

import (
	"encoding/binary"
	"iter"
	"slices"
)

// A Heading of a document.
type Heading struct {
	Level int // 1 to 6
	ID    string
	Plain string // its words
	// Container is the name of the container that the heading is inside of, or
	// empty. Headings that became cards or questions are not part of a table of
	// contents.
	Container string
}

// Headings are the headings of a document, in order, those inside containers too. They
// are one text: a site of 10,000 guides has 155,000 of them, and whoever holds the site
// holds them all. As values they took 24 MB, and each collection of garbage looked at
// each of their words. Equal ones are equal texts.
type Headings string

// NewHeadings makes them of a list.
func NewHeadings(list ...Heading) Headings {
	size := 0
	for _, h := range list {
		size += 4 + len(h.Container) + len(h.ID) + len(h.Plain)
	}
	text := make([]byte, 0, size)
	for _, h := range list {
		text = append(text, byte(h.Level))
		for _, part := range [...]string{h.Container, h.ID, h.Plain} {
			text = append(binary.AppendUvarint(text, uint64(len(part))), part...)
		}
	}
	return Headings(text)
}

// All gives each. A text that NewHeadings did not make ends where it makes no sense.
func (h Headings) All() iter.Seq[Heading] {
	return func(yield func(Heading) bool) {
		for rest := string(h); rest != ""; {
			next := Heading{Level: int(rest[0])}
			rest = rest[1:]
			for _, part := range [...]*string{&next.Container, &next.ID, &next.Plain} {
				var ok bool
				if *part, rest, ok = cutText(rest); !ok {
					return
				}
			}
			if !yield(next) {
				return
			}
		}
	}
}

// cutText cuts off a text that begins with its length, which is an unsigned varint.
func cutText(text string) (first, rest string, ok bool) {
	length := uint64(0)
	for i := 0; i < len(text) && i < binary.MaxVarintLen64; i++ {
		length |= uint64(text[i]&0x7f) << (7 * i)
		if text[i] >= 0x80 {
			continue
		}
		if text = text[i+1:]; length > uint64(len(text)) {
			return "", "", false
		}
		return text[:length], text[length:], true
	}
	return "", "", false
}

// A Move leads from the id that GitHub gives a heading to the one that it has here.
type Move struct{ From, To string }

// Anchors gives every id in the document, sorted.
func (d *Document) Anchors() []string {
	ids := slices.Clone(d.Marks)
	for h := range d.Headings.All() {
		ids = append(ids, h.ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// HasAnchor tells whether an id is among Anchors.
func (d *Document) HasAnchor(id string) bool {
	if slices.Contains(d.Marks, id) {
		return true
	}
	for h := range d.Headings.All() {
		if h.ID == id {
			return true
		}
	}
	return false
}
