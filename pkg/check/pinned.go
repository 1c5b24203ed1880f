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
		unselected := in.unselected()
		for _, s := range in.Model.Services() {
			if _, pins := s.Selector[in.Spec.VersionLabel]; !pins {
				continue
			}
			if whole := in.wholeService(s); whole != nil {
				in.skippedLanes(s, whole, report)
			} else {
				in.reportLost(s, unselected, report)
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
		report(diag.New(diag.CallSkipsLane, e.Object, c.Caller.Workload.Ref.String(), s.Ref.String(), whole.Ref.String()).
			In(e.Field).At(e.Place))
	}
}

// labelled are workloads by each of their pod labels and its namespace, in the order of the model.
type labelled map[podLabel][]*model.Workload

type podLabel struct{ namespace, key, value string }

// unselected are the running workloads that no Service selects.
func (in Input) unselected() labelled {
	found := labelled{}
	for _, w := range in.Model.Workloads() {
		if len(in.Model.Selecting(w)) > 0 || !in.Model.Runs(w) {
			continue
		}
		for k, v := range w.PodLabels {
			l := podLabel{w.Key().Namespace, k, v}
			found[l] = append(found[l], w)
		}
	}
	return found
}

// selected are the workloads that a selector matches in a namespace. It looks at those that have the rarest of
// its labels alone.
func (l labelled) selected(namespace string, selector model.Labels) []*model.Workload {
	var rarest []*model.Workload
	first := true
	for k, v := range selector {
		if have := l[podLabel{namespace, k, v}]; first || len(have) < len(rarest) {
			rarest, first = have, false
		}
	}
	var selected []*model.Workload
	for _, w := range rarest {
		if selector.Selects(w.PodLabels) {
			selected = append(selected, w)
		}
	}
	return selected
}

// reportLost reports the unselected workloads that differ from the pods of s in the version alone.
func (in Input) reportLost(s *model.Service, unselected labelled, report func(diag.Diagnostic)) {
	label := in.Spec.VersionLabel
	rest := maps.Clone(s.Selector)
	delete(rest, label)
	var lost []string
	for _, w := range unselected.selected(s.Key().Namespace, rest) {
		lost = append(lost, w.Ref.String())
	}
	if len(lost) > 0 {
		pin := fmt.Sprintf("%s=%s", label, s.Selector[label])
		report(diag.New(diag.SelectorPinned, s.Ref, label, pin, strings.Join(lost, ", ")).In("spec.selector." + label).At(s.Place))
	}
}
