package resolve

import (
	"cmp"
	"iter"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// link resolves a link from a source file to another source, relative to the
// folder that the file lies in, as it works in an editor and on GitHub.
func (r *resolver) link(l *markup.Link, from string) site.Target {
	if g := r.plainly(l.Dest, from); g != nil {
		return site.Target{Address: g.Address()}
	}
	file, fragment, ok := locate(l.Dest, from)
	if !ok {
		r.broken(l, from, "")
		return site.Target{}
	}
	switch {
	case strings.HasPrefix(file, "guides/") && strings.HasSuffix(file, ".md"):
		return r.linkToGuide(l, from, file, fragment)
	case strings.HasPrefix(file, "data/"):
		return r.linkToData(l, from, file, fragment)
	}
	f, ok := r.files[file]
	if !ok {
		r.broken(l, from, file)
		return site.Target{}
	}
	r.used[f.Path] = true
	return site.Target{Address: f.Path, Fragment: fragment}
}

// plainly gives the guide that a guide's link leads to, where the link is no more than its
// path: "other.md", as nearly all links are. What it gives is what [locate] leads to, which
// takes ten times as long: what is the id of a guide has nothing in it to resolve.
func (r *resolver) plainly(dest, from string) *site.Guide {
	stem, is := strings.CutSuffix(dest, ".md")
	at, within := strings.CutPrefix(from, "guides/")
	if !is || !within {
		return nil
	}
	if folder := at[:strings.LastIndexByte(at, '/')+1]; folder != "" {
		stem = folder + stem
	}
	return r.guides[stem]
}

// locate gives the path, from the site's root, that a link in a file leads to. It
// fails for a link that cannot be read and for one that leaves the site.
//
// The path is composed (Unicode NFC): some disks give names back with letters
// and accents apart, which nobody types.
func locate(dest, from string) (file, fragment string, ok bool) {
	dest, fragment, _ = strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?") // as in picture.png?raw=true, which GitHub wants
	dest, fragment = unescaped(dest), unescaped(fragment)
	if dest == "" {
		return from, fragment, fragment != ""
	}
	file = path.Join(path.Dir(from), norm.NFC.String(dest))
	if strings.HasPrefix(dest, "/") || file == ".." || strings.HasPrefix(file, "../") {
		return "", "", false
	}
	return file, fragment, true
}

// unescaped resolves %20 and the like. A sign of per cent that escapes nothing is
// one, as it is for browsers.
func unescaped(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
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
	if fragment == "" {
		return site.Target{Address: g.Address()}
	}
	if file != from {
		r.sought[id] = true
	}
	if i := slices.IndexFunc(g.Moved, func(m markup.Move) bool { return m.From == fragment }); i >= 0 {
		fragment = g.Moved[i].To
	}
	tables := tableAnchors(g.Tables()...)
	switch {
	case g.HasAnchor(fragment), slices.Contains(tables, fragment):
		return site.Target{Address: g.Address(), Fragment: fragment}
	case isIncomplete(g):
	case strings.HasPrefix(fragment, site.RowAnchor(&source.Attribute{})) || fragment == site.TableAnchor:
		r.noRow(l, from, file, fragment, tables)
	default:
		r.diags.Errorf(l.Pos, diag.UnknownAnchor, "%s has no heading %q", file, "#"+fragment).
			Hint = cmp.Or(diag.Suggest(fragment, append(g.Anchors(), tables...)), "it has none: leave the # and what follows out")
	}
	return site.Target{}
}

// noRow reports a link to a table, or to a row of one, that a guide does not have.
func (r *resolver) noRow(l *markup.Link, from, file, fragment string, tables []string) {
	what := file
	if file == from {
		what = "this guide"
	}
	if len(tables) == 0 {
		r.diags.Errorf(l.Pos, diag.UnknownAnchor, "%q leads to a table, and %s has none", "#"+fragment, what).
			Hint = "leave the # and what follows out"
		return
	}
	r.diags.Errorf(l.Pos, diag.UnknownAnchor, "no table of %s has the row %q", what, "#"+fragment).
		Hint = diag.Suggest(fragment, tables[1:])
}

func (r *resolver) linkToData(l *markup.Link, from, file, fragment string) site.Target {
	if file == r.tree.Config.File {
		return r.linkToHome(l, file, fragment)
	}
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

// linkToHome resolves a link to data/site.yaml, whose page is the home page.
func (r *resolver) linkToHome(l *markup.Link, file, fragment string) site.Target {
	if fragment != "" {
		r.diags.Errorf(l.Pos, diag.UnknownAnchor, "the page of %s has no %q", file, "#"+fragment).
			Hint = "leave the # and what follows out"
		return site.Target{}
	}
	return site.Target{Address: site.HomeAddress}
}

// rowTarget checks that a fragment is the table of a data file's page, or a row
// of it.
func (r *resolver) rowTarget(l *markup.Link, file, address, fragment string, options []*site.Option) site.Target {
	known := tableAnchors(site.Directive{Options: options})
	if fragment != "" && !slices.Contains(known, fragment) {
		if areIncomplete(options) {
			return site.Target{}
		}
		r.diags.Errorf(l.Pos, diag.UnknownAnchor, "the page of %s has no %q", file, "#"+fragment).
			Hint = diag.Suggest(fragment, known)
		return site.Target{}
	}
	return site.Target{Address: address, Fragment: fragment}
}

// tableAnchors are the ids that tables give a page.
func tableAnchors(tables ...site.Directive) []string {
	var anchors []string
	for _, table := range tables {
		for _, a := range site.SharedAttributes(table.Options) {
			if anchor := site.RowAnchor(a); table.Shows(a) && !slices.Contains(anchors, anchor) {
				anchors = append(anchors, anchor)
			}
		}
	}
	if len(anchors) > 0 {
		anchors = append([]string{site.TableAnchor}, anchors...)
	}
	return anchors
}

// broken reports a link to a source that is not there; file is where it leads,
// or empty where it leads out of the site.
func (r *resolver) broken(l *markup.Link, from, file string) {
	if file != "" && r.isUnread(file) {
		return
	}
	d := r.diags.Errorf(l.Pos, diag.BrokenLink, "the link leads to %q, which is not in the site", l.Dest)
	if file == "" {
		d.Hint = "a link leads to a file of the site, such as other-guide.md, or to an https:// address"
		return
	}
	if page, meant := r.pageOf(file); meant != "" {
		d.Hint = "the link to " + page + " is " + relative(from, meant)
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
	d.Hint = "links are relative to the file's own folder, " + path.Dir(from) + "/"
	if meant := nearestFile(file, known); meant != "" {
		d.Hint = "did you mean " + relative(from, meant) + "?"
	}
}

// pageOf gives the source of the page that a link to a folder probably means, as
// it would on a server, and what it is.
func (r *resolver) pageOf(file string) (page, meant string) {
	switch folder := strings.TrimSuffix(strings.TrimSuffix(file, "index.html"), "/"); folder {
	case "", ".", "guides", "data":
		return "the home page", r.tree.Config.File
	default:
		if c := r.categories[strings.TrimPrefix(folder, "data/")]; c != nil {
			return "the category", c.File
		}
	}
	return "", ""
}

// nearestFile gives the file that was probably meant: one of the same name in
// another folder or with another ending, else the one with the nearest name, in
// the same folder rather than elsewhere. Whole paths say too little: most of
// what two of them share is the folder.
func nearestFile(file string, known []string) string {
	var namesakes []string
	byStem := map[string]string{}
	for _, here := range []bool{true, false} {
		for _, k := range known {
			if (path.Dir(k) == path.Dir(file)) != here {
				continue
			}
			if stem(k) == stem(file) {
				namesakes = append(namesakes, k)
			}
			if byStem[stem(k)] == "" {
				byStem[stem(k)] = k
			}
		}
	}
	if len(namesakes) > 0 {
		return cmp.Or(diag.Nearest(file, namesakes), namesakes[0])
	}
	return byStem[diag.Nearest(stem(file), slices.Collect(maps.Keys(byStem)))]
}

// stem is a file's name without its ending.
func stem(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

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
	case ok && !known && r.isUnread(file):
		return site.Picture{}
	case !ok || !known:
		d := r.diags.Errorf(ref.Pos, diag.BrokenLink, "there is no picture %q", ref.Dest)
		if meant := nearestFile(file, r.pictures()); ok && meant != "" {
			d.Hint = "did you mean " + relative(from, meant) + "?"
		} else {
			d.Hint = "put the picture beside the guide, in " + path.Dir(from) + "/ or a folder in it"
		}
		return site.Picture{}
	case !f.Picture:
		r.diags.Errorf(ref.Pos, diag.InvalidValue, "%q is not a kind of picture that browsers show", ref.Dest).
			Hint = "use svg, png, jpg, webp, avif or gif"
		return site.Picture{}
	}
	r.used[f.Path] = true
	return site.Picture{Source: f.Path, Width: f.Width, Height: f.Height}
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
	for _, t := range r.tree.Config.Theme.Footer {
		r.text(t)
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
		r.apart(o.File, func() { r.optionTexts(o) })
	}
}

// optionTexts resolves the links in the texts of an option.
func (r *resolver) optionTexts(o *source.Option) {
	for t := range textsOf(o) {
		r.text(*t)
	}
}

// textsOf gives the inline Markdown of an option.
func textsOf(o *source.Option) iter.Seq[*markup.Text] {
	return func(yield func(*markup.Text) bool) {
		if !yield(&o.Summary) {
			return
		}
		for _, f := range o.Facts {
			prose, is := f.Value.(source.Prose)
			if !yield(&f.Note) || is && !yield(&prose.Text) {
				return
			}
		}
		for _, list := range [...][]markup.Text{o.Pros, o.Cons} {
			for i := range list {
				if !yield(&list[i]) {
					return
				}
			}
		}
	}
}

func (r *resolver) text(t markup.Text) {
	for i := range t.Links {
		r.targets[&t.Links[i]] = r.link(&t.Links[i], t.Pos.File)
	}
}

// forget drops the targets of a text's links.
func (r *resolver) forget(t markup.Text) {
	for i := range t.Links {
		delete(r.targets, &t.Links[i])
	}
}
