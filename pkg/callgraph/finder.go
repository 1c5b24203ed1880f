package callgraph

import (
	"maps"
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/model"
)

// Finder finds in a model what observed calls name. It does not change after [NewFinder], but for what it remembers, so it is for
// one goroutine.
type Finder struct {
	model   *model.Model
	byName  map[string][]*model.Workload
	byLabel map[[2]string][]*model.Workload
	// own is the namespace of a running mesh that objects without a namespace are in; empty where none is known.
	own   string
	known map[callerSeen][]Caller
}

// callerSeen tells callers apart whose versions do not matter.
type callerSeen struct{ namespace, workload, labels string }

// Pair is one reading of an observed call: a caller, and the Service that it calls.
type Pair struct {
	Caller Caller
	Callee *model.Service
	Port   int // of the Service; 0 when unknown
}

// NewFinder is a Finder for observed calls, those of the model or others: together they tell in which namespace of the mesh the
// objects are that name none.
func NewFinder(m *model.Model, observed []*model.Observed) *Finder {
	f := &Finder{model: m, byName: map[string][]*model.Workload{}, byLabel: map[[2]string][]*model.Workload{}, known: map[callerSeen][]Caller{}}
	for _, w := range m.Workloads() {
		f.byName[w.Name] = append(f.byName[w.Name], w)
		if w.Origin() != w {
			f.byName[w.Origin().Name] = append(f.byName[w.Origin().Name], w)
		}
		for key, value := range w.PodLabels {
			f.byLabel[[2]string{key, value}] = append(f.byLabel[[2]string{key, value}], w)
		}
	}
	f.own = f.home(observed)
	return f
}

// Find is what an observed call may mean: for each caller, which is every version of its application, the Services in its
// namespace where the call names none and there is one, else those of every namespace. It is empty where the model lacks either.
func (f *Finder) Find(call *api.ObservedCall) []Pair {
	callees := f.Callees(call)
	if len(callees) == 0 {
		return nil
	}
	var found []Pair
	for _, caller := range f.Callers(call.From) {
		for _, s := range nearest(callees, caller.namespace(), call.To.Namespace) {
			found = append(found, Pair{caller, s, seenPort(s, call.To.Port)})
		}
	}
	return found
}

// home is the namespace that the objects without one are taken to be in: of those that no object of the input declares, the one in
// which most of the calls that were seen arrive at a Service of the input, the first by name of several.
func (f *Finder) home(observed []*model.Observed) string {
	arrivals := map[string]int{}
	for _, o := range observed {
		for i := range o.Calls {
			to := &o.Calls[i].To
			if to.Namespace == "" || f.model.HasNamespace(to.Namespace) {
				continue
			}
			if s := f.model.Service("", to.Service); s != nil && s.Namespace == "" {
				arrivals[to.Namespace]++
			}
		}
	}
	best := ""
	for _, namespace := range slices.Sorted(maps.Keys(arrivals)) {
		if arrivals[namespace] > arrivals[best] {
			best = namespace
		}
	}
	return best
}

// is tells whether an object's namespace is the one that was seen; empty stands for any.
func (f *Finder) is(namespace, seen string) bool {
	return seen == "" || model.SameNamespace(namespace, seen) || namespace == "" && seen == f.own
}

// Callees are the Services of the name that was seen, by namespace.
func (f *Finder) Callees(call *api.ObservedCall) []*model.Service {
	var found []*model.Service
	for _, s := range f.model.ServicesMeant("", call.To.Service) {
		if f.is(s.Namespace, call.To.Namespace) {
			found = append(found, s)
		}
	}
	return found
}

// Callers are the workloads of the name that was seen, and those beside them that are other versions of it; by its labels where it
// was seen with labels; of the application of the name where no workload has it. Where there are none, they are pods elsewhere with these labels.
func (f *Finder) Callers(from api.ObservedCaller) []Caller {
	key := callerSeen{from.Namespace, from.Workload, Caller{Labels: from.Labels}.id()}
	callers, known := f.known[key]
	if !known {
		callers = f.callers(from)
		f.known[key] = callers
	}
	return callers
}

func (f *Finder) callers(from api.ObservedCaller) []Caller {
	var found []*model.Workload
	added := map[*model.Workload]bool{}
	add := func(w *model.Workload) {
		if f.is(w.Namespace, from.Namespace) && f.model.Runs(w) && !added[w] {
			added[w], found = true, append(found, w)
		}
	}
	for _, w := range f.labelled(from.Labels) {
		add(w)
	}
	for _, w := range f.byName[from.Workload] {
		add(w)
		if len(from.Labels) == 0 {
			for _, other := range f.besides(w) {
				add(other)
			}
		}
	}
	if len(found) == 0 && len(from.Labels) == 0 {
		for _, w := range f.applied(from) {
			add(w)
		}
	}
	if len(found) == 0 && len(from.Labels) > 0 && from.Namespace != "" {
		return []Caller{{Namespace: from.Namespace, Labels: from.Labels}}
	}
	var callers []Caller
	for _, w := range found {
		callers = append(callers, Caller{Workload: w})
	}
	return callers
}

// applied are the workloads of an application by its name, as traces have it, which is that of no workload: those behind the Service of
// the name, else those with the name in a label that names applications.
func (f *Finder) applied(from api.ObservedCaller) []*model.Workload {
	var found []*model.Workload
	for _, s := range f.model.ServicesMeant("", from.Workload) {
		if f.is(s.Namespace, from.Namespace) {
			found = append(found, f.model.Selected(s)...)
		}
	}
	for i := 0; i < len(nameLabels) && len(found) == 0; i++ {
		found = f.byLabel[[2]string{nameLabels[i], from.Workload}]
	}
	return found
}

// labelled are the workloads whose pods have all of labels.
func (f *Finder) labelled(labels model.Labels) []*model.Workload {
	var fewest []*model.Workload
	for i, key := range slices.Sorted(maps.Keys(labels)) {
		if with := f.byLabel[[2]string{key, labels[key]}]; i == 0 || len(with) < len(fewest) {
			fewest = with
		}
	}
	var found []*model.Workload
	for _, w := range fewest {
		if labels.Selects(w.PodLabels) {
			found = append(found, w)
		}
	}
	return found
}

// nameLabels are the labels that name an application
// (https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/).
var nameLabels = []string{"app", "app.kubernetes.io/name", "k8s-app"}

// besides are the workloads that a Service selects together with w, unless a label names another application.
func (f *Finder) besides(w *model.Workload) []*model.Workload {
	var found []*model.Workload
	for _, s := range f.model.Selecting(w) {
		for _, other := range f.model.Selected(s) {
			same := !slices.ContainsFunc(nameLabels, func(key string) bool {
				a, b := w.PodLabels[key], other.PodLabels[key]
				return a != "" && b != "" && a != b
			})
			if other != w && same {
				found = append(found, other)
			}
		}
	}
	return found
}

// nearest are the Services of a caller's namespace where none was seen and there are such; else all.
func nearest(services []*model.Service, caller, seen string) []*model.Service {
	if seen != "" {
		return services
	}
	for i, s := range services {
		if model.SameNamespace(s.Namespace, caller) {
			return services[i : i+1]
		}
	}
	return services
}

// seenPort is the port of s of a number: of the Service, or the one of its pods that it sends to, which is what a sidecar beside
// them sees. It is the only one where none was seen, and 0 where s has none such.
func seenPort(s *model.Service, number int) int {
	if _, ok := s.Port(number); ok && number != 0 {
		return number
	}
	var targets []int
	for _, p := range s.Ports {
		if number == 0 || p.Target == strconv.Itoa(number) {
			targets = append(targets, p.Number)
		}
	}
	if len(targets) == 1 {
		return targets[0]
	}
	return 0
}
