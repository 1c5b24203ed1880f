package check

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// entries finds traffic from outside that reaches several versions, since it names no subset: through an
// Ingress, a gateway, a NodePort or a LoadBalancer.
func entries() Analyzer {
	return Analyzer{Name: "entries", Codes: []diag.Code{diag.EntryUnsteered}, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, e := range in.Model.Entries() {
			in.unsteered(&e.Object, e.Destinations, report)
		}
		for _, v := range in.Model.VirtualServices() {
			if v.OnGateway() {
				in.unsteered(&v.Object, v.Destinations, report)
			}
		}
		for _, s := range in.Plan.Services {
			if s.Template != nil && !s.Routed {
				in.unsteered(&s.Template.Object, atGateways(s.Template.Template, model.HTTP, model.TLS, model.TCP), report)
			}
		}
		for _, s := range in.Model.Services() {
			if versions := in.Plan.Versions(s); s.Exposed() && !s.LeftOut() && len(versions) > 1 {
				report(diag.New(diag.EntryUnsteered, s.Ref, "The "+s.Type, strings.Join(versions, ", ")).In("spec.type").At(s.Place))
			}
		}
	}}
}

// unsteered reports the Services of several versions that destinations of an entry name without a subset.
func (in Input) unsteered(o *model.Object, destinations []model.Destination, report func(diag.Diagnostic)) {
	resolver := callgraph.NewResolver(in.Model, in.Spec.ClusterDomain)
	unnamed := func(d model.Destination) bool { return d.Subset == "" }
	for _, r := range reaching(resolver, destinations, unnamed) {
		if s := r.service; !s.LeftOut() && len(in.Plan.Versions(s)) > 1 {
			report(diag.New(diag.EntryUnsteered, s.Ref, r.by(o), strings.Join(in.Plan.Versions(s), ", ")).At(s.Place))
		}
	}
}

// reached is a Service that an entry sends requests to, and the fields that name it.
type reached struct {
	service *model.Service
	fields  []string
}

// by names the entry and the fields.
func (r reached) by(o *model.Object) string { return o.Ref.String() + " (" + diag.Some(r.fields) + ")" }

// reaching are the Services that some of the destinations of an entry name, each once, in their order.
func reaching(resolver callgraph.Resolver, destinations []model.Destination, counts func(model.Destination) bool) []reached {
	var all []reached
	for _, d := range destinations {
		s := resolver.IstioService(d.Host, d.Namespace)
		if s == nil || !counts(d) {
			continue
		}
		i := slices.IndexFunc(all, func(r reached) bool { return r.service == s })
		if i < 0 {
			i, all = len(all), append(all, reached{service: s})
		}
		all[i].fields = append(all[i].fields, d.Field)
	}
	return all
}

// atGateways are where the routes of a template for some layers send what gateways let in.
func atGateways(t *model.Template, layers ...model.Layer) []model.Destination {
	var all []model.Destination
	for _, r := range t.Routes {
		if t.OnGateway() && slices.Contains(layers, r.Layer) && r.ForGateway() {
			all = append(all, r.Destinations...)
		}
	}
	return all
}
