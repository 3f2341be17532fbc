package render

import (
	"encoding/json"
	"slices"

	"tradeoff/generator/compare"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// fewColumns is how many options a table shows without a choice of columns: so many
// fit beside one another on every screen.
const fewColumns = 3

// tableData is what the script of a table of many options reads: what a cell cannot
// tell by its looks. Cells are numbered by column, from 0.
type tableData struct {
	Columns []string  `json:"columns"` // ids of the options
	Rows    []rowData `json:"rows"`    // in the order in which they stand in the table
}

// rowData is one row of a tableData.
type rowData struct {
	ID     string   `json:"id"`               // of the attribute
	Alike  []int    `json:"alike,omitempty"`  // compare.Row.Alike; absent where no two cells say the same, or all do
	Order  []int    `json:"order,omitempty"`  // compare.Row.Ranks; absent where the row has no order
	First  string   `json:"first,omitempty"`  // what that order begins with: "best", "most" or "latest"
	Values []string `json:"values,omitempty"` // what readers may filter by, as facts are written
	Of     [][]int  `json:"of,omitempty"`     // for each cell, the indices of its values
}

// tableData gives what the script needs of a table; nil where it needs nothing.
func (p *page) tableData(t compare.Table) json.RawMessage {
	if len(t.Options) <= fewColumns {
		return nil
	}
	data := tableData{Columns: columnIDs(t.Options), Rows: []rowData{}}
	for _, group := range t.Groups {
		for _, row := range group.Rows {
			r := rowData{ID: row.Attribute.ID, Order: row.Ranks()}
			if r.Order != nil {
				r.First = first(row.Attribute)
			}
			if alike := row.Alike(); row.Differs && saysTwice(alike) {
				r.Alike = alike
			}
			r.Values, r.Of = filterValues(row)
			data.Rows = append(data.Rows, r)
		}
	}
	text, err := json.Marshal(data)
	if err != nil { // texts and numbers can be written
		return nil
	}
	return text
}

// first says with what the order of an attribute's values begins.
func first(a *source.Attribute) string {
	switch {
	case a.Better != source.NeitherBetter:
		return "best"
	case a.Type == source.DateType:
		return "latest"
	}
	return "most"
}

// saysTwice tells whether two cells say the same.
func saysTwice(alike []int) bool {
	for i, number := range alike {
		if number >= 0 && number != i {
			return true
		}
	}
	return false
}

// columnIDs gives the ids of options, with their category where two have the same.
func columnIDs(options []*site.Option) []string {
	ids, seen := make([]string, len(options)), map[string]int{}
	for _, o := range options {
		seen[o.ID]++
	}
	for i, o := range options {
		ids[i] = o.ID
		if seen[o.ID] > 1 {
			ids[i] = o.Category.ID + "/" + o.ID
		}
	}
	return ids
}

// filterValues gives the values by which the options of a row can be told apart, in the
// order in which the attribute lists them, and which of these each cell has. There are
// none where the attribute's values are not out of a list, or all have the same.
func filterValues(row compare.Row) (values []string, of [][]int) {
	has := make([][]string, len(row.Cells))
	for i, c := range row.Cells {
		if c.State != source.Known {
			continue
		}
		switch v := c.Value.(type) {
		case source.Support, source.Level:
			has[i] = []string{v.String()}
		case source.Words:
			if c.Attribute.Type == source.ChoiceType {
				has[i] = v
			}
		}
		for _, v := range has[i] {
			if !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
	}
	if len(values) == 0 || len(values) == 1 && !slices.ContainsFunc(has, func(words []string) bool { return len(words) == 0 }) {
		return nil, nil
	}
	listed := slices.Concat([]string{"yes", "partial", "no"}, row.Attribute.Choices)
	if row.Attribute.Type == source.LevelType {
		listed = slices.Clone(row.Attribute.Levels)
		slices.Reverse(listed)
	}
	slices.SortStableFunc(values, func(a, b string) int { return slices.Index(listed, a) - slices.Index(listed, b) })
	for _, words := range has {
		indices := []int{}
		for _, w := range words {
			indices = append(indices, slices.Index(values, w))
		}
		of = append(of, indices)
	}
	return values, of
}

// addBars draws the numbers of a row as lengths, where that shows something.
func addBars(row compare.Row, cells []templates.Cell) (drawn bool) {
	for i, share := range row.Shares() {
		cells[i].Bar, drawn = share, true
	}
	return drawn
}

// addTableFiles adds what only pages with a table load, and what those with a table of
// many options load besides.
func (p *page) addTableFiles(f *templates.Frame) {
	if p.tabled {
		f.TableStyle = p.link(p.assets[templates.TableStyle])
		f.TableScript = p.link(p.assets[templates.TableScript])
	}
	if p.columned {
		f.ColumnsStyle = p.link(p.assets[templates.ColumnsStyle])
		f.ColumnsScript = p.link(p.assets[templates.ColumnsScript])
	}
}

// compares tells whether the site has a table at all.
func (r *renderer) compares() bool {
	return slices.ContainsFunc(r.site.Categories, func(c *site.Category) bool { return len(c.Options) > 0 && len(c.Attributes) > 0 })
}

// comparesMany tells whether the site has a table of many options.
func (r *renderer) comparesMany() bool {
	if slices.ContainsFunc(r.site.Categories, func(c *site.Category) bool { return len(c.Options) > fewColumns && len(c.Attributes) > 0 }) {
		return true
	}
	return slices.ContainsFunc(r.site.Guides, func(g *site.Guide) bool {
		return slices.ContainsFunc(g.Tables(), func(t site.Directive) bool { return len(t.Options) > fewColumns })
	})
}

// isNeeded tells whether a shared file is one that a page of the site loads.
func (r *renderer) isNeeded(name string) bool {
	switch name {
	case templates.DecisionStyle, templates.DecisionScript, templates.TreeStyle:
		return r.decides()
	case templates.TableStyle, templates.TableScript:
		return r.compares()
	case templates.ColumnsStyle, templates.ColumnsScript:
		return r.comparesMany()
	case templates.WeighStyle, templates.WeighScript:
		return r.weighs()
	}
	return true
}
