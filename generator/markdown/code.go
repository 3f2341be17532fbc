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
		b.writeCode(&codeBlock{text: string(n.Lines().Value(b.source))})
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
	c := &codeBlock{text: string(n.Lines().Value(b.source))}
	if n.Info == nil {
		return c
	}
	info := string(n.Info.Value(b.source))
	c.language = strings.ToLower(unescape([]byte(strings.TrimRight(infoLanguage.FindString(info), " \t{"))))
	if m := infoTitle.FindStringSubmatch(info); m != nil {
		c.title = strings.TrimSpace(unescape([]byte(m[1] + m[2] + m[3])))
	}
	if m := infoLines.FindStringSubmatch(info); m != nil {
		c.marked = lineRanges(m[1])
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
	b.write(">", colour(c), "</code></pre>\n</figure>\n")
}
