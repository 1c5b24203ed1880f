package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/pipeline"
	"github.com/graylane/graylane/pkg/view"
	"github.com/spf13/cobra"
)

// names are those of formats, the default first.
func names[V any](formats []view.Format[V]) []string {
	var all []string
	for _, f := range formats {
		all = append(all, f.Name)
	}
	return all
}

// addFormat adds the flag that chooses among formats.
func (in *input) addFormat(cmd *cobra.Command, formats []string) {
	cmd.Flags().StringVarP(&in.format, "output", "o", formats[0], "`FORMAT`: "+strings.Join(formats, " or "))
	complete := cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)
	if err := cmd.RegisterFlagCompletionFunc("output", complete); err != nil {
		panic(err) // the flag above
	}
}

// formatArgs is args of a verb that has formats.
func (in *input) formatArgs(cmd *cobra.Command, args, formats []string) error {
	if !slices.Contains(formats, in.format) {
		return usageError{fmt.Errorf("-o takes %s, and not %q", strings.Join(formats, " or "), in.format)}
	}
	return in.args(cmd, args)
}

// told are the diagnostics of the input and of a result.
func (a *application) told(r pipeline.Result) []diag.Diagnostic {
	return diag.Sort(a.diagnostics, r.Diagnostics)
}

// write writes a view of what could be read, whatever the diagnostics say.
func write[V any](s Streams, formats []view.Format[V], format string, v V, told []diag.Diagnostic) error {
	text, err := formats[slices.Index(names(formats), format)].Render(v)
	if err != nil {
		return fmt.Errorf("rendering as %s: %w", format, err)
	}
	show(s.Err, told)
	if _, err := s.Out.Write(text); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}
