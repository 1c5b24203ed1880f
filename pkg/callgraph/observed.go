package callgraph

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/address"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/model"
)

// Sighting is that a call was seen in a running mesh, see [api.ObservedCall].
type Sighting struct {
	First, Last string // times as 2026-01-31T12:00:00Z; empty: unknown
	Requests    int64  // within Window; 0: unknown
	Window      string
	Source      string
	// From and To are the versions that called and answered; empty: unknown.
	From, To string
}

// observed is the detector of what was seen: it reads no workload.
const observed = "observed"

// observe enters the calls that were seen. What they name and the input lacks is passed over, since what sees calls sees those
// of the whole cluster; a caller that the input lacks counts where it is known by its labels, since it calls a Service all the same.
func (b *builder) observe() {
	if len(b.Model.Observed()) == 0 {
		return
	}
	in := newSeenIn(b.Model)
	for _, o := range b.Model.Observed() {
		for i := range o.Calls {
			call := &o.Calls[i]
			e := Evidence{
				Detector: observed, Object: o.Ref, Place: o.Place, Field: fmt.Sprintf("spec.calls[%d]", i),
				Value: sighted(call), Host: hostSeen(call.To), Weak: call.Stale,
				Seen: &Sighting{call.First, call.Last, call.Requests, call.Window, call.Source, call.From.Version, call.To.Version},
			}
			callees := in.callees(call)
			if len(callees) == 0 {
				continue
			}
			for _, caller := range in.callers(call.From) {
				for _, s := range nearest(callees, caller.namespace(), call.To.Namespace) {
					port := seenPort(s, call.To.Port)
					b.add(caller, s, port, seen{e, b.kindOf(s, port, &Clue{}, address.Address{})})
				}
			}
		}
	}
}

// sighted says what was seen, as the value of evidence: how often and when, as far as it is known, and who answered.
func sighted(call *api.ObservedCall) string {
	parts := []string{"seen"}
	if call.Requests > 0 {
		parts = append(parts, strconv.FormatInt(call.Requests, 10)+"x")
	}
	if first, last := day(call.First), day(call.Last); first != "" && first != last {
		parts = append(parts, first+".."+last)
	} else if last != "" {
		parts = append(parts, last)
	}
	if call.To.Version != "" {
		parts = append(parts, "answered by "+call.To.Version)
	}
	return strings.Join(parts, " ")
}

// day is the date of a time.
func day(time string) string {
	date, _, _ := strings.Cut(time, "T")
	return date
}

// hostSeen is what was called, with its port where that is known.
func hostSeen(to api.ObservedCallee) string {
	if to.Port == 0 {
		return to.Service
	}
	return to.Service + ":" + strconv.Itoa(to.Port)
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

// seenIn finds what observed calls name in a model.
type seenIn struct {
	*model.Model
	byName  map[string][]*model.Workload
	byLabel map[[2]string][]*model.Workload
	// own is the namespace of a running mesh that objects without a namespace are in; empty where none is known.
	own string
}

func newSeenIn(m *model.Model) *seenIn {
	in := &seenIn{Model: m, byName: map[string][]*model.Workload{}, byLabel: map[[2]string][]*model.Workload{}}
	for _, w := range m.Workloads() {
		in.byName[w.Name] = append(in.byName[w.Name], w)
		if w.Origin() != w {
			in.byName[w.Origin().Name] = append(in.byName[w.Origin().Name], w)
		}
		for key, value := range w.PodLabels {
			in.byLabel[[2]string{key, value}] = append(in.byLabel[[2]string{key, value}], w)
		}
	}
	in.own = in.home()
	return in
}

// home is the namespace that the objects without one are taken to be in: of those that no object of the input declares, the one in
// which most of the calls that were seen arrive at a Service of the input, the first by name of several.
func (in *seenIn) home() string {
	arrivals := map[string]int{}
	for _, o := range in.Observed() {
		for i := range o.Calls {
			to := &o.Calls[i].To
			if to.Namespace == "" || in.HasNamespace(to.Namespace) {
				continue
			}
			if s := in.Service("", to.Service); s != nil && s.Namespace == "" {
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
func (in *seenIn) is(namespace, seen string) bool {
	return seen == "" || model.SameNamespace(namespace, seen) || namespace == "" && seen == in.own
}

// callees are the Services of the name that was seen, by namespace.
func (in *seenIn) callees(call *api.ObservedCall) []*model.Service {
	var found []*model.Service
	for _, s := range in.ServicesMeant("", call.To.Service) {
		if in.is(s.Namespace, call.To.Namespace) {
			found = append(found, s)
		}
	}
	return found
}

// callers are the workloads of the name that was seen, and those beside them that are other versions of it; by its labels where it
// was seen with labels. Where there are none, they are pods elsewhere with these labels.
func (in *seenIn) callers(from api.ObservedCaller) []Caller {
	var found []*model.Workload
	add := func(w *model.Workload) {
		if in.is(w.Namespace, from.Namespace) && in.Runs(w) && !slices.Contains(found, w) {
			found = append(found, w)
		}
	}
	for _, w := range in.labelled(from.Labels) {
		add(w)
	}
	for _, w := range in.byName[from.Workload] {
		add(w)
		if len(from.Labels) == 0 {
			for _, other := range in.besides(w) {
				add(other)
			}
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

// labelled are the workloads whose pods have all of labels.
func (in *seenIn) labelled(labels model.Labels) []*model.Workload {
	var fewest []*model.Workload
	for i, key := range slices.Sorted(maps.Keys(labels)) {
		if with := in.byLabel[[2]string{key, labels[key]}]; i == 0 || len(with) < len(fewest) {
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
func (in *seenIn) besides(w *model.Workload) []*model.Workload {
	var found []*model.Workload
	for _, s := range in.Selecting(w) {
		for _, other := range in.Selected(s) {
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
