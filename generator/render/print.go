package render

import (
	"encoding/binary"

	"github.com/cespare/xxhash/v2"

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

// end gives the print. It is 0 where there is none, and nowhere else.
func (p *print) end() uint64 {
	if p.none {
		return 0
	}
	return max(1, p.hash.Sum64())
}
