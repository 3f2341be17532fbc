package render

import (
	"encoding/base64"
	"html/template"
	"path"
	"strings"

	"tradeoff/generator/site"
	"tradeoff/templates"
)

// A theme's files are published beside the built-in ones. What a page shows of a theme
// is in the frame's print: see framePrint.

// iconTypes are the kinds of icon that a browser shows in a tab.
var iconTypes = map[string]string{".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon", ".webp": "image/webp"}

// icon is the shared file that a browser shows in the page's tab.
func (r *renderer) icon() string {
	if own := r.set.Looks().Icon; own != "" {
		return own
	}
	return templates.Icon
}

func pictureType(file string) string { return iconTypes[strings.ToLower(path.Ext(file))] }

// addTheme fills a frame with what the site's theme says.
func (p *page) addTheme(f *templates.Frame) {
	looks := p.set.Looks()
	f.Icon, f.IconType = p.link(p.assets[p.icon()]), pictureType(p.icon())
	if looks.Style != "" {
		f.OwnStyle = p.link(p.assets[looks.Style])
	}
	for _, logo := range looks.Logos {
		f.Logos = append(f.Logos, templates.Logo{
			Address: template.URL(p.file(p.assets[logo.File])), Scheme: logo.Scheme, Width: logo.Width, Height: logo.Height})
	}
	f.Footer = p.texts(p.site.Config.Theme.Footer)
	p.addNavigation(f)
}

// mostInHeader is how many categories have room at the top of a page.
const mostInHeader = 7

// addNavigation adds the links at the top, and below the page those that are no
// category, which are there already.
func (p *page) addNavigation(f *templates.Frame) {
	if p.site.Navigation == nil {
		if len(f.Nav) <= mostInHeader {
			f.Header = f.Nav
		}
		return
	}
	for _, e := range p.site.Navigation {
		link := p.navigationLink(e)
		f.Header = append(f.Header, link)
		if e.Category == nil && e.Address != site.HomeAddress && !p.isListing(e.Address) {
			f.More = append(f.More, link)
		}
	}
}

// navigationLink makes a link of an entry.
func (p *page) navigationLink(e site.NavigationEntry) templates.NavLink {
	if e.URL != "" {
		return templates.NavLink{Label: e.Label, Address: e.URL, External: true}
	}
	link := templates.NavLink{Label: e.Label, Address: p.link(e.Address), Current: p.address == e.Address}
	if e.Category != nil {
		link.Current = strings.HasPrefix(p.address, e.Category.ID+"/")
	}
	if link.Label == "" && e.Address == site.HomeAddress {
		link.Label = p.words.Text("frame.home")
	}
	for _, l := range p.listings() {
		if link.Label == "" && l.Address == link.Address {
			link.Label = l.Label
		}
	}
	return link
}

// isListing tells whether an address is that of a page that every footer leads to.
func (p *page) isListing(address string) bool {
	l := &p.site.Listing
	return address != "" && (address == site.NewAddress || address == l.TagsAddress() || address == l.AuthorsAddress())
}

// addThemePrint adds what pages show of the theme and of the navigation.
func (r *renderer) addThemePrint(p *print) {
	looks, theme := r.set.Looks(), r.site.Config.Theme
	p.text(r.assets[r.icon()], r.assets[looks.Style])
	for _, logo := range looks.Logos {
		p.text(r.assets[logo.File], logo.Scheme).number(uint64(logo.Width), uint64(logo.Height))
	}
	p.number(uint64(len(looks.Logos)), uint64(len(theme.Footer)))
	if len(theme.Footer) > 0 {
		p.sum(r.site.Config.Sum)
		r.addTexts(p, theme.Footer...)
	}
	p.yes(r.site.Navigation != nil)
	for _, e := range r.site.Navigation {
		p.text(e.Label, e.Address, e.URL).yes(e.Category != nil)
	}
}

// inlined is a shared picture as a data: address, for a page that is shown at any
// address.
func (r *renderer) inlined(file string) template.URL {
	return template.URL("data:" + pictureType(file) + ";base64," + base64.StdEncoding.EncodeToString(r.shared[file]))
}

// missingStyle is all of the style of such a page. It has the theme's colours, but not
// the fonts of its files: no address of them would be right everywhere.
func (p *page) missingStyle() template.CSS {
	css := p.shared[templates.StyleSheet]
	if p.set.Looks().HasFontFiles() {
		text := p.set.Assets()[templates.StyleSheet] + p.looksCSS(func(string) string { return "" })
		if minified, err := p.minify.file(templates.StyleSheet, []byte(text)); err == nil {
			css = minified
		}
	}
	return templates.InlineStyle(string(css) + string(p.shared[p.set.Looks().Style]))
}
