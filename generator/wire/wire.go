// Package wire writes values into texts and reads them back, for what is kept between
// builds: numbers as varints (as encoding/binary has them), texts with their length,
// lists with theirs. There are no names, no types and no versions in such a text: who
// writes it and who reads it are the same program, and whoever keeps it sees to that
// (package cache).
//
// Reading takes ten thousand guides in some ten milliseconds, because texts are not
// copied but cut out of what is read, which lives as long as one of them. Libraries that
// find out by reflection what to read take ten times as long (encoding/gob), and copy.
//
// A text that was not written by a [Writer] never makes a [Reader] fail otherwise than
// by saying so in the end.
package wire

import (
	"encoding/binary"
	"slices"
)

// A Writer writes values one after the other. The zero value is ready.
type Writer struct{ text []byte }

// Text gives what was written.
func (w *Writer) Text() []byte { return w.text }

// Reset makes the writer empty, and keeps its memory: the text that it gave before is
// written over.
func (w *Writer) Reset() { w.text = w.text[:0] }

// Grow makes room for so many bytes more: to have them copied again and again as a long
// text grows takes as long as to write it.
func (w *Writer) Grow(n int) { w.text = slices.Grow(w.text, n) }

// Uint writes a number that is not negative.
func (w *Writer) Uint(n uint64) { w.text = binary.AppendUvarint(w.text, n) }

// Int writes a number.
func (w *Writer) Int(n int) { w.text = binary.AppendVarint(w.text, int64(n)) }

// Fixed writes a number that may be anything, such as a hash, in eight bytes.
func (w *Writer) Fixed(n uint64) { w.text = binary.LittleEndian.AppendUint64(w.text, n) }

// Bool writes yes or no.
func (w *Writer) Bool(is bool) {
	if is {
		w.text = append(w.text, 1)
	} else {
		w.text = append(w.text, 0)
	}
}

// String writes texts.
func (w *Writer) String(texts ...string) {
	for _, t := range texts {
		w.Uint(uint64(len(t)))
		w.text = append(w.text, t...)
	}
}

// Bytes writes bytes, of which the reader knows how many there are.
func (w *Writer) Bytes(b []byte) { w.text = append(w.text, b...) }

// List writes a list, which each writes a value of. A nil one is read as nil.
func List[T any](w *Writer, list []T, each func(T)) {
	if list == nil {
		w.Uint(0)
		return
	}
	w.Uint(uint64(len(list)) + 1)
	for _, v := range list {
		each(v)
	}
}

// Strings writes a list of texts.
func (w *Writer) Strings(list []string) { List(w, list, func(t string) { w.String(t) }) }

// A Reader reads what a writer wrote, in the same order. Where that is not what is
// there, it gives zeros from then on, and Done tells.
type Reader struct {
	text   string
	failed bool
}

// Read begins to read a text.
func Read(text string) *Reader { return &Reader{text: text} }

// Done tells whether everything was read, and nothing was missing or wrong.
func (r *Reader) Done() bool { return !r.failed && r.text == "" }

// Fail makes the reader fail: something that was read cannot be.
func (r *Reader) Fail() { r.failed, r.text = true, "" }

// Uint reads what [Writer.Uint] wrote.
func (r *Reader) Uint() uint64 {
	var n uint64
	for i := 0; i < len(r.text) && i < binary.MaxVarintLen64; i++ {
		b := r.text[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.text = r.text[i+1:]
			return n
		}
	}
	r.Fail()
	return 0
}

// Int reads what [Writer.Int] wrote.
func (r *Reader) Int() int {
	n := r.Uint()
	return int(int64(n>>1) ^ -int64(n&1))
}

// Fixed reads what [Writer.Fixed] wrote.
func (r *Reader) Fixed() (n uint64) {
	for i, b := range []byte(r.Bytes(8)) {
		n |= uint64(b) << (8 * i)
	}
	return n
}

// Bool reads what [Writer.Bool] wrote.
func (r *Reader) Bool() bool { return r.Bytes(1) == "\x01" }

// String reads a text.
func (r *Reader) String() string {
	n := r.Uint()
	if n > uint64(len(r.text)) {
		r.Fail()
		return ""
	}
	return r.Bytes(int(n))
}

// Bytes reads a number of bytes.
func (r *Reader) Bytes(n int) string {
	if n > len(r.text) {
		r.Fail()
		return ""
	}
	text := r.text[:n]
	r.text = r.text[n:]
	return text
}

// ReadList reads what [List] wrote. Every value takes a byte at least.
func ReadList[T any](r *Reader, each func() T) []T {
	n := r.Uint()
	if n == 0 {
		return nil
	}
	if n--; n > uint64(len(r.text)) {
		r.Fail()
		return nil
	}
	list := make([]T, n)
	for i := range list {
		list[i] = each()
	}
	return list
}

// Strings reads a list of texts.
func (r *Reader) Strings() []string { return ReadList(r, r.String) }
