package dataset

import (
	"tradeoff/generator/diag"
	"tradeoff/generator/strictyaml"
)

// SiteURL reads a site's address that comes from elsewhere than data/site.yaml,
// by the same rules: absolute, http or https, ending in a slash. It is empty
// where the text is not one, which is reported at pos.
func SiteURL(text string, pos diag.Position, diags *diag.List) string {
	value := &strictyaml.Node{Text: text, Pos: pos, Start: pos}
	node := &strictyaml.Node{Kind: strictyaml.Mapping, Pos: pos, Entries: []strictyaml.Entry{{Key: "url", KeyPos: pos, Value: value}}}
	return siteAddress(node.Fields("the command line", diags, "url").Get("url"))
}
