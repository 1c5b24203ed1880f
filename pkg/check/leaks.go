package check

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// leaks finds calls of the input that were seen to leave their lane.
func leaks() Analyzer {
	return Analyzer{Name: "leaks", Codes: []diag.Code{diag.LaneLeak}, OfPlan: true, Run: func(in Input, report func(diag.Diagnostic)) {
		if len(in.Model.Observed()) == 0 {
			return
		}
		for _, d := range Leaks(in.Trace.Leaks(in.Model.Observed()).Leaks) {
			report(d)
		}
	}}
}

// Leaks are the findings of leaks: one for each caller, Service and version that answered, in their order. They are about the caller,
// or, where that is a gateway, about the Service.
func Leaks(leaks []lane.Leak) []diag.Diagnostic {
	type way struct {
		caller  *model.Workload
		gateway diag.Ref
		callee  *model.Service
		version string
	}
	found := map[way][]lane.Leak{}
	var order []way
	for _, l := range leaks {
		key := way{l.Caller, l.Gateway, l.Callee, l.Call.To.Version}
		if found[key] == nil {
			order = append(order, key)
		}
		found[key] = append(found[key], l)
	}
	var ds []diag.Diagnostic
	for _, key := range order {
		ds = append(ds, leak(found[key]))
	}
	return ds
}

// leak is the finding of sightings of one call.
func leak(all []lane.Leak) diag.Diagnostic {
	l := all[0]
	object, namespace := &l.Callee.Object, l.Callee.Namespace
	if l.Caller != nil {
		object, namespace = &l.Caller.Object, l.Caller.Namespace
	}
	whose := laned(l.Lanes)
	if l.Caller == nil {
		whose += ", through " + l.Gateway.String()
	}
	callee := named(l.Callee, namespace)
	d := diag.New(diag.LaneLeak, object.Ref, whose, l.Call.To.Version, callee, sighted(all), diag.Some(l.Intended), why(l)).At(object.Place)
	if remedy := leakRemedies[l.Cause]; remedy != "" {
		d.Remedy = remedy
	}
	return d
}

// leakRemedies are what to do where it is not that which the catalogue says.
var leakRemedies = map[lane.Cause]string{
	lane.JustRuled:  "Apply the generated resources, then observe again.",
	lane.Unruled:    "Add the observed calls to the input, or declare the call in spec.calls.add, and apply what is generated then.",
	lane.OutOfReach: "Let the rules reach the caller; graylane explain says what keeps them away.",
}

// laned says of which lanes requests are.
func laned(lanes []string) string {
	var names []string
	for _, l := range lanes {
		if l != lane.Baseline {
			names = append(names, l)
		}
	}
	switch gray := "of the lane " + diag.Some(names); {
	case len(names) == 0:
		return "the baseline's"
	case len(names) > 1:
		gray = "of the lanes " + diag.Some(names)
		fallthrough
	default:
		if len(names) < len(lanes) {
			gray = "the baseline's and " + gray
		}
		return gray
	}
}

// sighted is how often a leak was seen, when last, and where that stands.
func sighted(all []lane.Leak) string {
	var requests int64
	last := ""
	var where []string
	for _, l := range all {
		requests += l.Call.Requests
		last = max(last, l.Call.Last)
		if l.Object != (diag.Ref{}) {
			where = append(where, l.Object.String()+" "+l.Field)
		}
	}
	var parts []string
	if requests > 0 {
		parts = append(parts, fmt.Sprintf("%d times", requests))
	}
	if last != "" {
		parts = append(parts, "last at "+last)
	}
	if len(where) > 0 {
		parts = append(parts, diag.Some(where))
	}
	return cmp.Or(strings.Join(parts, ", "), "once at least")
}

// why says what let the requests of a leak go elsewhere.
func why(l lane.Leak) string {
	switch {
	case l.Cause == lane.JustRuled:
		return "nothing but observed calls shows the call, so the rule for it may be younger than what was seen"
	case l.Cause == lane.Unruled:
		return "nothing in the input shows the call, so no rule names the caller"
	case l.Cause == lane.OutOfReach:
		return outOfReach[l.Reason]
	case l.Rule != nil && l.Rule.Field != "":
		return "the rule " + l.Rule.Field + " of " + l.Rule.Object.String() + " is not obeyed"
	}
	return "the rules are not obeyed"
}

// outOfReach is what keeps rules from a caller.
var outOfReach = map[lane.Reason]string{
	lane.NoSidecar:   "its pods have no sidecar, so no rule applies",
	lane.NotExported: "the rules are not visible in its namespace",
	lane.NotImported: "a Sidecar of Istio keeps the Service from it",
	lane.Hidden:      "a DestinationRule in its namespace hides the subset",
}
