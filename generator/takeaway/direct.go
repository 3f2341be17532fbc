package takeaway

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// Nearly all that a page says is paragraphs, headings, lists, code and tables of words with
// a few links and signs among them. A [direct] writes these as it reads them, without a
// tree: in a fifth of the time, which was a twentieth of a build. What else there is in a
// block, it leaves to [read] and a [converter], block by block. FuzzDirect holds that both
// ways write the same.

// A direct writes blocks as it reads them.
type direct struct {
	reader
	out   []byte
	made  []string // blocks that are Markdown already
	begin int      // where what it writes begins
	base  int      // where the blocks begin of the block that it is in
	deep  int      // in how many blocks that is

	// Of the line that it writes:
	inCell  bool // it has no line breaks
	broken  bool // it has one
	linked  bool // a link is open
	phrases int  // how many phrases are
}

// mostDeep is how many blocks, or phrases, may be within one another.
const mostDeep = 8

// whole writes the blocks of a text. It tells whether it could: not if that needs mending.
func (d *direct) whole(text string) bool {
	if !isClean(text) {
		return false
	}
	d.text = text
	for d.text != "" {
		if !d.outermost() && !d.byTree() {
			return false
		}
	}
	return true
}

// outermost writes a block that is in no other; if it cannot, nothing has happened.
func (d *direct) outermost() bool {
	text, written := d.text, len(d.out)
	d.deep, d.base = 0, d.begin
	d.spaces()
	ok := d.text == "" || d.block()
	d.attrs = d.attrs[:0]
	if !ok {
		d.text, d.out = text, d.out[:written]
	}
	return ok
}

// byTree writes what comes next by way of a tree, up to where a block begins.
func (d *direct) byTree() bool {
	root := newHolder()
	d.open, d.count = append(d.open[:0], opened{root, aBlock}), [aCell + 1]int{}
	for more := true; more; more = d.text != "" && (len(d.open) > 1 || !d.atBlock()) {
		if !d.one() {
			return false
		}
	}
	if len(d.open) > 1 {
		return false
	}
	for _, block := range (&converter{made: d.made}).blocks(root) {
		d.add(block)
	}
	d.letGo()
	return true
}

// add adds a block that is in no other.
func (d *direct) add(block string) {
	d.base = d.begin
	d.between()
	d.out = append(d.out, block...)
}

// atBlock tells whether a block comes next.
func (d *direct) atBlock() bool {
	if d.text[0] != '<' {
		return false
	}
	switch d.name(1) {
	case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "blockquote", "figure", "section", "div", "table", Verbatim:
		return true
	}
	return false
}

// spaces passes white space.
func (d *direct) spaces() {
	for d.text != "" && isSpace(rune(d.text[0])) {
		d.text = d.text[1:]
	}
}

// between begins a block.
func (d *direct) between() {
	if len(d.out) > d.base {
		d.out = append(d.out, "\n\n"...)
	}
}

// block writes a block, which comes next. One that has nothing in it leaves nothing.
func (d *direct) block() bool {
	if d.text == "" || d.text[0] != '<' {
		return false
	}
	name := d.name(1)
	attributes, ok := d.tag(name)
	if !ok {
		return false
	}
	switch name {
	case "figure", "div":
		return d.blocks(name)
	case "section":
		return valueOf(attributes, "class") != "footnotes" && d.blocks(name)
	}
	before := len(d.out)
	d.between()
	begin := len(d.out)
	if !d.leaf(name, attributes) {
		return false
	}
	if len(d.out) == begin {
		d.out = d.out[:before]
	}
	return true
}

// leaf writes a block whose start tag was read, if it knows that.
func (d *direct) leaf(name string, attributes []html.Attribute) bool {
	switch name {
	case "p":
		return d.paragraph() && d.ends(name)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return d.heading(name)
	case "ul":
		return d.list(name, -1)
	case "ol":
		return d.list(name, firstNumber(attributes))
	case "pre":
		return d.fenced()
	case "blockquote":
		return d.quote()
	case "figcaption":
		return d.caption(name)
	case "table":
		return d.table()
	case Verbatim:
		return d.verbatim()
	}
	return false
}

// tag passes a start tag and gives its attributes, which are good until the next one.
func (d *direct) tag(name string) (attributes []html.Attribute, ok bool) {
	d.text = d.text[1+len(name):]
	if d.text != "" && d.text[0] != '>' {
		d.attrs = d.attrs[:0]
		if attributes, ok = d.attributes(); !ok {
			return nil, false
		}
	}
	if d.text == "" || d.text[0] != '>' {
		return nil, false
	}
	d.text = d.text[1:]
	return attributes, true
}

// tagOf is tag for an element that has to come next.
func (d *direct) tagOf(name string) (attributes []html.Attribute, ok bool) {
	if !strings.HasPrefix(d.text, "<") || d.name(1) != name {
		return nil, false
	}
	return d.tag(name)
}

// ends passes the end tag of an element, if that comes next.
func (d *direct) ends(name string) bool {
	if n := len(name); len(d.text) > n+2 && d.text[:2] == "</" && d.text[2:2+n] == name && d.text[2+n] == '>' {
		d.text = d.text[n+3:]
		return true
	}
	return false
}

// blocks writes the blocks of an element, up to its end.
func (d *direct) blocks(name string) bool {
	if d.deep++; d.deep > mostDeep {
		return false
	}
	for d.spaces(); !d.ends(name); d.spaces() {
		if !d.block() {
			return false
		}
	}
	d.deep--
	return true
}

// paragraph writes a line up to a tag that is not its own.
func (d *direct) paragraph() bool {
	begin := len(d.out)
	if !d.line(false) {
		return false
	}
	if begin < len(d.out) && strings.IndexByte(lineStarts, d.out[begin]) >= 0 {
		line := lineStart(string(d.out[begin:]))
		d.out = append(d.out[:begin], line...)
	}
	return true
}

// inner writes a line in which there is no line break, without the white space around it.
func (d *direct) inner(name string) bool {
	begin := len(d.out)
	ok := d.line(true) && d.ends(name)
	text := bytes.TrimSpace(d.out[begin:])
	d.out = append(d.out[:begin], text...)
	return ok
}

func (d *direct) heading(name string) bool {
	begin := len(d.out)
	d.out = append(append(d.out, "######"[:name[1]-'0']...), ' ')
	text := len(d.out)
	switch {
	case !d.inner(name):
		return false
	case len(d.out) == text:
		d.out = d.out[:begin]
	case d.out[len(d.out)-1] == '#':
		heading := closed(string(d.out[text:]))
		d.out = append(d.out[:text], heading...)
	}
	return true
}

func (d *direct) caption(name string) bool {
	begin := len(d.out)
	d.out = append(d.out, "**"...)
	switch {
	case !d.inner(name):
		return false
	case len(d.out) == begin+2:
		d.out = d.out[:begin]
	default:
		d.out = append(d.out, "**"...)
	}
	return true
}

func (d *direct) quote() bool {
	begin, base := len(d.out), d.base
	d.out = append(d.out, "> "...)
	d.base = len(d.out)
	ok := d.blocks("blockquote") && len(d.out) > d.base
	if block := d.out[d.base:]; ok && bytes.IndexByte(block, '\n') >= 0 {
		quoted := prefixed(string(block), "> ", "> ")
		d.out = append(d.out[:begin], quoted...)
	}
	d.base = base
	return ok
}

// list writes a list whose entries are a line each, and perhaps a list below that; number
// is that of the first entry, or -1.
func (d *direct) list(name string, number int) bool {
	if d.deep++; d.deep > mostDeep {
		return false
	}
	begin := len(d.out)
	for d.spaces(); !d.ends(name); d.spaces() {
		if _, ok := d.tagOf("li"); !ok {
			return false
		}
		if len(d.out) > begin {
			d.out = append(d.out, '\n')
		}
		entry := len(d.out)
		if number >= 0 {
			d.out = append(strconv.AppendInt(d.out, int64(number), 10), '.', ' ')
			number++
		} else {
			d.out = append(d.out, "- "...)
		}
		if !d.entry(entry) {
			return false
		}
	}
	d.deep--
	return true
}

// entry writes what is in an entry of a list behind its marker, which begins at a place.
func (d *direct) entry(marker int) bool {
	text := len(d.out)
	d.spaces()
	if strings.HasPrefix(d.text, "<p>") {
		d.text = d.text[len("<p>"):]
		if !d.paragraph() || !d.ends("p") {
			return false
		}
		d.spaces()
	} else if !d.paragraph() {
		return false
	}
	if !d.ends("li") && !d.listBelow(text) {
		return false
	}
	switch block := d.out[text:]; {
	case len(block) == 0:
		d.out = d.out[:text-1] // a space
	case bytes.IndexByte(block, '\n') >= 0:
		first := string(d.out[marker:text])
		entry := prefixed(string(block), first, strings.Repeat(" ", len(first)))
		d.out = append(d.out[:marker], entry...)
	}
	return true
}

// listBelow writes the list that ends an entry, whose text begins at a place.
func (d *direct) listBelow(text int) bool {
	if len(d.out) == text || d.text == "" || d.text[0] != '<' {
		return false
	}
	name := d.name(1)
	if name != "ul" && name != "ol" {
		return false
	}
	attributes, ok := d.tag(name)
	if !ok {
		return false
	}
	number := -1
	if name == "ol" {
		number = firstNumber(attributes)
	}
	d.out = append(d.out, '\n')
	begin := len(d.out)
	if !d.list(name, number) || !isList(string(d.out[begin:])) {
		return false
	}
	d.spaces()
	return d.ends("li")
}

// fenced writes code, of which nothing shows but the text.
func (d *direct) fenced() bool {
	if !strings.HasPrefix(d.text, "<code") {
		return false
	}
	attributes, ok := d.tag("code")
	if !ok {
		return false
	}
	begin := len(d.out)
	language, _ := languageOf(attributes)
	d.out = append(append(append(d.out, "```"...), language...), '\n')
	text := len(d.out)
	if !d.code() || !d.ends("pre") {
		return false
	}
	d.out = bytes.TrimSuffix(d.out, []byte("\n"))
	if len(d.out) < text { // that of the fence
		d.out = append(d.out, '\n')
	}
	if bytes.Contains(d.out[text:], []byte("```")) {
		fence := strings.Repeat("`", longestRun(string(d.out[text:]), '`')+1)
		block := fence + string(d.out[begin+3:]) + "\n" + fence
		d.out = append(d.out[:begin], block...)
		return true
	}
	d.out = append(d.out, "\n```"...)
	return true
}

// code writes text as it is, up to the end of the element code; what is coloured in it is
// in elements span.
func (d *direct) code() bool {
	const span = `<span class="`
	for open := 0; ; {
		at := strings.IndexByte(d.text, '<')
		if at < 0 || !d.verbatimText(d.text[:at]) {
			return false
		}
		d.text = d.text[at:]
		switch {
		case strings.HasPrefix(d.text, "</span>") && open > 0:
			open--
			d.text = d.text[len("</span>"):]
		case strings.HasPrefix(d.text, span):
			class := d.text[len(span):]
			end := strings.IndexByte(class, '"')
			if end < 0 || strings.IndexByte(class[:end], '&') >= 0 || !strings.HasPrefix(class[end:], `">`) || open == mostDeep {
				return false
			}
			open++
			d.text = class[end+2:]
		default:
			return open == 0 && d.ends("code")
		}
	}
}

// verbatimText writes text as it is.
func (d *direct) verbatimText(text string) bool {
	for at := strings.IndexByte(text, '&'); at >= 0; at = strings.IndexByte(text, '&') {
		char, length := entity(text[at:])
		if length == 0 {
			return false
		}
		d.out = append(append(d.out, text[:at]...), char)
		text = text[at+length:]
	}
	d.out = append(d.out, text...)
	return true
}

// verbatim writes a block that is Markdown already.
func (d *direct) verbatim() bool {
	end := strings.IndexByte(d.text, '<')
	if end < 0 {
		return false
	}
	n, err := strconv.Atoi(d.text[:end])
	if err != nil || n < 0 || n >= len(d.made) {
		return false
	}
	d.text = d.text[end:]
	d.out = append(d.out, strings.Trim(d.made[n], "\n")...)
	return d.ends(Verbatim)
}

// table writes a table whose rows have as many cells as the first.
func (d *direct) table() bool {
	var rows tableRows
	for d.spaces(); !d.ends("table"); d.spaces() {
		part := "thead"
		if strings.HasPrefix(d.text, "<tb") {
			part = "tbody"
		}
		if _, ok := d.tagOf(part); !ok {
			return false
		}
		for d.spaces(); !d.ends(part); d.spaces() {
			if _, ok := d.tagOf("tr"); !ok || !d.row(&rows) {
				return false
			}
		}
	}
	if rows.grid != nil {
		d.out = append(d.out, rows.grid.Markdown()...)
	}
	return true
}

// tableRows are those of a table so far.
type tableRows struct {
	grid   *Grid // nil before the first one has ended
	aligns []string
	cells  []string // of the row that is read
}

// row adds a row, whose start tag was read.
func (d *direct) row(to *tableRows) bool {
	to.cells = to.cells[:0]
	for d.spaces(); !d.ends("tr"); d.spaces() {
		name := "td"
		if strings.HasPrefix(d.text, "<th") {
			name = "th"
		}
		attributes, ok := d.tagOf(name)
		if !ok {
			return false
		}
		if to.grid == nil {
			to.aligns = append(to.aligns, alignOf(attributes))
		}
		begin := len(d.out)
		if !d.inner(name) {
			return false
		}
		to.cells = append(to.cells, string(d.out[begin:]))
		d.out = d.out[:begin]
	}
	if to.grid == nil {
		to.grid = NewGrid(len(to.cells), 0, to.aligns...)
	}
	for _, cell := range to.cells {
		to.grid.Cell(cell)
	}
	return len(to.cells) > 0 && len(to.cells) == to.grid.columns
}
