package callgraph

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/address"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// declare applies spec.calls: it adds first and ignores then, so that what is ignored is out for good.
func (b *builder) declare(calls api.Calls, config diag.Ref) {
	unmatched := func(field string, p api.Party) {
		b.diagnostics = append(b.diagnostics, diag.New(diag.ConfigUnmatched, config, partyText(p)).In(field))
	}
	for i, added := range calls.Add {
		field := fmt.Sprintf("spec.calls.add[%d]", i)
		callers := b.callers(added.From)
		if len(callers) == 0 {
			unmatched(field+".from", added.From)
		}
		if len(b.services(added.To, "")) == 0 {
			unmatched(field+".to", added.To)
		}
		for _, s := range b.services(added.To, "") {
			if _, has := s.Port(added.Port); added.Port != 0 && !has {
				port := fmt.Sprintf("port %d of %s", added.Port, s.Ref)
				b.diagnostics = append(b.diagnostics, diag.New(diag.ConfigUnmatched, config, port).In(field+".port"))
			}
		}
		e := Evidence{Detector: "config", Object: config, Field: field, Value: partyText(added.To)}
		for _, caller := range callers {
			for _, s := range b.services(added.To, caller.namespace()) {
				b.add(caller, s, added.Port, seen{e, Request})
			}
		}
	}
	var known callIndex
	if len(calls.Ignore) > 0 {
		known = b.index()
	}
	for i, ignored := range calls.Ignore {
		if !b.ignore(ignored, known) {
			field, p := fmt.Sprintf("spec.calls.ignore[%d].from", i), ignored.From
			if p.IsZero() {
				field, p = fmt.Sprintf("spec.calls.ignore[%d].to", i), ignored.To
			}
			unmatched(field, p)
		}
	}
}

func partyText(p api.Party) string {
	switch {
	case p.Name == "":
		return fmt.Sprintf("pods of namespace %q with labels %v", p.Namespace, p.Labels)
	case p.Namespace == "":
		return p.Name
	}
	return p.Namespace + "/" + p.Name
}

func (c Caller) namespace() string {
	if c.Workload != nil {
		return c.Workload.Namespace
	}
	return c.Namespace
}

// callers are who a party means: the workloads that its labels select, or pods elsewhere where they select none; else
// the workloads of the Services of its name, else the workloads of that name. A copy is meant wherever its original is. Without
// a namespace it means every one.
func (b *builder) callers(p api.Party) []Caller {
	workloads := b.labelled(p)
	if len(p.Labels) > 0 && len(workloads) == 0 {
		return []Caller{{Namespace: p.Namespace, Labels: p.Labels}}
	}
	for _, s := range b.services(p, "") {
		workloads = append(workloads, b.Model.Selected(s)...)
	}
	if len(workloads) == 0 {
		workloads = b.named(p)
	}
	var callers []Caller
	for _, w := range workloads {
		callers = append(callers, Caller{Workload: w})
	}
	return callers
}

// services are the Services that a party means. Without a namespace it means the one in the caller's namespace,
// where there is one, else those of every namespace.
func (b *builder) services(p api.Party, callerNamespace string) []*model.Service {
	if p.Namespace == "" && callerNamespace != "" {
		if s := b.Model.Service(callerNamespace, p.Name); s != nil {
			return []*model.Service{s}
		}
	}
	return b.Model.ServicesMeant(p.Namespace, p.Name)
}

// labelled are the running workloads whose pods have the labels of a party.
func (b *builder) labelled(p api.Party) []*model.Workload {
	var found []*model.Workload
	labels := model.Labels(p.Labels)
	for _, w := range b.parties().withRarestOf(labels) {
		if (labels.Selects(w.PodLabels) || labels.Selects(w.Origin().PodLabels)) && b.Model.Runs(w) && within(p, w) {
			found = append(found, w)
		}
	}
	return found
}

// named are the workloads of the name of a party.
func (b *builder) named(p api.Party) []*model.Workload {
	var found []*model.Workload
	for _, w := range b.parties().byName[p.Name] {
		if within(p, w) {
			found = append(found, w)
		}
	}
	return found
}

// within tells whether a workload is in the namespace of a party, if that has one.
func within(p api.Party, w *model.Workload) bool {
	return p.Namespace == "" || model.SameNamespace(w.Namespace, p.Namespace)
}

// ignore removes the calls that an entry of spec.calls.ignore means, and tells whether there was one.
func (b *builder) ignore(ignored api.IgnoredCall, known callIndex) bool {
	found := false
	remove := func(keys []callKey, means func(callKey) bool) {
		for _, key := range keys {
			if _, there := b.calls[key]; there && means(key) {
				delete(b.calls, key)
				b.ignored[pair{key.workload, key.callee}] = true
				found = true
			}
		}
	}
	to := b.services(ignored.To, "")
	if !ignored.From.IsZero() {
		arrives := func(key callKey) bool { return ignored.To.IsZero() || slices.Contains(to, key.callee) }
		for _, c := range b.callers(ignored.From) {
			if c.Workload != nil {
				remove(known.from[c.Workload], arrives)
			}
		}
		return found
	}
	if ignored.To.IsZero() {
		to = b.Model.Services()
	}
	for _, s := range to {
		remove(known.to[s], func(callKey) bool { return true })
	}
	return found
}

// refer enters the calls of the Services that a clue names: the Service of its name, or those that select the pods of
// the workload of its name.
func (g *group) refer(c *Clue) {
	party := api.Party{Namespace: c.Refers.Namespace, Name: c.Refers.Name}
	if party.Namespace == "" {
		party.Namespace = g.workload.Key().Namespace
	}
	var callees []*model.Service
	if c.Refers.Kind == "" || c.Refers.Kind == "Service" {
		callees = g.services(party, "")
	}
	if len(callees) == 0 && c.Refers.Kind != "Service" {
		for _, w := range g.Model.WorkloadsNamed(party.Namespace, party.Name) {
			if c.Refers.Kind == "" || c.Refers.Kind == w.Kind {
				callees = append(callees, g.Model.Selecting(w)...)
			}
		}
	}
	if len(callees) == 0 && c.Refers.Must {
		g.diagnostics = append(g.diagnostics, diag.New(diag.ConfigUnmatched, c.Object, partyText(party)).In(c.Field).At(c.Place))
	}
	for _, s := range callees {
		if !c.Refers.Must && slices.Contains(g.Model.Selecting(g.workload), s) {
			continue
		}
		port, ok := referredPort(s, c.Refers.Port)
		if !ok {
			missing := fmt.Sprintf("port %s of %s", c.Refers.Port, s.Ref)
			g.diagnostics = append(g.diagnostics, diag.New(diag.ConfigUnmatched, c.Object, missing).In(c.Field).At(c.Place))
		}
		g.add(Caller{Workload: g.workload}, s, port, seen{c.Evidence, g.kindOf(s, port, c, address.Address{})})
	}
}

// referredPort is the port of s that a reference means by its number or name, the only one where it gives none; ok is
// false where s has no such port.
func referredPort(s *model.Service, port string) (number int, ok bool) {
	if port == "" {
		if len(s.Ports) == 1 {
			number = s.Ports[0].Number
		}
		return number, true
	}
	for _, p := range s.Ports {
		if p.Name == port || strconv.Itoa(p.Number) == port {
			return p.Number, true
		}
	}
	return 0, false
}
