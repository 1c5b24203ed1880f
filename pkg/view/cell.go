package view

import (
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// within is text under a namespace, where more than one is shown.
func (p *printer) within(namespace, text string) string {
	if namespace == "" || len(p.namespaces) < 2 {
		return text
	}
	return name(namespace) + "/" + text
}

func (p *printer) service(s *model.Service) string { return p.within(s.Namespace, name(s.Name)) }

// object is an object as diagnostics name it.
func (p *printer) object(r diag.Ref) string {
	return name(r.Kind) + "/" + p.within(r.Namespace, name(r.Name))
}

// pods are those that the configuration declares as callers.
func (p *printer) pods(namespace string, labels model.Labels) string {
	return p.within(namespace, "pods("+list(pairs(labels))+")")
}

// pairs are labels, each as key=value, in the order of their keys.
func pairs(labels model.Labels) []string {
	var all []string
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		all = append(all, name(key)+"="+name(labels[key]))
	}
	return all
}

func (p *printer) callerName(c caller) string {
	switch {
	case c.service != nil:
		return p.service(c.service)
	case c.workload != nil:
		return p.object(c.workload.Ref)
	}
	return c.declared
}

// callerVersions are the versions of a caller that make its calls.
func (p *printer) callerVersions(r *row) string {
	if r.service == nil {
		version := r.calls[0].Caller.Labels[p.VersionLabel]
		if r.workload != nil {
			version = p.version(r.workload)
		}
		return noted(marked([]string{version}, ""), inContext(r.object()))
	}
	calling := map[string]bool{}
	for _, w := range r.workloads() {
		calling[p.version(w)] = true
	}
	versions := slices.DeleteFunc(slices.Clone(p.Plan.Versions(r.service)), func(v string) bool { return !calling[v] })
	return noted(marked(versions, p.baseline(r.service)), inContext(r.object()))
}

// versions are those of a Service, with a note on what it is where that is no ordinary Service of the application.
func (p *printer) versions(s *model.Service) string {
	note := inContext(&s.Object)
	switch {
	case s.ExternalName != "":
		note = "ExternalName"
	case s.Headless:
		note = "headless"
	case s.LeftOut() && !s.Context:
		note = "ignored"
	}
	return noted(marked(p.Plan.Versions(s), p.baseline(s)), note)
}

// inContext is the note on an object of the context; empty for one of the application.
func inContext(o *model.Object) string {
	if o.Context {
		return "context"
	}
	return ""
}

// noted is a cell with a note behind it, where there is one.
func noted(cell, note string) string {
	if note == "" {
		return cell
	}
	if cell == "" {
		cell = absent
	}
	return cell + " (" + note + ")"
}

// marked is versions as a cell, the baseline with a star.
func marked(versions []string, baseline string) string {
	var cells []string
	for _, v := range versions {
		switch v {
		case "":
		case baseline:
			cells = append(cells, name(v)+"*")
		default:
			cells = append(cells, name(v))
		}
	}
	return list(cells)
}

// lanes are those that a caller's workloads are in, or that they serve where they are in none.
func (p *printer) lanes(r *row) string {
	in, served := map[string]bool{}, map[string]bool{}
	for _, w := range r.workloads() {
		if !p.Model.Runs(w) {
			return "idle"
		}
		if l := p.lane(w); l != "" {
			in[l] = true
			continue
		}
		for _, l := range p.Plan.Receives(w) {
			served[lane.NameOf(l)] = true
		}
	}
	if len(served) > 0 {
		return "serves " + p.laneList(served)
	}
	return p.laneList(in)
}

// laneList is a set of lanes, by their names, as a cell, the baseline first.
func (p *printer) laneList(lanes map[string]bool) string {
	var cells []string
	for _, l := range p.Plan.LaneNames() {
		if lanes[l] {
			cells = append(cells, name(l))
		}
	}
	return list(cells)
}
