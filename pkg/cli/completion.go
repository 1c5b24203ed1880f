package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"
)

func newCompletion(c *console) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script of a shell: " + oneOf(shells),
		Long: `Print the script by which a shell completes commands, flags, files and values.

  bash         graylane completion bash >/etc/bash_completion.d/graylane, with the package bash-completion
  zsh          graylane completion zsh >"${fpath[1]}/_graylane"
  fish         graylane completion fish >~/.config/fish/completions/graylane.fish
  powershell   graylane completion powershell | Out-String | Invoke-Expression

It counts in shells that are started afterwards.`,
		Example:   `  source <(graylane completion bash)`,
		ValidArgs: shells,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(shells, args[0]) {
				return usageError{fmt.Errorf("graylane completion needs a SHELL: %s", oneOf(shells))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(c.Out, true)
			case "zsh":
				return root.GenZshCompletion(c.Out)
			case "fish":
				return root.GenFishCompletion(c.Out, true)
			}
			return root.GenPowerShellCompletionWithDesc(c.Out)
		},
	}
}
