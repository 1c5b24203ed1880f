package callgraph

import (
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// builder gathers the calls.
type builder struct {
	Resolver
	calls       map[callKey]*Call
	targets     map[string][]Target // by value
	diagnostics []diag.Diagnostic
}

// Infer is the calls that the detectors' evidence and spec.calls show. Diagnostics tell of hosts that
// kustomize left behind when it renamed a Service, and of declared calls that name nothing.
func Infer(m *model.Model, config *api.GrayRelease, detectors []Detector) (*Graph, []diag.Diagnostic) {
	b := &builder{Resolver: Resolver{m, config.Spec.ClusterDomain}, calls: map[callKey]*Call{}, targets: map[string][]Target{}}
	for _, w := range m.Workloads() {
		for _, d := range detectors {
			d.Detect(m, w, func(e Evidence) { b.resolve(w, e) })
		}
	}
	b.declare(config.Spec.Calls, config.Ref)
	return b.graph(), b.diagnostics
}

// resolve enters the calls that a piece of evidence shows.
func (b *builder) resolve(w *model.Workload, e Evidence) {
	targets, known := b.targets[e.Value]
	if !known {
		targets = Targets(e.Value)
		b.targets[e.Value] = targets
	}
	for _, t := range targets {
		if s := b.Service(t.Host, w.Namespace); s != nil {
			b.add(Caller{Workload: w}, s, port(s, t), e)
			continue
		}
		if s := b.renamed(t.Host, w.Namespace); s != nil {
			b.diagnostics = append(b.diagnostics,
				diag.New(diag.HostRenamed, e.Object, t.Host, s.Ref.String(), w.Ref.String()).In(e.Field).At(e.Place))
		}
	}
}
