package diagram

// Where things are put.
//
// The tree grows from left to right, one column for each question asked, as
// tidily as Reingold and Tilford ask (Tidier Drawings of Trees, IEEE Transactions
// on Software Engineering 7(2), 1981): nodes of one level line up, the order of
// the answers is kept, and a subtree looks the same wherever it stands.
//
// In one thing it departs from them, and from Buchheim, Jünger and Leipert
// (Improving Walker's Algorithm to Run in Linear Time, 2002): a parent does not
// stand at the middle of its children but beside the first one. The root is then
// in the upper left corner, where reading begins and where a small window opens,
// and not some screens below; and no subtree ever has to be moved once it is
// placed. Going through the tree in order, each node is put as high as the columns
// allow. Only what nothing follows may stand beside the subtree of a sibling, so
// that subtrees do not reach into each other.
//
// The label of an edge stands on its own piece of line, in front of the box that
// the edge leads to, with its first baseline on that of the box.

// Pixels.
const (
	margin     = 2 // for the lines around boxes
	padX       = 11
	port       = 16  // from a box's top to the line that leads to it: the middle of its first line of text
	baseline   = 20  // from a box's top to its first baseline
	rise       = 4   // from a line to the baseline of a label on it
	rowGap     = 8   // between boxes with the same parent
	groupGap   = 16  // between others
	trunk      = 14  // from a box to the vertical line on its right
	tick       = 6   // from that to a label
	air        = 6   // between a line and a label
	lead       = 14  // the least piece of line between a label and its box
	boxWidth   = 152 // of the text in a box, at most
	restWidth  = 165 // in a stub
	labelWidth = 120
	boxLines   = 3
	labelLines = 4
)

// Point is how far a stub's right side reaches out to a point at its middle,
// within its width.
const Point = 10

var (
	boxFont   = font{size: 13, line: 17, bold: 100}
	endFont   = font{size: 13, line: 17, bold: 115}
	labelFont = font{size: 12, line: 16, bold: 100}
)

// A layout is a picture in the making.
type layout struct {
	*drawing
	picture Picture
	columns []column
	placed  map[*sketch]int // index of the box
}

// A column holds the boxes of one level, and the labels in front of them.
type column struct {
	x, width    int
	label       int     // width of the widest label
	bottom      int     // below the last box placed
	labelBottom int     // below the last label placed
	parent      *sketch // of the last box placed
}

func layOut(d *drawing, root *sketch, whole bool) *Picture {
	l := &layout{drawing: d, placed: map[*sketch]int{}}
	l.picture.Whole = whole
	l.measure(root, nil, 0)
	l.align()
	l.place(root, nil, 0, margin)
	l.connect(root)
	p := &l.picture
	for _, b := range p.Boxes {
		p.Width, p.Height = max(p.Width, b.X+b.Width+margin), max(p.Height, b.Y+b.Height+margin)
	}
	for _, e := range p.Edges {
		p.Height = max(p.Height, e.Label.Y+(len(e.Label.Lines)-1)*labelFont.line+margin+rise)
	}
	return p
}

// measure makes the boxes and labels, without their places, and finds how wide
// the columns are.
func (l *layout) measure(s, parent *sketch, level int) {
	if level == len(l.columns) {
		l.columns = append(l.columns, column{})
	}
	c := &l.columns[level]
	w := l.words(s)
	font, width := boxFont, boxWidth
	switch w.kind {
	case End:
		font = endFont
	case Rest:
		width = restWidth
	}
	b := Box{Kind: w.kind, Text: fit(font, w, width, boxLines), Node: s.node}
	b.Width, b.Height = b.Text.Width+2*padX, (len(b.Text.Lines)-1)*font.line+2*port-1
	if b.Kind == Rest {
		b.Width += Point / 2
	}
	c.width = max(c.width, b.Width)
	l.placed[s] = len(l.picture.Boxes)
	l.picture.Boxes = append(l.picture.Boxes, b)
	if parent != nil {
		label := fit(labelFont, l.label(s), labelWidth, labelLines)
		c.label = max(c.label, label.Width)
		l.picture.Edges = append(l.picture.Edges, Edge{From: l.placed[parent], To: l.placed[s], Label: label})
	}
	for _, below := range s.below {
		l.measure(below, s, level+1)
	}
}

// fit wraps words and keeps the full text where they do not say all of it.
func fit(f font, w writing, width, lines int) Text {
	t := f.wrap(w.short, width, lines)
	if t.Full != "" || w.short != w.full {
		t.Full = plain(w.full)
	}
	return t
}

// align gives the columns their places. The questions of a column are as wide as
// its widest box, so that what leads on begins at one line.
func (l *layout) align() {
	x := margin
	for i := range l.columns {
		c := &l.columns[i]
		if i > 0 {
			x += trunk + tick + air + c.label + air + lead
		}
		c.x = x
		x += c.width
	}
}

// place puts a node at a height, and all below it.
func (l *layout) place(s, parent *sketch, level, y int) {
	index, c := l.placed[s], &l.columns[level]
	b := &l.picture.Boxes[index]
	b.X, b.Y = c.x, y
	b.Text.X, b.Text.Y = b.X+padX, y+baseline
	if b.Kind == Question {
		b.Width = c.width
	}
	c.bottom, c.parent = y+b.Height, parent
	if parent != nil {
		e := &l.picture.Edges[index-1] // every box but the first has one
		e.Label.X, e.Label.Y = c.x-lead-air-c.label, y+port+rise
		c.labelBottom = y + l.labelHeight(index)
	}
	for i, below := range s.below {
		if i > 0 {
			y = l.top(below, s, level+1)
		}
		l.place(below, s, level+1, y)
	}
}

// top gives how high a node can stand that is not a first child: below all that is
// in its column and, where something follows it, in those on its right.
func (l *layout) top(s, parent *sketch, level int) int {
	c := &l.columns[level]
	gap := groupGap
	if c.parent == parent {
		gap = rowGap
	}
	y := max(c.bottom+gap, c.labelBottom)
	if len(s.below) > 0 {
		for _, deeper := range l.columns[level+1:] {
			y = max(y, deeper.bottom+groupGap, deeper.labelBottom)
		}
	}
	return y
}

// labelHeight is how far below its box's top a label reaches, about.
func (l *layout) labelHeight(box int) int {
	return port + rise + len(l.picture.Edges[box-1].Label.Lines)*labelFont.line - rowGap
}

// connect draws the lines from a node to those below, in one piece as far as
// they share it.
func (l *layout) connect(s *sketch) {
	if len(s.below) == 0 {
		return
	}
	from := &l.picture.Boxes[l.placed[s]]
	x, y := from.X+from.Width+trunk, from.Y+port
	add := func(x1, y1, x2, y2 int) {
		l.picture.Lines = append(l.picture.Lines, Line{x1, y1, x2, y2})
	}
	add(from.X+from.Width, y, x, y)
	if last := l.placed[s.below[len(s.below)-1]]; len(s.below) > 1 {
		add(x, y, x, l.picture.Boxes[last].Y+port)
	}
	for _, below := range s.below {
		index := l.placed[below]
		to, label := &l.picture.Boxes[index], &l.picture.Edges[index-1].Label
		add(x, to.Y+port, label.X-air, to.Y+port)
		add(label.X+label.Width+air, to.Y+port, to.X, to.Y+port)
	}
	for _, below := range s.below {
		l.connect(below)
	}
}
