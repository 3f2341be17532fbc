package generator

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tradeoff/generator/bundle"
	"tradeoff/generator/diag"
	"tradeoff/generator/render"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// A Bundled is a guide in one file.
type Bundled struct {
	Guide   string // its id
	Content []byte
}

// An UnknownGuide is the error of who asks for a guide that the site does not have.
type UnknownGuide struct {
	Name  string // as it was asked for
	Draft bool   // it is a draft, and drafts are not built
	Hint  string // the nearest name
}

// Error says what is wrong with the name.
func (e *UnknownGuide) Error() string {
	if e.Draft {
		return fmt.Sprintf("the guide %q is a draft", e.Name)
	}
	return fmt.Sprintf("there is no guide %q", e.Name)
}

// Bundle makes a file of each guide that is named: by its path in the site
// ("guides/a/b.md"), its id ("a/b") or its address. It publishes nothing. Of the options
// it uses Site, URL, Drafts and NoMinify. Nothing is bundled where the report has
// errors. The error is an [*UnknownGuide], or as that of Build.
func Bundle(ctx context.Context, opts Options, names []string) ([]Bundled, Report, error) {
	b := build{opts: opts, memory: newMemory(opts)}
	var all []Bundled
	err := b.read(ctx, func(sources fs.FS, built *site.Site, set *templates.Set) error {
		guides := make([]*site.Guide, len(names))
		for i, name := range names {
			if guides[i] = guideOf(built, name); guides[i] == nil {
				return b.unknownGuide(built, name)
			}
		}
		p, err := b.plan(ctx, built)
		if err != nil {
			return err
		}
		reader, diags, err := render.NewReader(ctx, built, render.Options{
			Templates: set, Trees: p.trees, Links: p.links, Sources: sources, Minify: !opts.NoMinify})
		b.diags.Append(diags)
		if err != nil || diags.HasErrors() {
			return err
		}
		for _, g := range guides {
			content, err := b.bundle(reader, g.Address(), built.Config.URL, set)
			if err != nil || b.diags.HasErrors() {
				return err
			}
			all = append(all, Bundled{g.ID, content})
		}
		return ctx.Err()
	})
	report, err := b.end(err)
	return all, report, err
}

// bundle makes a file of a page.
func (b *build) bundle(reader *render.Reader, address, url string, set *templates.Set) ([]byte, error) {
	file := func(address string) ([]byte, bool, error) {
		var own diag.List
		content, ok, err := reader.File(address, &own)
		b.diags.AppendNew(own)
		return content, ok, err
	}
	page, _, err := file(address)
	if err != nil || b.diags.HasErrors() {
		return nil, err
	}
	return bundle.Page(page, address, bundle.Site{
		URL: url, File: file, IsPage: reader.IsPage, Elsewhere: set.Words().Text("bundle.elsewhere")})
}

// guideOf finds a guide by a name that somebody typed; nil where there is none.
func guideOf(s *site.Site, name string) *site.Guide {
	id := guideID(name)
	for _, g := range s.Guides {
		if g.ID == id {
			return g
		}
	}
	return nil
}

// guideID gives the id of a guide that is named by it, by its file or by its address.
func guideID(name string) string {
	name = strings.TrimPrefix(filepath.ToSlash(filepath.Clean(name)), "guides/")
	for _, ending := range []string{".md", ".html"} {
		name = strings.TrimSuffix(name, ending)
	}
	return name
}

// unknownGuide says why there is no guide of a name.
func (b *build) unknownGuide(s *site.Site, name string) error {
	file := filepath.Join(b.opts.Site, "guides", filepath.FromSlash(guideID(name))+".md")
	if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() && filepath.IsLocal(filepath.FromSlash(guideID(name))) {
		return &UnknownGuide{Name: name, Draft: true, Hint: "to bundle it as it is, add --drafts"}
	}
	ids := make([]string, len(s.Guides))
	for i, g := range s.Guides {
		ids[i] = g.ID
	}
	return &UnknownGuide{Name: name, Hint: diag.Suggest(guideID(name), ids)}
}
