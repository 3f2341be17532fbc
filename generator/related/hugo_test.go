package related

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"tradeoff/generator/site"
)

// hugoDefault is Hugo's related content as it comes: the keywords of the front
// matter (here the tags), and the date, which is the same for all here.
const hugoDefault = ""

// hugoAllFields gives Hugo all that is declared, weighed in the order of ours.
const hugoAllFields = `
[related]
threshold = 0
includeNewer = true
toLower = true
[[related.indices]]
name = "options"
weight = 40
[[related.indices]]
name = "categories"
weight = 20
[[related.indices]]
name = "keywords"
weight = 10
[[related.indices]]
name = "fragmentrefs"
type = "fragments"
weight = 5
`

// hugo ranks by Hugo's related content (gohugo.io/content-management/related-content),
// the first four of each page.
func hugo(config string) ranker {
	return func(tb testing.TB, s *site.Site) map[string][]string {
		tb.Helper()
		bin := os.Getenv("HUGO_BIN")
		if bin == "" {
			tb.Skip("HUGO_BIN does not name Hugo")
		}
		dir := tb.TempDir()
		write(tb, dir, "hugo.toml", "baseURL = \"https://example.org/\"\ndisableKinds = [\"taxonomy\", \"term\", \"rss\", \"sitemap\", \"section\"]\n"+
			"[taxonomies]\n"+config)
		write(tb, dir, "layouts/home.html", `{{ $all := dict }}{{ range site.RegularPages }}{{ $found := slice }}`+
			`{{ range first 4 (site.RegularPages.Related .) }}{{ $found = $found | append .Params.own }}{{ end }}`+
			`{{ $all = merge $all (dict .Params.own $found) }}{{ end }}{{ $all | jsonify }}`)
		write(tb, dir, "layouts/page.html", "{{ .Title }}")
		for i, g := range s.Guides {
			front := map[string]any{"title": g.Title, "description": g.Description, "keywords": g.Tags, "own": g.ID, "date": "2026-11-20"}
			var options, categories []string
			for _, o := range g.Options {
				options = append(options, o.ID)
			}
			for _, c := range g.Categories {
				categories = append(categories, c.ID)
			}
			maps.Copy(front, map[string]any{"options": options, "categories": categories})
			text, err := json.Marshal(front)
			if err != nil {
				tb.Fatal(err)
			}
			body := "\n"
			for h := range g.Headings.All() {
				body += fmt.Sprintf("\n## %s\n", h.Plain)
			}
			write(tb, dir, fmt.Sprintf("content/p%03d.md", i), string(text)+"\n"+body+"\n"+g.Text)
		}
		command := exec.Command(bin, "--quiet")
		command.Dir = dir
		if out, err := command.CombinedOutput(); err != nil {
			tb.Fatalf("%v\n%s", err, out)
		}
		text, err := os.ReadFile(filepath.Join(dir, "public", "index.html"))
		if err != nil {
			tb.Fatal(err)
		}
		ranking := map[string][]string{}
		if err := json.Unmarshal(text, &ranking); err != nil {
			tb.Fatal(err)
		}
		return ranking
	}
}

func write(tb testing.TB, dir, name, text string) {
	tb.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		tb.Fatal(err)
	}
}
