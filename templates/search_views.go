package templates

// SearchFiles lead to the page that searches the site, and to what its script loads when
// it is first wanted. All addresses are relative.
type SearchFiles struct {
	Page    string // the page, which lists everything
	Style   string // the style sheet of the page and of the dialog
	Script  string // the script of both
	Library string // what the script searches with
	Index   string // what it searches
}

// A SearchPage lists everything that there is, by category, for the script to search.
type SearchPage struct {
	Frame
	Guides     int
	Options    int
	Articles   []NavLink // guides that compare nothing
	Categories []SearchCategory
}

// A SearchCategory is all of a category that can be found.
type SearchCategory struct {
	NavLink
	ID      string  // unique in the page: "category-backend"
	Decide  NavLink // to its decision; empty where there is none
	Options []OptionLink
	Guides  []NavLink
}
