package words

import (
	"bytes"
	"embed"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
)

// Beside each file of YAML stands what it says, a line for each form of a text. A test makes
// it and holds it against the YAML, to parse which takes 3 ms of each process that needs
// words.
//
//go:embed *.yaml *.words
var files embed.FS

// Languages gives the languages whose words are shipped, English first.
func Languages() []string {
	languages := []string{"en"}
	names, _ := fs.Glob(files, "*.yaml") // the pattern is well-formed
	for _, name := range names {
		if tag := strings.TrimSuffix(name, ".yaml"); tag != "en" {
			languages = append(languages, tag)
		}
	}
	return languages
}

// shippedFor gives the shipped language that readers of another understand as their
// own; empty where there is none.
func shippedFor(tag language.Tag) string {
	languages := Languages()
	tags := make([]language.Tag, len(languages))
	for i, l := range languages {
		tags[i] = language.Make(l)
	}
	if _, i, confidence := language.NewMatcher(tags).Match(tag); confidence >= language.High {
		return languages[i]
	}
	return ""
}

// shipped gives the words of a shipped language, without places: each line has a key, a
// form and the text, with tabs between them.
func shipped(tag string) []source.Wording {
	lines, _ := files.ReadFile(tag + ".words")
	all := make([]source.Wording, 0, bytes.Count(lines, []byte{'\n'}))
	for line := range strings.Lines(string(lines)) {
		key, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		form, text, _ := strings.Cut(rest, "\t")
		if n := len(all); n == 0 || all[n-1].Key != key {
			all = append(all, source.Wording{Key: key})
		}
		last := &all[len(all)-1]
		last.Forms = append(last.Forms, source.WordForm{Form: form, Text: text})
	}
	return all
}

// ReadShipped reads the YAML of a shipped language. Tests see to it that there is
// nothing wrong with it, and that it is what is shipped.
func ReadShipped(tag string) ([]source.Wording, diag.List) {
	english, diags := read("en", nil)
	if tag == "en" {
		return english, diags
	}
	return read(tag, catalogueOf(english))
}

// read reads a shipped file, and holds it against the English words unless it is theirs.
func read(tag string, known *catalogue) ([]source.Wording, diag.List) {
	name := tag + ".yaml"
	text, err := files.ReadFile(name)
	if err != nil {
		return nil, diag.List{}
	}
	root, diags := strictyaml.Parse(name, text, 0)
	r := &reader{known: known, uses: formsOf(language.Make(tag)), language: tag}
	// A file is a mapping without a key of its own.
	whole := &strictyaml.Node{Kind: strictyaml.Mapping, Entries: []strictyaml.Entry{{Key: "words", Value: root}}}
	r.area("", whole.Fields("the words", &diags, "words").Get("words"))
	return r.found, diags
}

// english gives the English words, read once.
var english = sync.OnceValue(func() *catalogue { return catalogueOf(shipped("en")) })

func catalogueOf(wordings []source.Wording) *catalogue {
	c := &catalogue{messages: map[string]*text{}, lists: map[string]int{}, areas: map[string]map[string]bool{}}
	for _, wording := range wordings {
		if t, fault := compile(wording); fault == nil {
			c.messages[wording.Key] = t
			c.enter(wording.Key)
		}
	}
	return c
}

// enter enters a key into its list, and in the areas that it is in.
func (c *catalogue) enter(key string) {
	for {
		at := strings.LastIndexByte(key, '.')
		area, own := key[:max(at, 0)], key[at+1:]
		if n, err := strconv.Atoi(own); err == nil {
			c.lists[area] = max(n, c.lists[area])
		} else {
			if c.areas[area] == nil {
				c.areas[area] = map[string]bool{}
			}
			c.areas[area][own] = true
		}
		if at < 0 {
			return
		}
		key = area
	}
}
