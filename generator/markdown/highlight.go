package markdown

import (
	"html"
	"strings"
	"sync"

	"tradeoff/generator/diag"
	"tradeoff/generator/highlight"
)

// Names that writers use and chroma does not know, with the name that it knows.
// An empty one is shown without colours.
var otherNames = map[string]string{
	"jsonc": "json", "json5": "json", "console": "bash session", "shell-session": "bash session", "terminal": "bash session",
	"env": "bash", "dotenv": "bash", "gradle": "groovy", "text": "", "txt": "", "plain": "", "plaintext": "", "none": "", "output": "", "mermaid": "",
}

// lexerNames gives chroma's name of each language, by all its names in lower case.
var lexerNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for name, others := range highlight.Languages {
		for _, alias := range append([]string{name}, others...) {
			if key := strings.ToLower(alias); names[key] == "" || key == strings.ToLower(name) {
				names[key] = name
			}
		}
	}
	return names
})

// languageName gives the proper name of a language as a writer calls it, empty
// for text without colours, and whether it is known.
func languageName(language string) (name string, known bool) {
	key := strings.ToLower(language)
	if name, ok := lexerNames()[key]; ok {
		return name, true
	}
	other, ok := otherNames[key]
	return lexerNames()[other], ok
}

func languageHint(language string) string {
	known := []string{}
	for name := range lexerNames() {
		known = append(known, name)
	}
	for name := range otherNames {
		known = append(known, name)
	}
	if nearest := diag.Nearest(language, known); nearest != "" {
		return diag.Suggest(language, []string{nearest})
	}
	return `write "text" for text without colours`
}

// colour writes code: a span with a class for each token.
func (b *builder) colour(c *codeBlock) {
	if c.name != "" {
		coloured, err := highlight.Append(b.text, c.name, c.text, c.marked)
		if err == nil {
			b.text = coloured
			return
		}
	}
	b.write(html.EscapeString(c.text))
}
