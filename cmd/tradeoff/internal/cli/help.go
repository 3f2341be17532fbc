package cli

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/spf13/cobra"

	"tradeoff/cmd/tradeoff/help"
	"tradeoff/generator/diag"
)

// usage is how the use of a command is shown, after what it is for. Cobra's own
// template looks different each way it is asked for.
const usage = `Usage:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} COMMAND{{else}}{{.UseLine}}{{end}}
{{if .HasExample}}
Examples:
{{.Example}}
{{end}}{{if .HasAvailableSubCommands}}
Commands:
{{range .Commands}}{{if or .IsAvailableCommand (eq .Name "help")}}  {{rpad .Name .NamePadding}} {{.Short}}
{{end}}{{end}}{{end}}
Flags:
{{.LocalFlags.FlagUsages}}`

// help is `tradeoff help`: of a command, or a topic of the documentation.
func (c Command) help() *cobra.Command {
	return &cobra.Command{
		Use:   "help [TOPIC or COMMAND]",
		Short: "Show how sites are written, topic by topic, or how a command is used",
		Long: `Help shows the documentation for those who write sites. "tradeoff help topics"
lists what there is to read; the name of a command shows how it is used.`,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			all := []string{"topics\tall topics"}
			for _, topic := range help.Topics() {
				all = append(all, topic.Name+"\t"+topic.Title)
			}
			return append(all, commandNames(cmd.Root())...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: c.showHelp,
	}
}

func (c Command) showHelp(cmd *cobra.Command, args []string) error {
	root := cmd.Root()
	switch {
	case len(args) == 0:
		return root.Help()
	case len(args) > 1:
		return &wrongUse{cmd.CommandPath(), fmt.Sprintf("help takes one topic, but there is also %q", args[1]), ""}
	case args[0] == "topics":
		_, err := fmt.Fprint(c.Stdout, topicList("tradeoff help "))
		return err
	}
	if text, ok := help.Text(args[0]); ok {
		return c.page(text)
	}
	for _, sub := range root.Commands() {
		if sub.Name() == args[0] && !sub.Hidden {
			return sub.Help()
		}
	}
	return &wrongUse{cmd.CommandPath(), fmt.Sprintf("unknown topic %q", args[0]), insteadOf(args[0], commandNames(root))}
}

// insteadOf is the hint for a word that is no topic: those that explain it, or
// else the nearest topic or command.
func insteadOf(word string, commands []string) string {
	if topics := help.Explaining(word); len(topics) > 0 {
		return "it is explained in: tradeoff help " + strings.Join(topics, ", tradeoff help ")
	}
	known := append(commands, "topics")
	for _, topic := range help.Topics() {
		known = append(known, topic.Name)
	}
	if nearest := diag.Nearest(word, known); nearest != "" {
		return fmt.Sprintf("did you mean %q?", nearest)
	}
	return ""
}

// topicList gives the topics with their summaries, a line each, with what is
// typed before a topic's name.
func topicList(before string) string {
	topics := help.Topics()
	widest := 0
	for _, topic := range topics {
		widest = max(widest, len(topic.Name))
	}
	var b strings.Builder
	for _, topic := range topics {
		fmt.Fprintf(&b, "%s%-*s  %s\n", before, widest, topic.Name, topic.Summary)
	}
	return b.String()
}

// page shows a long text: on a terminal in the reader's pager, a screen at a
// time, and anywhere else as it is.
func (c Command) page(text string) error {
	if pager := c.pager(); pager != nil {
		pager.Stdin, pager.Stdout, pager.Stderr = strings.NewReader(text), c.Stdout, c.Stderr
		if pager.Start() == nil {
			// How the pager ends is between it and the reader.
			_ = pager.Wait()
			return nil
		}
	}
	_, err := io.WriteString(c.Stdout, text)
	return err
}

// pager gives the command that pages on this terminal: $PAGER, or less where it
// is installed; nil where there is none, or no terminal, or PAGER is cat.
func (c Command) pager() *exec.Cmd {
	if _, ok := c.terminal(c.Stdout); !ok {
		return nil
	}
	words := strings.Fields(c.Getenv("PAGER"))
	if len(words) == 0 {
		words = []string{"less"}
	}
	path, err := exec.LookPath(words[0])
	if err != nil || words[0] == "cat" {
		return nil
	}
	pager := exec.Command(path, words[1:]...)
	pager.Env = os.Environ()
	if c.Getenv("LESS") == "" {
		// Quit if it fits the screen, leave it on the screen, pass colours.
		pager.Env = append(pager.Env, "LESS=FRX")
	}
	return pager
}
