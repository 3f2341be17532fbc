package load

import (
	"math/big"
	"slices"

	"tradeoff/generator/source"
	"tradeoff/generator/wire"
)

// option writes all of an option but its sum, its id and its file.
func (p *packer) option(o *source.Option, c *source.Category) {
	p.String(o.CategoryID, o.Name, o.Website, o.Repository, o.License)
	p.text(o.Summary)
	p.Strings(o.Synonyms)
	wire.List(&p.Writer, o.Facts, func(f *source.Fact) { p.fact(f, c) })
	wire.List(&p.Writer, o.Pros, p.text)
	wire.List(&p.Writer, o.Cons, p.text)
	wire.List(&p.Writer, o.UsedBy, func(w source.User) {
		p.String(w.Name, w.For, w.Source)
		p.pos(w.Pos)
	})
	p.pos(o.Pos)
	p.Bool(o.Incomplete)
}

// option reads an option; c is its category.
func (u *unpacker) option(o *source.Option, c *source.Category) {
	o.CategoryID, o.Name, o.Website, o.Repository, o.License = u.String(), u.String(), u.String(), u.String(), u.String()
	o.Summary = u.text()
	o.Synonyms = u.Strings()
	o.Facts = wire.ReadList(u.Reader, func() *source.Fact { return u.fact(c) })
	o.Pros = wire.ReadList(u.Reader, u.text)
	o.Cons = wire.ReadList(u.Reader, u.text)
	o.UsedBy = wire.ReadList(u.Reader, func() source.User {
		return source.User{Name: u.String(), For: u.String(), Source: u.String(), Pos: u.pos()}
	})
	o.Pos = u.pos()
	o.Incomplete = u.Bool()
}

func (p *packer) fact(f *source.Fact, c *source.Category) {
	p.Uint(uint64(slices.Index(c.Attributes, f.Attribute)))
	p.Uint(uint64(f.State))
	p.value(f.Value)
	p.text(f.Note)
	p.Strings(f.Sources)
	p.date(f.Checked)
	p.String(f.Since)
	p.pos(f.Pos)
	p.Bool(f.Faulty)
}

func (u *unpacker) fact(c *source.Category) *source.Fact {
	f := &source.Fact{}
	if at := u.Uint(); at < uint64(len(c.Attributes)) {
		f.Attribute = c.Attributes[at]
	} else {
		u.Fail()
	}
	f.State = source.State(u.Uint())
	f.Value = u.value()
	f.Note = u.text()
	f.Sources = u.Strings()
	f.Checked = u.date()
	f.Since = u.String()
	f.Pos = u.pos()
	f.Faulty = u.Bool()
	return f
}

// A valueKind tells what kind a fact's value is.
type valueKind uint8

const (
	noValue valueKind = iota
	supportValue
	levelValue
	numberValue
	dateValue
	wordsValue
	proseValue
	linkValue
)

func (p *packer) value(v source.Value) {
	kind := func(k valueKind) { p.Uint(uint64(k)) }
	switch v := v.(type) {
	case nil:
		kind(noValue)
	case source.Support:
		kind(supportValue)
		p.Uint(uint64(v))
	case source.Level:
		kind(levelValue)
		p.Uint(uint64(v.Index))
		p.String(v.Name)
	case source.Number:
		kind(numberValue)
		p.String(v.Text)
		exact := v.Rat.RatString()
		if exact == v.Text {
			exact = ""
		}
		p.String(exact)
	case source.Date:
		kind(dateValue)
		p.date(v)
	case source.Words:
		kind(wordsValue)
		p.Strings(v)
	case source.Prose:
		kind(proseValue)
		p.text(v.Text)
	case source.Link:
		kind(linkValue)
		p.String(string(v))
	}
}

func (u *unpacker) value() source.Value {
	switch valueKind(u.Uint()) {
	case noValue:
		return nil
	case supportValue:
		return source.Support(u.Uint())
	case levelValue:
		return source.Level{Index: int(u.Uint()), Name: u.String()}
	case numberValue:
		return u.number()
	case dateValue:
		return u.date()
	case wordsValue:
		return source.Words(u.Strings())
	case proseValue:
		return source.Prose{Text: u.text()}
	case linkValue:
		return source.Link(u.String())
	}
	u.Fail()
	return nil
}

func (u *unpacker) number() source.Value {
	text, exact := u.String(), u.String()
	if exact == "" {
		exact = text
	}
	number, ok := new(big.Rat).SetString(exact)
	if !ok {
		u.Fail()
		number = new(big.Rat)
	}
	return source.Number{Text: text, Rat: number}
}
