package cli

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tradeoff/generator"
	"tradeoff/generator/diag"
	"tradeoff/generator/watch"
)

func TestRoundText(t *testing.T) {
	site := t.TempDir()
	for _, name := range []string{"a.md", "b.md", "c.md", "d.md", "e.md~", "new/a.md"} {
		file := filepath.Join(site, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for want, r := range map[string]round{
		"nothing":                     {},
		"a.md":                        {paths: []string{"4913", "a.md", "a.md~", "e.md~"}}, // as vim saves
		"b.md":                        {paths: []string{"b.md", "b.md___jb_tmp___"}},
		"a.md, b.md, c.md":            {paths: []string{"a.md", "b.md", "c.md"}},
		"a.md, b.md, c.md and 1 more": {paths: []string{"a.md", "b.md", "c.md", "d.md"}},
		"gone.md":                     {paths: []string{"gone.md"}},
		"new/a.md":                    {paths: []string{"new", "new/a.md"}},
		".":                           {paths: []string{"."}},
		"., old":                      {paths: []string{".", "old"}},
		"4913":                        {paths: []string{"4913"}},
		"everything":                  {paths: []string{"a.md"}, all: true},
		"everything (a flood)":        {all: true, reason: "a flood"},
	} {
		if got := r.text(site); got != want {
			t.Errorf("%+v: %q, want %q", r, got, want)
		}
	}
}

func TestRounds(t *testing.T) {
	first, second := time.Now(), time.Now().Add(time.Second)
	var r round
	if !r.empty() || r.names() == nil {
		t.Errorf("%+v", r)
	}
	r.add(round{paths: []string{"a", "b/c"}, since: first})
	r.add(round{paths: []string{"b/c", "d"}, since: second})
	if got := r.names(); !slices.Equal(got, []string{"a", "b/c", "d"}) || r.since != first || r.empty() {
		t.Errorf("%+v", r)
	}
	r.add(round{all: true, reason: "one", since: second})
	r.add(round{all: true, reason: "two", since: second})
	r.add(round{all: true, reason: "one", since: second})
	if r.names() != nil || r.reason != "one; two" || r.since != first {
		t.Errorf("%+v", r)
	}
}

func TestOfSite(t *testing.T) {
	for names, want := range map[string]string{
		"guides/a.md watch.log data templates/x.html other/guides/a.md .": "guides/a.md data templates/x.html .",
		"database/a.yaml": "",
	} {
		if got := strings.Join(ofSite(strings.Fields(names)), " "); got != want {
			t.Errorf("%s: %q, want %q", names, got, want)
		}
	}
	for name, want := range map[string]bool{"guides/a.md": true, "data/b.yaml": true, "guides": true, "templates/site.css": true, "guides/log.txt": false, "guides/a.png": false} {
		if (round{paths: []string{name}}).written() != want {
			t.Error(name)
		}
	}
}

func TestUnwatched(t *testing.T) {
	parent := real(t.TempDir())
	site := filepath.Join(parent, "site")
	for _, folder := range []string{"site/data", "elsewhere"} {
		if err := os.MkdirAll(filepath.Join(parent, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"link": "site", "site/www": "../elsewhere"} {
		if err := os.Symlink(target, filepath.Join(parent, link)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	linked := filepath.Join(parent, "link")
	for _, test := range []struct {
		site, out string
		skipped   string
	}{
		{site, filepath.Join(site, "public"), "public public/a .git .git/x guides/.a.swp"},
		{linked, filepath.Join(linked, "public"), "public public/a .git .git/x guides/.a.swp"},
		{linked, filepath.Join(site, "public"), "public public/a .git .git/x guides/.a.swp"},
		{site, filepath.Join(linked, "public"), "public public/a .git .git/x guides/.a.swp"},
		{site, filepath.Join(site, "www"), "www .git .git/x guides/.a.swp"},
		{site, filepath.Join(parent, "out"), ".git .git/x guides/.a.swp"},
		{site, filepath.Join(site, "build", "www"), "build/www .git .git/x guides/.a.swp"},
	} {
		skip := unwatched(test.site, test.out)
		var got []string
		for _, name := range []string{"public", "public/a", "publicity", "www", "build", "build/www", ".git", ".git/x", "guides/.a.swp", "guides/a.md", "data", "README.md"} {
			if skip(name, false) {
				got = append(got, name)
			}
		}
		if strings.Join(got, " ") != test.skipped {
			t.Errorf("%s into %s: skips %q, want %q", test.site, test.out, got, test.skipped)
		}
	}
}

// A build is given up for a newer change.
func TestSuperseded(t *testing.T) {
	var cause error
	w := &session{running: true, cancel: func(why error) { cause = why }, building: round{paths: []string{"a"}, since: time.Now()}}
	w.take(t.Context(), watch.Change{Paths: []string{"guides/b.md"}})
	if cause != generator.ErrSuperseded || !slices.Equal(w.waiting.paths, []string{"guides/b.md"}) {
		t.Errorf("%v, waiting %q", cause, w.waiting.paths)
	}
}

func TestFollow(t *testing.T) {
	site := newSite(t)
	out := filepath.Join(site, "public")
	if report, err := generator.Build(t.Context(), generator.Options{Site: site, Out: out}); err != nil || report.HasErrors() {
		t.Fatal(report, err)
	}
	if err := os.WriteFile(filepath.Join(site, "guides", "draft.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w := &session{request: watchRequest{follow: true, build: generator.Options{Site: site, Out: out}}}
	for names, want := range map[string]string{
		"guides/a.md": "guides/a.html", "data/backend/django.yaml": "backend/django.html", "data/backend/category.yaml": "backend/index.html",
		"data/site.yaml": "", "guides/draft.md": "", "guides/gone.md": "", "guides/a.md guides/draft.md data/site.yaml guides/gone.md": "guides/a.html",
		"guides/a.md data/backend/django.yaml": "", "": "",
	} {
		if got := w.follow(round{paths: strings.Fields(names), since: time.Now()}, true); got != want {
			t.Errorf("%s: %q, want %q", names, got, want)
		}
	}
	if got := w.follow(round{paths: []string{"guides/draft.md"}}, false); got != "guides/draft.html" {
		t.Errorf("a page that may come: %q", got)
	}
	if got := w.follow(round{paths: []string{"guides/a.md"}, all: true}, true); got != "" {
		t.Errorf("everything: %q", got)
	}
	w.request.follow = false
	if got := w.follow(round{paths: []string{"guides/a.md"}}, true); got != "" {
		t.Errorf("without --follow: %q", got)
	}
}

// The line of a build: what is counted, and the time, which stands there once.
func TestRebuildLines(t *testing.T) {
	site, out := t.TempDir(), t.TempDir()
	for _, page := range []string{"a.html", "b.html"} {
		if err := os.WriteFile(filepath.Join(out, page), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	at := time.Now()
	for want, c := range map[string]struct {
		report generator.Report
		broken string
		round  round
	}{
		"guides/x.md → 2 pages, 3 files written, 1 removed, 14 ms": {report: generator.Report{Written: 3, Removed: 1, Changed: []string{"a.css", "a.html", "b.html", "gone.html"}}},
		"guides/x.md → no pages, 1 file written, 14 ms":            {report: generator.Report{Written: 1, Changed: []string{"feed.xml"}}},
		"guides/x.md → nothing changed, 14 ms":                     {report: generator.Report{Rendered: 3}},
		"guides/x.md → mended: nothing changed, 14 ms":             {broken: "x"},
		"": {},
		"everything (lost) → nothing changed, 14 ms": {round: round{all: true, reason: "lost", since: at}},
	} {
		var said strings.Builder
		if c.round.empty() {
			c.round = round{paths: []string{"guides/x.md"}, since: at}
		}
		w := &session{command: Command{Stdout: &said, Stderr: &said, Getenv: os.Getenv}, built: true, broken: c.broken, building: c.round,
			request: watchRequest{build: generator.Options{Site: site, Out: out}}}
		w.sayPublished(c.report, 14400*time.Microsecond)
		_, line, _ := strings.Cut(strings.TrimSuffix(said.String(), "\n"), "  ")
		if line != want {
			t.Errorf("%q, want %q", line, want)
		}
		if times := regexp.MustCompile(`([0-9.]+) ?ms`).FindAllString(line, -1); want != "" && len(times) != 1 {
			t.Errorf("%q has %d times", line, len(times))
		}
	}
	for took, want := range map[time.Duration]string{3440 * time.Microsecond: "3.4 ms", 0: "0.0 ms", 9999 * time.Microsecond: "10.0 ms", 12500 * time.Millisecond: "12500 ms"} {
		if got := milliseconds(took); got != want {
			t.Errorf("%v: %q, want %q", took, got, want)
		}
	}
}

// What is no fault of the site is shown like one.
func TestFailures(t *testing.T) {
	var out strings.Builder
	w := &session{command: Command{Stdout: &out, Stderr: &out, Getenv: os.Getenv}, built: true, building: round{paths: []string{"a"}, since: time.Now()},
		request: watchRequest{build: generator.Options{Site: t.TempDir(), Out: t.TempDir()}}}
	full := ending{err: errors.New("the disk is full")}
	w.sayFailed(full)
	w.sayFailed(full)
	if got := out.String(); !regexp.MustCompile(`^tradeoff: the disk is full\n\S+  a → the build failed: nothing is published yet\n\S+  a → still the build failed: nothing`).MatchString(got) {
		t.Errorf("%q", got)
	}
	full.report.Diagnostics = []diag.Diagnostic{{Severity: diag.Warning, Message: "odd"}}
	if problems := w.problems(full); len(problems) != 1 || problems[0].Message != "the disk is full" || problems[0].Severity != diag.Error {
		t.Errorf("%+v", problems)
	}
}
