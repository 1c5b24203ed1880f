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

func newGraph(s Streams) *cobra.Command {
	var in input
	var format string
	cmd := &cobra.Command{
		Use:   "graph PATH...",
		Short: "Show who calls whom, with versions and lanes",
		Long: `Show who calls whom, with versions and lanes.

The table has a line for each application (by the name of its Service, else of its workload), Service and port that it
calls. SEEN IN is where the call shows, +3 that it shows in three more places, weak: that it may be no call at all, as a
bare word or a health check. A star marks a baseline version. Calls for telemetry, to registries and for health checks
are FOLDED into a line for each kind; UNCALLED are Services that nothing is known to call, UNCONNECTED workloads that
take no part in a call. -o json has every call, by workload, with all of its evidence.`,
		Example: `  kubectl get deploy,sts,ds,cronjob,svc,cm -o yaml | graylane graph -
  graylane graph overlays/prod -o json | jq -r '.calls[] | "\(.caller.name) \(.callee.name)"'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(formats(), format) {
				return usageError{fmt.Errorf("-o takes %s, and not %q", strings.Join(formats(), " or "), format)}
			}
			return in.args(cmd, args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			app, err := in.read(args, s)
			if err != nil {
				return err
			}
			return app.graph(s, view.Formats()[slices.Index(formats(), format)])
		},
	}
	in.addFlags(cmd)
	cmd.Flags().StringVarP(&format, "output", "o", formats()[0], "`FORMAT`: "+strings.Join(formats(), " or "))
	complete := cobra.FixedCompletions(formats(), cobra.ShellCompDirectiveNoFileComp)
	if err := cmd.RegisterFlagCompletionFunc("output", complete); err != nil {
		panic(err) // the flag above
	}
	return cmd
}

// formats are the names of the graph's formats, the default first.
func formats() []string {
	var names []string
	for _, f := range view.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// graph writes the graph of what could be read, whatever the diagnostics say.
func (a *application) graph(s Streams, format view.Format) error {
	result := pipeline.Analyze(a.facts, &a.config)
	text, err := format.Render(view.Graph{
		Model: result.Model, Graph: result.Graph, Plan: result.Plan, VersionLabel: a.config.Spec.VersionLabel,
	})
	if err != nil {
		return fmt.Errorf("rendering the graph as %s: %w", format.Name, err)
	}
	show(s.Err, diag.Sort(a.diagnostics, result.Diagnostics))
	if _, err := s.Out.Write(text); err != nil {
		return fmt.Errorf("writing the graph: %w", err)
	}
	return nil
}
