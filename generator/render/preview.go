package render

import (
	"tradeoff/generator/diag"
	"tradeoff/generator/preview"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// A page's picture shows nothing that is not in the page's recipe. So which picture a
// page has is remembered by the page's recipe, and works as one print of it more: the
// address of the picture stands in the page.

// A knownPicture is the address of the picture of a page with a recipe.
type knownPicture struct {
	recipe  uint64
	address string
}

// picture begins the picture of a page.
func (r *renderer) picture(title string) *preview.Picture {
	mark := r.icon() == templates.Icon && r.set.IsBuiltIn(templates.Icon)
	return &preview.Picture{Site: r.site.Config.Title.Value, Title: title, Mark: mark, Accent: r.set.Looks().AccentOnPaper()}
}

// homePicture shows what can be decided here.
func (r *renderer) homePicture() *preview.Picture {
	config := r.site.Config
	p := r.picture(config.Title.Value)
	if config.Tagline != "" {
		p.Title = config.Tagline
	}
	for _, c := range r.site.Categories {
		p.Options = append(p.Options, c.Title)
	}
	return p
}

func (r *renderer) categoryPicture(c *site.Category) *preview.Picture {
	p := r.picture(c.Title)
	p.Sentence, p.Options = c.Summary.Plain, names(c.Options)
	return p
}

// decidePicture shows the question, and what there is to choose from.
func (r *renderer) decidePicture(c *site.Category) *preview.Picture {
	p := r.picture(r.decideTitle(c))
	p.Kicker, p.Options = c.Title, names(c.Options)
	return p
}

func (r *renderer) optionPicture(o *site.Option) *preview.Picture {
	p := r.picture(o.DistinctName())
	p.Kicker, p.Sentence = o.Category.Title, o.Summary.Plain
	return p
}

// guidePicture shows the rule of a guide, or its description where it has none.
func (r *renderer) guidePicture(g *site.Guide) *preview.Picture {
	p := r.picture(g.Title)
	p.Options, p.Sentence = names(g.Options), g.Description
	if g.Rule.Plain != "" {
		p.Sentence, p.Rule = g.Rule.Plain, true
	}
	if len(g.Categories) > 0 {
		p.Kicker = g.Categories[0].Title
	}
	return p
}

// mostPairPictures is how many options a category has at most whose pairs have pictures
// of their own: 45 have 990 pairs. The pairs of more would fill a host, which may give
// no more than a gigabyte, and have the picture of the category.
const mostPairPictures = 45

// pairsShown tells whether the pairs of a category have pictures of their own.
func pairsShown(c *site.Category) bool { return len(c.Options) <= mostPairPictures }

func (r *renderer) pairPicture(pair site.Pair) *preview.Picture {
	c := pair.A.Category
	if !pairsShown(c) {
		return r.categoryPicture(c)
	}
	p := r.picture(r.pairTitle(pair))
	p.Kicker, p.Options = c.Title, names([]*site.Option{pair.A, pair.B})
	return p
}

func names(options []*site.Option) []string {
	var names []string
	for _, o := range options {
		names = append(names, o.DistinctName())
	}
	return names
}

// pictureAddress tells where the picture of a page is published.
func (r *renderer) pictureAddress(f file) string {
	recipe := f.recipe()
	if known := r.pictures[f.address]; known.recipe == recipe && recipe != 0 {
		return known.address
	}
	address := f.picture().Address()
	r.pictures[f.address] = knownPicture{recipe, address}
	return address
}

// pictureFile is the file of a picture. Its name tells what is drawn, so that one that
// any earlier build left need not be drawn again.
func (r *renderer) pictureFile(address string, picture func() *preview.Picture) file {
	return file{address: address, named: true, reused: true, recipe: func() uint64 { return assetRecipe(address) },
		render: func(*diag.List) ([]byte, error) { return r.painter.PNG(r.sheet(0), picture()), nil }}
}
