package takeaway

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Verbatim is an element in whose place [FromHTML] puts a block that is Markdown already:
// its text is the block's number, from 0.
const Verbatim = "x-markdown"

// Mark is an element with the number of a source: a link by reference, which whoever
// makes the HTML defines at the end of the text.
const Mark = "x-mark"

// FromHTML makes Markdown of HTML, block by block, with a line break at the end. made are
// the blocks to put in the place of [Verbatim] elements.
func FromHTML(text string, made ...string) string {
	return string(appendMarkdown(nil, []string{text}, made, &room{}))
}

// AppendHTML appends what [FromHTML] gives of texts, of which each begins and ends with a
// block, in memory that is used again.
func (b *Book) AppendHTML(out []byte, texts []string, made []string) []byte {
	in := b.rooms.Get().(*room)
	defer func() {
		in.letGo()
		b.rooms.Put(in)
	}()
	return appendMarkdown(out, texts, made, in)
}

func appendMarkdown(out []byte, texts, made []string, in *room) []byte {
	d := direct{reader: reader{room: in}, out: out, made: made, begin: len(out)}
	if slices.ContainsFunc(texts, func(text string) bool { return !d.whole(text) }) {
		d.out = d.out[:d.begin]
		for _, block := range (&converter{made: made}).blocks(parseAny(strings.Join(texts, ""))) {
			d.add(block)
		}
	}
	if len(d.out) > d.begin {
		d.out = append(d.out, '\n')
	}
	return d.out
}

// CellFromHTML makes Markdown of HTML for a cell of a table: one line, with the
// words of all blocks.
func CellFromHTML(text string) string {
	if !strings.ContainsAny(text, "<&") {
		return Text(text)
	}
	d := direct{reader: reader{text: text, room: &room{}}, out: make([]byte, 0, len(text))}
	if isClean(text) && d.line(true) && d.text == "" {
		return string(bytes.TrimSpace(d.out))
	}
	return (&converter{inCell: true}).line(parse(text, &room{}))
}

// A converter goes through the nodes of a text.
type converter struct {
	inCell bool     // what it writes is one line
	made   []string // blocks that are Markdown already
}

// isBlock tells whether a node is an element that never stands in a line of text.
func isBlock(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Dd, atom.Details, atom.Div, atom.Dl, atom.Dt,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
		atom.H6, atom.Header, atom.Hr, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary,
		atom.Table, atom.Ul:
		return true
	case 0:
		return n.Data == Verbatim
	}
	return false
}

// blocks gives what an element holds, block by block. Text that stands between
// blocks is a paragraph.
func (c *converter) blocks(n *html.Node) []string {
	var blocks []string
	var run []*html.Node
	end := func() {
		if text := c.paragraph(run); text != "" {
			blocks = append(blocks, text)
		}
		run = nil
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if isBlock(child) || child.Type == html.ElementNode && holdsBlock(child) {
			end()
			blocks = append(blocks, c.block(child)...)
		} else {
			run = append(run, child)
		}
	}
	end()
	return blocks
}

// holdsBlock tells whether something in an element is a block.
func holdsBlock(n *html.Node) bool {
	for d := n.FirstChild; d != nil; d = d.NextSibling {
		if isBlock(d) || d.FirstChild != nil && holdsBlock(d) {
			return true
		}
	}
	return false
}

// paragraph writes a line of text.
func (c *converter) paragraph(nodes []*html.Node) string { return lineStart(c.inlines(nodes)) }

// block gives a block element.
func (c *converter) block(n *html.Node) []string {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		level := int(n.Data[1] - '0')
		if text := c.line(n); text != "" {
			return []string{strings.Repeat("#", level) + " " + closed(text)}
		}
		return nil
	case atom.P, atom.Summary:
		if holdsBlock(n) {
			return c.blocks(n)
		}
		return one(c.paragraph(children(n)))
	case atom.Figcaption:
		return one(emphasized(c.line(n)))
	case atom.Hr:
		return []string{"---"}
	case atom.Pre:
		return []string{fenced(n)}
	case atom.Blockquote:
		return one(prefixed(strings.Join(c.blocks(n), "\n\n"), "> ", "> "))
	case atom.Ul, atom.Ol:
		return one(c.list(n))
	case atom.Dl:
		return one(c.terms(n))
	case atom.Table:
		return c.table(n)
	case atom.Section:
		if attribute(n, "class") == "footnotes" {
			return c.footnotes(n)
		}
	}
	if n.Data == Verbatim {
		return one(strings.Trim(c.verbatim(textOf(n)), "\n"))
	}
	return c.blocks(n)
}

// verbatim gives a block that is Markdown already. Of an element that a writer has made
// up, without such a number, the text is what there is.
func (c *converter) verbatim(text string) string {
	if n, err := strconv.Atoi(text); err == nil && 0 <= n && n < len(c.made) {
		return c.made[n]
	}
	return text
}

// one gives a block, if there is something in it.
func one(block string) []string {
	if block == "" {
		return nil
	}
	return []string{block}
}

// emphasized is a line in bold.
func emphasized(line string) string {
	if line == "" {
		return ""
	}
	return "**" + line + "**"
}

// closed keeps number signs at the end of a heading from being taken for its end.
func closed(heading string) string {
	if trimmed := strings.TrimRight(heading, "#"); trimmed != heading {
		return trimmed + strings.Repeat(`\#`, len(heading)-len(trimmed))
	}
	return heading
}

// fenced writes a block of code.
func fenced(pre *html.Node) string {
	language := ""
	for n := range pre.Descendants() {
		if n.DataAtom == atom.Code {
			if name, ok := languageOf(n.Attr); ok {
				language = name
			}
		}
	}
	text := strings.TrimSuffix(textOf(pre), "\n")
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	return fence + language + "\n" + text + "\n" + fence
}

// languageOf gives the language of code; known is false where that is not said.
func languageOf(attributes []html.Attribute) (language string, known bool) {
	for class := range strings.FieldsSeq(valueOf(attributes, "class")) {
		if name, ok := strings.CutPrefix(class, "language-"); ok {
			language, known = strings.ReplaceAll(name, "`", ""), true
		}
	}
	return language, known
}

// list writes a list. One whose entries are of several blocks has empty lines
// between them.
func (c *converter) list(n *html.Node) string {
	number := -1
	if n.DataAtom == atom.Ol {
		number = firstNumber(n.Attr)
	}
	var entries []string
	between := "\n"
	for li := range n.ChildNodes() {
		if li.DataAtom != atom.Li {
			continue
		}
		marker := "- "
		if number >= 0 {
			marker = strconv.Itoa(number) + ". "
			number++
		}
		blocks := c.blocks(li)
		entry := strings.Join(blocks, "\n\n")
		if len(blocks) == 2 && isList(blocks[1]) {
			entry = blocks[0] + "\n" + blocks[1]
		} else if len(blocks) > 1 {
			between = "\n\n"
		}
		entries = append(entries, prefixed(entry, marker, strings.Repeat(" ", len(marker))))
	}
	return strings.Join(entries, between)
}

// firstNumber is that of the first entry of a list.
func firstNumber(attributes []html.Attribute) int {
	if start, err := strconv.Atoi(valueOf(attributes, "start")); err == nil && start >= 0 {
		return start
	}
	return 1
}

var listStart = regexp.MustCompile(`^(?:- |[0-9]+\. )`)

func isList(block string) bool { return listStart.MatchString(block) }

// prefixed puts one text before the first line of a block, and one before all others
// but empty ones.
func prefixed(block, first, others string) string {
	if block == "" {
		return strings.TrimSpace(first)
	}
	if !strings.Contains(block, "\n") {
		return first + block
	}
	lines := strings.Split(block, "\n")
	for i, line := range lines {
		switch {
		case i == 0:
			lines[i] = first + line
		case line == "":
			lines[i] = strings.TrimRight(others, " ")
		default:
			lines[i] = others + line
		}
	}
	return strings.Join(lines, "\n")
}

// terms writes a definition list as a list: the term in bold, then what it means.
func (c *converter) terms(n *html.Node) string {
	var entries []string
	for child := range n.Descendants() {
		switch child.DataAtom {
		case atom.Dt:
			entries = append(entries, "- "+emphasized(c.line(child)))
		case atom.Dd:
			blocks := c.blocks(child)
			if len(entries) == 0 || len(blocks) == 0 {
				continue
			}
			last := &entries[len(entries)-1]
			if len(blocks) == 1 && !strings.Contains(*last, "\n") && !holdsBlock(child) {
				*last += ": " + blocks[0]
				continue
			}
			*last += "\n\n" + prefixed(strings.Join(blocks, "\n\n"), "  ", "  ")
		}
	}
	return strings.Join(entries, "\n")
}

// footnotes writes the notes at the end of a text.
func (c *converter) footnotes(n *html.Node) []string {
	var notes []string
	for li := range n.Descendants() {
		if id, ok := strings.CutPrefix(attribute(li, "id"), "fn-"); ok && li.DataAtom == atom.Li {
			notes = append(notes, prefixed(strings.Join(c.blocks(li), "\n\n"), "[^"+id+"]: ", "    "))
		}
	}
	return notes
}

func children(n *html.Node) []*html.Node {
	if n.FirstChild == nil {
		return nil
	}
	nodes := make([]*html.Node, 0, 4)
	for child := range n.ChildNodes() {
		nodes = append(nodes, child)
	}
	return nodes
}

// textOf gives all text in an element, as it stands.
func textOf(n *html.Node) string {
	if only := n.FirstChild; only != nil && only == n.LastChild && only.Type == html.TextNode {
		return only.Data
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func attribute(n *html.Node, key string) string { return valueOf(n.Attr, key) }

// valueOf gives the value of an attribute; empty where there is none.
func valueOf(attributes []html.Attribute, key string) string {
	for _, a := range attributes {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
