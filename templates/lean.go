package templates

import (
	"bytes"
	"cmp"
	"errors"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"text/template/parse"
)

// Pages are minified before they are there: what stands between the actions of a
// template is made smaller once, when the set is loaded, and not again in each page that
// comes of it. To minify a finished page takes about as long as to make it.
//
// A minifier sees a file's text with a mark in the place of each action, and what it
// makes of that is cut at the marks again. Spaces beside a mark stay, because a minifier
// does not know what comes there; see edges. The actions themselves are not touched, so errors are where they
// were; and html/template works out how to escape from the smaller text, so what it
// promises holds for that.
//
// A mark stands in the stream of a file's text, whichever way the actions branch. A file
// where that makes a difference, as with a > in one branch for a < before it, could come
// out wrong. Of the built-in files tests show that none does. A site's own files are not
// made smaller here: pages that they are part of are minified one by one.

// A Squeeze makes HTML with marks, {{0}}, {{1}}, ..., smaller. It leaves these alone, in
// their order, and the spaces beside them.
type Squeeze func(html []byte) ([]byte, error)

// lean squeezes the built-in files of a set that is not yet escaped.
func (s *Set) lean(squeeze Squeeze) {
	done := map[string]bool{}
	e := &edges{set: s, tags: map[*parse.TextNode][2]bool{}, known: map[string][2]edge{}}
	for file, nodes := range s.textNodes() {
		done[file] = s.IsBuiltIn(file) && e.squeeze(nodes, squeeze) == nil
	}
	s.squeezed = map[string]bool{}
	for _, t := range s.html.Templates() {
		if t.Tree != nil && done[t.Tree.ParseName] {
			e.trimAll(t)
		}
		s.squeezed[t.Name()] = s.all(t, map[string]bool{}, func(t *template.Template) bool { return t.Tree != nil && done[t.Tree.ParseName] })
	}
}

// IsLean tells whether a template, and each that it uses, was squeezed when the set was
// loaded, so that what it makes need not be minified.
func (s *Set) IsLean(name string) bool { return s.squeezed[name] }

// all tells whether something holds for a template and all that it uses.
func (s *Set) all(t *template.Template, seen map[string]bool, holds func(*template.Template) bool) bool {
	if t == nil || !holds(t) {
		return false
	}
	seen[t.Name()] = true
	for _, use := range uses(t) {
		if !seen[use.Name] && !s.all(s.html.Lookup(use.Name), seen, holds) {
			return false
		}
	}
	return true
}

// textNodes gives what stands between the actions of each file, in the order of the
// file.
func (s *Set) textNodes() map[string][]*parse.TextNode {
	nodes := map[string][]*parse.TextNode{}
	for _, t := range s.html.Templates() {
		walk(t, func(node parse.Node) {
			if text, is := node.(*parse.TextNode); is {
				nodes[t.Tree.ParseName] = append(nodes[t.Tree.ParseName], text)
			}
		})
	}
	for _, list := range nodes {
		slices.SortFunc(list, func(a, b *parse.TextNode) int { return cmp.Compare(a.Pos, b.Pos) })
	}
	return nodes
}

const spaces = " \t\n\r"

var mark = regexp.MustCompile(`\{\{(\d+)\}\}`)

// errNotLean is why a file cannot be squeezed.
var errNotLean = errors.New("templates: the text cannot be cut at its actions")

// squeeze squeezes the texts of a file, all or none.
func (e *edges) squeeze(nodes []*parse.TextNode, squeeze Squeeze) error {
	var b bytes.Buffer
	for i, node := range nodes {
		b.WriteString("{{" + strconv.Itoa(i) + "}}")
		b.Write(node.Text)
	}
	b.WriteString("{{" + strconv.Itoa(len(nodes)) + "}}") // spaces at the end may stand beside something
	if mixes(b.Bytes()) {
		return errNotLean
	}
	small, err := squeeze(b.Bytes())
	if err != nil {
		return err
	}
	marks := mark.FindAllSubmatchIndex(small, -1)
	if len(marks) != len(nodes)+1 || marks[0][0] != 0 || marks[len(nodes)][1] != len(small) {
		return errNotLean
	}
	for i, m := range marks {
		if string(small[m[2]:m[3]]) != strconv.Itoa(i) {
			return errNotLean
		}
	}
	for i, node := range nodes {
		node.Text = small[marks[i][1]:marks[i+1][0]]
	}
	e.read(nodes, small, marks)
	return nil
}

// verbatim finds elements in which spaces and characters are what they are, with their
// content.
var verbatim = regexp.MustCompile(`(?is)<(?:script\b[^>]*>(.*?)</script|style\b[^>]*>(.*?)</style|textarea\b[^>]*>(.*?)</textarea|pre\b[^>]*>(.*?)</pre)`)

var onlyMark = regexp.MustCompile(`^\{\{\d+\}\}$`)

// mixes tells whether there are such elements that have both text and actions: a
// minifier cannot read a script with holes.
func mixes(html []byte) bool {
	for _, found := range verbatim.FindAllSubmatch(html, -1) {
		content := bytes.Join(found[1:], nil)
		if mark.Match(content) && !onlyMark.Match(content) {
			return true
		}
	}
	return false
}
