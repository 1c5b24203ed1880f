package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// about is what the program says of itself.
const about = `graylane keeps every version of a microservice on its lane: appa-v2 calls appb-v2 alone, and
everything else stays on version 1. It infers from manifests which workload calls which Service, and
writes the Istio DestinationRules and VirtualServices that do it.

See the lanes of an application, from its manifests or from a cluster:

  graylane graph .                            who calls whom, in the terminal
  graylane graph . -o html >lanes.html        the same as a page to click through, for a browser
  kubectl get deploy,sts,ds,cronjob,svc,cm,vs,dr -o yaml | graylane graph -

Follow one lane, and let graylane write the rules:

  graylane explain . --lane v2                where the calls of a lane land, and why
  graylane generate . | kubectl apply -f -    the rules alone; build prints all resources

Gate a change, before it is merged:

  graylane check .                            what is wrong, and what to do about it
  graylane diff --git main...HEAD .           what changes for each lane

PATH is a directory with a kustomization, which is rendered; any other directory, of which every
*.yaml, *.yml and *.json is read; a file; or - for stdin. Several PATHs are one application.

Nothing needs to be configured. The configuration is that of --config FILE; else the GrayRelease
among the inputs or in the transformers of the kustomization; --set path=value changes a field of it.
"graylane docs config" explains all fields.

Without a command, graylane is a KRM function for kustomize and kpt: it reads a ResourceList on
stdin and writes one on stdout. It takes its configuration as functionConfig, a GrayRelease or a
ConfigMap with dotted paths as keys:

` + functionExamples + `

Exit codes:
  0   fine
  1   the run failed; for build, generate, check and the function also: a diagnostic is an error
  2   wrong usage`

// functionExamples show how hosts run the function.
const functionExamples = `  kpt fn eval DIR --image ghcr.io/graylane/graylane:VERSION -- baseline=v1 istio.exportTo=auto
  kpt fn render DIR --allow-exec              whose Kptfile has exec: graylane
  kustomize build --enable-alpha-plugins --enable-exec DIR`

// otherCommands is the last group of commands.
const otherCommands = "Other commands:"

// add adds commands to the root, as a group of its help with a title.
func add(root *cobra.Command, title string, cmds ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: title, Title: title})
	for _, cmd := range cmds {
		cmd.GroupID = title
	}
	root.AddCommand(cmds...)
}

// newHelp is cobra's own command, but for wrong usage.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Print the help of a command",
		Args: func(cmd *cobra.Command, args []string) error {
			if _, rest, err := cmd.Root().Find(args); err != nil || len(rest) > 0 {
				return unknownCommand(cmd.Root(), strings.Join(args, " "))
			}
			return nil
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			of, _, err := cmd.Root().Find(args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var names []cobra.Completion
			for _, c := range of.Commands() {
				if c.IsAvailableCommand() {
					names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			of, _, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			of.InitDefaultHelpFlag() // so that the help lists them
			of.InitDefaultVersionFlag()
			return of.Help()
		},
	}
}

// unknownCommand tells what may be meant by a word that is none of root's commands: one of them, or a PATH.
func unknownCommand(root *cobra.Command, word string) error {
	err := fmt.Errorf("unknown command %q", word)
	switch meant := root.SuggestionsFor(word); {
	case isPath(word):
		err = fmt.Errorf("%w: for a PATH, name what to do with it, as in graylane graph %s or graylane build %[2]s", err, word)
	case len(meant) > 0:
		slices.Sort(meant)
		err = fmt.Errorf("%w; did you mean %s?", err, oneOf(meant))
	}
	return usageError{err}
}

// isPath tells whether a word looks like a PATH.
func isPath(word string) bool {
	return slices.Contains([]string{"-", ".", ".."}, word) || strings.ContainsAny(word, `/\`) ||
		slices.ContainsFunc([]string{".yaml", ".yml", ".json"}, func(end string) bool { return strings.HasSuffix(word, end) })
}
