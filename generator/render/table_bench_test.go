package render_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"tradeoff/generator/decision"
	"tradeoff/generator/load"
	"tradeoff/generator/related"
	"tradeoff/generator/render"
	"tradeoff/generator/resolve"
	"tradeoff/templates"
)

// tableSite is a site of guides that each compare two or three of twelve options on
// forty attributes.
func tableSite(guides int) string {
	const options, attributes = 12, 40
	var b strings.Builder
	b.WriteString("-- data/site.yaml --\ntitle: T\nurl: https://x.org/\n-- data/c/category.yaml --\ntitle: C\nattributes:\n")
	types := []string{"support", "text", "number, unit: kB, better: lower", "rating"}
	for i := range attributes {
		fmt.Fprintf(&b, "  - {id: a%d, label: Attribute %d, type: %s}\n", i, i, types[i%len(types)])
	}
	for o := range options {
		fmt.Fprintf(&b, "-- data/c/o%d.yaml --\nname: Option %d\nfacts:\n", o, o)
		for i := range attributes {
			value := []string{"yes", "what is & does", fmt.Sprint(100 + i*o), fmt.Sprint(1 + (i+o)%5)}[i%len(types)]
			if i%len(types) == 0 && (i+o)%3 == 0 {
				value = "no"
			}
			fmt.Fprintf(&b, "  a%d: {value: %s", i, value)
			if (i+o)%3 == 0 {
				fmt.Fprintf(&b, ", source: \"https://example.org/docs/o%d/a%d\", checked: 2026-01-0%d", o, i, 1+o%9)
			}
			b.WriteString("}\n")
		}
	}
	for g := range guides {
		compare := fmt.Sprintf("o%d, o%d", g%options, (g+1+g/options)%options)
		if (g+1+g/options)%options == g%options {
			compare = fmt.Sprintf("o%d, o%d", g%options, (g+1)%options)
		}
		fmt.Fprintf(&b, "-- guides/g%d.md --\n---\ntitle: Guide %d\ndescription: D\ncompare: [%s]\n---\n\n## One\n\nWords *and* [a link](https://example.org/).\n\n- one\n- two with `code`\n\n## Two\n\nMore words.\n", g, g, compare)
	}
	return b.String()
}

// BenchmarkTables renders a hundred guides with a table each, their twins and the tables
// as files: with rows that are written, and with rows that the template writes.
func BenchmarkTables(b *testing.B) {
	for _, way := range []string{"written", "template"} {
		b.Run(way, func(b *testing.B) {
			small := buildOf(tableSite(100))
			if way == "template" {
				small.fsys["templates/compare-table.html"] = ownTableTemplate(b)
			}
			tree, diags, err := load.Site(context.Background(), small.fsys)
			s, more := resolve.Site(tree, resolve.Options{})
			if diags.Append(more); err != nil || diags.HasErrors() {
				b.Fatal(err, report(diags))
			}
			trees, err := decision.Plan(context.Background(), s)
			if err != nil {
				b.Fatal(err)
			}
			links, err := related.Plan(context.Background(), s)
			if err != nil {
				b.Fatal(err)
			}
			set, _ := templates.Load(small.overrides(), nil)
			b.ReportAllocs()
			for b.Loop() {
				_, _, err := render.Site(context.Background(), s, render.Options{Templates: set, Trees: trees, Links: links, Sources: small.fsys},
					sink(func(string, []byte) error { return nil }))
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
