package render_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/render"
	"tradeoff/templates"
)

// standingValues are values of each type that an attribute can have.
var standingValues = map[string][]string{
	"support": {"yes", "partial", "no"},
	"level":   {"low", "middle", "high"},
	"rating":  {"1", "2.5", "4", "5"},
	"number":  {"1", "20", "300", "300.0", "4000"},
	"date":    {"2020", "2021-05", "2024-01-02", "2026-11-20"},
	"choice":  {"red", "[red, green]", "green", "blue"},
	"list":    {"[one]", "[one, two]", "[three]", "[three, one]"},
	"text":    {"Some words", "Other *words*", "More"},
	"link":    {"https://example.org/a", "https://example.org/b"},
}

// standingSite has a category with three attributes of each type and five options.
func standingSite(r *rand.Rand) *build {
	var text strings.Builder
	text.WriteString("-- data/site.yaml --\ntitle: Small\n-- data/c/category.yaml --\ntitle: C\nattributes:\n")
	types := slices.Sorted(maps.Keys(standingValues))
	for _, kind := range types {
		more := map[string]string{"level": ", levels: [low, middle, high], better: higher", "choice": ", choices: [red, green, blue]",
			"number": ", better: lower", "date": ", better: later"}[kind]
		for i := range 3 {
			fmt.Fprintf(&text, "  - {id: %s-%d, type: %s%s}\n", kind, i, kind, more)
		}
	}
	for _, option := range []string{"a", "b", "d", "e", "f"} {
		fmt.Fprintf(&text, "-- data/c/%s.yaml --\nname: Option %s\nsummary: It is %s.\nfacts:\n", option, option, option)
		for _, kind := range types {
			for i := range 3 {
				fmt.Fprintf(&text, "  %s-%d: {value: %s}\n", kind, i, anyOf(r, standingValues[kind]))
			}
		}
	}
	return buildOf(text.String())
}

func anyOf(r *rand.Rand, of []string) string { return of[r.IntN(len(of))] }

// TestStanding edits facts of options at random: what other options' pages show of them
// is in their recipes, type by type, and what these do not show is not.
func TestStanding(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 0))
	b, memory, sets := standingSite(r), &render.Memory{}, map[string]*templates.Set{}
	before := b.make(t, memory, sets)
	if before == nil {
		t.Fatal("the site has errors")
	}
	steps := 250
	if testing.Short() {
		steps = 25
	}
	told := map[string]int{} // pages of others that changed, by the type of what did
	for range steps {
		option := anyOf(r, []string{"a", "b", "d", "e", "f"})
		name := "data/c/" + option + ".yaml"
		lines := strings.SplitAfter(string(b.fsys[name].Data), "\n")
		at := 3 + r.IntN(len(lines)-4)
		id, _, _ := strings.Cut(strings.TrimSpace(lines[at]), ":")
		kind, _, _ := strings.Cut(id, "-")
		fact := anyOf(r, append([]string{"unknown", "n/a"}, standingValues[kind]...))
		lines[at] = fmt.Sprintf("  %s: {value: %s%s}\n", id, fact, anyOf(r, []string{"", ", note: Noted", ", checked: 2026-01-02"}))
		b.fsys[name] = file(strings.Join(lines, ""))
		after := b.make(t, memory, sets)
		if after == nil {
			t.Fatalf("%s: %q is an error", name, lines[at])
		}
		for address, f := range after {
			was := before[address]
			if f.recipe == was.recipe && f.content != was.content {
				t.Errorf("%s has changed by %q in %s, and its recipe has not", address, strings.TrimSpace(lines[at]), name)
			}
			other, is := strings.CutPrefix(strings.TrimSuffix(address, ".html"), "c/")
			if !is || !strings.HasSuffix(address, ".html") || other == option || len(other) > 1 {
				continue
			}
			if f.content != was.content {
				told[kind]++
			}
			if (kind == "text" || kind == "link") && f.recipe != was.recipe {
				t.Errorf("%s shows nothing of %q in %s, and has another recipe", address, strings.TrimSpace(lines[at]), name)
			}
		}
		before = after
	}
	for _, kind := range slices.Sorted(maps.Keys(standingValues)) {
		if is := kind != "text" && kind != "link"; (told[kind] > 0) != is && !testing.Short() {
			t.Errorf("%d pages of other options changed with a fact of type %s", told[kind], kind)
		}
	}
}
