package lane

import (
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// application is the workloads that are versions of one thing.
type application struct {
	service   *model.Service // nil for workloads without one
	workloads []*model.Workload
	labels    model.Labels      // by which its pods are known as callers, without the version
	versions  []string          // in version order
	originals []string          // those that workloads of the input have, which are no copies
	baseline  string            // of several versions; empty when it has one, or when it is unknown
	named     map[string]string // the lanes that the configuration puts versions into, by version
	receives  map[string]bool
	label     string // the version label
}

func (a *application) version(w *model.Workload) string { return w.PodLabels[a.label] }

// versioned tells whether a has several versions, so that each is in a lane of its own.
func (a *application) versioned() bool { return len(a.versions) > 1 }

// applications groups the running workloads, in the order of their first one.
func (b *builder) applications() []*application {
	type key struct {
		service   *model.Service
		namespace string
		labels    string
	}
	var all []*application
	byKey := map[key]*application{}
	for _, w := range b.model.Workloads() {
		if !b.model.Runs(w) {
			continue
		}
		s := b.mainService(w)
		labels := callerLabels(w, s, b.label)
		k := key{service: s}
		if s == nil {
			k = key{nil, w.Key().Namespace, text(labels)}
		}
		a := byKey[k]
		if a == nil {
			a = &application{service: s, labels: labels, label: b.label, named: map[string]string{}, receives: map[string]bool{}}
			byKey[k] = a
			all = append(all, a)
		}
		a.workloads = append(a.workloads, w)
		b.plan.member[w] = a
	}
	for _, a := range all {
		a.versions = versionsOf(a.workloads, b.label)
		a.originals = versionsOf(originals(a.workloads), b.label)
		a.baseline = b.baselineOf(a)
	}
	return all
}

// mainService is the Service that a workload belongs to: of those that select it the one with the most versions,
// the first by name among equals; nil when none selects it.
func (b *builder) mainService(w *model.Workload) *model.Service {
	var main *model.Service
	most := 0
	for _, s := range b.model.Selecting(w) {
		if n := len(b.plan.versions[s]); main == nil || n > most {
			main, most = s, n
		}
	}
	return main
}

// running are the running workloads of s.
func (b *builder) running(s *model.Service) []*model.Workload {
	var running []*model.Workload
	for _, w := range b.model.Selected(s) {
		if b.model.Runs(w) {
			running = append(running, w)
		}
	}
	return running
}

// originals are those of workloads that are no copies.
func originals(workloads []*model.Workload) []*model.Workload {
	return slices.DeleteFunc(slices.Clone(workloads), func(w *model.Workload) bool { return w.CopyOf != nil })
}

// versionsOf are the values of the version label, in version order; workloads without it have none.
func versionsOf(workloads []*model.Workload, label string) []string {
	set := map[string]bool{}
	for _, w := range workloads {
		if v := w.PodLabels[label]; v != "" {
			set[v] = true
		}
	}
	return slices.SortedFunc(maps.Keys(set), compareVersions)
}

// baselineOf is the baseline version of an application of several: the only one that is no copy; else what an annotation on
// a Service of its pods says; else spec.baseline, if it has that version; else its lowest release. A copy's version never is,
// unless the annotation says so. It is empty when none is found.
func (b *builder) baselineOf(a *application) string {
	switch {
	case !a.versioned():
		return ""
	case len(a.originals) == 1:
		return a.originals[0]
	}
	if declared, _ := b.annotatedBaseline(a); declared != "" {
		if !slices.Contains(a.versions, declared) {
			return ""
		}
		return declared
	}
	if slices.Contains(a.originals, b.spec.Baseline) {
		return b.spec.Baseline
	}
	return lowestRelease(a.originals)
}

// reportBaseline says why a has no baseline, where it needs one.
func (b *builder) reportBaseline(a *application) {
	if declared, s := b.annotatedBaseline(a); declared != "" {
		b.report(diag.New(diag.BaselineMissing, s.Ref, declared, list(a.versions)).
			In("metadata.annotations." + model.BaselineAnnotation).At(s.Place))
		return
	}
	object := a.object()
	b.report(diag.New(diag.BaselineUnknown, object.Ref, list(a.versions)).At(object.Place))
}

// annotatedBaseline is the baseline that a Service of a's pods declares; its own Service goes first.
func (b *builder) annotatedBaseline(a *application) (string, *model.Service) {
	services := []*model.Service{}
	if a.service != nil {
		services = append(services, a.service)
	}
	for _, w := range a.workloads {
		services = append(services, b.model.Selecting(w)...)
	}
	for _, s := range services {
		if declared := s.Annotations[model.BaselineAnnotation]; declared != "" {
			return declared, s
		}
	}
	return "", nil
}

// object is what messages about a name: its Service, else its first workload.
func (a *application) object() *model.Object {
	if a.service != nil {
		return &a.service.Object
	}
	return &a.workloads[0].Object
}

// lanes are those of the versions of applications that are not their baseline, and those that the configuration puts
// versions into, in version order.
func lanes(apps []*application) []string {
	set := map[string]bool{}
	for _, a := range apps {
		for _, lane := range a.named {
			set[lane] = true
		}
		if a.baseline == "" {
			continue
		}
		for _, v := range a.versions {
			if v != a.baseline {
				set[a.laneOf(v)] = true
			}
		}
	}
	return slices.SortedFunc(maps.Keys(set), compareVersions)
}
