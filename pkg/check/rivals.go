package check

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// rivals finds VirtualServices for one host in the mesh, of which Istio takes the oldest alone. Those that are not exported
// everywhere may each have namespaces of their own, and are left out.
func rivals() Analyzer {
	return Analyzer{Name: "rivals", Codes: []diag.Code{diag.SecondVirtualService}, Run: func(in Input, report func(diag.Diagnostic)) {
		resolver := callgraph.NewResolver(in.Model, in.Spec.ClusterDomain)
		first := map[string]*model.VirtualService{}
		for _, v := range in.virtualServices() {
			if !v.OnMesh() || len(v.ExportTo) > 0 && !slices.Contains(v.ExportTo, "*") {
				continue
			}
			for _, host := range v.Hosts {
				key := hostKey(resolver, host, v)
				switch other := first[key]; {
				case other == nil:
					first[key] = v
				case other != v:
					report(diag.New(diag.SecondVirtualService, v.Ref, host, other.Ref.String()).In("spec.hosts").At(v.Place))
				}
			}
		}
	}}
}

// hostKey is the same for all names of one host: a short name is one of the VirtualService's namespace.
func hostKey(resolver callgraph.Resolver, host string, v *model.VirtualService) string {
	if s := resolver.IstioService(host, v.Namespace); s != nil {
		host = s.Name + "." + s.Key().Namespace + ".svc." + resolver.Domain
	}
	if !strings.Contains(host, ".") {
		host += "." + v.Key().Namespace + ".svc." + resolver.Domain
	}
	return strings.ToLower(host)
}
