package compare_test

import (
	"fmt"
	"testing"

	"tradeoff/generator/compare"
	"tradeoff/generator/source"
)

// TestRowNumbers says of one row which cells are alike, their order, and their bars.
func TestRowNumbers(t *testing.T) {
	for name, test := range map[string]struct {
		kind   source.Type
		better source.Better
		facts  string
		alike  string
		ranks  string
		shares string
	}{
		"support":         {source.SupportType, source.MoreBetter, "yes no ? yes/Some yes - -", "[0 1 -1 3 0 5 5]", "[0 1 -1 0 0 -1 -1]", "[]"},
		"levels":          {source.LevelType, source.MoreBetter, "hints static none hints", "[0 1 2 0]", "[1 0 2 1]", "[]"},
		"lower":           {source.NumberType, source.LessBetter, "10 5 0 10.0", "[0 1 2 0]", "[2 1 0 2]", "[100 50 0 100]"},
		"higher":          {source.NumberType, source.MoreBetter, "1 1000 ?", "[0 1 -1]", "[1 0 -1]", "[1 100 0]"},
		"no better end":   {source.NumberType, source.NeitherBetter, "1 3 2", "[0 1 2]", "[2 0 1]", "[]"},
		"below zero":      {source.NumberType, source.MoreBetter, "-1 3", "[0 1]", "[1 0]", "[]"},
		"one number":      {source.NumberType, source.MoreBetter, "3 ?", "[0 -1]", "[0 -1]", "[]"},
		"only zeros":      {source.NumberType, source.MoreBetter, "0 0", "[0 0]", "[0 0]", "[]"},
		"huge numbers":    {source.NumberType, source.MoreBetter, "1e300 1e299", "[0 1]", "[0 1]", "[100 10]"},
		"ratings":         {source.RatingType, source.MoreBetter, "5 4.5", "[0 1]", "[0 1]", "[]"},
		"dates":           {source.DateType, source.LessBetter, "2020 2019-5 2020-1-1", "[0 1 2]", "[1 0 1]", "[]"},
		"nothing ordered": {source.TextType, source.NeitherBetter, "a b a", "[0 1 0]", "[]", "[]"},
	} {
		t.Run(name, func(t *testing.T) {
			a := attribute("a", test.kind, test.better)
			row := compare.Options(options(category("c", a), a, test.facts)).Groups[0].Rows[0]
			for what, got := range map[string][2]string{
				"alike": {fmt.Sprint(row.Alike()), test.alike}, "ranks": {fmt.Sprint(row.Ranks()), test.ranks}, "shares": {fmt.Sprint(row.Shares()), test.shares},
			} {
				if got[0] != got[1] {
					t.Errorf("%s: got %s, want %s", what, got[0], got[1])
				}
			}
		})
	}
}
