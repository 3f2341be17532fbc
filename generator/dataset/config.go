package dataset

import (
	"errors"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
	"tradeoff/generator/words"
)

// Config reads data/site.yaml.
func Config(file string, src []byte) (*source.Config, diag.List) {
	root, diags := strictyaml.Parse(file, src, 0)
	c := &source.Config{Language: "en", File: file}
	if root == nil {
		emptyFile(file, &diags, "the site")
		c.Incomplete, c.Theme.Incomplete = true, true
		return c, diags
	}
	f := root.Fields("the site", &diags, "title", "tagline", "url", "language", "repository",
		"authors", "stale_after", "pairs", "accent", "theme", "raw_html", "words")
	c.Title = f.Required("title").Name()
	c.Tagline = f.Get("tagline").Text()
	c.URL = siteAddress(f.Get("url"))
	if tag := languageTag(f.Get("language")); tag != "" {
		c.Language = tag
	}
	c.Repository = strings.TrimRight(f.Get("repository").Address(), "/")
	authors := f.Get("authors")
	for _, entry := range authors.Entries("authors by their ids") {
		c.Authors = append(c.Authors, author(entry))
	}
	c.Incomplete = !f.Complete() || len(c.Authors) == 0 && !authors.Node.IsEmpty()
	c.StaleAfter = days(f.Get("stale_after"))
	c.Pairs = f.Get("pairs").Bool()
	c.Theme = theme(f.Get("theme"), f.Get("accent"))
	c.RawHTML = f.Get("raw_html").Bool()
	c.Words = words.Read(f.Get("words"), c.Language)
	c.Theme.Incomplete = diags.HasErrors()
	return c, diags
}

// author reads one entry of authors; its key is the author's id.
func author(entry strictyaml.Value) *source.Author {
	f := entry.Fields("an author", "name", "url", "bio")
	a := &source.Author{
		ID:   entry.Key,
		Name: f.Get("name").Text(),
		URL:  f.Get("url").Address(),
		Bio:  prose(f.Get("bio")),
		Pos:  entry.KeyPos,
	}
	if a.Name == "" {
		a.Name = a.ID
	}
	return a
}

// siteAddress reads the address at which the site is published: addresses of
// pages are made by appending to it, so it ends in a slash and in nothing else.
func siteAddress(v strictyaml.Value) string {
	address := v.Address()
	if address == "" {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil || strings.ContainsAny(address, "?#") {
		v.Errorf(diag.InvalidValue, "the site's address has a query or a fragment: %q", address).
			Hint = "write the address up to the ? or #"
		return ""
	}
	if !strings.HasSuffix(u.Path, "/") {
		return address + "/"
	}
	return address
}

// languageTag reads a BCP 47 language tag, and keeps its spelling. A subtag that
// nobody has registered is a warning: the registry grows.
func languageTag(v strictyaml.Value) string {
	const hint = "write a tag as en, pt-BR or zh-Hant"
	tag := v.Text()
	if tag == "" {
		return ""
	}
	_, err := language.Raw.Parse(tag)
	var unregistered language.ValueError
	switch {
	case errors.As(err, &unregistered):
		v.Warnf(diag.InvalidValue, "%q is no registered language: %q is not known", tag, unregistered.Subtag()).Hint = hint
	case err != nil || strings.Contains(tag, "_"):
		v.Errorf(diag.InvalidValue, "expected a language, found %q", tag).Hint = hint
		return ""
	}
	return tag
}

var daysPattern = regexp.MustCompile(`^([1-9]\d{0,4})\s*d$`)

// days reads a number of days: 180d.
func days(v strictyaml.Value) int {
	text := v.Text()
	m := daysPattern.FindStringSubmatch(text)
	if m == nil {
		if text != "" {
			v.Errorf(diag.InvalidValue, "expected a number of days, found %q", text).Hint = "write it as 180d"
		}
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

var colourPattern = regexp.MustCompile(`^#(?:[0-9a-fA-F]{3}){1,2}$`)

// colour reads #rgb or #rrggbb and gives the latter.
func colour(v strictyaml.Value) string {
	text := v.Text()
	if text == "" {
		return ""
	}
	if !colourPattern.MatchString(text) {
		v.Errorf(diag.InvalidValue, "expected a colour, found %q", text).Hint = `write it as "#3b5bdb", in quotes`
		return ""
	}
	text = strings.ToLower(text)
	if len(text) == len("#rrggbb") {
		return text
	}
	r, g, b := text[1:2], text[2:3], text[3:4]
	return "#" + r + r + g + g + b + b
}
