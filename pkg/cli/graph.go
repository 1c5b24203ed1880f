package cli

import (
	"github.com/graylane/graylane/pkg/pipeline"
	"github.com/graylane/graylane/pkg/view"
	"github.com/spf13/cobra"
)

func newGraph(c *console) *cobra.Command {
	var in input
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
		Args: in.args,
		RunE: func(_ *cobra.Command, args []string) error {
			app, err := in.read(args, c)
			if err != nil {
				return err
			}
			result := app.analyze()
			return write(c, view.Formats(), in.format, app.graph(result), app.told(result))
		},
	}
	in.addFlags(cmd)
	in.addFormat(cmd, names(view.Formats()))
	return cmd
}

// graph is what views need of a result.
func (a *application) graph(r pipeline.Result) view.Graph {
	return view.Graph{
		Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, VersionLabel: a.config.Spec.VersionLabel,
		Namespace: a.namespace, Paint: a.paint,
	}
}
