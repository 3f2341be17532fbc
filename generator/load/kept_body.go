package load

import (
	"tradeoff/generator/markup"
	"tradeoff/generator/wire"
)

// A partKind tells what kind a part of a body is.
type partKind uint8

const (
	htmlPart partKind = iota
	linkStartPart
	linkEndPart
	imagePart
	factPart
	sectionPart
	saidPart
	directivePart
	containerPart
)

func (p *packer) body(b markup.Body) { wire.List(&p.Writer, b, p.part) }

func (u *unpacker) body() markup.Body { return wire.ReadList(u.Reader, u.part) }

func (p *packer) part(part markup.Part) {
	kind := func(k partKind) { p.Uint(uint64(k)) }
	switch part := part.(type) {
	case markup.HTML:
		kind(htmlPart)
		p.String(string(part))
	case markup.LinkStart:
		kind(linkStartPart)
		p.Uint(uint64(part))
	case markup.LinkEnd:
		kind(linkEndPart)
	case markup.Image:
		kind(imagePart)
		p.Uint(uint64(part))
	case markup.Fact:
		kind(factPart)
		p.Uint(uint64(part))
	case markup.Section:
		kind(sectionPart)
	case markup.Said:
		kind(saidPart)
		p.String(part.Key, part.Text)
		p.Int(part.Number)
		p.Int(part.Second)
	case markup.Directive:
		kind(directivePart)
		p.Uint(uint64(part))
	case *markup.Container:
		kind(containerPart)
		p.container(part)
	}
}

func (u *unpacker) part() markup.Part {
	switch partKind(u.Uint()) {
	case htmlPart:
		return markup.HTML(u.String())
	case linkStartPart:
		return markup.LinkStart(u.Uint())
	case linkEndPart:
		return markup.LinkEnd{}
	case imagePart:
		return markup.Image(u.Uint())
	case factPart:
		return markup.Fact(u.Uint())
	case sectionPart:
		return markup.Section{}
	case saidPart:
		return markup.Said{Key: u.String(), Text: u.String(), Number: u.Int(), Second: u.Int()}
	case directivePart:
		return markup.Directive(u.Uint())
	case containerPart:
		return u.container()
	}
	u.Fail()
	return markup.HTML("")
}

func (p *packer) container(c *markup.Container) {
	p.String(c.Name)
	p.body(c.Title)
	p.String(c.Plain)
	p.body(c.Intro)
	wire.List(&p.Writer, c.Items, func(i markup.Item) {
		p.String(i.ID)
		p.body(i.Heading)
		p.String(i.Plain, i.Language)
		p.body(i.Body)
	})
	p.pos(c.Pos)
}

func (u *unpacker) container() *markup.Container {
	return &markup.Container{
		Name: u.String(), Title: u.body(), Plain: u.String(), Intro: u.body(),
		Items: wire.ReadList(u.Reader, func() markup.Item {
			return markup.Item{ID: u.String(), Heading: u.body(), Plain: u.String(), Language: u.String(), Body: u.body()}
		}),
		Pos: u.pos(),
	}
}

// content writes what is a guide's bulk.
func (p *packer) content(c markup.Content) {
	p.body(c.Body)
	p.String(c.Text)
}

func (u *unpacker) content() markup.Content { return markup.Content{Body: u.body(), Text: u.String()} }
