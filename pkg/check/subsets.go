package check

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// subsets finds routes to subsets that no DestinationRule defines, neither one of the input nor one of graylane.
func subsets() Analyzer {
	return Analyzer{Name: "subsets", Codes: []diag.Code{diag.UnknownSubset}, Run: func(in Input, report func(diag.Diagnostic)) {
		resolver := callgraph.NewResolver(in.Model, in.Spec.ClusterDomain)
		for _, v := range in.virtualServices() {
			for _, d := range v.Destinations {
				if d.Subset != "" && in.unknown(d, resolver) {
					report(diag.New(diag.UnknownSubset, v.Ref, d.Subset, d.Host).In(d.Field + ".subset").At(v.Place))
				}
			}
		}
	}}
}

// unknown tells whether no DestinationRule defines the subset of d, and one could be expected in the input: its Service is
// there, or a DestinationRule for its host.
func (in Input) unknown(d model.Destination, resolver callgraph.Resolver) bool {
	s := resolver.IstioService(d.Host, d.Namespace)
	expected := s != nil && !s.Context
	isIt := func(sub lane.Subset) bool { return sub.Name == d.Subset }
	if planned := in.Plan.Service(s); planned != nil && slices.ContainsFunc(planned.Subsets, isIt) {
		return false
	}
	for _, rule := range in.Model.DestinationRules() {
		if !isFor(rule, d, resolver) {
			continue
		}
		if slices.ContainsFunc(rule.Subsets, func(sub model.Subset) bool { return sub.Name == d.Subset }) {
			return false
		}
		expected = true
	}
	return expected
}

// isFor tells whether the host of a DestinationRule is that of d, or a wildcard that includes it.
func isFor(rule *model.DestinationRule, d model.Destination, resolver callgraph.Resolver) bool {
	s := resolver.IstioService(d.Host, d.Namespace)
	if s != nil && resolver.IstioService(rule.Host, rule.Namespace) == s {
		return true
	}
	full := fullHost(d.Host, d.Namespace, resolver.Domain)
	if suffix, wildcard := strings.CutPrefix(rule.Host, "*"); wildcard {
		return strings.HasSuffix(full, suffix)
	}
	return fullHost(rule.Host, rule.Namespace, resolver.Domain) == full
}

// fullHost completes a host without a dot, as Istio does (istio pkg/config/model, ResolveShortnameToFQDN).
func fullHost(host, namespace, domain string) string {
	if strings.Contains(host, ".") {
		return host
	}
	return host + "." + model.KeyOf(namespace, "").Namespace + ".svc." + domain
}
