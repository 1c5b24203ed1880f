package cli

import (
	"bufio"
	"fmt"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"github.com/graylane/graylane/pkg/view"
	"github.com/spf13/cobra"
)

func newExplain(c *console) *cobra.Command {
	var in input
	var q question
	allowed := false
	cmd := &cobra.Command{
		Use:   "explain PATH...",
		Short: "Show where each call lands, lane by lane, and why",
		Long: `Show where each call lands, lane by lane, and why.

Each lane has a tree. It begins where the lane's requests do, as far as is known: at gateways and ingresses, at callers that
spec.calls.add declares, pods(...), and at workloads that nothing is known to call. Below each stand its calls, and below each call
those of the pods where it lands: once, where the way is the shortest. LANDS ON are the versions, a star at the baseline: all where
pods have none, unknown where others decide. RULE is the one that decides: the VirtualService, the place among its rules, and what
it matches. SEEN IN is where the manifests show the call, +3 that they do in three more places. Where requests have left their
lane for good, a line tells at which Service, and which versions nothing else leads to. Calls for telemetry, to registries and
for health checks are only counted. At the end, a matrix of Services and lanes shows which versions the requests of each reach.

-o wide has a line for each lane, caller, Service and port in place of all that. -o json has these too, with all evidence. In
both, requests are followed to where they land, so a caller that several lanes reach is there once for each.

With these reasons, the generated rules choose the version:

  lane           the caller is in the lane, and the Service has its version
  header         the caller is in no lane, and the request carries the lane in its header, if the caller passes it on
  baseline       the request is the baseline's
  fallback       the Service has no version of the lane, so its baseline serves it
  gap            the caller serves other lanes too, so this one is lost here: the baseline is reached, although the Service
                 has the lane's version
  undeclared     nothing shows the call, so no rule names the caller, and the baseline is reached
  ambiguous      the caller's labels are also those of callers in another lane

With these, none does:

  one-version    there is nothing to choose; where the lane is in a header too, the rule may set that
  entry          a gateway or an ingress sends requests there
  uncalled       nothing is known to call the Service, so there are no rules for it
  ignored        the Service is marked with graylane.dev/ignore
  headless       the Service is headless: clients choose among its pods
  external-name  the Service is an alias
  not-routable   the port carries no TCP
  no-sidecar     the caller's pods have no sidecar to apply rules
  not-exported   the rules are not visible in the caller's namespace (exportTo)
  not-imported   a Sidecar of Istio keeps the Service from the caller
  no-subset      the route of a gateway names a subset that no DestinationRule seen from there defines: requests fail
  hidden         a DestinationRule in the caller's namespace hides the subset: the call fails, or lands where that one says
  theirs         a VirtualService or a controller of someone else routes the Service
  context        the Service comes from --context, so nothing is generated for it
  refused        nothing is generated, as an error on stderr says

Behind a reason, weak says that the call may be none at all, as a bare word or a health check; allowed, that a policy lets it through
and nothing shows that it is made.

--from, --to and --lane ask for a part: requests that begin at the pods of a Service, at a workload or at a gateway; those on their
way to a Service; those of a lane. --all adds where calls would land that nothing shows, of every workload to every Service.`,
		Example: `  graylane explain overlays/prod --lane v2 --from front
  graylane explain overlays/prod --from deploy/front-v2 --to api -o wide
  graylane explain . -o json | jq -r '.[] | select(.gaps) | "\(.lane) is lost at \(.gaps[].at.name)"'`,
		Args: in.args,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := q.given(cmd); err != nil {
				return err
			}
			app, err := in.read(args, c)
			if err != nil {
				return err
			}
			result := app.analyze()
			if allowed {
				result = app.allowed(result, c)
			}
			asked, err := q.of(result)
			if err != nil {
				return err
			}
			shown := app.graph(result)
			asked.Namespace = app.namespace
			asked.Aside = func(h *lane.Hop) bool { return h.Callee != asked.To && shown.Folds(h) }
			answer := result.Trace.Answer(asked)
			return writeExplanation(c, in.format, view.Explanation{Graph: shown, Answer: answer}, app.told(result))
		},
	}
	in.addFlags(cmd)
	in.addFormat(cmd, names(view.ExplainFormats()))
	flags := cmd.Flags()
	flags.StringVar(&q.lane, "lane", "", "only the requests of `LANE`; baseline is one")
	flags.StringVar(&q.from, "from", "", "only requests that begin at `CALLER`: a Service's pods, a workload, a gateway; [kind/][namespace/]name")
	flags.StringVar(&q.to, "to", "", "only requests on their way to `SERVICE`, [namespace/]name")
	flags.BoolVar(&q.all, "all", false, "also calls that nothing shows")
	addAllowed(cmd, &allowed)
	in.completeFrom(cmd, "lane", lanesOf)
	in.completeFrom(cmd, "from", servicesOf)
	in.completeFrom(cmd, "to", servicesOf)
	return cmd
}

// question is which requests are asked for, as flags say.
type question struct {
	lane, from, to string
	all            bool
}

// given is a usage error where a flag is given, and empty.
func (q *question) given(cmd *cobra.Command) error {
	for _, flag := range []string{"lane", "from", "to"} {
		if f := cmd.Flags().Lookup(flag); f.Changed && f.Value.String() == "" {
			return usageError{fmt.Errorf("--%s is empty; leave it out to ask for all", flag)}
		}
	}
	return nil
}

// of is the question about a result.
func (q *question) of(r pipeline.Result) (lane.Question, error) {
	asked := lane.Question{Undeclared: q.all}
	if q.lane != "" {
		named, known := r.Plan.Named(q.lane)
		if !known {
			return asked, unknownLane(r.Plan, q.lane)
		}
		asked.Lanes = []string{named}
	}
	if q.from != "" {
		from, err := callers(r, q.from)
		if err != nil {
			return asked, fmt.Errorf("--from: %w", err)
		}
		asked.From = from
	}
	if q.to != "" {
		to, err := callee(r, q.to)
		if err != nil {
			return asked, fmt.Errorf("--to: %w", err)
		}
		asked.To = to
	}
	return asked, nil
}

// unknownLane tells which lane may be meant, and which there are.
func unknownLane(p *lane.Plan, name string) error {
	names := p.LaneNames()
	if meant := api.Nearest(name, names); meant != "" {
		return fmt.Errorf("there is no lane %q; did you mean %s? There are %s", name, meant, firstOf(names))
	}
	return fmt.Errorf("there is no lane %q; there are %s", name, firstOf(names))
}

// callers are those that a word means: the workloads of a Service, a workload, what lets requests in from outside.
func callers(r pipeline.Result, word string) ([]diag.Ref, error) {
	ref, err := callersOf(r).find(word)
	if err != nil || ref.Kind != "Service" {
		return []diag.Ref{ref}, err
	}
	from := objectsOf(r.Model.Selected(r.Model.Service(ref.Namespace, ref.Name)))
	if len(from) == 0 {
		return nil, fmt.Errorf("no pods are known to be behind %s, so no requests begin there", ref)
	}
	return from, nil
}

// callee is the Service that a word means.
func callee(r pipeline.Result, word string) (*model.Service, error) {
	ref, err := objectsOf(r.Model.Services()).find(word)
	if err == nil {
		return r.Model.Service(ref.Namespace, ref.Name), nil
	}
	for _, w := range r.Model.Workloads() {
		services := objectsOf(r.Model.Selecting(w))
		if named := (objects{w.Ref}).named(word); len(named) > 0 && len(services) > 0 {
			return nil, fmt.Errorf("%s is a %s, behind the Service %s; name that", word, w.Kind, oneOf(services.names()))
		}
	}
	return nil, err
}

// writeExplanation is write for an explanation, which may be longer than what fits into memory.
func writeExplanation(c *console, format string, e view.Explanation, told []diag.Diagnostic) error {
	c.do("rendering as " + format)
	c.show(told)
	out := bufio.NewWriterSize(c.Out, 64<<10)
	if err := view.WriteExplanation(out, format, e); err != nil {
		return fmt.Errorf("rendering as %s: %w", format, err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}
