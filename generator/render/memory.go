package render

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"tradeoff/generator/cache"
	"tradeoff/generator/diag"
	"tradeoff/generator/preview"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// A Memory remembers what takes long to make and is shared by pages. What files are
// made of, and whether they must be made again, it does not: see [Output].Keep. The
// zero value remembers nothing. It is not safe for concurrent use.
type Memory struct {
	// Cache keeps for the next process what takes longer to work out than to read; it may
	// be nil. It is set before the first run.
	Cache *cache.Cache

	// What follows is good as long as the templates are the same, with their looks, and
	// whether files are minified.
	set       *templates.Set
	minify    bool
	shared    map[string][]byte // the minified style sheets, scripts and icon, by name
	templates map[string]uint64 // prints of the templates

	// made is what shared files were minified into, as long as they have the same print.
	made map[string]made

	// pictures are good as long as the picture has the same sum.
	pictures map[string]picture // by source

	known known

	// previews are the addresses of the pictures of pages.
	previews map[string]knownPicture

	// painter draws them; the letters that it has drawn are good for ever.
	painter preview.Painter
}

// A picture as it is published.
type picture struct {
	sum     source.Sum
	minify  bool
	address string
}

// renderer prepares what all pages share.
func (m *Memory) renderer(s *site.Site, opts Options) (*renderer, diag.List, error) {
	r := &renderer{
		site:     s,
		set:      opts.Templates,
		trees:    opts.Trees,
		links:    opts.Links,
		packed:   opts.Archive != nil,
		minify:   newMinifier(opts.Minify),
		words:    opts.Templates.Words(),
		format:   newFormat(opts.Templates.Words()),
		assets:   map[string]string{},
		shared:   map[string][]byte{},
		spaces:   spacesOf(s),
		boards:   boardsOf(s),
		pictures: m.previewsFor(s),
		painter:  &m.painter,
	}
	r.shelf, r.book = newShelf(r), newBook(r.words, s.Config.Language)
	m.known.look(s)
	r.articles, r.around = m.known.articles, r.surroundingsOf(m.known.stacking)
	diags := m.addShared(r, opts.Minify)
	if err := m.addFiles(r, opts, &diags); err != nil {
		return nil, diags, err
	}
	m.addPrints(r)
	return r, diags, nil
}

// previewsFor gives what is known of the pictures of pages. What pages were that are no
// more is forgotten once it is half of it.
func (m *Memory) previewsFor(s *site.Site) map[string]knownPicture {
	pages := len(s.Guides) + 16
	for _, c := range s.Categories {
		n := len(c.Options)
		pages += 2 + n
		if s.Config.Pairs {
			pages += n * (n - 1) / 2
		}
	}
	if m.previews == nil || len(m.previews) > 2*pages {
		m.previews = map[string]knownPicture{}
	}
	return m.previews
}

// addShared adds the style sheets, the scripts and the icon that the site needs, and
// the files of its theme before them, because the style sheet names the fonts.
func (m *Memory) addShared(r *renderer, minify bool) diag.List {
	if m.set != r.set || m.minify != minify {
		m.set, m.minify = r.set, minify
		m.shared, m.templates = map[string][]byte{}, r.templatePrints()
	}
	var diags diag.List
	themed, texts := r.set.ThemeFiles(), r.set.Assets()
	for _, file := range slices.Sorted(maps.Keys(themed)) {
		m.addOne(r, file, themed[file], &diags)
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if !r.isNeeded(name) {
			continue
		}
		m.addOne(r, name, texts[name], &diags)
	}
	return diags
}

// addOne adds a file that pages share: a built-in one or what replaces it, by its name,
// or one of the theme, by its path.
func (m *Memory) addOne(r *renderer, name, text string, diags *diag.List) {
	content, known := m.shared[name]
	if !known {
		var ok bool
		if content, ok = m.makeShared(r, name, text, diags); !ok {
			return
		}
		m.shared[name] = content
	}
	r.shared[name] = content
	r.assets[name] = hashed("assets/"+strings.TrimPrefix(name, themeFolder), content)
	r.share(r.assets[name], func() ([]byte, error) { return content, nil })
}

// themeFolder is where the files of a theme lie.
const themeFolder = "templates/"

// makeShared makes the file of one that all pages share, or takes what another process
// made of the same.
func (m *Memory) makeShared(r *renderer, name, text string, diags *diag.List) ([]byte, bool) {
	switch name {
	case templates.StyleSheet:
		text += r.looksCSS(func(font string) string { return relative("assets/"+name, r.assets[font]) })
	case templates.Icon:
		text = r.set.Looks().Tint(text)
	}
	if licence := r.set.Licence(name); licence != "" {
		return withLicence(licence, text), true
	}
	if r.minify.leaves(name) {
		return []byte(text), true
	}
	print := sharedPrint(text)
	if content, ok := m.madeShared(name, print); ok {
		return content, true
	}
	content, err := r.minify.file(name, []byte(text))
	if err != nil {
		pos, reason := stumble(themeFolder+strings.TrimPrefix(name, themeFolder), err)
		diags.Errorf(pos, diag.Template, "the file cannot be minified: %s", reason).
			Hint = "look for a bracket or a quote that is not closed"
		return nil, false
	}
	m.keepShared(name, print, content)
	return content, true
}

// looksCSS is what follows the style sheet's own text: the theme, and the colours of
// code.
func (r *renderer) looksCSS(address func(font string) string) string {
	return r.set.Looks().CSS(address) + highlighting()
}

// share adds a file whose address tells its content.
func (r *renderer) share(address string, content func() ([]byte, error)) {
	r.shares = append(r.shares, file{address: address, recipe: func() uint64 { return assetRecipe(address) },
		render: func(*diag.List) ([]byte, error) { return content() }})
}

// addFiles adds what lies beside the guides and is shown or linked to.
func (m *Memory) addFiles(r *renderer, opts Options, diags *diag.List) error {
	known := m.pictures
	m.pictures = map[string]picture{}
	read := func(f site.File) ([]byte, error) {
		content, err := fs.ReadFile(opts.Sources, f.Source)
		if err != nil {
			err = fmt.Errorf("reading %s: %w", f.Source, err)
		}
		return content, err
	}
	for _, f := range r.site.Files {
		if !f.Picture {
			r.shares = append(r.shares, file{address: f.Address, recipe: func() uint64 { return copyRecipe(f.Sum) },
				render: func(*diag.List) ([]byte, error) { return read(f) }})
			continue
		}
		p := known[f.Source]
		if p.sum != f.Sum || p.minify != opts.Minify || p.address == "" {
			content, err := read(f)
			if err != nil {
				return err
			}
			content, ok := r.minifyPicture(f, content, diags)
			p = picture{f.Sum, opts.Minify, hashed(f.Address, content)}
			if !ok { // so that it is said again the next time
				p.sum = source.Sum{}
			}
		}
		m.pictures[f.Source] = p
		r.assets[f.Source] = p.address
		r.share(p.address, func() ([]byte, error) {
			content, err := read(f)
			content, _ = r.minifyPicture(f, content, &diag.List{})
			return content, err
		})
	}
	return nil
}

// minifyPicture gives a picture as it is published; ok is false where it is faulty.
func (r *renderer) minifyPicture(f site.File, content []byte, diags *diag.List) (published []byte, ok bool) {
	if path.Ext(f.Source) != ".svg" {
		return content, true
	}
	minified, err := r.minify.file(f.Source, content)
	if err != nil {
		pos, reason := stumble(f.Source, err)
		diags.Errorf(pos, diag.Unreadable, "the picture is not well-formed SVG: %s", reason).
			Hint = "save it again with a drawing program"
		return content, false
	}
	return minified, true
}

// addSitemap writes the sitemap, unless its pages, of which listed is the print, are
// those of the last time.
func (n *run) addSitemap(listed uint64) error {
	if n.out.KeepAll(listed) {
		return nil
	}
	var parts []string
	list := n.renderer.sitemap(func(address string, content []byte) error {
		parts = append(parts, address)
		if n.out.Keep(address, listed) { // a build that was given up has made it
			return nil
		}
		n.rendered.Add(1)
		return n.out.Write(address, listed, content)
	})
	for s := range n.sheaves() {
		if err := list.add(s); err != nil {
			return err
		}
	}
	err := list.close()
	n.out.Together(listed, parts)
	return err
}
