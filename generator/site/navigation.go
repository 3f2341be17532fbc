package site

// A NavigationEntry is a link at the top of every page, as the writer wants it. It
// leads to a page of the site or to a URL.
type NavigationEntry struct {
	Label    string    // empty for a page whose name is the interface's: the home page, a listing
	Address  string    // of a page of the site
	URL      string    // elsewhere
	Category *Category // whose page it leads to; nil for any other
}
