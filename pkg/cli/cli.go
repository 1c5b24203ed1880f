package cli

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/graylane/graylane/pkg/diag"
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
	root := newRoot(s)
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	err := root.Execute()
	var usage usageError
	switch {
	case err == nil:
		return exitFine
	case errors.As(err, &usage):
		fmt.Fprintf(s.Err, "graylane: %v\nRun 'graylane --help' for usage.\n", err)
		return exitUsage
	case !errors.Is(err, errDiagnosed):
		fmt.Fprintf(s.Err, "graylane: %v\n", err)
	}
	return exitFailed
}

func newRoot(s Streams) *cobra.Command {
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
			if isTerminal(s.In) {
				return cmd.Help()
			}
			return function(s)
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(newBuild(s), newGenerate(s), newGraph(s), newExplain(s), newSchema(s), newDocs(s), newVersion(s))
	return root
}

// noArgs is cobra.NoArgs with its error as wrong usage.
func noArgs(cmd *cobra.Command, args []string) error {
	if err := cobra.NoArgs(cmd, args); err != nil {
		return usageError{err}
	}
	return nil
}

// show prints diagnostics, one a line.
func show(w io.Writer, ds []diag.Diagnostic) {
	for _, d := range ds {
		fmt.Fprintln(w, d)
	}
}

// tell prints diagnostics and returns errDiagnosed where one of them is an error.
func tell(w io.Writer, ds []diag.Diagnostic) error {
	show(w, ds)
	if diag.HasError(ds) {
		return errDiagnosed
	}
	return nil
}
