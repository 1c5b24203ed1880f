package check

import (
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
)

// unreached finds versions in lanes to which no request of their lane comes: nothing in the lane calls them, or what does is
// not reached itself. With match: lane any pod may call, whatever the manifests show.
func unreached() Analyzer {
	codes := []diag.Code{diag.VersionUncalled, diag.VersionUnreachable}
	return Analyzer{Name: "unreached", Codes: codes, Run: func(in Input, report func(diag.Diagnostic)) {
		if in.Spec.Match == api.MatchLane {
			return
		}
		for _, u := range in.Plan.Unreached(in.Graph) {
			d := diag.New(diag.VersionUncalled, u.Service.Ref, u.Subset.Version, u.Subset.Lane)
			if len(u.Callers) > 0 {
				d = diag.New(diag.VersionUnreachable, u.Service.Ref, u.Subset.Version, refs(u.Callers), u.Subset.Lane)
			}
			report(d.At(u.Service.Place))
		}
	}}
}

// refs is the first objects of many for a message.
func refs(objects []diag.Ref) string {
	const most = 5
	var names []string
	for _, o := range objects[:min(len(objects), most)] {
		names = append(names, o.String())
	}
	if more := len(objects) - most; more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return strings.Join(names, ", ")
}
