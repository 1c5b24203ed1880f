package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// strayRemedy is that of a Service that has the lane's version.
const strayRemedy = "It has the lane's version, and no rule chooses it for these requests: graylane explain says why, at the calls of it."

// gaps finds the Services at which lanes are lost. Lanes that lose the same calls there are one finding.
func gaps() Analyzer {
	return Analyzer{Name: "gaps", Codes: []diag.Code{diag.Gap}, OfPlan: true, Run: func(in Input, report func(diag.Diagnostic)) {
		type place struct {
			at    *model.Service
			stray bool
			calls string
		}
		found := map[place][]lane.Loss{}
		var order []place
		for _, loss := range in.Trace.Losses {
			key := place{loss.At, loss.Stray, callsOf(loss)}
			if found[key] == nil {
				order = append(order, key)
			}
			found[key] = append(found[key], loss)
		}
		for _, key := range order {
			report(in.gap(found[key]))
		}
	}}
}

// gap is the finding of several lanes that lose the same calls at one Service.
func (in Input) gap(losses []lane.Loss) diag.Diagnostic {
	var lanes, pods, unreachable []string
	at := losses[0].At
	for _, loss := range losses {
		lanes = append(lanes, loss.Lane)
		for _, w := range loss.Pods {
			pods = append(pods, w.Ref.String())
		}
		for _, v := range loss.Unreachable {
			unreachable = append(unreachable, named(v.Service, at.Namespace)+" "+v.Version)
		}
	}
	slices.Sort(pods)
	pods = slices.Compact(pods)
	lost, them, within := "The lane "+lanes[0], "it", "the lane"
	if len(lanes) > 1 {
		lost, them, within = "The lanes "+strings.Join(lanes, ", "), "them", "the lanes"
	}
	consequence := ""
	if len(unreachable) > 0 {
		consequence = ", and nothing else in " + within + " leads to " + diag.Some(unreachable)
	}
	d := diag.New(diag.Gap, at.Ref, lost+are(lanes), diag.Some(pods)+are(pods), them, callsOf(losses[0]), consequence).At(at.Place)
	d.Remedy = in.gapRemedy(losses[0])
	if in.Spec.Gaps == api.GapsError {
		d.Severity = diag.Error
	}
	return d
}

// are is the verb for values.
func are(values []string) string {
	if len(values) == 1 {
		return " is"
	}
	return " are"
}

// gapRemedy is what can be done about a gap that is not done yet.
func (in Input) gapRemedy(loss lane.Loss) string {
	if loss.Stray {
		return strayRemedy
	}
	remedies := []string{"Deploy it once for each lane with the version label"}
	if in.Spec.Gaps != api.GapsClone {
		remedies = append(remedies, "let graylane do so (gaps: clone)")
	}
	if in.Spec.Header.Name == "" {
		remedies = append(remedies, "pass the lane on in a header (spec.header)")
	}
	return strings.Join(remedies, ", or ") + "; a caller that is none goes into spec.calls.ignore."
}

// callsOf are the calls that are lost, each once, as caller to callee.
func callsOf(loss lane.Loss) string {
	var calls []string
	for _, h := range loss.Calls {
		call := h.Caller.String() + " to " + named(h.Callee, loss.At.Namespace)
		if len(h.Callee.Ports) > 1 {
			call += ":" + strconv.Itoa(h.Port)
		}
		if !slices.Contains(calls, call) {
			calls = append(calls, call)
		}
	}
	return diag.Some(calls)
}

// named is how a Service is called where one speaks of a namespace.
func named(s *model.Service, namespace string) string {
	if model.SameNamespace(s.Namespace, namespace) {
		return s.Name
	}
	return s.Namespace + "/" + s.Name
}
