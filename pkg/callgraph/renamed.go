package callgraph

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
)

// former is a host that was a Service's before kustomize renamed that: what a workload reads in a field of an object.
type former struct {
	object        diag.Ref
	place         diag.Place
	field, host   string
	now, workload diag.Ref
}

// reportFormer reports the hosts that kustomize left behind, those of an object together.
func (b *builder) reportFormer() {
	byObject := map[diag.Ref][]former{}
	var order []diag.Ref
	for _, f := range b.former {
		if byObject[f.object] == nil {
			order = append(order, f.object)
		}
		byObject[f.object] = append(byObject[f.object], f)
	}
	for _, object := range order {
		all := byObject[object]
		var hosts, workloads []string
		for _, f := range all {
			if host := f.host + " in " + f.field + " is " + f.now.String() + " now"; !slices.Contains(hosts, host) {
				hosts = append(hosts, host)
			}
			workloads = append(workloads, f.workload.String())
		}
		workloads = slices.Compact(workloads) // they come one after another
		call := " call"
		if len(workloads) == 1 {
			call = " calls"
		}
		b.diagnostics = append(b.diagnostics,
			diag.New(diag.HostRenamed, object, diag.Some(workloads)+call, diag.Some(hosts)).In(all[0].field).At(all[0].place))
	}
}
