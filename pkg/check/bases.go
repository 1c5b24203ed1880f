package check

import (
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// bases finds Services with a single version beside pods without one: as a rule a new version that has the version label
// and a base that has not.
func bases() Analyzer {
	return Analyzer{Name: "bases", Codes: []diag.Code{diag.UnlabelledBase}, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, s := range in.Model.Services() {
			versions := in.Plan.Versions(s)
			if len(versions) != 1 || s.LeftOut() || s.Headless || !s.Routable() {
				continue
			}
			if without := in.withoutVersion(s); len(without) > 0 {
				report(diag.New(diag.UnlabelledBase, s.Ref, versions[0], strings.Join(without, ", "), in.Spec.VersionLabel).At(s.Place))
			}
		}
	}}
}

// withoutVersion are the running workloads whose pods s selects although they lack the version label, but for those of
// which misplaced tells more.
func (in Input) withoutVersion(s *model.Service) []string {
	var without []string
	for _, w := range in.Model.Selected(s) {
		if in.Model.Runs(w) && w.PodLabels[in.Spec.VersionLabel] == "" && in.misplacedVersion(w) == "" {
			without = append(without, w.Kind+" "+w.Name)
		}
	}
	return without
}
