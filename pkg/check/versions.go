package check

import (
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// versions finds what keeps versions from being seen: no version label at all, pods without it, workloads
// without pods.
func versions() Analyzer {
	codes := []diag.Code{diag.NoVersionLabel, diag.PodsWithoutVersion, diag.VersionScaledDown}
	return Analyzer{Name: "versions", Codes: codes, Run: func(in Input, report func(diag.Diagnostic)) {
		in.noVersionLabel(report)
		for _, s := range in.Model.Services() {
			in.unlabelled(s, report)
		}
		for _, w := range in.Model.Workloads() {
			version := w.PodLabels[in.Spec.VersionLabel]
			if version != "" && !in.Model.Runs(w) && len(in.Model.Selecting(w)) > 0 {
				report(diag.New(diag.VersionScaledDown, w.Ref, version).In("spec.replicas").At(w.Place))
			}
		}
	}}
}

// noVersionLabel reports that no workload has the version label, in its pod template or elsewhere, and names the labels that do tell the
// workloads of one Service apart.
func (in Input) noVersionLabel(report func(diag.Diagnostic)) {
	label := in.Spec.VersionLabel
	for _, w := range in.Model.Workloads() {
		if w.PodLabels[label] != "" || in.misplacedVersion(w) != "" {
			return
		}
	}
	if len(in.Model.Workloads()) == 0 {
		return
	}
	hint := "no other label tells the workloads of one Service apart either"
	if found := in.distinguishing(); len(found) > 0 {
		hint = "labels that tell the workloads of one Service apart: " + strings.Join(found, ", ")
	}
	report(diag.New(diag.NoVersionLabel, diag.Ref{}, label, hint))
}

// distinguishing are the labels that every workload of some Service has, each with another value, in order.
func (in Input) distinguishing() []string {
	found := map[string]bool{}
	for _, s := range in.Model.Services() {
		workloads := in.Model.Selected(s)
		if len(workloads) < 2 {
			continue
		}
		for key := range workloads[0].PodLabels {
			values := map[string]bool{}
			for _, w := range workloads {
				if v := w.PodLabels[key]; v != "" {
					values[v] = true
				}
			}
			if len(values) == len(workloads) {
				found[key] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// unlabelled reports the pods of a Service of several versions that have no version.
func (in Input) unlabelled(s *model.Service, report func(diag.Diagnostic)) {
	if len(in.Plan.Versions(s)) < 2 || s.LeftOut() {
		return
	}
	if without := in.withoutVersion(s); len(without) > 0 {
		report(diag.New(diag.PodsWithoutVersion, s.Ref, strings.Join(without, ", "), in.Spec.VersionLabel).At(s.Place))
	}
}
