package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tradeoff/generator"
	"tradeoff/generator/bundle"
	"tradeoff/generator/diag"
)

// bundle is `tradeoff bundle`.
func (c Command) bundle() *cobra.Command {
	var opts generator.Options
	var out string
	cmd := &cobra.Command{
		Use:   "bundle GUIDE...",
		Short: "Put a guide into one HTML file, to be sent or kept",
		Long: `Bundle makes one HTML file of a guide, with its styles, scripts, pictures and
tables in it: to be sent with an e-mail, or kept. It asks for nothing on the
network, and works from wherever it lies. Links to other pages of the site lead to
where it is published, if data/site.yaml or --url says where that is; without
that they are plain text.

A guide is named by its file, guides/nodejs-vs-django.md, or by its id. Each goes to
a file of its own, named after it, in the current folder.`,
		Example: `  tradeoff bundle guides/nodejs-vs-django.md
  tradeoff bundle nodejs-vs-django -o node-or-django.html
  tradeoff bundle --site docs nodejs-vs-django sql-vs-mongodb -o attachments/`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &wrongUse{cmd.CommandPath(), "no guide is named", "for example: tradeoff bundle guides/nodejs-vs-django.md"}
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVarP(&out, "output", "o", "", "the `file` to write, or an existing folder; - for standard output")
	flags.StringVar(&opts.Site, "site", ".", "the site's `folder`")
	flags.StringVar(&opts.URL, "url", "", "the `address` where the site is, instead of url in data/site.yaml")
	flags.BoolVar(&opts.Drafts, "drafts", false, "bundle drafts too")
	flags.BoolVar(&opts.NoMinify, "no-minify", false, "leave the page as readable as the templates make it")
	_ = cmd.MarkFlagDirname("site") // fails for a flag that is not there
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		for _, name := range []string{"site", "output", "url"} {
			if f := flags.Lookup(name); f.Changed && f.Value.String() == "" {
				return &wrongUse{command: cmd.CommandPath(), message: "--" + name + " is empty"}
			}
		}
		opts.Site = filepath.Clean(opts.Site)
		if len(args) > 1 && out != "" && !isFolder(out) {
			return &wrongUse{cmd.CommandPath(), fmt.Sprintf("%d guides do not go into one file", len(args)), "name an existing folder: -o FOLDER/"}
		}
		return c.runBundle(cmd.Context(), cmd.CommandPath(), opts, args, out)
	}
	return cmd
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func (c Command) runBundle(ctx context.Context, command string, opts generator.Options, args []string, out string) error {
	if missing := notASite(opts.Site); missing != nil {
		c.writeMissing(*missing, "bundle", opts.Site)
		return exit(exitFailed)
	}
	names := make([]string, len(args))
	for i, arg := range args {
		names[i] = arg
		if within, err := filepath.Rel(opts.Site, arg); err == nil && filepath.IsLocal(within) {
			names[i] = within
		}
	}
	start := time.Now()
	bundled, report, err := generator.Bundle(ctx, opts, names)
	c.writeDiagnostics(located(report.Diagnostics, opts.Site))
	var unknown *generator.UnknownGuide
	switch {
	case errors.As(err, &unknown):
		return &wrongUse{command, unknown.Error(), unknown.Hint}
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(c.Stderr, "interrupted: nothing was written")
		return exit(exitInterrupted)
	case err != nil:
		return err
	case report.HasErrors():
		o := outcome{Report: report}
		fmt.Fprintf(c.Stderr, "%s, %s: nothing was written\n", counted(o.count(diag.Error), "error"), counted(o.count(diag.Warning), "warning"))
		return exit(exitFailed)
	}
	for _, b := range bundled {
		if out == "-" {
			if _, err := c.Stdout.Write(b.Content); err != nil {
				return err
			}
			continue
		}
		file := bundleFile(out, b.Guide)
		if err := writeBundle(file, b.Content, out == "" || isFolder(out)); err != nil {
			return err
		}
		fmt.Fprintf(c.Stdout, "Bundled guides/%s.md, %.1f kB, in %.2f s: %s\n", b.Guide, float64(len(b.Content))/1000, time.Since(start).Seconds(), file)
	}
	return nil
}

// bundleFile is where a guide goes.
func bundleFile(out, guide string) string {
	name := strings.ReplaceAll(guide, "/", "-") + ".html"
	switch {
	case out == "":
		return name
	case isFolder(out):
		return filepath.Join(out, name)
	}
	return out
}

// writeBundle writes a file in one step. Under a name that nobody gave, it replaces
// nothing but an older bundle.
func writeBundle(file string, content []byte, named bool) error {
	if old, err := os.ReadFile(file); named && err == nil && !bundle.IsBundle(old) {
		return fmt.Errorf("%s is there already, and is no bundle; name another file with -o", file)
	}
	temporary, err := os.CreateTemp(filepath.Dir(file), ".tradeoff-bundle-*")
	if err != nil {
		return err
	}
	_, err = temporary.Write(content)
	err = errors.Join(err, temporary.Chmod(0o644), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), file)
	}
	if err != nil {
		_ = os.Remove(temporary.Name()) // what there is to say is said by err
	}
	return err
}
