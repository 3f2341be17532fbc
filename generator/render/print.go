package render

import (
	"encoding/binary"
	"fmt"

	"github.com/cespare/xxhash/v2"

	"tradeoff/generator/markup"
	"tradeoff/generator/source"
)

// A print is being taken of what is added to it, in order.
type print struct {
	hash xxhash.Digest
	none bool // something that it should be of is not known
}

func newPrint(kind string) *print {
	p := &print{}
	p.hash.Reset()
	return p.text(kind)
}

// text adds a text. Its length is added too, so that two texts are not taken for
// one that is cut elsewhere.
func (p *print) text(texts ...string) *print {
	for _, t := range texts {
		p.number(uint64(len(t)))
		_, _ = p.hash.WriteString(t) // it never fails
	}
	return p
}

func (p *print) number(numbers ...uint64) *print {
	for _, n := range numbers {
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], n)
		_, _ = p.hash.Write(b[:])
	}
	return p
}

func (p *print) sum(s source.Sum) *print {
	_, _ = p.hash.Write(s[:])
	return p
}

func (p *print) yes(is bool) *print {
	if is {
		return p.number(1)
	}
	return p.number(0)
}

func (p *print) date(d source.Date) *print {
	return p.number(uint64(d.Year), uint64(d.Month), uint64(d.Day))
}

// value adds a value of an attribute, whose type is in another print.
func (p *print) value(v source.Value) *print {
	switch v := v.(type) {
	case nil:
		return p.number(0)
	case source.Support:
		return p.number(1 + uint64(v))
	case source.Level:
		return p.number(1 + uint64(v.Index))
	case source.Date:
		return p.date(v)
	case source.Words:
		return p.number(uint64(len(v))).text(v...)
	}
	return p.text(v.String())
}

// inline adds the words of inline Markdown. Where its links lead is added by addTexts.
func (p *print) inline(t markup.Text) *print {
	p.number(uint64(len(t.Body))).text(t.Plain)
	for _, part := range t.Body {
		switch part := part.(type) {
		case markup.HTML:
			p.text(string(part))
		case markup.LinkStart:
			p.text("link", t.Links[part].Title)
		case markup.LinkEnd:
			p.text("end")
		default: // inline Markdown has no others
			p.text(fmt.Sprintf("%#v", part))
		}
	}
	return p
}

// end gives the print. It is 0 where there is none, and nowhere else.
func (p *print) end() uint64 {
	if p.none {
		return 0
	}
	return max(1, p.hash.Sum64())
}
