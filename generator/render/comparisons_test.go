package render

import (
	"testing"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

func TestComparisons(t *testing.T) {
	a := &source.Attribute{ID: "a", Type: source.SupportType}
	c := &site.Category{Category: &source.Category{Attributes: []*source.Attribute{a}, Groups: []*source.Group{{Attributes: []*source.Attribute{a}}}}}
	one, two := &site.Option{Option: &source.Option{ID: "one"}, Category: c}, &site.Option{Option: &source.Option{ID: "two"}, Category: c}
	options := []*site.Option{one, two}
	var made comparisons
	first := made.table(site.Directive{Options: options})
	for _, same := range []site.Directive{{Options: options}, {Options: []*site.Option{one, two}}} {
		if first.Rows != 1 || &made.table(same).Groups[0] != &first.Groups[0] {
			t.Errorf("a table is made twice, of %d rows", first.Rows)
		}
	}
	for _, other := range []site.Directive{
		{Options: []*site.Option{two, one}}, {Options: options[:1]}, {Options: options[1:]},
		{Options: options, Only: []string{}}, {Options: options, Only: []string{"a"}}, {Options: options, Groups: []string{"G"}},
	} {
		if got := made.table(other); len(got.Groups) > 0 && &got.Groups[0] == &first.Groups[0] {
			t.Errorf("%v has the table of another directive", other)
		}
	}
	if got := (*comparisons)(nil).table(site.Directive{Options: options}); got.Rows != 1 {
		t.Errorf("without any, a table has %d rows", got.Rows)
	}
}
