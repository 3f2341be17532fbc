package templates

// A Preview is what other sites show with a link to a page, in the words of Open Graph.
type Preview struct {
	Title     string // of the page; the home page's has the tagline too
	Type      string // "article" for a guide, "website" for any other page
	Locale    string // language and country: "en_US"; empty where unknown
	Picture   string // absolute address; empty where the page has none
	Alt       string // what the picture says
	Width     int    // of the picture, in pixels
	Height    int
	Published string   // day on which a guide appeared: "2026-11-20"; empty where unknown
	Modified  string   // and changed
	Section   string   // the title of what a guide decides; empty for an article
	Tags      []string // of a guide
}
