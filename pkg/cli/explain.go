package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"github.com/graylane/graylane/pkg/view"
	"github.com/spf13/cobra"
)

func newExplain(c *console) *cobra.Command {
	var in input
	var q question
	cmd := &cobra.Command{
		Use:   "explain PATH...",
		Short: "Show where each call lands, lane by lane, and why",
		Long: `Show where each call lands, lane by lane, and why.

The table has a line for each lane, caller, Service and port. A lane's requests are followed to where they land, so a caller
that several lanes reach has a line in each; one whose Service lacks the lane's version is there too. LANDS ON are the versions,
a star at the baseline: all where pods have none, unknown where others decide. pods(...) are callers that spec.calls.add
declares by their labels. With these reasons, the generated rules choose the version:

  lane           the caller is in the lane, and the Service has its version
  header         the caller is in no lane, and the request carries the lane in its header, if the caller passes it on
  baseline       the request is the baseline's
  fallback       the Service has no version of the lane, so its baseline serves it
  gap            the caller serves other lanes too, so this one is lost here: the baseline is reached, although the Service
                 has the lane's version
  undeclared     nothing shows the call, so no rule names the caller, and the baseline is reached
  ambiguous      the caller's labels are also those of callers in another lane

With these, none does:

  one-version    there is nothing to choose
  entry          a gateway or an ingress sends requests there; what routes of others match, and their weights, are not shown
  uncalled       nothing is known to call the Service, so there are no rules for it
  ignored        the Service is marked with graylane.dev/ignore
  headless       the Service is headless: clients choose among its pods
  external-name  the Service is an alias
  not-routable   the port carries no TCP
  no-sidecar     the caller's pods have no sidecar to apply rules
  not-exported   the rules are not visible in the caller's namespace (exportTo)
  not-imported   a Sidecar of Istio keeps the Service from the caller
  hidden         a DestinationRule in the caller's namespace hides the subset: the call fails, or lands where that one says
  theirs         a VirtualService or a controller of someone else routes the Service
  context        the Service comes from --context, so nothing is generated for it
  refused        nothing is generated, as an error on stderr says

Behind a reason, weak says that the call may be none at all, as a bare word or a health check. --all also asks for calls that
nothing shows, marked as undeclared: each workload as a caller of each Service.`,
		Example: `  graylane explain overlays/prod --lane v2 --from front
  graylane explain . -o json | jq -r '.[] | select(.reason == "gap") | "\(.lane) \(.caller.name) \(.callee.name)"'`,
		Args: in.args,
		RunE: func(_ *cobra.Command, args []string) error {
			app, err := in.read(args, c)
			if err != nil {
				return err
			}
			result := app.analyze()
			hops, err := q.hops(result)
			if err != nil {
				return err
			}
			return write(c, view.ExplainFormats(), in.format, view.Explanation{Graph: app.graph(result), Hops: hops}, app.told(result))
		},
	}
	in.addFlags(cmd)
	in.addFormat(cmd, names(view.ExplainFormats()))
	flags := cmd.Flags()
	flags.StringVar(&q.lane, "lane", "", "only the requests of `LANE`; baseline is one")
	flags.StringVar(&q.from, "from", "", "only requests on their way from the pods of `SERVICE`, [namespace/]name")
	flags.BoolVar(&q.all, "all", false, "also calls that nothing shows")
	in.completeFrom(cmd, "lane", lanesOf)
	in.completeFrom(cmd, "from", servicesOf)
	return cmd
}

// question is which hops are asked for.
type question struct {
	lane, from string
	all        bool
}

// hops are those of a result that are asked for.
func (q *question) hops(r pipeline.Result) ([]lane.Hop, error) {
	hops := r.Trace.Hops
	if q.all {
		hops = r.Trace.Possible()
	}
	hops = slices.DeleteFunc(slices.Clone(hops), func(h lane.Hop) bool { return h.Call != nil && withinContext(h.Call) })
	if q.from != "" {
		s, err := find(r.Model, q.from)
		if err != nil {
			return nil, err
		}
		hops = r.Trace.From(s, hops)
	}
	if q.lane == "" {
		return hops, nil
	}
	wanted := q.lane
	if wanted == view.BaselineLane && !slices.Contains(r.Plan.Lanes, view.BaselineLane) {
		wanted = lane.Baseline
	} else if !slices.Contains(r.Plan.Lanes, wanted) {
		return nil, fmt.Errorf("there is no lane %q; there are %s", wanted, strings.Join(append([]string{view.BaselineLane}, r.Plan.Lanes...), ", "))
	}
	return slices.DeleteFunc(hops, func(h lane.Hop) bool { return h.Lane != wanted }), nil
}

// withinContext tells whether a call is none of the application's.
func withinContext(c *callgraph.Call) bool {
	return c.Callee.Context && c.Caller.Workload != nil && c.Caller.Workload.Context
}

// find is the Service that a [namespace/]name means.
func find(m *model.Model, name string) (*model.Service, error) {
	if namespace, name, qualified := strings.Cut(name, "/"); qualified {
		if s := m.Service(namespace, name); s != nil {
			return s, nil
		}
		return nil, fmt.Errorf("there is no Service %s in the namespace %s", name, namespace)
	}
	switch found := m.ServicesNamed(name); len(found) {
	case 0:
		return nil, fmt.Errorf("there is no Service %s", name)
	case 1:
		return found[0], nil
	default:
		return nil, fmt.Errorf("there are several Services %s: name one as namespace/%s", name, name)
	}
}
