package check

import (
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
)

// unreached finds versions in lanes to which no request of their lane comes: nothing in the lane calls them, or what does is
// not reached itself. The latter are as many as follow, so each lane has them in one report, at the first of them.
func unreached() Analyzer {
	codes := []diag.Code{diag.VersionUncalled, diag.VersionUnreachable}
	return Analyzer{Name: "unreached", Codes: codes, OfPlan: true, Run: func(in Input, report func(diag.Diagnostic)) {
		behind := map[string][]lane.Unreached{}
		for _, u := range in.Trace.Unreached {
			if len(u.Callers) > 0 {
				behind[u.Subset.Lane] = append(behind[u.Subset.Lane], u)
				continue
			}
			report(diag.New(diag.VersionUncalled, u.Service.Ref, u.Subset.Version, u.Subset.Lane).At(u.Service.Place))
		}
		for _, name := range in.Plan.Lanes {
			if len(behind[name]) > 0 {
				report(unreachable(behind[name]))
			}
		}
	}}
}

// unreachable reports the versions of a lane whose callers are not reached.
func unreachable(all []lane.Unreached) diag.Diagnostic {
	first := all[0]
	var others []diag.Ref
	for _, u := range all[1:] {
		others = append(others, u.Service.Ref)
	}
	too := ""
	if len(others) > 0 {
		too = "; nor do those of " + refs(others)
	}
	return diag.New(diag.VersionUnreachable, first.Service.Ref, first.Subset.Version, refs(first.Callers), first.Subset.Lane, too).At(first.Service.Place)
}

// refs is objects for a message: of many the beginning.
func refs(objects []diag.Ref) string {
	var names []string
	for _, o := range objects {
		names = append(names, o.String())
	}
	return diag.Some(names)
}
