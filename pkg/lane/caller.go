package lane

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// appLabels are the labels that commonly name an application, the first one present counts
// (https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/).
var appLabels = []string{"app", "app.kubernetes.io/name"}

// callerLabels are the labels by which the pods of a workload are known as a caller, beside the version: what its
// Service selects on; else an application label; else its own matchLabels; else all its labels.
func callerLabels(w *model.Workload, s *model.Service, versionLabel string) model.Labels {
	if s != nil {
		return s.Selector
	}
	for _, key := range appLabels {
		if value := w.PodLabels[key]; value != "" {
			return model.Labels{key: value}
		}
	}
	if len(w.MatchLabels) > 0 {
		return without(w.MatchLabels, versionLabel)
	}
	return without(w.PodLabels, versionLabel)
}

func without(labels model.Labels, key string) model.Labels {
	if _, ok := labels[key]; !ok {
		return labels
	}
	rest := maps.Clone(labels)
	delete(rest, key)
	return rest
}

// text is labels as a string, in order; equal labels give equal strings.
func text(labels model.Labels) string {
	var pairs []string
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		pairs = append(pairs, key+"="+labels[key])
	}
	return strings.Join(pairs, ",")
}

// source is what matches the pods of w, and no pod of a workload in another lane: its caller labels and
// version; all its labels where those are shared. When even those are shared it returns false, and reports that the calls
// go elsewhere, if that is anywhere else.
func (b *builder) source(w *model.Workload, callee *model.Service, elsewhere string) (Source, bool) {
	a := b.plan.member[w]
	labels := model.Labels{b.label: a.version(w)}
	maps.Copy(labels, a.labels)
	if b.inAnotherLane(labels, w) != nil {
		labels = w.PodLabels
		if other := b.inAnotherLane(labels, w); other != nil {
			if elsewhere != "" {
				b.report(diag.New(diag.CallerAmbiguous, w.Ref, text(labels), other.Ref.String(), callee.Ref.String(), elsewhere).At(w.Place))
			}
			return Source{}, false
		}
	}
	source := Source{Labels: labels}
	if w.Namespace != "" && (!model.SameNamespace(w.Namespace, callee.Namespace) || b.inAnotherNamespace(labels, w)) {
		source.Namespace = w.Namespace
	}
	return source, true
}

// inAnotherLane is a workload of w's namespace that labels select although it is in another lane; nil when
// there is none.
func (b *builder) inAnotherLane(labels model.Labels, w *model.Workload) *model.Workload {
	lane, _ := b.plan.Lane(w)
	for _, other := range b.selected(labels).firsts[w.Key().Namespace] {
		if otherLane, _ := b.plan.Lane(other); otherLane != lane {
			return other
		}
	}
	return nil
}

// inAnotherNamespace tells whether labels select a workload of another namespace.
func (b *builder) inAnotherNamespace(labels model.Labels, w *model.Workload) bool {
	in := b.selected(labels).firsts
	return len(in) > 1 || len(in) == 1 && in[w.Key().Namespace] == nil
}

type pair struct{ key, value string }

// selection is the running workloads that labels select: of each namespace the first one in each lane, in the model's order.
type selection struct{ firsts map[string][]*model.Workload }

// selected are the running workloads that labels select. It looks through those alone that have the rarest of the labels, and once
// for equal labels. The lanes must be known.
func (b *builder) selected(labels model.Labels) selection {
	id := text(labels)
	found, known := b.selectedBy[id]
	if !known {
		found = b.firsts(b.search(labels))
		b.selectedBy[id] = found
	}
	return found
}

// firsts are, of each namespace, the first one of workloads in each lane.
func (b *builder) firsts(workloads []*model.Workload) selection {
	type within struct{ namespace, lane string }
	s, seen := selection{map[string][]*model.Workload{}}, map[within]bool{}
	for _, w := range workloads {
		lane, _ := b.plan.Lane(w)
		if in := (within{w.Key().Namespace, lane}); !seen[in] {
			seen[in] = true
			s.firsts[in.namespace] = append(s.firsts[in.namespace], w)
		}
	}
	return s
}

// search are the running workloads that have all of labels, none for no labels, in the model's order.
func (b *builder) search(labels model.Labels) []*model.Workload {
	if b.withLabel == nil {
		b.indexLabels()
	}
	var lists [][]int32
	for k, v := range labels {
		lists = append(lists, b.withLabel[pair{k, v}])
	}
	var found []*model.Workload
	for _, i := range common(lists) {
		found = append(found, b.members[i])
	}
	return found
}

func (b *builder) indexLabels() {
	b.withLabel = map[pair][]int32{}
	for _, w := range b.model.Workloads() {
		if b.plan.member[w] == nil {
			continue
		}
		for k, v := range w.PodLabels {
			b.withLabel[pair{k, v}] = append(b.withLabel[pair{k, v}], int32(len(b.members)))
		}
		b.members = append(b.members, w)
	}
}

// common are the numbers that all of the lists have, each of which is ascending.
func common(lists [][]int32) []int32 {
	if len(lists) == 0 {
		return nil
	}
	slices.SortFunc(lists, func(a, b []int32) int { return cmp.Compare(len(a), len(b)) })
	found := lists[0]
	for _, list := range lists[1:] {
		var both []int32
		for _, n := range found {
			at, has := slices.BinarySearch(list, n)
			if list = list[at:]; has {
				both = append(both, n)
			}
		}
		found = both
	}
	return found
}
