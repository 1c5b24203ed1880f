package callgraph

import (
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/address"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// builder gathers the calls.
type builder struct {
	Resolver
	calls       map[callKey]*Call
	contents    map[source]content
	short       map[*model.Service]bool // the Services that a name without a namespace meant
	assumed     map[string][]assumption // by the namespace
	diagnostics []diag.Diagnostic
}

// assumption is an address that means a Service, if the namespace that it names is the one that Services without a
// namespace will be applied to.
type assumption struct {
	group   *group
	clue    Clue
	address address.Address
	service *model.Service
}

// Infer is the calls that the detectors' clues and spec.calls show. Diagnostics tell of hosts that
// kustomize left behind when it renamed a Service, and of declared calls that name nothing.
func Infer(m *model.Model, config *api.GrayRelease, detectors []Detector) (*Graph, []diag.Diagnostic) {
	b := &builder{
		Resolver: NewResolver(m, config.Spec.ClusterDomain), calls: map[callKey]*Call{}, contents: map[source]content{},
		short: map[*model.Service]bool{}, assumed: map[string][]assumption{},
	}
	for _, w := range m.Workloads() {
		for _, d := range detectors {
			d.Detect(m, w, func(clues ...Clue) {
				for i := range clues {
					clues[i].Detector = d.Name
				}
				(&group{builder: b, workload: w, clues: clues}).run()
			})
		}
	}
	b.assume(config.Ref)
	b.declare(config.Spec.Calls, config.Ref)
	return b.graph(), b.diagnostics
}

// assume enters the calls of Services without a namespace that hosts name with a namespace, where all such hosts agree in
// one that no object declares: it is taken to be the one that these Services will be applied to. A Service that other
// hosts name without a namespace is not the one that those with it mean.
func (b *builder) assume(run diag.Ref) {
	if len(b.assumed) != 1 {
		return
	}
	for _, namespace := range slices.Collect(maps.Keys(b.assumed)) {
		entered := false
		for _, a := range b.assumed[namespace] {
			if !b.short[a.service] {
				a.group.enter(a.service, &a.clue, a.address, true)
				entered = true
			}
		}
		if entered {
			b.diagnostics = append(b.diagnostics, diag.New(diag.NamespaceAssumed, diag.Ref{}, namespace))
		}
	}
}
