package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/graylane/graylane/pkg/krm"
	"golang.org/x/term"
)

// function is the KRM function. Its host may throw the results away, as kustomize does, so the diagnostics go to
// stderr as well.
func function(s Streams) error {
	in, err := io.ReadAll(s.In)
	if err != nil {
		return fmt.Errorf("reading stdin: %w", err)
	}
	diagnostics, err := krm.Run(in, s.Out)
	if err != nil {
		return err
	}
	return tell(s.Err, diagnostics)
}

// isTerminal tells whether a person would have to type the input.
func isTerminal(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
