package resolve

import (
	"path"

	"tradeoff/generator/diag"
	"tradeoff/generator/site"
)

// takeawayClaims gives the addresses of what can be taken away from the site's pages, as
// far as they are not guides, and from some guides.
func (r *resolver) takeawayClaims(guides []*site.Guide) []claim {
	claims := []claim{{site.LLMsAddress, "the list for language models", diag.Position{}}}
	pages := map[string]bool{}
	add := func(page, file string, pos diag.Position, tables ...int) {
		if pages[fold(page)] { // what is wrong is said of the pages
			return
		}
		pages[fold(page)] = true
		if twin := site.TwinAddress(page); len(path.Base(twin)) <= longestName { // else the page's own name is too long
			claims = append(claims, claim{twin, "the Markdown of " + file, pos})
		}
		for _, number := range tables {
			for _, address := range site.TableAddresses(page, number) {
				claims = append(claims, claim{address, "a table of " + file, pos})
			}
		}
	}
	for _, c := range r.site.Categories {
		add(c.Address(), c.File, c.Pos, 1)
		for _, o := range c.Options {
			add(o.Address(), o.File, o.Pos, 1)
		}
	}
	for _, g := range guides {
		var numbers []int
		for _, t := range g.TakenTables() {
			numbers = append(numbers, t.Number)
		}
		add(g.Address(), g.File, g.Pos, numbers...)
	}
	if r.opts.Zip {
		claims = append(claims, claim{site.DownloadAddress, "the page about the download", diag.Position{}})
	}
	return claims
}
