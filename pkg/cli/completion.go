package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/graylane/graylane/pkg/pipeline"
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

// patience is how long a shell waits for words that are in the input: no longer than a person would.
const patience = time.Second

// completeFrom offers words of what PATH holds for a flag of cmd. Whatever goes wrong, or takes long, there are none.
func (in *input) completeFrom(cmd *cobra.Command, flag string, words func(pipeline.Result) []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) == 0 || slices.Contains(args, "-") {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		found := make(chan []string, 1)
		go func() {
			defer func() {
				if recover() != nil {
					found <- nil
				}
			}()
			app, err := in.read(args, &console{Streams: Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}})
			if err != nil {
				found <- nil
				return
			}
			found <- words(pipeline.Analyze(app.facts, &app.config))
		}()
		select {
		case all := <-found:
			return all, cobra.ShellCompDirectiveNoFileComp
		case <-time.After(patience):
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
	})
	if err != nil {
		panic(err) // there is no such flag
	}
}

// lanesOf are the names of the lanes, the baseline's first.
func lanesOf(r pipeline.Result) []string { return r.Plan.LaneNames() }

// servicesOf are the names of the Services, as [find] takes them.
func servicesOf(r pipeline.Result) []string {
	var names []string
	for _, s := range r.Model.Services() {
		if len(r.Model.ServicesNamed(s.Name)) > 1 {
			names = append(names, s.Key().Namespace+"/"+s.Name)
		} else {
			names = append(names, s.Name)
		}
	}
	return names
}
