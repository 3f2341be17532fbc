package words

import (
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

//go:embed *.yaml
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

// shipped gives the words of the shipped languages other than English, parsed once.
var shipped = sync.OnceValue(func() map[string][]source.Wording {
	all := map[string][]source.Wording{}
	for _, tag := range Languages()[1:] {
		all[tag], _ = ReadShipped(tag)
	}
	return all
})

// ReadShipped reads the file of a shipped language. Tests see to it that there is
// nothing wrong with it.
func ReadShipped(tag string) ([]source.Wording, diag.List) {
	if tag == "en" {
		return read(tag, nil)
	}
	return read(tag, english())
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

// english gives the English words, parsed once.
var english = sync.OnceValue(func() *catalogue {
	c := &catalogue{messages: map[string]*text{}, lists: map[string]int{}, areas: map[string]map[string]bool{}}
	wordings, _ := read("en", nil)
	for _, wording := range wordings {
		if t, fault := compile(wording); fault == nil {
			c.messages[wording.Key] = t
			c.enter(wording.Key)
		}
	}
	return c
})

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
