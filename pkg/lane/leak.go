package lane

import (
	"fmt"
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Leak is that a caller was seen to reach a version of a Service that the plan gives to none of the lanes whose requests it sends.
type Leak struct {
	Call *api.ObservedCall // how it was seen
	// Object, at Place, has the sighting in Field; the zero Ref for what is not part of the input.
	Object diag.Ref
	Place  diag.Place
	Field  string
	// Caller is the workload that called, of the version that was seen; nil for a gateway, which Gateway names then.
	Caller  *model.Workload
	Gateway diag.Ref // Istio's Gateway, as entries name it
	Lanes   []string // those whose requests the caller sends there, the baseline first, else in the order of lanes
	Callee  *model.Service
	Port    int // of the Service; 0 where it is not known
	// Intended are the versions that the plan has for these requests, in version order; the one that was seen is none of them.
	Intended []string
	Cause    Cause
	// Reason is why the requests land where they do by the plan, in the first of Lanes that is not the baseline, if there is one.
	Reason Reason
	// Rule is the rule that was not obeyed; nil where there is none, and where Cause says that it cannot apply.
	Rule *AppliedRule
}

// Cause is why requests were able to leave their lane, as far as a plan can tell.
type Cause string

// The causes.
const (
	Disobeyed  Cause = "disobeyed"    // a rule sends them elsewhere: it is not applied, or the pods have no sidecar
	JustRuled  Cause = "just-ruled"   // the same, but observed calls alone brought the rule about: it may be younger than what was seen
	Unruled    Cause = "unruled"      // no rule names the caller, since nothing in the input shows the call
	OutOfReach Cause = "out-of-reach" // the rules do not apply to the caller, and Reason says why
)

// Verdict is what came of observed calls that were compared with a plan.
type Verdict struct {
	Leaks    []Leak // in the order of the observed calls
	Judged   int    // how many sightings were compared, the leaks among them
	Unjudged []Unjudged
}

// Unjudged is how many sightings could not be compared for one reason.
type Unjudged struct {
	Why   Why
	Count int
}

// Why is why a sighting is not compared with the plan.
type Why string

// The reasons, in the order in which they are looked for.
const (
	IsStale         Why = "it is stale"
	CalleeUnknown   Why = "the Service is not in the input"
	NothingToChoose Why = "the Service has one version"
	VersionsUnknown Why = "the version of the caller or of who answered is not known"
	VersionMissing  Why = "the version that answered is not in the input"
	CallerUnknown   Why = "no workload of the input is this caller in this version"
	BaselineOpen    Why = "the baseline of the caller is not known"
	IsIgnored       Why = "the configuration ignores the call"
	NotPlanned      Why = "nothing is planned for the Service, or others route it"
	CannotTell      Why = "the labels of the caller are those of callers in another lane"
)

// whys are all reasons, in order.
var whys = [...]Why{IsStale, CalleeUnknown, NothingToChoose, VersionsUnknown, VersionMissing, CallerUnknown, BaselineOpen, IsIgnored, NotPlanned, CannotTell}

// Leaks compares observed calls with the plan. They may be those of the model, which are in the graph, or others, as of a running
// mesh; the lanes that pass through a workload are followed along both. It never judges by what was seen who ought to call whom: a
// sighting that cannot be compared is counted, and is no leak.
func (t *Trace) Leaks(observed []*model.Observed) Verdict {
	j := newJudge(t, observed)
	var v Verdict
	unjudged := map[Why]int{}
	for _, o := range observed {
		for i := range o.Calls {
			leak, why := j.judge(&o.Calls[i])
			if why != "" {
				unjudged[why]++
				continue
			}
			v.Judged++
			if leak != nil {
				leak.Object, leak.Place, leak.Field = o.Ref, o.Place, fmt.Sprintf("spec.calls[%d]", i)
				v.Leaks = append(v.Leaks, *leak)
			}
		}
	}
	for _, why := range whys {
		if unjudged[why] > 0 {
			v.Unjudged = append(v.Unjudged, Unjudged{why, unjudged[why]})
		}
	}
	return v
}

// judge is what tells leaks.
type judge struct {
	*Trace
	finder *callgraph.Finder
	calls  map[callAt]*callgraph.Call // those of the graph
	lanes  carriers                   // also along what was seen
	byCall map[callAt]expected
	sent   map[*model.Service][]Hop // what gateways and ingresses send
	// selectors are those of Gateways.
	selectors []model.Labels
}

// callAt is a call of a workload; of a port that is not known it is 0.
type callAt struct {
	caller *model.Workload
	callee *model.Service
	port   int
}

func newJudge(t *Trace, observed []*model.Observed) *judge {
	j := &judge{
		Trace: t, finder: callgraph.NewFinder(t.plan.model, observed), calls: map[callAt]*callgraph.Call{}, byCall: map[callAt]expected{},
		sent: map[*model.Service][]Hop{}, selectors: t.plan.model.GatewaySelectors(),
	}
	for _, c := range t.graph.Calls {
		for _, port := range append(portsOf(c), c.Port) {
			j.calls[callAt{c.Caller.Workload, c.Callee, port}] = c
		}
	}
	for _, h := range t.ofEntries() {
		j.sent[h.Callee] = append(j.sent[h.Callee], h)
	}
	j.lanes = t.plan.follow(j.withSeen(observed), t.plan.foreign(j.unknownCallers(observed))...)
	return j
}

// withSeen are the calls of the graph, and those that were seen and are not among them, or weakly.
func (j *judge) withSeen(observed []*model.Observed) []*callgraph.Call {
	all, added := slices.Clip(j.graph.Calls), map[callAt]bool{}
	for _, o := range observed {
		for i := range o.Calls {
			if o.Calls[i].Stale {
				continue
			}
			for _, pair := range j.finder.Find(&o.Calls[i]) {
				at := callAt{pair.Caller.Workload, pair.Callee, pair.Port}
				known := j.calls[at]
				if at.caller == nil || added[at] || known != nil && !known.Weak() {
					continue
				}
				added[at] = true
				all = append(all, &callgraph.Call{Caller: pair.Caller, Callee: at.callee, Port: at.port, Evidence: make([]callgraph.Evidence, 1)})
			}
		}
	}
	return all
}

// foreign are requests that may have the header of their lane although no rule of the plan sets it: those of workloads in a lane,
// which pass on what they got; of every lane, those that enter by what others route, which leaves the header as the client has sent
// it, and those of callers that are not in the input. There are none without a header.
func (p *Plan) foreign(calledByOthers map[*model.Service]bool) []arrived {
	if p.header == "" {
		return nil
	}
	var all []arrived
	for w := range p.member {
		if p.inGrayLane(w) {
			lane, _ := p.Lane(w)
			all = append(all, arrived{w, load{lane, true}})
		}
	}
	entered := entries(p.model, callgraph.NewResolver(p.model, p.domain))
	for _, s := range p.model.Services() {
		if !entered[s] && !s.Exposed() && !calledByOthers[s] {
			continue
		}
		for _, w := range p.model.Selected(s) {
			for _, lane := range p.Lanes {
				if !p.inGrayLane(w) {
					all = append(all, arrived{w, load{lane, true}})
				}
			}
		}
	}
	return all
}

// unknownCallers are the Services that callers were seen to call of which the input has nothing: neither a workload, nor an entry
// through the gateway that they are.
func (j *judge) unknownCallers(observed []*model.Observed) map[*model.Service]bool {
	found := map[*model.Service]bool{}
	for _, o := range observed {
		for i := range o.Calls {
			call := &o.Calls[i]
			callees := j.finder.Callees(call)
			known := slices.ContainsFunc(j.finder.Callers(call.From), func(c callgraph.Caller) bool { return c.Workload != nil })
			if call.Stale || known || j.gateways(call, callees) != nil {
				continue
			}
			for _, s := range callees {
				found[s] = true
			}
		}
	}
	return found
}
