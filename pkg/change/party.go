package change

import (
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/scope"
)

// Party is an application at one of its versions, or whoever else sends requests.
type Party struct {
	// Ref is the Service of the application; without one, its workload. It is the gateway, or the route of an ingress, and
	// has a namespace at most for pods that the configuration declares by Labels.
	diag.Ref
	Labels  model.Labels
	Version string // empty for pods without a version, and whoever has none
}

// picture is a rendering, and what of it is compared.
type picture struct {
	Side
	shown map[*callgraph.Call]bool // the calls in scope
}

func newPicture(s Side) *picture {
	p := &picture{s, map[*callgraph.Call]bool{}}
	for _, c := range scope.In(s.Namespace, s.Model, s.Graph).Calls {
		p.shown[c] = true
	}
	return p
}

// concerns tells whether something that is in some namespaces is compared.
func (p *picture) concerns(in ...string) bool { return scope.Concerns(p.Namespace, in...) }

func (p *picture) hasLane(name string) bool {
	return name == lane.Baseline || slices.Contains(p.Plan.Lanes, name)
}

// party is the application of a workload, at its version.
func (p *picture) party(w *model.Workload) Party {
	out := Party{Ref: w.Ref, Version: w.PodLabels[p.VersionLabel]}
	if s := p.Plan.Main(w); s != nil {
		out.Ref = s.Ref
	}
	return out
}

// identity is what two renderings have in common that mean the same application, or the same sender of requests. It sorts by
// namespace and name.
type identity struct {
	model.Key
	kind   string
	labels string
}

// applicationOf identifies the application of a workload: its Service, else the labels by which its pods are known, since
// the name of a workload often has its version in it.
func (p *picture) applicationOf(w *model.Workload) identity {
	if s := p.Plan.Main(w); s != nil {
		return identityOf(s.Ref)
	}
	if labels := p.Plan.CallerLabels(w); len(labels) > 0 {
		return identity{Key: model.KeyOf(w.Namespace, ""), labels: labelText(labels)}
	}
	return identityOf(w.Ref)
}

func identityOf(r diag.Ref) identity {
	return identity{Key: model.KeyOf(r.Namespace, r.Name), kind: r.Kind}
}

func (i identity) compare(other identity) int {
	if c := i.Key.Compare(other.Key); c != 0 {
		return c
	}
	if c := strings.Compare(i.kind, other.kind); c != 0 {
		return c
	}
	return strings.Compare(i.labels, other.labels)
}

// sender identifies who sends the requests of a hop, and gives it at its version.
func (p *picture) sender(h lane.Hop) (identity, Party) {
	if h.Call != nil && h.Call.Caller.Workload != nil {
		w := h.Call.Caller.Workload
		return p.applicationOf(w), p.party(w)
	}
	party := Party{Ref: h.Caller, Labels: h.Labels, Version: h.Labels[p.VersionLabel]}
	if h.Caller.Name != "" {
		return identityOf(h.Caller), party
	}
	rest := maps.Clone(h.Labels)
	delete(rest, p.VersionLabel)
	return identity{Key: model.KeyOf(h.Caller.Namespace, ""), kind: "pods", labels: labelText(rest)}, party
}

func labelText(labels model.Labels) string {
	var pairs []string
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		pairs = append(pairs, key+"="+labels[key])
	}
	return strings.Join(pairs, ",")
}

// union is the values of two lists, each once, in an order.
func union[V comparable](a, b []V, compare func(V, V) int) []V {
	all := slices.Concat(a, b)
	slices.SortFunc(all, compare)
	return slices.Compact(all)
}

// keys are the keys of two maps, each once, in an order.
func keys[K comparable, V any](a, b map[K]V, compare func(K, K) int) []K {
	return union(slices.Collect(maps.Keys(a)), slices.Collect(maps.Keys(b)), compare)
}
