package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// proseParser takes text as far as no other parser can want any of it, up to the end of
// the line. goldmark looks at each character, asks at each space whether a web address
// begins there, and at each full stop whether it is an ellipsis; that took a quarter of a
// parse, and takes a tenth. FuzzProse holds what becomes of a document against what it
// would be without.
type proseParser struct{}

// Trigger implements parser.InlineParser: a space stands for where a line begins, too,
// and for where the text goes on behind something else.
func (proseParser) Trigger() []byte { return []byte{' '} }

// Parse implements parser.InlineParser.
func (proseParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	b := builderOf(pc)
	if segment.Padding != 0 || !b.prose || bytes.IndexByte(line, '@') >= 0 { // which may be an address
		return nil
	}
	length := prose(line)
	if length == 0 {
		return nil
	}
	node, ok := parent.LastChild().(*ast.Text)
	if ok && node.Segment.Stop == segment.Start && !node.SoftLineBreak() && !node.HardLineBreak() {
		node.Segment.Stop = segment.Start + length
	} else {
		node = b.scratch.newText(segment.WithStop(segment.Start + length))
	}
	if length < len(line) && line[length] != '\n' {
		block.Advance(length)
		return node
	}
	node.SetSoftLineBreak(length < len(line))
	block.AdvanceLine()
	return node
}

// prose gives how many bytes of a line are text whatever follows: without its line break,
// and without space before that, which may be a part of it.
func prose(line []byte) int {
	if mayBeAddress(line) {
		return 0
	}
	for i, c := range line {
		switch rest := line[i+1:]; proseBytes[c] {
		case letter:
		case '\n':
			return i
		case ' ':
			if len(rest) == 0 || proseBytes[rest[0]] == '\n' || proseBytes[rest[0]] == ' ' || mayBeAddress(rest) {
				return i
			}
		case '(':
			if mayBeAddress(rest) {
				return i
			}
		case '.': // or a hyphen
			if len(rest) > 0 && rest[0] == c {
				return i
			}
		case ':':
			if len(rest) > 0 && rest[0] != ' ' && rest[0] != '\n' {
				return i
			}
		default:
			return i
		}
	}
	return len(line)
}

// mayBeAddress tells whether what linkify takes for a web address may begin a text.
func mayBeAddress(text []byte) bool {
	return len(text) > 3 && (text[0] == 'h' && text[1] == 't' && text[2] == 't' || text[0] == 'w' && text[1] == 'w' && text[2] == 'w')
}

// letter is what proseBytes says of bytes that mean nothing by themselves.
const letter = 1

// proseBytes says of each byte how prose takes it: as a letter, as the byte that it is
// like, or, where it is 0, not.
var proseBytes = func() (kinds [256]byte) {
	for c := range kinds {
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80 {
			kinds[c] = letter
		}
	}
	for _, c := range []byte("#$%&)+,/;=?^{|}") {
		kinds[c] = letter
	}
	kinds['\n'], kinds[' '], kinds['('], kinds['.'], kinds['-'], kinds[':'] = '\n', ' ', '(', '.', '.', ':'
	return kinds
}()

// escapesSpace tells whether a backslash stands before space, or before another one at
// the end of a line. goldmark then takes what follows for escaped until it has looked at
// one character, which it must do itself.
func escapesSpace(source []byte) bool {
	for at := 0; ; at++ {
		next := bytes.IndexByte(source[at:], '\\')
		if next < 0 {
			return false
		}
		at += next
		rest := source[at+1:]
		if len(rest) > 0 && rest[0] != '\n' && rest[0] <= ' ' || bytes.HasPrefix(rest, []byte("\\\n")) {
			return true
		}
	}
}
