// Package cli is the tradeoff command: flags, terminal output and exit codes.
// It knows nothing of sites; package generator does.
//
// In come arguments; out come text and an exit code:
//
//	0    done; for build: the site was published, perhaps with warnings; for watch:
//	     it was ended with Ctrl-C, which is how its work is done, whatever state the
//	     site is in
//	1    the site has errors or could not be written, or a decision is not proven;
//	     nothing was published
//	2    the command was used wrongly: an unknown command, flag, topic, argument,
//	     category, option, question or answer, or a flag's value that cannot be meant
//	130  interrupted (Ctrl-C), but for watch; nothing was published
//
// What was asked for goes to standard output, what there is to say about it to
// standard error: `tradeoff build --json | jq` and `2> errors.txt` both do what
// one expects. Colours and the progress bar appear only on a terminal, and only
// there does a command ask anything. A command called without arguments shows its help: nobody means
// to build by typing the name of the tool.
//
// The command is a value, so that tests run it in their own process.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"tradeoff/cmd/tradeoff/help"
	"tradeoff/generator/diag"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitWrongUse    = 2
	exitInterrupted = 130 // 128 + SIGINT, as shells count
)

// A Command is one call of tradeoff.
type Command struct {
	Stdin          io.Reader // may be nil; read only where it is a terminal
	Stdout, Stderr io.Writer
	Getenv         func(name string) string // NO_COLOR, TERM and PAGER are asked for
}

// Run parses the arguments (without the program's name), does what they ask and
// gives the exit code. Paths are relative to the current folder.
func (c Command) Run(ctx context.Context, args []string) int {
	root := c.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var use *wrongUse
	var ended exit
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &ended):
		return int(ended)
	case errors.As(err, &use):
		fmt.Fprintf(c.Stderr, "tradeoff: %s\n", use.message)
		if use.hint != "" {
			fmt.Fprintf(c.Stderr, "  %s\n", use.hint)
		}
		fmt.Fprintf(c.Stderr, "  %s\n", use.readOn())
		return exitWrongUse
	}
	fmt.Fprintf(c.Stderr, "tradeoff: %v\n", err)
	return exitFailed
}

// An exit is the end of a command that has said everything already.
type exit int

// Error implements error, for who forgets that nothing is left to say.
func (e exit) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// A wrongUse is a mistake in the arguments.
type wrongUse struct {
	command string // that was called: "tradeoff build"
	message string
	hint    string // may be empty
}

// Error gives the mistake in a sentence, without the hint.
func (u *wrongUse) Error() string { return u.message }

// readOn says where the right use is explained.
func (u *wrongUse) readOn() string {
	if u.command == "tradeoff help" {
		return "tradeoff help topics lists what there is to read"
	}
	return u.command + " --help shows how it is used"
}

// withTopics adds the topics to what a command says of itself when it is asked. To read
// them takes a tenth of the time in which the program starts.
func withTopics(cmd *cobra.Command) {
	long, show := cmd.Long, cmd.HelpFunc()
	cmd.SetHelpFunc(func(asked *cobra.Command, args []string) {
		if asked == cmd {
			cmd.Long = long + "\n\nTo read on:\n" + topicList("  tradeoff help ")
		}
		show(asked, args)
	})
}

func (c Command) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "tradeoff",
		Short: "Builds a site of comparison guides from Markdown and data",
		Long: `Tradeoff builds a site of comparison guides: Markdown in guides/, facts in
data/, and out comes a folder of plain pages that works on any web server,
under any address, and from a disk.`,
		Example: `  tradeoff build                       build the site in this folder into public/
  tradeoff watch --open                show every save in the browser
  tradeoff build --site docs           build the site in docs/ into docs/public/
  tradeoff build --drafts --out draft  build drafts too, into draft/
  tradeoff check                       find what is wrong, and prove the decisions
  tradeoff decide backend              answer questions, get a recommendation
  tradeoff bundle guides/x.md          one HTML file of a guide, to be sent
  tradeoff help start                  the first five minutes`,
		Args:              unknownCommand,
		PersistentPreRunE: checkValues,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },

		SilenceErrors: true, SilenceUsage: true,
	}
	withTopics(root)
	root.Version = readVersion().text()
	root.SetVersionTemplate("{{.Version}}")
	root.SetOut(c.Stdout)
	root.SetErr(c.Stderr)
	root.SetFlagErrorFunc(wrongFlag)
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(c.build(), c.watch(), c.check(), c.bundle(), c.decide(), c.version(), c.completion())
	root.SetHelpCommand(c.help())
	root.InitDefaultHelpCmd()
	root.SetUsageTemplate(usage)
	root.InitDefaultVersionFlag()
	for _, cmd := range append(root.Commands(), root) {
		cmd.InitDefaultHelpFlag()
	}
	return root
}

// noArguments refuses arguments; hint says what was probably meant by one.
func noArguments(hint func(arg string) string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return &wrongUse{cmd.CommandPath(), fmt.Sprintf("%s takes no argument, but there is %q", cmd.CommandPath(), args[0]), hint(args[0])}
	}
}

// unknownCommand refuses what stands in the place of a command and is none.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := diag.Suggest(args[0], commandNames(cmd))
	if _, ok := help.Text(args[0]); ok {
		hint = "to read about it: tradeoff help " + args[0]
	}
	return &wrongUse{cmd.CommandPath(), fmt.Sprintf("unknown command %q", args[0]), hint}
}

// commandNames gives the commands that are meant to be typed.
func commandNames(root *cobra.Command) []string {
	var names []string
	for _, sub := range root.Commands() {
		if !sub.Hidden {
			names = append(names, sub.Name())
		}
	}
	return names
}

// flagNames gives a command's flags as they are typed, sorted.
func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, "--"+f.Name)
		}
	})
	slices.Sort(names)
	return names
}

// terminal gives the file descriptor behind a stream that is a terminal.
func (c Command) terminal(stream any) (fd int, ok bool) {
	f, isFile := stream.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	return int(f.Fd()), true
}

// width gives the columns of a terminal, and a usual width for all else.
func (c Command) width(w io.Writer) int {
	if fd, ok := c.terminal(w); ok {
		if columns, _, err := term.GetSize(fd); err == nil && columns > 0 {
			return columns
		}
	}
	return 110
}

// colours tells whether a stream is to be coloured: a terminal that can, unless
// NO_COLOR says otherwise (no-color.org).
func (c Command) colours(w io.Writer) bool {
	_, ok := c.terminal(w)
	return ok && c.Getenv("NO_COLOR") == "" && !strings.EqualFold(c.Getenv("TERM"), "dumb")
}
