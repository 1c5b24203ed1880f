package check

import (
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// misplaced finds workloads that have the version label themselves, while their pods lack it.
func misplaced() Analyzer {
	return Analyzer{Name: "misplaced", Codes: []diag.Code{diag.VersionOnObject}, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, w := range in.Model.Workloads() {
			if version := in.misplacedVersion(w); version != "" && in.Model.Runs(w) && !w.Context {
				field := "metadata.labels." + in.Spec.VersionLabel
				report(diag.New(diag.VersionOnObject, w.Ref, in.Spec.VersionLabel, version, w.Kind).In(field).At(w.Place))
			}
		}
	}}
}

// misplacedVersion is the version that stands on w alone, since its pod template has none; empty for none.
func (in Input) misplacedVersion(w *model.Workload) string {
	if w.PodLabels[in.Spec.VersionLabel] != "" {
		return ""
	}
	return w.Labels[in.Spec.VersionLabel]
}
