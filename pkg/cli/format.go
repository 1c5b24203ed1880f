package cli

import (
	"fmt"
	"slices"

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

// addFormat adds the flag that chooses among formats, the default first.
func (in *input) addFormat(cmd *cobra.Command, formats []string) { addFormat(cmd, &in.format, formats) }

func addFormat(cmd *cobra.Command, format *string, formats []string) {
	*format = formats[0]
	cmd.Flags().VarP(&choice{format, formats}, "output", "o", "`FORMAT`: "+oneOf(formats))
	complete(cmd, "output", formats)
}

// told are the diagnostics of a result that are told beside it and concern the namespace.
func (a *application) told(r pipeline.Result) []diag.Diagnostic {
	g := a.graph(r)
	return g.Concerns(r.Told())
}

// write writes a view of what could be read, whatever the diagnostics say.
func write[V any](c *console, formats []view.Format[V], format string, v V, told []diag.Diagnostic) error {
	c.do("rendering as " + format)
	text, err := formats[slices.Index(names(formats), format)].Render(v)
	if err != nil {
		return fmt.Errorf("rendering as %s: %w", format, err)
	}
	c.show(told)
	if _, err := c.Out.Write(text); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}
