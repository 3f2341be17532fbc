package markdown

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"tradeoff/generator/diag"
)

// A codeBlock is code with what its opening line says.
type codeBlock struct {
	language string // as written; empty where there is none
	name     string // the language's proper name; empty where it is not known
	title    string
	marked   [][2]int // ranges of lines, from 1
	text     string
}

// label names a tab that shows the code.
func (c *codeBlock) label() string {
	switch {
	case c.title != "":
		return c.title
	case c.name != "":
		return c.name
	case c.language != "":
		return c.language
	}
	return "" // and has a word of the interface
}

func renderFencedCode(b *builder, n *ast.FencedCodeBlock, entering bool) ast.WalkStatus {
	if entering {
		b.writeCode(b.readCode(n))
	}
	return ast.WalkSkipChildren
}

func renderCode(b *builder, n *ast.CodeBlock, entering bool) ast.WalkStatus {
	if entering {
		b.writeCode(&codeBlock{text: linesOf(n, b.source)})
	}
	return ast.WalkSkipChildren
}

var (
	infoLanguage = regexp.MustCompile(`^[^\s{=]+(?:[\s{]|$)`)
	infoTitle    = regexp.MustCompile(`(?:^|\s)title=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+))`)
	infoLines    = regexp.MustCompile(`\{([0-9]+(?:-[0-9]+)?(?:\s*,\s*[0-9]+(?:-[0-9]+)?)*)\}`)
)

// readCode reads a fenced block of code and its opening line.
func (b *builder) readCode(n *ast.FencedCodeBlock) *codeBlock {
	c := &codeBlock{text: linesOf(n, b.source)}
	if n.Info == nil {
		return c
	}
	info := string(n.Info.Value(b.source))
	if isName(info) { // as nearly all are
		c.language = info
	} else {
		c.readInfo(info)
	}
	if c.language == "" {
		return c
	}
	name, known := languageName(c.language)
	c.name = name
	if !known {
		b.diags.Warnf(b.at(n.Info.Segment.Start), diag.UnknownLanguage, "unknown language %q; the code is shown without colours", c.language).
			Hint = languageHint(c.language)
	}
	return c
}

// readInfo reads what stands behind the fence.
func (c *codeBlock) readInfo(info string) {
	c.language = strings.ToLower(unescape([]byte(strings.TrimRight(infoLanguage.FindString(info), " \t{"))))
	if m := infoTitle.FindStringSubmatch(info); m != nil {
		c.title = strings.TrimSpace(unescape([]byte(m[1] + m[2] + m[3])))
	}
	if m := infoLines.FindStringSubmatch(info); m != nil {
		c.marked = lineRanges(m[1])
	}
}

// isName tells whether a text is made of small letters and digits alone.
func isName(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// linesOf gives the lines of a block. Those that follow each other in the source, as
// nearly all do, are not put together one by one.
func linesOf(n ast.Node, source []byte) string {
	lines := n.Lines()
	for i := range lines.Len() {
		at := lines.At(i)
		if at.Padding != 0 || at.Stop <= at.Start || source[at.Stop-1] != '\n' || i > 0 && at.Start != lines.At(i-1).Stop {
			return string(lines.Value(source))
		}
	}
	if lines.Len() == 0 {
		return ""
	}
	return string(source[lines.At(0).Start:lines.At(lines.Len()-1).Stop])
}

// lineRanges reads "1,3-5".
func lineRanges(text string) [][2]int {
	ranges := [][2]int{}
	for part := range strings.SplitSeq(text, ",") {
		from, to, found := strings.Cut(strings.TrimSpace(part), "-")
		first, err := strconv.Atoi(from)
		last := first
		if found && err == nil {
			last, err = strconv.Atoi(to)
		}
		if err == nil {
			ranges = append(ranges, [2]int{first, last})
		}
	}
	return ranges
}

// writeCode writes a figure. The block can be reached by keyboard, because it
// may scroll sideways.
func (b *builder) writeCode(c *codeBlock) {
	b.write("<figure class=\"code\">\n")
	if c.title != "" {
		b.write("<figcaption>")
		b.escape(c.title)
		b.write("</figcaption>\n")
	}
	b.write(`<pre tabindex="0" class="chroma"><code`)
	if c.language != "" {
		b.write(` class="language-`)
		b.escape(c.language)
		b.write(`" data-lang="`)
		b.escape(c.language)
		b.write(`"`)
	}
	b.write(">")
	b.colour(c)
	b.write("</code></pre>\n</figure>\n")
}
