package telemetry

import (
	"maps"
	"slices"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
)

// Mesh are the sidecars of pods. It may be used by several goroutines at once.
type Mesh struct {
	mu       sync.Mutex
	sidecars map[string]*sidecar // by the IDs of their pods
	sent     map[Call]int
}

// NewMesh is a mesh without pods.
func NewMesh() *Mesh { return &Mesh{sidecars: map[string]*sidecar{}, sent: map[Call]int{}} }

// Run starts pods, with counters at zero. One that runs starts anew.
func (m *Mesh) Run(pods ...Pod) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range pods {
		if !p.Bare {
			m.sidecars[p.ID()] = newSidecar(p)
		}
	}
}

// Stop ends pods: their counters are gone.
func (m *Mesh) Stop(pods ...Pod) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range pods {
		delete(m.sidecars, p.ID())
	}
}

// Count counts a request at both of its ends, as far as they run.
func (m *Mesh) Count(r Request) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for reporter, p := range map[string]Pod{"source": r.From, "destination": r.To} {
		if s := m.sidecars[p.ID()]; s != nil {
			s.count(r, reporter)
		}
	}
	if call, known := r.call(); known {
		m.sent[call]++
	}
}

// Gather gives the metrics of all pods.
func (m *Mesh) Gather() ([]*dto.MetricFamily, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all prometheus.Gatherers
	for _, id := range slices.Sorted(maps.Keys(m.sidecars)) {
		all = append(all, m.sidecars[id])
	}
	return all.Gather()
}

// total is the sum of all counters.
func (m *Mesh) total() (sum float64, err error) {
	families, err := m.Gather()
	for _, f := range families {
		for _, one := range f.Metric {
			sum += one.GetCounter().GetValue()
		}
	}
	return sum, err
}
