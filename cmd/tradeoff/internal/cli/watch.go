package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"tradeoff/generator"
	"tradeoff/generator/diag"
	"tradeoff/generator/publish"
)

// usualPort is where a site is served if nothing else is asked for.
const usualPort = 8080

// A watchRequest is what `tradeoff watch` is asked, as it was typed.
type watchRequest struct {
	build generator.Options
	host  string
	port  int
	// open opens a browser, poll looks at the files instead of being told, and
	// follow opens the page of what was saved.
	open, poll, follow bool
	noCache            bool // nothing is remembered between processes
}

// watch is `tradeoff watch`.
func (c Command) watch() *cobra.Command {
	var r watchRequest
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "Show every save in the browser",
		Long: `Watch builds the site in the current folder, or in the one that --site names,
and serves it on this computer. Then it waits for what you save, builds again
what that changes, and reloads the pages that are open and show it.

If anything is wrong with the site, the pages say what, and where, over the last
good site; and the terminal does. Ctrl-C ends it.`,
		Example: `  tradeoff watch
  tradeoff watch --open --drafts
  tradeoff watch --site docs --port 9000`,
		Args: noArguments(func(arg string) string { return "to watch the site in that folder: tradeoff watch --site " + arg }),
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&r.build.Site, "site", ".", "the site's `folder`")
	flags.StringVar(&r.build.Out, "out", "", "the `folder` to write to (default public in the site's folder)")
	flags.IntVar(&r.port, "port", usualPort, "the `port` to serve at, or the next that is free; 0 for any")
	flags.StringVar(&r.host, "host", "127.0.0.1", "the `host` to serve at; 0.0.0.0 shows the site to other computers")
	flags.BoolVar(&r.open, "open", false, "open the site in the browser")
	flags.BoolVar(&r.follow, "follow", false, "go to the page of the file that was saved")
	flags.BoolVar(&r.build.Drafts, "drafts", false, "build drafts too")
	flags.BoolVar(&r.build.NoMinify, "no-minify", false, "leave the pages as readable as the templates make them")
	flags.BoolVar(&r.noCache, "no-cache", false, "begin as if nothing had been built before, and remember nothing")
	flags.BoolVar(&r.poll, "poll", false, "look at the files twice a second: for drives that tell nothing")
	for _, name := range []string{"site", "out"} {
		_ = cmd.MarkFlagDirname(name) // fails for a flag that is not there
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		for _, name := range []string{"site", "out", "host"} {
			if flags.Lookup(name).Changed && flags.Lookup(name).Value.String() == "" {
				return &wrongUse{command: cmd.CommandPath(), message: "--" + name + " is empty"}
			}
		}
		if r.port < 0 || r.port > 65535 {
			return &wrongUse{command: cmd.CommandPath(), message: fmt.Sprintf("there is no port %d", r.port), hint: "ports go from 1 to 65535; 0 means any that is free"}
		}
		r.build.Site = filepath.Clean(r.build.Site)
		if r.build.Out == "" {
			r.build.Out = filepath.Join(r.build.Site, "public")
		}
		return c.runWatch(cmd.Context(), r)
	}
	return cmd
}

// runWatch watches until ctx ends, which is what it is for and no error.
func (c Command) runWatch(ctx context.Context, r watchRequest) error {
	if missing := notASite(r.build.Site); missing != nil {
		c.writeMissing(*missing, "watch", r.build.Site)
		return exit(exitFailed)
	}
	// An output folder that can never be written is better said at once; and it is
	// served, which the sources must not be.
	var refused diag.List
	if publish.Report(&refused, publish.Refuse(r.build.Out, r.build.Site)) {
		c.writeDiagnostics(located(refused.Sorted(), r.build.Site))
		return exit(exitFailed)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	w, err := c.newSession(ctx, r)
	if err != nil {
		return err
	}
	return w.run(ctx)
}
