package generator_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/tools/txtar"

	"tradeoff/generator"
	"tradeoff/generator/diag"
)

// The writers' documentation is cmd/tradeoff/help/*.md, a topic a file. These
// tests hold it to what the tool does.
//
// A fenced block whose info string has a title, ```yaml title="data/site.yaml",
// is a file of a site. Each section (a heading of level 2, with what follows it)
// is a site of its own: its blocks are laid over the small site in
// testdata/documentation.txtar and built, which must give no error and no
// warning. Three rules go beyond that:
//
//   - start.md is one site, begun in an empty folder: each section adds its files
//     to those of the sections before it, and is built if it has a block of the
//     language sh that says `tradeoff build`.
//   - A guide without front matter gets that of the small site's guide of the
//     same name, so that examples of directives can be short.
//   - In errors.md a block of the language text ends an example: it is what the
//     build prints, exactly, but for the excerpt of the line. The next block
//     begins another example.
//
// What can be generated is: `go test ./generator -run Documentation -update`
// writes the text blocks of errors.md and the views of templates.md. Read what
// it wrote.
const helpFolder = "../cmd/tradeoff/help"

var update = flag.Bool("update", false, "write what builds print into errors.md, and the views into templates.md; read them afterwards")

// A topic of the documentation.
type topic struct {
	name     string // "data"
	lines    []string
	sections []section // the first is what stands before the first heading of level 2
}

type section struct {
	heading    string // without ## and code marks
	start, end int    // lines, from 0
	blocks     []block
	text       string // without its blocks
}

// A block of code. Its content is lines start to end of the topic.
type block struct {
	language, file string
	start, end     int
	content        string
}

var (
	opening   = regexp.MustCompile("^(`{3,}|~{3,})\\s*([\\w-]*)(.*)$")
	fileTitle = regexp.MustCompile(`\btitle="([^"]*)"`)
	// A page cannot hold a font, so those that its examples name are made up.
	fontFile = regexp.MustCompile(`templates/[\w/-]+\.woff2`)
)

// readTopic reads one topic.
func readTopic(t testing.TB, name string) *topic {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(helpFolder, name+".md"))
	if err != nil {
		t.Fatal(err)
	}
	return parseTopic(name, string(text))
}

func parseTopic(name, text string) *topic {
	p := &topic{name: name, lines: strings.Split(text, "\n"), sections: []section{{}}}
	fence := ""
	for i, line := range p.lines {
		at := &p.sections[len(p.sections)-1]
		m := opening.FindStringSubmatch(line)
		switch {
		case fence != "" && strings.TrimRight(line, " ") == fence:
			b := &at.blocks[len(at.blocks)-1]
			b.end, fence = i, ""
			for _, l := range p.lines[b.start:b.end] {
				b.content += l + "\n"
			}
		case fence != "":
		case m != nil:
			b := block{language: m[2], start: i + 1}
			if file := fileTitle.FindStringSubmatch(m[3]); file != nil {
				b.file = file[1]
			}
			fence, at.blocks = m[1], append(at.blocks, b)
		case strings.HasPrefix(line, "## "):
			at.end = i
			p.sections = append(p.sections, section{heading: strings.ReplaceAll(line[3:], "`", ""), start: i})
		default:
			at.text += line + "\n"
		}
	}
	p.sections[len(p.sections)-1].end = len(p.lines)
	return p
}

// section gives the section of a heading.
func (p *topic) section(t testing.TB, heading string) section {
	t.Helper()
	for _, s := range p.sections {
		if s.heading == heading {
			return s
		}
	}
	t.Fatalf("%s.md has no section %q", p.name, heading)
	return section{}
}

func topicNames(t testing.TB) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(helpFolder, "*.md"))
	if err != nil || len(found) == 0 {
		t.Fatal("there is no documentation", err)
	}
	for i, file := range found {
		found[i] = strings.TrimSuffix(filepath.Base(file), ".md")
	}
	return found
}

// smallSite is what examples are laid over: files by path.
func smallSite(t testing.TB) map[string]string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/documentation.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site := map[string]string{}
	for _, f := range archive.Files {
		site[f.Name] = string(f.Data)
	}
	return site
}

// lay adds blocks to the files of a site.
func lay(site map[string]string, blocks []block) map[string]string {
	all := maps.Clone(site)
	for _, b := range blocks {
		if b.file == "" {
			continue
		}
		all[b.file] = b.content
		if path.Ext(b.file) == ".md" && !strings.HasPrefix(b.content, "---\n") && strings.HasPrefix(site[b.file], "---\n") {
			matter, _, _ := strings.Cut(site[b.file], "\n---\n")
			all[b.file] = matter + "\n---\n\n" + b.content
		}
	}
	for _, font := range fontFile.FindAllString(all["data/site.yaml"], -1) {
		all[font] = "wOF2, which stands for a font"
	}
	return all
}

// buildFiles builds a site of these files and, if that went well, checks it on 20
// November 2026. It gives all diagnostics.
func buildFiles(t testing.TB, site map[string]string) generator.Report {
	t.Helper()
	folder := layOut(t, site)
	report, err := generator.Build(context.Background(), generator.Options{Site: folder, Out: filepath.Join(folder, "public"), NoMinify: true})
	if err == nil && !report.HasErrors() { // checking finds more
		var checked generator.Report
		checked, _, err = generator.Check(context.Background(), generator.Options{
			Site: folder, NoMinify: true, Today: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)})
		report.Diagnostics = checked.Diagnostics
	}
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// printed writes diagnostics as errors.md shows them: as the command does, but
// without the line of the file.
func printed(diagnostics []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range diagnostics {
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", d.Position, d.Severity, d.Message, d.Code)
		for line := range strings.Lines(d.Hint) {
			b.WriteString("      " + strings.TrimSuffix(line, "\n") + "\n")
		}
	}
	return b.String()
}

// checkClean demands that a site has neither errors nor warnings.
func checkClean(t *testing.T, site map[string]string) {
	t.Helper()
	faults := slices.DeleteFunc(buildFiles(t, site).Diagnostics, func(d diag.Diagnostic) bool { return d.Severity == diag.Note })
	if len(faults) > 0 {
		t.Errorf("the example is not clean:\n%s", printed(faults))
	}
}

// TestDocumentationExamples builds the examples of all topics but errors.md, and
// that of the README.
func TestDocumentationExamples(t *testing.T) {
	t.Run("the small site", func(t *testing.T) { checkClean(t, smallSite(t)) })
	t.Run("README", func(t *testing.T) { checkClean(t, readmeSite(t)) })
	for _, name := range topicNames(t) {
		if name == "errors" {
			continue
		}
		p, site, built := readTopic(t, name), smallSite(t), 0
		if name == "start" {
			site = map[string]string{}
		}
		for _, s := range p.sections {
			files := lay(site, s.blocks)
			if name == "start" {
				site = files
				if !slices.ContainsFunc(s.blocks, func(b block) bool { return b.language == "sh" && strings.Contains(b.content, "tradeoff build\n") }) {
					continue
				}
			} else if maps.Equal(files, site) {
				continue
			}
			built++
			if built%hurry > 0 {
				continue
			}
			t.Run(name+"/"+s.heading, func(t *testing.T) {
				t.Parallel()
				checkClean(t, files)
			})
		}
		t.Logf("%s.md: %d examples", name, built)
	}
}

// readmeSite gives the example in the README: blocks of code below a paragraph
// that names a file.
func readmeSite(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	site := map[string]string{}
	for _, m := range regexp.MustCompile("(?ms)^`([^`\n]+)`\n\n```\\w+\n(.*?)^```$").FindAllStringSubmatch(string(text), -1) {
		site[m[1]] = m[2]
	}
	if len(site) < 4 {
		t.Fatalf("the README's example has only %d files", len(site))
	}
	return site
}

// elsewhere are codes that no file of a site gives, with the test that shows them.
var elsewhere = map[diag.Code]string{
	diag.OutputUnsafe:  "publish: TestRefuse",
	diag.OutputForeign: "publish: TestForeignFiles",
	diag.OutputFailed:  "publish: TestFailedAtEveryStep, TestSecondBuildFailsAtOnce",
}

// codeHeading is what the heading of a section on a code looks like.
var codeHeading = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// TestDocumentationErrors builds every example of errors.md and compares what it
// prints, and demands a section for each code.
func TestDocumentationErrors(t *testing.T) {
	p := readTopic(t, "errors")
	codes := declaredCodes(t)
	var edits []edit
	var mutex sync.Mutex
	t.Run("sections", func(t *testing.T) {
		for i, s := range p.sections {
			isCode := codeHeading.MatchString(s.heading)
			if isCode && !slices.Contains(codes, diag.Code(s.heading)) {
				t.Errorf("errors.md explains %q, and there is no such code", s.heading)
			}
			if i%hurry > 0 {
				continue
			}
			t.Run(s.heading, func(t *testing.T) {
				t.Parallel()
				own := checkErrors(t, s, isCode)
				mutex.Lock()
				defer mutex.Unlock()
				edits = append(edits, own...)
			})
		}
	})
	for _, code := range codes {
		if !slices.ContainsFunc(p.sections, func(s section) bool { return s.heading == string(code) }) {
			t.Errorf("errors.md does not explain %q", code)
		}
	}
	p.apply(t, edits)
}

// checkErrors builds the examples of one section.
func checkErrors(t *testing.T, s section, isCode bool) (edits []edit) {
	base, given, examples := smallSite(t), []block{}, 0
	switch diag.Code(s.heading) {
	case diag.NoGuides: // nothing that is added can take the guides away
		maps.DeleteFunc(base, func(file, _ string) bool { return strings.HasPrefix(file, "guides/") })
	case diag.MissingFile:
		delete(base, "data/site.yaml")
	}
	for _, b := range s.blocks {
		switch {
		case b.file != "":
			if s.heading == string(diag.NotUTF8) {
				b.content = inLatin1(t, b.content)
			}
			given = append(given, b)
			continue
		case b.language != "text":
			continue
		}
		examples++
		got := printed(buildFiles(t, lay(base, given)).Diagnostics)
		given = nil
		if isCode && !strings.Contains(got, " ["+s.heading+"]\n") {
			t.Errorf("line %d: the example does not have this fault; it gives\n%s", b.start, got)
		}
		if got != b.content && !*update {
			t.Errorf("line %d: got\n%swant\n%s", b.start, got, b.content)
		}
		edits = append(edits, edit{b.start, b.end, got})
	}
	if isCode && examples == 0 && elsewhere[diag.Code(s.heading)] == "" {
		t.Error("the section has no example")
	}
	return edits
}

// inLatin1 encodes text as an editor of the past would.
func inLatin1(t *testing.T, text string) string {
	t.Helper()
	encoded, err := charmap.ISO8859_1.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// An edit replaces lines of a topic.
type edit struct {
	start, end int
	text       string
}

// apply writes a topic with its edits, if the test was asked to.
func (p *topic) apply(t *testing.T, edits []edit) {
	t.Helper()
	if !*update {
		return
	}
	slices.SortFunc(edits, func(a, b edit) int { return b.start - a.start })
	for _, e := range edits {
		p.lines = slices.Replace(p.lines, e.start, e.end, strings.Split(strings.TrimSuffix(e.text, "\n"), "\n")...)
	}
	if err := os.WriteFile(filepath.Join(helpFolder, p.name+".md"), []byte(strings.Join(p.lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}
