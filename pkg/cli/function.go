package cli

import (
	"fmt"

	"github.com/graylane/graylane/pkg/krm"
	"github.com/graylane/graylane/pkg/source"
)

// function is the KRM function. Its host may throw the results away, as kustomize does, so the diagnostics go to
// stderr as well.
func function(c *console) error {
	in, err := source.ReadAll(c.In, source.MaxInput)
	if err != nil {
		return fmt.Errorf("reading stdin: %w", err)
	}
	diagnostics, err := krm.Run(in, c.Out)
	if err != nil {
		return err
	}
	return c.tell(diagnostics)
}
