package cli

import (
	"fmt"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/pipeline"
	"github.com/graylane/graylane/pkg/view"
	"github.com/spf13/cobra"
)

func newGraph(c *console) *cobra.Command {
	var in input
	allowed := false
	cmd := &cobra.Command{
		Use:   "graph PATH...",
		Short: "Show who calls whom, with versions and lanes",
		Long: `Show who calls whom, with versions and lanes.

The text is a tree: what gateways and clients call at the margin, and below each application what it
calls. An application goes by the name of its Service, a workload that none selects by its own. What
comes again is drawn once. Calls for telemetry, to registries and for health checks are folded into a
line for each kind; -o wide has a line for each caller, Service and port, with where the call shows.

  *          a baseline version
  v2 · gray  the version v2, in the lane gray
  ✕          a lane that is lost, or a version that requests of its lane do not reach
  serves v2  a single version that requests of the lane v2 reach too
  from v2    only the version v2 makes the call
  weak       it may be no call at all, as a bare word or a health check
  allowed    with --allowed: a policy lets it through, and nothing shows that it is made
  see above  its calls are drawn where it first comes up
  idle       it has no pods

-o html is a page for a browser, to click through; mermaid, dot and svg are pictures, for Markdown,
for Graphviz and for everything else. -o json has every call, by workload, with all of its evidence.`,
		Example: `  graylane graph . -o html >lanes.html
  graylane graph . --set 'calls.add=[{from: front, to: reviews}]'   # a call that stands in code alone
  kubectl get deploy,sts,ds,cronjob,svc,cm,vs,dr -o yaml | graylane graph -
  graylane graph overlays/prod -o json | jq -r '.calls[] | "\(.caller.name) \(.callee.name)"'`,
		Args: in.args,
		RunE: func(_ *cobra.Command, args []string) error {
			app, err := in.read(args, c)
			if err != nil {
				return err
			}
			result := app.analyze()
			if allowed {
				result = app.allowed(result, c)
			}
			g := app.graph(result)
			if err := write(c, view.Formats(), in.format, g, app.told(result)); err != nil || c.quiet {
				return err
			}
			if why := g.Unreadable(in.format); why != "" {
				fmt.Fprintf(c.Err, "graylane: %s\n", why)
			} else if isTerminal(c.Out) {
				fmt.Fprint(c.Err, pictureHint(in.format))
			}
			return nil
		},
	}
	in.addFlags(cmd)
	in.addFormat(cmd, names(view.Formats()))
	addAllowed(cmd, &allowed)
	return cmd
}

// addAllowed adds the flag that asks for what policies allow.
func addAllowed(cmd *cobra.Command, allowed *bool) {
	cmd.Flags().BoolVar(allowed, "allowed", false, "also calls that an AuthorizationPolicy or a NetworkPolicy allows, whether or not anything shows them")
}

// allowed is a result with what policies allow.
func (a *application) allowed(r pipeline.Result, c *console) pipeline.Result {
	with, complete := pipeline.Allowed(r, &a.config)
	if !complete {
		c.note(fmt.Sprintf("graylane: policies allow more than %d calls; those of the first callers are shown", callgraph.MaxAllowed))
	}
	return with
}

// pictureHint says to someone who has a format on the terminal how to see it; empty for one that is read there.
func pictureHint(format string) string {
	switch format {
	case "svg", "html":
		return fmt.Sprintf("graylane: a browser shows this, from a file: graylane graph PATH -o %[1]s >lanes.%[1]s\n", format)
	}
	return ""
}

// graph is what views need of a result.
func (a *application) graph(r pipeline.Result) view.Graph {
	return view.Graph{
		Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, VersionLabel: a.config.Spec.VersionLabel,
		Namespace: a.namespace, Paint: a.paint,
	}
}
