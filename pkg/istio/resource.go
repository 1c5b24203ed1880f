package istio

import (
	"maps"
	"slices"

	networking "istio.io/api/networking/v1"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// Resource is a generated object.
type Resource struct {
	diag.Ref
	// Service is the Service that it routes.
	Service     *model.Service
	labels      map[string]string
	annotations map[string]string
	spec        any // a message, or a tree
}

// The kinds that are generated.
const (
	DestinationRule = "DestinationRule"
	VirtualService  = "VirtualService"
)

// waves are the Argo CD sync waves of the kinds. Those of the mesh come before the workloads, whose wave is 0: Argo CD waits until
// the pods of a wave are ready, and a second version without rules would get its share of everybody's requests meanwhile. What
// gateways send to such a version comes after its pods. What is removed goes in the reverse order: pods, rules, subsets.
var waves = map[string]string{DestinationRule: "-2", VirtualService: "-1", gatewayWave: "1"}

// gatewayWave stands for the VirtualServices of gateways among the kinds.
const gatewayWave = "gateway"

// pruneLast has Argo CD remove an object after all else is applied.
const pruneLast = "PruneLast=true"

// Resources are the resources of a plan: all DestinationRules by namespace and name, then all VirtualServices for the mesh, then
// those for gateways in the order of the entries, so that they are applied in an order in which no route lacks its subset.
func Resources(plan *lane.Plan, spec *api.Spec) []Resource {
	var rules, routes []Resource
	for _, s := range plan.Services {
		e := emitter{s, spec, plan.Delegate(s.Service)}
		if len(s.Missing) > 0 {
			rules = append(rules, e.destinationRule())
		}
		switch {
		case s.Template != nil && s.Routed:
			routes = append(routes, e.woven())
		case s.Template != nil:
			routes = append(routes, e.kept())
		case s.Routed:
			routes = append(routes, e.virtualService())
		}
	}
	for _, s := range plan.Kept {
		routes = append(routes, emitter{s, spec, nil}.kept())
	}
	slices.SortStableFunc(routes, func(a, b Resource) int { return a.Service.Key().Compare(b.Service.Key()) })
	for _, entry := range plan.Entries {
		routes = append(routes, gatewayRoutes(entry, spec))
	}
	return append(rules, routes...)
}

// emitter writes the resources of one Service.
type emitter struct {
	*lane.Service
	spec  *api.Spec
	entry *lane.Entry // the one that delegates to its rules; nil for none
}

func (e emitter) resource(kind, name string, spec any) Resource {
	ref := diag.Ref{APIVersion: e.spec.Istio.APIVersion, Kind: kind, Namespace: e.Namespace, Name: name}
	all := annotations(e.spec, waves[kind])
	if e.spec.Istio.SyncWaves && kind == DestinationRule {
		all[model.SyncOptionsAnnotation] = pruneLast // the routes of gateways may name its subsets until the last wave
	}
	return Resource{Ref: ref, Service: e.Service.Service, annotations: all, spec: spec}
}

// annotations are those of every generated resource, with the sync wave that it has where these are wanted.
func annotations(spec *api.Spec, wave string) map[string]string {
	all := map[string]string{model.OwnerAnnotation: "true"}
	if spec.Istio.SyncWaves {
		all[model.SyncWaveAnnotation] = wave
	}
	return all
}

// host is how resources name the Service: by its short name, which Istio resolves in the resource's own
// namespace, or fully qualified.
func (e emitter) host() string { return host(e.Service.Service, e.spec) }

func host(s *model.Service, spec *api.Spec) string {
	if spec.Istio.Hosts == api.HostsFQDN && s.Namespace != "" {
		return fullHost(s, spec)
	}
	return s.Name
}

func fullHost(s *model.Service, spec *api.Spec) string {
	return s.Name + "." + s.Namespace + ".svc." + spec.ClusterDomain
}

func (e emitter) destinationRule() Resource {
	spec := &networking.DestinationRule{Host: e.host(), ExportTo: e.ExportTo}
	for _, s := range e.Missing {
		spec.Subsets = append(spec.Subsets, &networking.Subset{
			Name: s.Name, Labels: map[string]string{e.spec.VersionLabel: s.Version},
		})
	}
	if e.Policy == nil {
		return e.resource(DestinationRule, e.RuleName, spec)
	}
	subsets := []any{}
	for _, s := range spec.Subsets {
		subsets = append(subsets, s)
	}
	return e.resource(DestinationRule, e.RuleName, model.Tree{"host": spec.Host, "trafficPolicy": e.Policy, "subsets": subsets})
}

// assumed tells whether r goes where its Service goes, which names no namespace itself.
func (r Resource) assumed() bool { return r.Service.Assumed && r.Namespace == r.Service.Namespace }

// With is r with some more annotations.
func (r Resource) With(annotations map[string]string) Resource {
	r.annotations = maps.Clone(r.annotations)
	maps.Copy(r.annotations, annotations)
	return r
}
