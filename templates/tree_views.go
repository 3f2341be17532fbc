package templates

// A TreePicture is a decision tree, drawn. Executed as "tree.html". Coordinates
// are pixels from the upper left corner.
type TreePicture struct {
	ID      string // unique in the page: "picture"; its parts have ids that begin with it
	Title   string // "Backend frameworks: which answers lead where"
	Outline string // id of the element that holds the whole tree as text; empty where the page has none
	Whole   bool   // nothing is left out; otherwise stubs stand for the rest
	Width   int
	Height  int
	Lines   string // the lines that connect the boxes, as the data of a path
	Labels  []TreeText
	// Boxes by what they are: questions, recommendations, and stubs, which stand for
	// a question and all that follows.
	Questions []TreeBox
	Ends      []TreeBox
	Stubs     []TreeBox
}

// A TreeBox of a picture.
type TreeBox struct {
	X, Y          int // upper left corner
	Width, Height int
	Shape         string // of a stub: its outline, pointed to the right, as the data of a path
	Text          TreeText
}

// A TreeText is lines of text, the first with its baseline at Y, the others one
// below the other.
type TreeText struct {
	X, Y  int
	First string
	More  []string // further lines
	Full  string   // the whole text where the lines shorten it; else empty
}
