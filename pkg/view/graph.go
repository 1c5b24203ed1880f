package view

import (
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/draw"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/scope"
)

// Graph is what is rendered.
type Graph struct {
	Model        *model.Model
	Graph        *callgraph.Graph
	Plan         *lane.Plan
	Trace        *lane.Trace
	VersionLabel string // the pod label that tells versions apart
	// Namespace confines the view to what concerns it: its objects, and those that call them or that they call. Empty for all.
	Namespace string
	// Paint colours forms for a terminal.
	Paint Paint
}

// Format is a way to render a view. Equal views give equal bytes, which end in a line break.
type Format[V any] struct {
	Name   string
	Render func(V) ([]byte, error)
}

// Formats are all formats of a graph, the default first.
func Formats() []Format[Graph] {
	return []Format[Graph]{{"text", text}, {"wide", wide}, {"json", encode}, {"mermaid", drawn(draw.Mermaid)}, {"dot", drawn(draw.DOT)}, {"svg", asSVG}, {"html", asHTML}}
}

// scope is what of g is shown.
func (g *Graph) scope() scope.Scope { return scope.In(g.Namespace, g.Model, g.Graph) }

// version is the version of a workload; empty when its pods have none.
func (g *Graph) version(w *model.Workload) string { return w.PodLabels[g.VersionLabel] }

// lane is the lane that a workload is in; empty when it is in none.
func (g *Graph) lane(w *model.Workload) string {
	l, ok := g.Plan.Lane(w)
	if !ok {
		return ""
	}
	return lane.NameOf(l)
}

// baseline is the version of s that is on the baseline; empty when there is no such version, or not one alone.
func (g *Graph) baseline(s *model.Service) string {
	if planned := g.Plan.Service(s); planned != nil {
		return planned.Baseline.Version
	}
	found := ""
	for _, w := range g.Model.Selected(s) {
		if l, ok := g.Plan.Lane(w); !ok || l != lane.Baseline || found == g.version(w) {
			continue
		}
		if found != "" {
			return ""
		}
		found = g.version(w)
	}
	return found
}
