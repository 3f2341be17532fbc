package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"tradeoff/generator"
	"tradeoff/generator/diag"
	"tradeoff/generator/publish"
)

// siteFile is what makes a folder a site.
const siteFile = "data/site.yaml"

// build is `tradeoff build`.
func (c Command) build() *cobra.Command {
	var opts generator.Options
	var asJSON, noCache bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site",
		Long: `Build reads the site in the current folder, or in the one that --site names,
and writes its pages to public/ in the site's folder, or to the one that --out
names. Files that did not change are not written; files of an earlier build that
are no longer needed are removed; what somebody else put there is left alone.

If anything is wrong with the site, all of it is shown, each with the place in
the file, and the pages of the last good build stay as they were.`,
		Example: `  tradeoff build
  tradeoff build --site docs --out /srv/www
  tradeoff build --url https://owner.github.io/repo/
  tradeoff build --zip
  tradeoff build --json | jq '.diagnostics[].message'`,
		Args: noArguments(func(arg string) string { return "to build the site in that folder: tradeoff build --site " + arg }),
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&opts.Site, "site", ".", "the site's `folder`")
	flags.StringVar(&opts.Out, "out", "", "the `folder` to write to (default public in the site's folder)")
	flags.StringVar(&opts.URL, "url", "", "the `address` where the site will be, instead of url in data/site.yaml")
	flags.BoolVar(&opts.Drafts, "drafts", false, "build drafts too")
	flags.BoolVar(&opts.Zip, "zip", false, "pack the whole site into one file too, for readers without a network")
	flags.BoolVar(&opts.NoMinify, "no-minify", false, "leave the pages as readable as the templates make them")
	flags.BoolVar(&noCache, "no-cache", false, "build as if nothing had been built before, and remember nothing")
	flags.BoolVar(&asJSON, "json", false, "print the result and all diagnostics as one JSON object")
	for _, name := range []string{"site", "out"} {
		_ = cmd.MarkFlagDirname(name) // fails for a flag that is not there
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		for _, name := range []string{"site", "out", "url"} {
			if f := flags.Lookup(name); f.Changed && f.Value.String() == "" {
				return &wrongUse{command: cmd.CommandPath(), message: "--" + name + " is empty"}
			}
		}
		opts.Site, opts.Cache = filepath.Clean(opts.Site), !noCache
		if opts.Out == "" {
			opts.Out = filepath.Join(opts.Site, "public")
		}
		return c.runBuild(cmd.Context(), opts, asJSON)
	}
	return cmd
}

// An outcome is a build that has ended, well or not.
type outcome struct {
	generator.Report
	err  error // neither the site's fault nor the output's
	out  string
	took time.Duration
}

// ok tells whether the site was published.
func (o outcome) ok() bool { return o.err == nil && !o.HasErrors() }

// count gives the number of diagnostics of a severity.
func (o outcome) count(s diag.Severity) int {
	n := 0
	for _, d := range o.Diagnostics {
		if d.Severity == s {
			n++
		}
	}
	return n
}

func (c Command) runBuild(ctx context.Context, opts generator.Options, asJSON bool) error {
	start := time.Now()
	o := outcome{out: opts.Out}
	missing := notASite(opts.Site)
	if missing != nil {
		o.Diagnostics = []diag.Diagnostic{*missing}
	} else {
		bar := c.progress(start, asJSON)
		opts.Progress = bar.show
		o.Report, o.err = generator.Build(ctx, opts)
		bar.clear()
	}
	o.Diagnostics = located(o.Diagnostics, opts.Site)
	o.took = time.Since(start)
	var failed error
	switch {
	case asJSON:
		failed = c.writeJSON(o)
	case missing != nil:
		c.writeMissing(*missing, "build", opts.Site)
	default:
		c.writeText(o)
	}
	switch {
	case errors.Is(o.err, context.Canceled):
		return exit(exitInterrupted)
	case failed != nil:
		return failed
	case !o.ok():
		return exit(exitFailed)
	}
	return nil
}

// writeText shows the diagnostics and the line that sums up.
func (c Command) writeText(o outcome) {
	c.writeDiagnostics(o.Diagnostics)
	stands := func() string { // the record of a large site takes a while to read
		if publish.Stands(o.out) {
			return "nothing was published; the last good site stands in " + o.out
		}
		return "nothing was published"
	}
	warnings := o.count(diag.Warning)
	switch {
	case errors.Is(o.err, context.Canceled):
		fmt.Fprintf(c.Stderr, "interrupted: %s\n", stands())
	case o.err != nil:
		fmt.Fprintf(c.Stderr, "tradeoff: %v\n%s\n", o.err, stands())
	case o.HasErrors():
		fmt.Fprintf(c.Stderr, "%s, %s: %s\n", counted(o.count(diag.Error), "error"), counted(warnings, "warning"), stands())
	default:
		fmt.Fprintf(c.Stdout, "Built %s from %s, %s, in %.2f s: %s\n", counted(o.Pages, "page"), counted(o.Facts, "fact"),
			counted(warnings, "warning"), o.took.Seconds(), o.out)
		if o.Archive != "" {
			fmt.Fprintf(c.Stdout, "Packed into %s, %.1f MB\n", filepath.Join(o.out, o.Archive), float64(o.ArchiveSize)/1e6)
		}
		for _, line := range aboutDecisions(o.Decisions) {
			fmt.Fprintln(c.Stdout, line)
		}
	}
}

// writeDiagnostics shows diagnostics for people.
func (c Command) writeDiagnostics(all []diag.Diagnostic) {
	text := diagnostics{colours: c.colours(c.Stderr), width: c.width(c.Stderr)}
	for _, d := range all {
		fmt.Fprint(c.Stderr, text.format(d))
	}
}

// writeMissing says that a folder is not a site, and how a command finds one.
func (c Command) writeMissing(missing diag.Diagnostic, command, site string) {
	fmt.Fprintf(c.Stderr, "tradeoff: %s\n%s", missing.Message, beginning(command, site))
}

// counted gives a number with its noun: "no pages", "1 page", "2 pages".
func counted(n int, noun string) string {
	switch n {
	case 0:
		return "no " + noun + "s"
	case 1:
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// notASite gives the diagnostic for a folder without data/site.yaml. What else
// may be wrong with that file is for the build to say.
func notASite(site string) *diag.Diagnostic {
	d := &diag.Diagnostic{
		Position: diag.Position{File: siteFile}, Severity: diag.Error, Code: diag.MissingFile,
		Hint: "name the site's folder with --site; tradeoff help start shows how to begin one",
	}
	if info, err := os.Stat(site); err != nil || !info.IsDir() {
		d.Message = fmt.Sprintf("there is no folder %q", site)
		return d
	}
	if _, err := os.Lstat(filepath.Join(site, filepath.FromSlash(siteFile))); !errors.Is(err, os.ErrNotExist) {
		return nil
	}
	d.Message = fmt.Sprintf("the folder %q is not a site: it has no %s", site, siteFile)
	if site == "." {
		d.Message = "this folder is not a site: it has no " + siteFile
	}
	return d
}

// beginning tells somebody without a site how to come by one.
func beginning(command, site string) string {
	elsewhere := "If the site is in another folder, name it:\n\n    tradeoff " + command + " --site FOLDER\n"
	if above := siteAbove(site); above != "" {
		elsewhere = "The site seems to be in a folder above. To use that:\n\n    tradeoff " + command + " --site " + above + "\n"
	}
	return `
` + elsewhere + `
To begin a new site, write its title to data/site.yaml:

    title: My comparisons

and read on with: tradeoff help start
`
}

// siteAbove gives the path of the nearest folder above that is a site; "" where
// none is.
func siteAbove(folder string) string {
	at, err := filepath.Abs(folder)
	for up := folder; err == nil && filepath.Dir(at) != at; {
		at, up = filepath.Dir(at), filepath.Join(up, "..")
		if _, missing := os.Stat(filepath.Join(at, filepath.FromSlash(siteFile))); missing == nil {
			return up
		}
	}
	return ""
}
