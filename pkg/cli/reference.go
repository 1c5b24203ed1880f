package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// block is a part of a help text: a paragraph, or lines that stand as they are.
type block struct {
	text    string
	literal bool
}

// blocks are the parts of a help text: what is indented stands as it is.
func blocks(text string) []block {
	var all []block
	for part := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		heading, rest, found := strings.Cut(part, "\n")
		switch {
		case part == "":
		case strings.HasPrefix(part, "  "):
			all = append(all, block{unindented(part), true})
		case found && strings.HasPrefix(rest, "  "):
			all = append(all, block{heading, false}, block{unindented(rest), true})
		default:
			all = append(all, block{part, false})
		}
	}
	return all
}

// unindented is lines without the indentation that help texts give to what stands as it is.
func unindented(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], "  ")
	}
	return strings.Join(lines, "\n")
}

// commandsOf are the commands of root that have a help of their own, in the order of its help: by group, then by name.
func commandsOf(root *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, group := range root.Groups() {
		for _, cmd := range root.Commands() {
			if cmd.GroupID == group.ID && cmd.IsAvailableCommand() {
				all = append(all, cmd)
			}
		}
	}
	return all
}

// aboutCommand is what a command says of itself.
func aboutCommand(cmd *cobra.Command) string {
	if cmd.Long == "" {
		return cmd.Short + "."
	}
	return cmd.Long
}

// flagsOf are flags as the help shows them, those for the help itself aside.
func flagsOf(flags *pflag.FlagSet) string {
	shown := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" {
			shown.AddFlag(f)
		}
	})
	return unindented(strings.TrimRight(shown.FlagUsages(), "\n"))
}
