package load

import (
	"math/big"
	"slices"

	"tradeoff/generator/cache"
	"tradeoff/generator/dataset"
	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/wire"
)

// CategoryKind is the kind of the entries of categories. To read one takes a thirtieth of
// what it takes to parse its file.
const CategoryKind cache.Kind = 'c'

// categoryManner is that of categories.
var categoryManner = manner[source.Category, alone]{
	kind: CategoryKind,
	parse: func(p *parse[source.Category, alone], text []byte) (*source.Category, diag.List) {
		c, diags := dataset.Category(p.id, p.file, text)
		c.Sum = p.sum
		return c, diags
	},
	withSum: sumOfNothing,
	pack: func(w *packer, p *parse[source.Category, alone]) cache.Bulk {
		w.category(p.value)
		return cache.Bulk{}
	},
	unpack: func(u *unpacker, p *parse[source.Category, alone], _ cache.Bulk) *source.Category {
		c := &source.Category{Sum: p.sum, ID: p.id, File: p.file}
		u.category(c)
		return c
	},
}

// category writes all of a category but its sum, its id and its file.
func (p *packer) category(c *source.Category) {
	p.String(c.Title, c.Singular)
	p.text(c.Summary)
	wire.List(&p.Writer, c.Neighbours, p.name)
	wire.List(&p.Writer, c.Attributes, p.attribute)
	wire.List(&p.Writer, c.Groups, func(g *source.Group) {
		p.String(g.Label)
		wire.List(&p.Writer, g.Attributes, func(a *source.Attribute) { p.attributeOf(c, a) })
	})
	wire.List(&p.Writer, c.Questions, func(q *source.Question) { p.question(c, q) })
	p.Bool(c.Authored)
	p.pos(c.Pos)
	p.Bool(c.Incomplete)
}

func (u *unpacker) category(c *source.Category) {
	c.Title, c.Singular = u.String(), u.String()
	c.Summary = u.text()
	c.Neighbours = wire.ReadList(u.Reader, u.name)
	c.Attributes = wire.ReadList(u.Reader, u.attribute)
	c.Groups = wire.ReadList(u.Reader, func() *source.Group {
		return &source.Group{Label: u.String(), Attributes: wire.ReadList(u.Reader, func() *source.Attribute { return u.attributeOf(c) })}
	})
	c.Questions = wire.ReadList(u.Reader, func() *source.Question { return u.question(c) })
	c.Authored = u.Bool()
	c.Pos = u.pos()
	c.Incomplete = u.Bool()
}

func (p *packer) attribute(a *source.Attribute) {
	p.String(a.ID, a.Label, string(a.Type))
	p.text(a.Help)
	p.Uint(uint64(a.Better))
	p.rat(a.Weight)
	p.Strings(a.Levels)
	p.Strings(a.Choices)
	p.rat(a.Max)
	p.String(a.Unit)
	p.pos(a.Pos)
	p.Strings(a.Synonyms)
}

func (u *unpacker) attribute() *source.Attribute {
	return &source.Attribute{
		ID: u.String(), Label: u.String(), Type: source.Type(u.String()), Help: u.text(), Better: source.Better(u.Uint()),
		Weight: u.rat(), Levels: u.Strings(), Choices: u.Strings(), Max: u.rat(), Unit: u.String(), Pos: u.pos(), Synonyms: u.Strings(),
	}
}

// attributeOf writes which attribute of a category one is.
func (p *packer) attributeOf(c *source.Category, a *source.Attribute) {
	p.Uint(uint64(slices.Index(c.Attributes, a)))
}

func (u *unpacker) attributeOf(c *source.Category) *source.Attribute {
	at := u.Uint()
	if at >= uint64(len(c.Attributes)) {
		u.Fail()
		return nil
	}
	return c.Attributes[at]
}

func (p *packer) question(c *source.Category, q *source.Question) {
	condition := func(of *source.Condition) {
		p.attributeOf(c, of.Attribute)
		p.Uint(uint64(of.Op))
		wire.List(&p.Writer, of.Values, p.value)
		p.pos(of.Pos)
	}
	p.String(q.ID, q.Ask)
	p.text(q.Help)
	p.rat(q.Weight)
	p.rat(q.NotSure)
	wire.List(&p.Writer, q.Answers, func(a *source.Answer) {
		p.String(a.ID, a.Label)
		p.rat(a.Likelihood)
		wire.List(&p.Writer, a.Require, condition)
		wire.List(&p.Writer, a.Prefer, condition)
		p.pos(a.Pos)
	})
	p.pos(q.Pos)
}

func (u *unpacker) question(c *source.Category) *source.Question {
	condition := func() *source.Condition {
		return &source.Condition{Attribute: u.attributeOf(c), Op: source.Op(u.Uint()), Values: wire.ReadList(u.Reader, u.value), Pos: u.pos()}
	}
	return &source.Question{
		ID: u.String(), Ask: u.String(), Help: u.text(), Weight: u.rat(), NotSure: u.rat(),
		Answers: wire.ReadList(u.Reader, func() *source.Answer {
			return &source.Answer{
				ID: u.String(), Label: u.String(), Likelihood: u.rat(),
				Require: wire.ReadList(u.Reader, condition), Prefer: wire.ReadList(u.Reader, condition), Pos: u.pos(),
			}
		}),
		Pos: u.pos(),
	}
}

// rat writes a number; the empty text stands for none.
func (p *packer) rat(r *big.Rat) {
	if r == nil {
		p.String("")
		return
	}
	p.String(r.RatString())
}

func (u *unpacker) rat() *big.Rat {
	text := u.String()
	if text == "" {
		return nil
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		u.Fail()
	}
	return r
}
