package load

import (
	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
	"tradeoff/generator/source"
	"tradeoff/generator/wire"
)

// How a guide is written into the cache: what others may ask of it is in its entry, and
// its content is the entry's bulk. A field that is missing here is lost for the next
// build; TestKept fills them all.

// A packer writes what a file declares. All positions are in that file.
type packer struct{ wire.Writer }

// An unpacker reads it.
type unpacker struct {
	*wire.Reader
	file string
}

// pos writes a place in the file; 0 stands for none.
func (p *packer) pos(at diag.Position) {
	if at.File == "" {
		p.Uint(0)
		return
	}
	p.Uint(uint64(at.Line) + 1)
	p.Uint(uint64(at.Column))
}

func (u *unpacker) pos() diag.Position {
	line := u.Uint()
	if line == 0 {
		return diag.Position{}
	}
	return diag.Position{File: u.file, Line: int(line - 1), Column: int(u.Uint())}
}

func (p *packer) name(n source.Name) {
	p.String(n.Value)
	p.pos(n.Pos)
}

func (u *unpacker) name() source.Name { return source.Name{Value: u.String(), Pos: u.pos()} }

func (p *packer) date(d source.Date) {
	p.Int(d.Year)
	p.Uint(uint64(d.Month))
	p.Uint(uint64(d.Day))
}

func (u *unpacker) date() source.Date {
	return source.Date{Year: u.Int(), Month: int(u.Uint()), Day: int(u.Uint())}
}

// guide writes all of a guide but its sum, its id and its file, which whoever reads it
// knows, and its content.
func (p *packer) guide(g *source.Guide) {
	p.String(g.Title, g.Description)
	wire.List(&p.Writer, g.Compare, p.name)
	p.text(g.Rule)
	p.Strings(g.Tags)
	wire.List(&p.Writer, g.Related, p.name)
	wire.List(&p.Writer, g.Authors, p.name)
	p.date(g.Published)
	p.date(g.Updated)
	p.Bool(g.Draft)
	wire.List(&p.Writer, g.Aliases, p.name)
	p.pos(g.Pos)
	p.Uint(uint64(g.BodyLine))
	p.Bool(g.Incomplete)
	p.document(&g.Document)
}

func (u *unpacker) guide(g *source.Guide) {
	g.Title, g.Description = u.String(), u.String()
	g.Compare = wire.ReadList(u.Reader, u.name)
	g.Rule = u.text()
	g.Tags = u.Strings()
	g.Related = wire.ReadList(u.Reader, u.name)
	g.Authors = wire.ReadList(u.Reader, u.name)
	g.Published, g.Updated = u.date(), u.date()
	g.Draft = u.Bool()
	g.Aliases = wire.ReadList(u.Reader, u.name)
	g.Pos = u.pos()
	g.BodyLine = int(u.Uint())
	g.Incomplete = u.Bool()
	u.document(&g.Document)
}

func (p *packer) document(d *markup.Document) {
	wire.List(&p.Writer, d.Links, p.link)
	wire.List(&p.Writer, d.Images, func(i markup.ImageRef) {
		p.String(i.Dest, i.Alt, i.Title)
		p.pos(i.Pos)
	})
	wire.List(&p.Writer, d.Facts, func(f markup.FactRef) {
		p.String(f.Category, f.Option, f.Attribute)
		p.pos(f.Pos)
	})
	wire.List(&p.Writer, d.Directives, func(d markup.DirectiveRef) {
		p.String(d.Name)
		wire.List(&p.Writer, d.Attributes, func(a markup.Attribute) {
			p.String(a.Key, a.Value)
			p.pos(a.Pos)
		})
		p.pos(d.Pos)
	})
	p.String(string(d.Headings))
	p.Strings(d.Marks)
	wire.List(&p.Writer, d.Moved, func(m markup.Move) { p.String(m.From, m.To) })
	p.Uint(uint64(d.Words))
}

func (u *unpacker) document(d *markup.Document) {
	d.Links = wire.ReadList(u.Reader, u.link)
	d.Images = wire.ReadList(u.Reader, func() markup.ImageRef {
		return markup.ImageRef{Dest: u.String(), Alt: u.String(), Title: u.String(), Pos: u.pos()}
	})
	d.Facts = wire.ReadList(u.Reader, func() markup.FactRef {
		return markup.FactRef{Category: u.String(), Option: u.String(), Attribute: u.String(), Pos: u.pos()}
	})
	d.Directives = wire.ReadList(u.Reader, func() markup.DirectiveRef {
		return markup.DirectiveRef{Name: u.String(), Attributes: wire.ReadList(u.Reader, func() markup.Attribute {
			return markup.Attribute{Key: u.String(), Value: u.String(), Pos: u.pos()}
		}), Pos: u.pos()}
	})
	d.Headings = markup.Headings(u.String())
	d.Marks = u.Strings()
	d.Moved = wire.ReadList(u.Reader, func() markup.Move { return markup.Move{From: u.String(), To: u.String()} })
	d.Words = int(u.Uint())
}

func (p *packer) link(l markup.Link) {
	p.String(l.Dest, l.Title)
	p.pos(l.Pos)
}

func (u *unpacker) link() markup.Link {
	return markup.Link{Dest: u.String(), Title: u.String(), Pos: u.pos()}
}

func (p *packer) text(t markup.Text) {
	p.body(t.Body)
	wire.List(&p.Writer, t.Links, p.link)
	p.String(t.Plain)
	p.pos(t.Pos)
}

func (u *unpacker) text() markup.Text {
	return markup.Text{Body: u.body(), Links: wire.ReadList(u.Reader, u.link), Plain: u.String(), Pos: u.pos()}
}
