package check

import (
	"fmt"
	"maps"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// pinned finds Services whose selector holds the version label although that hurts: calls of one version's
// Service while another Service has all versions, and versions that no Service selects.
func pinned() Analyzer {
	codes := []diag.Code{diag.CallSkipsLane, diag.SelectorPinned}
	return Analyzer{Name: "pinned", Codes: codes, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, s := range in.Model.Services() {
			if _, pins := s.Selector[in.Spec.VersionLabel]; !pins {
				continue
			}
			if whole := in.wholeService(s); whole != nil {
				in.skippedLanes(s, whole, report)
			} else {
				in.unselected(s, report)
			}
		}
	}}
}

// wholeService is a Service that selects pods of s in several versions; nil when there is none.
func (in Input) wholeService(s *model.Service) *model.Service {
	for _, w := range in.Model.Selected(s) {
		for _, other := range in.Model.Selecting(w) {
			if other != s && len(in.Plan.Versions(other)) > len(in.Plan.Versions(s)) {
				return other
			}
		}
	}
	return nil
}

func (in Input) skippedLanes(s, whole *model.Service, report func(diag.Diagnostic)) {
	for _, c := range in.Graph.To(s) {
		if c.Caller.Workload == nil {
			continue
		}
		e := c.Evidence[0]
		report(diag.New(diag.CallSkipsLane, c.Caller.Workload.Ref, s.Ref.String(), whole.Ref.String()).In(e.Field).At(e.Place))
	}
}

// unselected reports the running workloads that differ from the pods of s in the version alone and that no
// Service selects.
func (in Input) unselected(s *model.Service, report func(diag.Diagnostic)) {
	label := in.Spec.VersionLabel
	rest := maps.Clone(s.Selector)
	delete(rest, label)
	var lost []string
	for _, w := range in.Model.Workloads() {
		if model.SameNamespace(w.Namespace, s.Namespace) && rest.Selects(w.PodLabels) &&
			in.Model.Runs(w) && len(in.Model.Selecting(w)) == 0 {
			lost = append(lost, w.Ref.String())
		}
	}
	if len(lost) > 0 {
		pin := fmt.Sprintf("%s=%s", label, s.Selector[label])
		report(diag.New(diag.SelectorPinned, s.Ref, label, pin, strings.Join(lost, ", ")).In("spec.selector." + label).At(s.Place))
	}
}
