package templates

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/picture"
	"tradeoff/generator/source"
)

// A reader of the files that a theme names. They lie in the site's templates/ folder,
// as deep as the writer likes.
type themeReader struct {
	overrides fs.FS
	there     []string // the files that a theme may name, as paths from the site's root
	files     map[string]string
	diags     *diag.List
}

// readTheme reads the files that a theme names, by their paths from the site's root.
// The looks get the logos, with their sizes.
func readTheme(overrides fs.FS, t source.Theme, looks *Looks, diags *diag.List) map[string]string {
	r := &themeReader{overrides: overrides, files: map[string]string{}, diags: diags}
	if len(t.Files()) == 0 {
		return r.files
	}
	r.look()
	looks.Logos = r.logos(t.Logo)
	r.file(t.Favicon, checkIcon)
	r.file(t.Style, checkStyle)
	for _, f := range t.Fonts.Files {
		r.file(f.File, checkFont)
	}
	return r.files
}

// look finds the files that a theme may name. They are found by looking through the
// folder, so that their names are what they are on a disk that does not tell A from a.
func (r *themeReader) look() {
	if r.overrides == nil {
		return
	}
	_ = fs.WalkDir(r.overrides, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case name != "." && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case err != nil || entry.IsDir(): // what cannot be read is missing below
		case mayBeThemes(name):
			r.there = append(r.there, "templates/"+name)
		}
		return nil
	})
}

// mayBeThemes tells whether a theme may name a file, by its ending.
func mayBeThemes(name string) bool { return themeKinds[strings.ToLower(path.Ext(name))] }

// passOverFolder warns of a folder in templates/ that is not read: of all of it, or of
// the files in it beside those that the theme names.
func passOverFolder(overrides fs.FS, folder string, t source.Theme, diags *diag.List) {
	within := "templates/" + folder + "/"
	if !slices.ContainsFunc(t.Files(), func(name source.Name) bool { return strings.HasPrefix(name.Value, within) }) {
		if !t.Incomplete {
			diags.Warnf(diag.Position{File: "templates/" + folder}, diag.UnknownFile, "the folder is passed over: templates lie directly in templates/").
				Hint = "fonts and pictures of the site's looks are named in data/site.yaml: see `tradeoff help theme`"
		}
		return
	}
	_ = fs.WalkDir(overrides, folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case strings.HasPrefix(entry.Name(), ".") && entry.IsDir():
			return fs.SkipDir
		case err != nil || entry.IsDir(), strings.HasPrefix(entry.Name(), "."), strings.EqualFold(entry.Name(), "README.md"):
		case !t.Names("templates/"+name) && !t.Incomplete:
			diags.Warnf(diag.Position{File: "templates/" + name}, diag.UnknownFile, "the file is passed over: nothing names it").
				Hint = "name it in the theme of data/site.yaml, or remove it"
		}
		return nil
	})
}

// hintPassedOver says what a file that replaces nothing may be meant for.
func hintPassedOver(name string, known []string) string {
	if diag.Nearest(name, known) == "" && mayBeThemes(name) {
		return "to use it, name it in the theme of data/site.yaml: see `tradeoff help theme`"
	}
	return diag.Suggest(name, known)
}

// themeKinds are the endings of the files that a theme may name.
var themeKinds = map[string]bool{
	".svg": true, ".png": true, ".webp": true, ".ico": true, ".css": true, ".woff2": true, ".woff": true, ".ttf": true, ".otf": true,
}

// file reads a file, once, and checks it. It tells whether it is there and whole.
func (r *themeReader) file(name source.Name, check func(r *themeReader, name source.Name, content string) bool) bool {
	if name.Value == "" {
		return false
	}
	if _, known := r.files[name.Value]; known {
		return true
	}
	below := strings.TrimPrefix(name.Value, "templates/")
	if !slices.Contains(r.there, name.Value) {
		r.missing(name)
		return false
	}
	if info, err := fs.Lstat(r.overrides, below); err != nil || !info.Mode().IsRegular() {
		r.diags.Errorf(name.Pos, diag.Unreadable, "%q is no regular file", name.Value).Hint = "put the file itself there"
		return false
	}
	content, err := fs.ReadFile(r.overrides, below)
	switch {
	case err != nil:
		r.diags.Errorf(name.Pos, diag.Unreadable, "%q cannot be read", name.Value).Hint = "check that you may read it"
		return false
	case len(content) == 0:
		r.diags.Errorf(diag.Position{File: name.Value}, diag.EmptyFile, "the file is empty").Hint = "save it again, or take its name out of data/site.yaml"
		return false
	case !check(r, name, string(content)):
		return false
	}
	r.files[name.Value] = string(content)
	return true
}

// missing reports a file that is not there, with the nearest of its kind.
func (r *themeReader) missing(name source.Name) {
	var same []string
	for _, file := range r.there {
		if strings.EqualFold(path.Ext(file), path.Ext(name.Value)) {
			same = append(same, file)
		}
	}
	d := r.diags.Errorf(name.Pos, diag.MissingFile, "there is no file %q", name.Value)
	if d.Hint = diag.Suggest(name.Value, same); d.Hint == "" {
		d.Hint = "paths begin at the site's folder; put the file there"
	}
}

// broken reports a file that is not what its ending says.
func (r *themeReader) broken(name source.Name) bool {
	r.diags.Errorf(diag.Position{File: name.Value}, diag.Unreadable, "the file cannot be read as %s", strings.ToLower(path.Ext(name.Value))[1:]).
		Hint = "check that the file's ending says what it is, and that it is whole"
	return false
}

// signatures are what fonts and icons begin with, by their endings.
var signatures = map[string][]string{
	".woff2": {"wOF2"}, ".woff": {"wOFF"}, ".otf": {"OTTO", "\x00\x01\x00\x00"}, ".ttf": {"\x00\x01\x00\x00", "true", "OTTO"},
	".ico": {"\x00\x00\x01\x00"},
}

func checkFont(r *themeReader, name source.Name, content string) bool {
	for _, signature := range signatures[strings.ToLower(path.Ext(name.Value))] {
		if strings.HasPrefix(content, signature) {
			return true
		}
	}
	return r.broken(name)
}

func checkIcon(r *themeReader, name source.Name, content string) bool {
	if strings.EqualFold(path.Ext(name.Value), ".ico") {
		return checkFont(r, name, content)
	}
	return checkPicture(r, name, content)
}

// checkPicture checks a picture; an SVG that is faulty has its place.
func checkPicture(r *themeReader, name source.Name, content string) bool {
	if ending := strings.ToLower(path.Ext(name.Value)); ending != ".svg" {
		if _, _, ok := picture.Size(ending, []byte(content)); !ok {
			return r.broken(name)
		}
		return true
	}
	return r.checkText(name, content, checkSVG)
}

// checkStyle checks the site's own style sheet. One by the name of a built-in file
// replaces that already.
func checkStyle(r *themeReader, name source.Name, content string) bool {
	if below := strings.TrimPrefix(name.Value, "templates/"); isBuiltIn(below) {
		r.diags.Errorf(name.Pos, diag.InvalidValue, "%q already takes the place of the built-in file of that name", name.Value).
			Hint = "give a style sheet that adds to it another name, such as templates/custom.css"
		return false
	}
	return r.checkText(name, content, checkCSS)
}

// checkText checks a text by one of the functions of check.go.
func (r *themeReader) checkText(name source.Name, content string, check func(name, text string, diags *diag.List)) bool {
	below := strings.TrimPrefix(name.Value, "templates/")
	if isBuiltIn(below) { // and was checked with the others
		return true
	}
	var found diag.List
	if !checkUTF8(below, content, &found) {
		check(below, content, &found)
	}
	r.diags.Append(found)
	return !found.HasErrors()
}

func isBuiltIn(name string) bool {
	_, err := fs.Stat(builtIn, name)
	return err == nil
}

const (
	// logoHeight and logoWidth are how large a logo is at most, in CSS pixels: as high as
	// the switch beside it.
	logoHeight, logoWidth = 36, 240
)

// logos reads the logos. One whose size nobody knows would move the page while it
// loads.
func (r *themeReader) logos(logo source.Logo) (pictures []Picture) {
	for _, one := range []struct {
		name   source.Name
		scheme string
	}{{logo.Light, "light"}, {logo.Dark, "dark"}} {
		if !r.file(one.name, checkPicture) {
			continue
		}
		p := Picture{File: one.name.Value, Scheme: one.scheme}
		p.Width, p.Height, _ = picture.Size(strings.ToLower(path.Ext(p.File)), []byte(r.files[p.File]))
		if p.Width == 0 {
			r.diags.Errorf(diag.Position{File: p.File}, diag.InvalidValue, "the logo does not say how large it is").
				Hint = `give its <svg> a viewBox, such as viewBox="0 0 120 36"`
			continue
		}
		p.fit()
		pictures = append(pictures, p)
	}
	if len(pictures) == 1 {
		pictures[0].Scheme = ""
	}
	return pictures
}

// fit shrinks or enlarges a logo to the room that it has.
func (p *Picture) fit() {
	width := max(1, (p.Width*logoHeight+p.Height/2)/p.Height)
	if width <= logoWidth {
		p.Width, p.Height = width, logoHeight
		return
	}
	p.Width, p.Height = logoWidth, max(1, (p.Height*logoWidth+p.Width/2)/p.Width)
}
