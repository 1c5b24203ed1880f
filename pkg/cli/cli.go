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

// usageError is a mistake in the command line.
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
	case errors.As(err, &usage):
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
		Use:   "graylane",
		Short: "Keep every version of a microservice on its lane",
		Long: `graylane infers which workload calls which Service from an application's manifests, and generates
the Istio DestinationRules and VirtualServices that keep each version on its lane.

Without a command it is a KRM function: it reads a ResourceList on stdin and writes one on stdout.

PATH is a directory with a kustomization, any other directory, a file, or - for stdin.`,
		Args:          noArgs,
		Version:       buildVersion(),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if isTerminal(c.In) {
				return cmd.Help()
			}
			return function(c)
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	c.addFlags(root)
	root.AddCommand(newBuild(c), newGenerate(c), newGraph(c), newExplain(c), newSchema(c), newDocs(c), newVersion(c))
	return root
}

// noArgs is cobra.NoArgs with its error as wrong usage.
func noArgs(cmd *cobra.Command, args []string) error {
	if err := cobra.NoArgs(cmd, args); err != nil {
		return usageError{err}
	}
	return nil
}
