package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/graylane/graylane/pkg/parallel"
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

// gcPercent lets the heap grow to twice what is alive before it is collected, whatever the environment says: three times would take a
// twelfth off the time of a large run, and add a fourth to its memory.
const gcPercent = 100

// Run runs the command line args, without the program's name, and returns the exit code.
func Run(args []string, s Streams) int {
	debug.SetGCPercent(gcPercent)
	// Writing to a pipe that nobody reads is then an error like any other, and no sudden end.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	c := &console{Streams: s, outlet: outletOf(s.Out)}
	c.Out = c.outlet
	c.watch()
	root := newRoot(c)
	root.SetArgs(args)
	return c.run(root)
}

// run runs a root whose arguments are set. Whatever panics in it is told as a bug, and is a failed run.
func (c *console) run(root *cobra.Command) (code int) {
	defer c.progress.stop()
	defer func() {
		if value := recover(); value != nil {
			c.crashed(parallel.Caught(value), c.command)
			code = exitFailed
		}
	}()
	root.SetIn(c.In)
	root.SetOut(c.Out)
	root.SetErr(c.Err)
	cmd, err := root.ExecuteC()
	if err == nil || errors.Is(err, errDiagnosed) {
		err = cmp.Or(c.outlet.finish(), err)
	}
	if c.outlet.failure() != nil {
		c.running = true // also where help was asked for, which cobra prints before
	}
	var usage usageError
	switch {
	case err == nil:
		return exitFine
	case !c.running || errors.As(err, &usage):
		c.fail(err)
		fmt.Fprintf(c.Err, "Run '%s --help' for usage.\n", cmd.CommandPath())
		return exitUsage
	case !errors.Is(err, errDiagnosed) && !errors.Is(err, syscall.EPIPE): // who stops reading wants to know no more
		c.fail(err)
	}
	return exitFailed
}

func newRoot(c *console) *cobra.Command {
	var doc bool
	root := &cobra.Command{
		Use:                        "graylane",
		Short:                      "Keep every version of a microservice on its lane",
		Long:                       about,
		Args:                       noArgs,
		Version:                    buildVersion(),
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		PersistentPreRunE:          c.start,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case doc:
				return describe(cmd, c)
			case isTerminal(c.In):
				return cmd.Help()
			}
			return function(c)
		},
	}
	root.SetFlagErrorFunc(flagError)
	root.Flags().BoolVar(&doc, "doc", false, "print what the function is as JSON, as kpt's functions do")
	c.addFlags(root)
	root.SetHelpCommand(newHelp())
	add(root, "Look at an application:", newGraph(c), newExplain(c))
	add(root, "Generate its routing:", newBuild(c), newGenerate(c))
	add(root, "Gate a change:", newCheck(c), newDiff(c))
	add(root, "Learn from a running mesh:", newObserve(c))
	add(root, otherCommands, newSchema(c), newDocs(c), newArgocd(c), newCompletion(c), newVersion(c))
	root.SetHelpCommandGroupID(otherCommands)
	return root
}

// start is what comes before every command: then the command line has been understood. cobra would check the combination of
// flags a little later.
func (c *console) start(cmd *cobra.Command, _ []string) error {
	err := errors.Join(cmd.ValidateRequiredFlags(), cmd.ValidateFlagGroups())
	c.running, c.command = err == nil, cmd.CommandPath()
	return err
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
