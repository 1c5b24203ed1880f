package lane

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// gateways are the Gateways of the planned entries of a Service whose pods were seen to call it; nil where it was somebody else.
func (j *judge) gateways(call *api.ObservedCall, callees []*model.Service) []diag.Ref {
	if len(callees) != 1 {
		return nil
	}
	var found []diag.Ref
	for _, h := range j.sent[callees[0]] {
		if h.Caller.Kind == gatewayKind && !slices.Contains(found, h.Caller) && j.isPodOf(h.Caller, call.From) {
			found = append(found, h.Caller)
		}
	}
	return found
}

// isPodOf tells whether a caller is pods of a Gateway: those that it selects, of the workloads of the caller too; where it is not in
// the input, those that are called as Istio calls the pods of gateways, or as this one, beside it.
func (j *judge) isPodOf(gateway diag.Ref, from api.ObservedCaller) bool {
	sets := []model.Labels{from.Labels}
	for _, c := range j.finder.Callers(from) {
		if c.Workload != nil {
			sets = append(sets, c.Workload.PodLabels)
		}
	}
	if g := j.plan.model.Gateway(model.KeyOf(gateway.Namespace, gateway.Name)); g != nil && slices.ContainsFunc(sets, g.Selector.Selects) {
		return true
	}
	if slices.ContainsFunc(sets, namedGateway) {
		return true
	}
	beside := from.Namespace == "" || model.SameNamespace(from.Namespace, gateway.Namespace)
	return len(sets) == 1 && (strings.HasSuffix(from.Workload, ingressGateway) ||
		beside && (from.Workload == gateway.Name || from.Workload == gateway.Name+"-istio"))
}

// ingressGateway ends the names of the pods of Istio's own gateways, as the label istio has it and app too.
const ingressGateway = "ingressgateway"

// namedGateway tells whether pods are called as Istio calls those of its gateways
// (https://istio.io/latest/docs/setup/additional-setup/gateway/).
func namedGateway(labels model.Labels) bool {
	return strings.HasSuffix(labels["istio"], ingressGateway) || strings.HasSuffix(labels["app"], ingressGateway)
}

// isGateway tells whether the pods of a workload are those of a gateway, which the rules of the mesh do not reach.
func (j *judge) isGateway(w *model.Workload) bool {
	return namedGateway(w.PodLabels) || slices.ContainsFunc(j.selectors, func(l model.Labels) bool { return l.Selects(w.PodLabels) })
}

// sentBy is what the entries of a Service send to it through Gateways. Where the routes of others do so too, it is not told whose
// requests were seen.
func (j *judge) sentBy(gateways []diag.Ref, s *model.Service) expected {
	found := expected{leak: Leak{Gateway: gateways[0], Callee: s, Reason: AtEntry, Cause: Disobeyed}}
	for _, h := range j.sent[s] {
		if h.Caller.Kind == gatewayKind && !slices.Contains(gateways, h.Caller) {
			continue
		}
		if !j.isPlanned(h) {
			return expected{why: NotPlanned}
		}
		found.versions = union(found.versions, h.Versions)
		found.leak.Port, found.leak.Rule = h.Port, j.Rule(h)
		if !slices.Contains(found.leak.Lanes, h.Lane) {
			found.leak.Lanes = append(found.leak.Lanes, h.Lane)
		}
	}
	found.leak.Lanes = j.plan.inOrder(found.leak.Lanes)
	return found
}

// isPlanned tells whether a hop of a gateway is one of a planned entry.
func (j *judge) isPlanned(h Hop) bool {
	return slices.ContainsFunc(j.plan.Entries, func(e *Entry) bool {
		rule := h.decided.entry
		return rule != nil && e.Callee == h.Callee && rule.Object == e.applied(0).Object
	})
}
