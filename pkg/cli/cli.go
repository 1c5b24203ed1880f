package cli

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Streams are the process's standard streams.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

// Exit codes.
const (
	exitFine   = 0
	exitFailed = 1
	exitUsage  = 2
)

// usageError is a mistake in the command line. So is every error before a command runs.
type usageError struct{ error }

// errDiagnosed is a failure that the diagnostics on stderr have told already.
var errDiagnosed = errors.New("there are errors")

// gcPercent lets the heap grow to three times what is alive before it is collected. A run is short, and half of its
// time would go into collecting otherwise.
const gcPercent = 200

// Run runs the command line args, without the program's name, and returns the exit code.
func Run(args []string, s Streams) int {
	debug.SetGCPercent(gcPercent)
	c := &console{Streams: s}
	root := newRoot(c)
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	cmd, err := root.ExecuteC()
	var usage usageError
	switch {
	case err == nil:
		return exitFine
	case !c.running || errors.As(err, &usage):
		c.fail(err)
		fmt.Fprintf(c.Err, "Run '%s --help' for usage.\n", cmd.CommandPath())
		return exitUsage
	case !errors.Is(err, errDiagnosed):
		c.fail(err)
	}
	return exitFailed
}

func newRoot(c *console) *cobra.Command {
	root := &cobra.Command{
		Use:                        "graylane",
		Short:                      "Keep every version of a microservice on its lane",
		Long:                       about,
		Args:                       noArgs,
		Version:                    buildVersion(),
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		PersistentPreRun:           func(*cobra.Command, []string) { c.running = true },
		RunE: func(cmd *cobra.Command, _ []string) error {
			if isTerminal(c.In) {
				return cmd.Help()
			}
			return function(c)
		},
	}
	root.SetFlagErrorFunc(flagError)
	c.addFlags(root)
	root.SetHelpCommand(newHelp())
	add(root, "Look at an application:", newGraph(c), newExplain(c))
	add(root, "Generate its routing:", newBuild(c), newGenerate(c))
	add(root, otherCommands, newSchema(c), newDocs(c), newCompletion(c), newVersion(c))
	root.SetHelpCommandGroupID(otherCommands)
	return root
}

// noArgs refuses arguments. Those of the root may be meant for commands.
func noArgs(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case cmd.HasParent():
		return usageError{fmt.Errorf("%s takes no argument, and not %q", cmd.CommandPath(), args[0])}
	}
	return unknownCommand(cmd, args[0])
}

// flagError is a mistake in a flag; of an unknown command nothing is known of its flags.
func flagError(cmd *cobra.Command, err error) error {
	if args := cmd.Flags().Args(); !cmd.HasParent() && len(args) > 0 {
		return unknownCommand(cmd, args[0])
	}
	return usageError{err}
}
