package detect

import (
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// admissions are those of a model, by what finds the peers that a workload is, and the Services that one is for, without looking at
// all of them.
type admissions struct {
	model    *model.Model
	accounts affixes             // by patterns of service accounts
	foreign  map[string][]*entry // by the service account, of those in namespaces that no object of the input is in
	spaces   affixes             // by patterns of namespaces
	labelled map[place][]*entry  // by the rarest label of pods, and the namespace where one or few are meant
	within   map[string][]*entry // those that mean whole namespaces, and those that tell pods by expressions alone, by namespace
	anywhere []*entry            // those of them that no label of a namespace confines

	pods     map[place][]*model.Workload  // by a label, in their namespace and in any
	inSpace  map[string][]*model.Workload // by namespace
	services map[string][]*model.Service  // in front of pods, by their selector
}

// entry is a peer that a rule of an admission lets in.
type entry struct {
	by    *model.Admission
	rule  *model.AdmissionRule
	peer  *model.Peer
	order int
}

// place is a label, and the namespace of those who have it; empty for any.
type place struct{ namespace, key, value string }

func newAdmissions(m *model.Model, kind string) *admissions {
	x := &admissions{
		model: m, accounts: newAffixes(), spaces: newAffixes(), foreign: map[string][]*entry{}, labelled: map[place][]*entry{}, within: map[string][]*entry{},
		pods: map[place][]*model.Workload{}, inSpace: map[string][]*model.Workload{}, services: map[string][]*model.Service{},
	}
	var entries []*entry
	for _, a := range m.Admissions() {
		if a.Kind != kind {
			continue
		}
		for i := range a.Rules {
			for j := range a.Rules[i].Peers {
				e := &entry{a, &a.Rules[i], &a.Rules[i].Peers[j], len(entries)}
				if !(a.Whole() && e.peer.Whole()) {
					entries = append(entries, e)
				}
			}
		}
	}
	if len(entries) == 0 {
		return x
	}
	for _, w := range m.Workloads() {
		x.addPods(w)
	}
	common := map[[2]string]int{}
	for _, e := range entries {
		if e.peer.Pods != nil {
			for key, value := range e.peer.Pods.Labels {
				common[[2]string{key, value}]++
			}
		}
	}
	named := newNamespaces(m)
	for _, e := range entries {
		x.add(e, named, common)
	}
	return x
}

// addPods notes where the pods of a workload are found.
func (x *admissions) addPods(w *model.Workload) {
	namespace := w.Key().Namespace
	x.inSpace[namespace] = append(x.inSpace[namespace], w)
	x.inSpace[""] = append(x.inSpace[""], w)
	for key, value := range w.PodLabels {
		for _, in := range []string{namespace, ""} {
			at := place{in, key, value}
			x.pods[at] = append(x.pods[at], w)
		}
	}
}

// add notes where an entry is found.
func (x *admissions) add(e *entry, named *namespaces, common map[[2]string]int) {
	switch p := e.peer; {
	case p.Is.OfNamespace:
		x.spaces.add(p.Is.Pattern, e)
	case p.Is.Pattern != "":
		x.accounts.add(p.Is.Pattern, e)
		if namespace, account := e.account(); account != "" && !x.model.HasNamespace(namespace) {
			x.foreign[account] = append(x.foreign[account], e)
		}
	default:
		x.addLabelled(e, named, common)
	}
}

// account is the one service account that an entry lets in, and its namespace; empty where it is none, or every namespace's own.
func (e *entry) account() (namespace, account string) {
	namespace, account, _ = strings.Cut(strings.TrimPrefix(e.peer.Is.Pattern, "ns/"), "/sa/")
	if strings.Contains(e.peer.Is.Pattern, "*") || account == "default" {
		return "", ""
	}
	return namespace, account
}

// addLabelled notes where an entry of a NetworkPolicy is found.
func (x *admissions) addLabelled(e *entry, named *namespaces, common map[[2]string]int) {
	in := []string{e.by.Key().Namespace}
	if e.peer.Namespaces != nil {
		in = named.few(e.peer.Namespaces)
	}
	labels := telling(e.peer.Pods, common)
	switch {
	case len(labels) == 0 && in == nil:
		x.anywhere = append(x.anywhere, e)
	case len(labels) == 0:
		for _, namespace := range in {
			x.within[namespace] = append(x.within[namespace], e)
		}
		return
	case in == nil:
		in = []string{""}
	}
	for _, label := range labels {
		for _, namespace := range in {
			at := place{namespace, label[0], label[1]}
			x.labelled[at] = append(x.labelled[at], e)
		}
	}
}

// telling are labels of which pods that a selector means have one: the rarest of those that it asks for, else the values of an
// expression; none where it tells none.
func telling(s *model.PodSelector, common map[[2]string]int) [][2]string {
	if s == nil {
		return nil
	}
	var rarest [][2]string
	for _, key := range slices.Sorted(maps.Keys(s.Labels)) {
		label := [2]string{key, s.Labels[key]}
		if rarest == nil || common[label] < common[rarest[0]] {
			rarest = [][2]string{label}
		}
	}
	for _, e := range s.Expressions {
		if e.Operator == "In" && rarest == nil {
			for _, value := range e.Values {
				rarest = append(rarest, [2]string{e.Key, value})
			}
		}
	}
	return rarest
}

// admitting are the entries that let a workload in, each once, in the order of the admissions.
func (x *admissions) admitting(w *model.Workload) []*entry {
	namespace, account := w.Key().Namespace, w.Account()
	var found []*entry
	for _, of := range [][]*entry{x.accounts.of(model.IdentityOf(namespace, account)), x.spaces.of(namespace)} {
		for _, e := range of {
			if e.peer.Admits(namespace, account) {
				found = append(found, e)
			}
		}
	}
	if w.Namespace == "" { // it may be applied to one of those
		for _, e := range x.foreign[account] {
			if of, _ := e.account(); e.peer.Admits(of, account) {
				found = append(found, e)
			}
		}
	}
	labelled := slices.Concat(x.within[namespace], x.anywhere)
	for key, value := range w.PodLabels {
		labelled = append(labelled, x.labelled[place{namespace, key, value}]...)
		labelled = append(labelled, x.labelled[place{"", key, value}]...)
	}
	for _, e := range labelled {
		if x.selects(e, namespace, w.PodLabels) {
			found = append(found, e)
		}
	}
	slices.SortFunc(found, func(a, b *entry) int { return a.order - b.order })
	return slices.Compact(found)
}

// selects tells whether an entry of a NetworkPolicy means pods.
func (x *admissions) selects(e *entry, namespace string, labels model.Labels) bool {
	if e.peer.Namespaces != nil && !selectsNamespace(x.model, e.peer.Namespaces, namespace) {
		return false
	}
	if e.peer.Namespaces == nil && e.by.Key().Namespace != namespace {
		return false
	}
	return e.peer.Pods == nil || e.peer.Pods.Selects(labels)
}

// governed are the Services that an admission is for: those in front of the pods that it selects, by namespace and name.
func (x *admissions) governed(a *model.Admission) []*model.Service {
	if len(a.Services) > 0 {
		var named []*model.Service
		for _, name := range a.Services {
			if s := x.model.Service(a.Namespace, name); s != nil {
				named = append(named, s)
			}
		}
		return named
	}
	namespace := a.Key().Namespace
	if a.Everywhere() {
		namespace = ""
	}
	id := namespace + "\x00" + selectorID(&a.Pods)
	services, known := x.services[id]
	if !known {
		services = x.inFront(namespace, &a.Pods)
		x.services[id] = services
	}
	return services
}

// inFront are the Services in front of the pods of a namespace, empty for all, that a selector means, by namespace and name.
func (x *admissions) inFront(namespace string, pods *model.PodSelector) []*model.Service {
	among := x.inSpace[namespace]
	for key, value := range pods.Labels {
		if with := x.pods[place{namespace, key, value}]; len(with) < len(among) {
			among = with
		}
	}
	found := map[*model.Service]bool{}
	for _, w := range among {
		if pods.Selects(w.PodLabels) {
			for _, s := range x.model.Selecting(w) {
				found[s] = true
			}
		}
	}
	return slices.SortedFunc(maps.Keys(found), func(a, b *model.Service) int { return a.Key().Compare(b.Key()) })
}

// selectorID is a text that equal selectors have, and no others.
func selectorID(s *model.PodSelector) string {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(s.Labels)) {
		b.WriteString(key + "=" + s.Labels[key] + "\x00")
	}
	for _, e := range s.Expressions {
		b.WriteString("\x01" + e.Key + "\x00" + e.Operator + "\x00" + strings.Join(e.Values, "\x00"))
	}
	return b.String()
}
