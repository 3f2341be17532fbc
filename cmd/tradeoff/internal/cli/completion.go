package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"tradeoff/generator/diag"
)

// completion is `tradeoff completion`. Cobra's own accepts unknown shells.
func (c Command) completion() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print a script that completes commands in a shell",
		Long: `Completion prints a script that lets the tab key complete commands, flags and
topics. SHELL is bash, zsh, fish or powershell.`,
		Example: `  source <(tradeoff completion bash)     for this session
  tradeoff completion bash > ~/.local/share/bash-completion/completions/tradeoff
  tradeoff completion zsh > "${fpath[1]}/_tradeoff"
  tradeoff completion fish > ~/.config/fish/completions/tradeoff.fish
  tradeoff completion powershell | Out-String | Invoke-Expression`,
		ValidArgs: shells,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return nil
			}
			return &wrongUse{cmd.CommandPath(), fmt.Sprintf("%s takes one shell", cmd.CommandPath()), diag.Suggest("", shells)}
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(c.Stdout, true)
			case "zsh":
				return root.GenZshCompletion(c.Stdout)
			case "fish":
				return root.GenFishCompletion(c.Stdout, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(c.Stdout)
			}
			return &wrongUse{cmd.CommandPath(), fmt.Sprintf("unknown shell %q", args[0]), diag.Suggest(args[0], shells)}
		},
	}
}
