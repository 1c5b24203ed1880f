package callgraph

import (
	"maps"
	"runtime"
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/address"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/parallel"
)

// builder gathers the calls.
type builder struct {
	Resolver
	detectors   []Detector
	calls       map[callKey]*Call
	contents    map[source]content
	hints       map[string]*hint        // by name
	short       map[*model.Service]bool // the Services that a name without a namespace meant
	assumed     map[string][]assumption // by the namespace
	former      []former
	ignored     map[pair]bool
	who         *parties
	diagnostics []diag.Diagnostic
	remembered  int // bytes of contents
	room        int // bytes that placeholders may yet add to values of the workload
	left        int // bytes of values of the workload that may yet be read
}

// assumption is an address that means a Service, if the namespace that it names is the one that Services without a
// namespace will be applied to.
type assumption struct {
	group   *group
	clue    *Clue
	address address.Address
	service *model.Service
}

// Infer is the calls that the detectors' clues and spec.calls show. Diagnostics tell of hosts that
// kustomize left behind when it renamed a Service, and of declared calls that name nothing. It calls detectors for
// each part of the workloads that it reads beside others, since detectors remember what they saw.
func Infer(m *model.Model, config *api.GrayRelease, detectors func() []Detector) (*Graph, []diag.Diagnostic) {
	resolver := NewResolver(m, config.Spec.ClusterDomain)
	parts := slices.Collect(slices.Chunk(m.Workloads(), partSize(len(m.Workloads()))))
	builders := make([]*builder, len(parts))
	parallel.For(len(parts), func(i int) {
		builders[i] = newBuilder(resolver)
		for _, w := range parts[i] {
			builders[i].run(w, detectors)
		}
	})
	b := newBuilder(resolver)
	for _, part := range builders {
		b.join(part)
	}
	b.assume()
	b.reportFormer()
	b.observe()
	b.declare(config.Spec.Calls, config.Ref)
	return b.graph(), b.diagnostics
}

// leastPart is the number of workloads below which they are not worth another goroutine: each part reads the files
// that several workloads share anew.
const leastPart = 200

// partSize is how many workloads a part has, so that there are as many parts as processors.
func partSize(workloads int) int {
	return max(leastPart, (workloads+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
}

func newBuilder(r Resolver) *builder {
	return &builder{
		Resolver: r.fresh(), calls: map[callKey]*Call{}, contents: map[source]content{}, hints: map[string]*hint{},
		short: map[*model.Service]bool{}, assumed: map[string][]assumption{}, ignored: map[pair]bool{},
	}
}

// run enters the calls that the detectors see in a workload.
func (b *builder) run(w *model.Workload, detectors func() []Detector) {
	if b.detectors == nil {
		b.detectors = detectors()
	}
	b.room, b.left = maxExpansions, maxRead
	for _, d := range b.detectors {
		d.Detect(b.Model, w, func(clues ...Clue) {
			for i := range clues {
				clues[i].Detector = d.Name
			}
			(&group{builder: b, workload: w, clues: clues}).run()
		})
	}
	if b.left < 0 {
		b.diagnostics = append(b.diagnostics, diag.New(diag.InputReadInPart, w.Ref, strconv.Itoa(maxRead>>20)).At(w.Place))
	}
}

// join takes over what another builder has gathered for workloads of its own.
func (b *builder) join(other *builder) {
	maps.Copy(b.calls, other.calls)
	maps.Copy(b.short, other.short)
	for namespace, assumed := range other.assumed {
		b.assumed[namespace] = append(b.assumed[namespace], assumed...)
	}
	b.former = append(b.former, other.former...)
	b.diagnostics = append(b.diagnostics, other.diagnostics...)
}

// hint is what a name tells.
func (b *builder) hint(name string) *hint {
	h, known := b.hints[name]
	if !known {
		h = hintOf(name)
		b.hints[name] = h
	}
	return h
}

// assume enters the calls of Services without a namespace that hosts name with a namespace, where these hosts agree in
// one that no object declares: it is taken to be the one that these Services will be applied to. Where qualified hosts
// agree, others do not matter. A Service that other hosts name without a namespace is not the one that those with it mean.
func (b *builder) assume() {
	namespace := b.agreed(func(a assumption) bool { return b.qualified(a.address.Host) })
	if namespace == "" {
		namespace = b.agreed(func(assumption) bool { return true })
	}
	entered := false
	for _, a := range b.assumed[namespace] {
		if !b.short[a.service] {
			a.group.builder = b
			a.group.enter(a.service, a.clue, a.address)
			entered = true
		}
	}
	if entered {
		b.diagnostics = append(b.diagnostics, diag.New(diag.NamespaceAssumed, diag.Ref{}, namespace))
	}
}

// agreed is the one namespace that the hosts of certain assumptions name; empty where there is none, or more than one.
func (b *builder) agreed(counts func(assumption) bool) string {
	found := ""
	for namespace, assumed := range b.assumed {
		if !slices.ContainsFunc(assumed, counts) {
			continue
		}
		if found != "" {
			return ""
		}
		found = namespace
	}
	return found
}
