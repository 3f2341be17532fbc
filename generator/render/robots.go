package render

import "tradeoff/generator/diag"

// robotsAddress is where robots.txt is (RFC 9309). Robots ask for it at the root of a
// host alone, so it does something only for a site that is there.
const robotsAddress = "robots.txt"

// robots lets robots go everywhere, and tells them where the sitemap is, if the site
// has one.
func (r *renderer) robots() file {
	text := "User-agent: *\nAllow: /\n"
	if r.site.Config.URL != "" {
		text += "\nSitemap: " + r.canonical(sitemapAddress) + "\n"
	}
	return file{address: robotsAddress, recipe: newPrint("robots").text(text).end,
		render: func(*diag.List) ([]byte, error) { return []byte(text), nil }}
}
