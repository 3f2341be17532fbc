package render

import (
	"context"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/number"

	"tradeoff/generator/diag"
	"tradeoff/generator/latin"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// The whole site as one file to download. Each page leads to the page about it, and
// only that leads to the file and says how large it is: so no page that is in the
// archive depends on the archive, and no link in it leads to what is not there. In the
// archive, that one page says that this is the downloaded copy.

// archiveName is the name of the archive without its ending, and that of the folder in
// it: the site's title as a file can be called.
func archiveName(s *site.Site) string {
	base, _ := language.Make(s.Config.Language).Base()
	name := latin.Spelled(s.Config.Title.Value, base.String())
	if len(name) > longestArchive {
		name = strings.TrimRight(name[:longestArchive], "-")
	}
	if name == "" {
		return "site"
	}
	return name
}

// longestArchive is how many bytes the name of an archive has at most, which is what
// somebody reads in a folder of downloads.
const longestArchive = 80

// An Archive packs the site: into a file at an address, in a folder, with some files
// in other words than they are published. It gives the size of what it made, and how
// many files are in it.
type Archive func(address, folder string, instead map[string][]byte) (size int64, files int, err error)

// archive has the site packed, and renders the page about it.
func (n *run) archive(pack Archive) error {
	var own diag.List
	defer func() { n.faults.add(own) }()
	name := archiveName(n.site)
	about := n.downloadPage(templates.DownloadPage{Copy: true})
	content, err := about.render(&own)
	if err != nil || own.HasErrors() {
		return err
	}
	address := name + ".zip"
	size, files, err := pack(address, name, map[string][]byte{site.DownloadAddress: content})
	if err != nil {
		return err
	}
	about = n.downloadPage(templates.DownloadPage{
		Archive: templates.NavLink{Label: address, Address: address}, Size: n.megabytes(size), Files: files})
	if content, err = about.render(&own); err != nil || own.HasErrors() {
		return err
	}
	n.rendered.Add(1)
	return n.out.Write(about.address, 0, content)
}

// downloadPage is the page about the archive, or the one in it.
func (r *renderer) downloadPage(view templates.DownloadPage) file {
	return r.hiddenPage(site.DownloadAddress, "download.html", func() uint64 { return 0 }, func(p *page) any {
		view.Frame = p.frame("download", r.words.Text("download.title"), r.words.Text("download.description", "site", r.site.Config.Title.Value))
		view.Online = p.canonical(site.HomeAddress)
		return &view
	})
}

// megabytes says how large a file is. What is small has one decimal.
func (r *renderer) megabytes(size int64) string {
	tenths := max(1, (size+50_000)/100_000)
	decimals := 1
	if tenths >= 100 {
		decimals = 0
	}
	return r.format.printer.Sprint(number.Decimal(float64(tenths)/10, number.Scale(decimals))) + "\u00a0MB"
}

// downloadLink leads to the page about the archive, where there is one.
func (p *page) downloadLink() string {
	if !p.packed {
		return ""
	}
	return p.link(site.DownloadAddress)
}

// pack has the site packed if that was asked for.
func (n *run) pack(ctx context.Context, pack Archive) error {
	if pack == nil || n.faults.diags.HasErrors() {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return n.archive(pack)
}
