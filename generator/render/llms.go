package render

import (
	"strings"

	"tradeoff/generator/site"
	"tradeoff/generator/takeaway"
)

// The list for language models (llmstxt.org): what the site is, and by decision its
// guides as Markdown, each with what it is about.

// llmsRecipe is that of the list.
func (r *renderer) llmsRecipe() uint64 {
	p := newPrint("llms").number(r.prints.frame)
	for _, c := range r.site.Categories {
		p.number(r.prints.categories[c].standing, r.prints.categories[c].guides)
	}
	r.addCards(p, r.articles)
	return p.end()
}

// llms writes the list. A guide stands under the first of its categories.
func (r *renderer) llms() []byte {
	var b strings.Builder
	config := r.site.Config
	b.WriteString("# " + takeaway.Text(config.Title.Value) + "\n")
	if config.Tagline != "" {
		b.WriteString("\n> " + takeaway.Text(config.Tagline) + "\n")
	}
	entry := func(title, address, about string) {
		b.WriteString("- [" + takeaway.Text(title) + "](" + r.lasting(site.LLMsAddress, site.TwinAddress(address)) + ")")
		if about != "" {
			b.WriteString(": " + takeaway.Text(about))
		}
		b.WriteByte('\n')
	}
	if len(r.articles) > 0 {
		b.WriteString("\n## " + takeaway.Text(r.words.Text("category.guides")) + "\n\n")
		for _, g := range r.articles {
			entry(g.Title, g.Address(), g.Description)
		}
	}
	for _, c := range r.site.Categories {
		b.WriteString("\n## " + takeaway.Text(c.Title) + "\n\n")
		entry(r.words.Text("takeaway.overview", "category", c.Title), c.Address(), c.Summary.Plain)
		for _, g := range c.Guides {
			if g.Categories[0] == c {
				entry(g.Title, g.Address(), g.Description)
			}
		}
		for _, o := range c.Options {
			entry(o.DistinctName(), o.Address(), o.Summary.Plain)
		}
	}
	return []byte(b.String())
}
