package resolve

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// link resolves a link from a source file to another source, relative to the
// folder that the file lies in, as it works in an editor and on GitHub.
func (r *resolver) link(l *markup.Link, from string) site.Target {
	file, fragment, ok := locate(l.Dest, from)
	if !ok {
		r.broken(l, from, "")
		return site.Target{}
	}
	switch {
	case file == "":
		return site.Target{} // a bare "#": the text stays
	case strings.HasPrefix(file, "guides/") && strings.HasSuffix(file, ".md"):
		return r.linkToGuide(l, from, file, fragment)
	case strings.HasPrefix(file, "data/"):
		return r.linkToData(l, from, file, fragment)
	}
	if _, ok := r.files[file]; !ok {
		r.broken(l, from, file)
		return site.Target{}
	}
	r.used[file] = true
	return site.Target{Address: file, Fragment: fragment}
}

// locate gives the path, from the site's root, that a link in a file leads to. It
// fails for a link that cannot be read and for one that leaves the site.
func locate(dest, from string) (file, fragment string, ok bool) {
	u, err := url.Parse(dest)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", "", false
	}
	if u.Path == "" {
		return from, u.Fragment, u.Fragment != ""
	}
	file = path.Join(path.Dir(from), u.Path)
	if file == ".." || strings.HasPrefix(file, "../") {
		return "", "", false
	}
	return file, u.Fragment, true
}

func (r *resolver) linkToGuide(l *markup.Link, from, file, fragment string) site.Target {
	id := strings.TrimSuffix(strings.TrimPrefix(file, "guides/"), ".md")
	declared := r.declared[id]
	if declared == nil {
		r.broken(l, from, file)
		return site.Target{}
	}
	g := r.guides[id]
	if g == nil {
		r.diags.Warnf(l.Pos, diag.DraftLink, "%q is a draft: its link is left out, its text stays", l.Dest).
			Hint = "it becomes a link as soon as the guide says draft: false"
		return site.Target{}
	}
	if fragment != "" && !slices.Contains(g.Anchors, fragment) && !r.rowOf(fragment, g.Options) {
		r.diags.Errorf(l.Pos, diag.UnknownAnchor, "%s has no heading %q", file, "#"+fragment).
			Hint = diag.Suggest(fragment, g.Anchors)
		return site.Target{}
	}
	return site.Target{Address: g.Address(), Fragment: fragment}
}

func (r *resolver) linkToData(l *markup.Link, from, file, fragment string) site.Target {
	parts := strings.Split(strings.TrimSuffix(file, ".yaml"), "/")
	if strings.HasSuffix(file, ".yaml") && len(parts) == 3 {
		if c := r.categories[parts[1]]; c != nil {
			if parts[2] == "category" {
				return r.rowTarget(l, file, c.Address(), fragment, c.Options)
			}
			for _, o := range c.Options {
				if o.ID == parts[2] {
					return r.rowTarget(l, file, o.Address(), fragment, []*site.Option{o})
				}
			}
		}
	}
	r.broken(l, from, file)
	return site.Target{}
}

// rowTarget checks that a fragment is a row of the page's table.
func (r *resolver) rowTarget(l *markup.Link, file, address, fragment string, options []*site.Option) site.Target {
	if fragment != "" && !r.rowOf(fragment, options) {
		var rows []string
		for _, a := range site.SharedAttributes(options) {
			rows = append(rows, RowPrefix+a.ID)
		}
		r.diags.Errorf(l.Pos, diag.UnknownAnchor, "the page of %s has no %q", file, "#"+fragment).
			Hint = diag.Suggest(fragment, rows)
		return site.Target{}
	}
	return site.Target{Address: address, Fragment: fragment}
}

// RowPrefix begins the id of a table's row; the attribute's id follows.
const RowPrefix = "row-"

func (r *resolver) rowOf(fragment string, options []*site.Option) bool {
	id, ok := strings.CutPrefix(fragment, RowPrefix)
	return ok && slices.ContainsFunc(site.SharedAttributes(options), func(a *source.Attribute) bool { return a.ID == id })
}

// broken reports a link to a source that is not there; file is where it leads,
// or empty where it leads out of the site.
func (r *resolver) broken(l *markup.Link, from, file string) {
	d := r.diags.Errorf(l.Pos, diag.BrokenLink, "the link leads to %q, which is not in the site", l.Dest)
	if file == "" {
		d.Hint = "a link leads to a file of the site, such as other-guide.md, or to an https:// address"
		return
	}
	known := r.sources()
	if strings.HasSuffix(file, ".html") {
		for _, s := range known {
			if strings.TrimSuffix(strings.TrimPrefix(s, "data/"), path.Ext(s)) == strings.TrimSuffix(file, ".html") {
				d.Hint = "link to the source, which works everywhere: " + relative(from, s)
				return
			}
		}
	}
	if nearest := diag.Nearest(file, known); nearest != "" {
		d.Hint = "did you mean " + relative(from, nearest) + "?"
		return
	}
	for _, s := range known {
		if path.Base(s) == path.Base(file) {
			d.Hint = "did you mean " + relative(from, s) + "?"
			return
		}
	}
	d.Hint = "links are relative to the file's own folder, " + path.Dir(from) + "/"
}

// sources are the paths that a link may lead to.
func (r *resolver) sources() []string {
	var paths []string
	for _, c := range r.tree.Categories {
		paths = append(paths, c.File)
	}
	for _, o := range r.tree.Options {
		paths = append(paths, o.File)
	}
	for _, g := range r.tree.Guides {
		paths = append(paths, g.File)
	}
	for _, f := range r.tree.Files {
		paths = append(paths, f.Path)
	}
	return paths
}

// relative gives the link that leads from one file to another.
func relative(from, to string) string {
	a, b := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	for len(a) > 0 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.Repeat("../", len(a)) + strings.Join(b, "/")
}

// image resolves a picture beside a guide.
func (r *resolver) image(ref markup.ImageRef, from string) site.Picture {
	file, _, ok := locate(ref.Dest, from)
	f, known := r.files[file]
	switch {
	case !ok || !known:
		d := r.diags.Errorf(ref.Pos, diag.BrokenLink, "there is no picture %q", ref.Dest)
		if nearest := diag.Nearest(file, r.pictures()); ok && nearest != "" {
			d.Hint = "did you mean " + relative(from, nearest) + "?"
		} else {
			d.Hint = "put the picture beside the guide, in " + path.Dir(from) + "/ or a folder in it"
		}
		return site.Picture{}
	case !f.Picture:
		r.diags.Errorf(ref.Pos, diag.InvalidValue, "%q is not a kind of picture that browsers show", ref.Dest).
			Hint = "use svg, png, jpg, webp, avif or gif"
		return site.Picture{}
	}
	r.used[file] = true
	return site.Picture{Source: file, Width: f.Width, Height: f.Height}
}

func (r *resolver) pictures() []string {
	var paths []string
	for _, f := range r.tree.Files {
		if f.Picture {
			paths = append(paths, f.Path)
		}
	}
	return paths
}

// resolveTexts resolves the links in all inline Markdown of the data.
func (r *resolver) resolveTexts() {
	for _, a := range r.tree.Config.Authors {
		r.text(a.Bio)
	}
	for _, c := range r.tree.Categories {
		r.text(c.Summary)
		for _, a := range c.Attributes {
			r.text(a.Help)
		}
		for _, q := range c.Questions {
			r.text(q.Help)
		}
	}
	for _, o := range r.tree.Options {
		r.text(o.Summary)
		for _, f := range o.Facts {
			r.text(f.Note)
			if prose, ok := f.Value.(source.Prose); ok {
				r.text(prose.Text)
			}
		}
		for _, t := range o.Pros {
			r.text(t)
		}
		for _, t := range o.Cons {
			r.text(t)
		}
	}
	for _, g := range r.site.Guides {
		r.text(g.Rule)
	}
}

func (r *resolver) text(t markup.Text) {
	for i := range t.Links {
		r.targets[&t.Links[i]] = r.link(&t.Links[i], t.Pos.File)
	}
}
