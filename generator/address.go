package generator

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"tradeoff/generator/dataset"
	"tradeoff/generator/load"
)

// AddressOf gives the address of the page that a file of the site makes: a path in
// the output folder, for a path from the site's folder, both with slashes. It goes
// by the names alone: the page of a draft may not be there. is tells whether the
// file makes a page at all.
func AddressOf(file string) (address string, is bool) {
	parts := strings.Split(path.Clean(file), "/")
	switch name := parts[len(parts)-1]; {
	case len(parts) > 1 && parts[0] == "guides" && path.Ext(name) == ".md":
		return strings.TrimSuffix(path.Clean(file), ".md") + ".html", true
	case len(parts) != 3 || parts[0] != "data" || path.Ext(name) != ".yaml":
		return "", false
	case name == "category.yaml":
		return parts[1] + "/index.html", true
	default:
		return parts[1] + "/" + strings.TrimSuffix(name, ".yaml") + ".html", true
	}
}

// Prefix gives the path of the site's address, "/repo/" for
// https://owner.github.io/repo/, and "/" for a site that has none, before it is built:
// after that, [Report] has it. known is false where data/site.yaml cannot be read or
// understood.
func Prefix(site string) (prefix string, known bool) {
	text, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(load.ConfigFile)))
	if err != nil {
		return "", false
	}
	config, diags := dataset.Config(load.ConfigFile, text)
	if config == nil || diags.HasErrors() {
		return "", false
	}
	return prefixOf(config.URL), true
}

// prefixOf gives the path of a site's address that was found to be one.
func prefixOf(address string) string {
	at, err := url.Parse(address)
	if err != nil {
		return "/"
	}
	return "/" + strings.TrimPrefix(at.Path, "/")
}
