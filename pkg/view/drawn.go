package view

import (
	"errors"
	"fmt"

	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/draw"
	"github.com/graylane/graylane/pkg/page"
	"github.com/graylane/graylane/pkg/svg"
)

// diagram is g as what a picture shows, without what tells little.
func (g *Graph) diagram() *diagram.Diagram {
	return diagram.New(diagram.Input{
		Model: g.Model, Graph: g.Graph, Plan: g.Plan, Trace: g.Trace, VersionLabel: g.VersionLabel, Namespace: g.Namespace,
	})
}

// drawn renders a graph as a picture, without the calls that tell little.
func drawn(draw func(*diagram.Diagram) []byte) func(Graph) ([]byte, error) {
	return func(g Graph) ([]byte, error) { return draw(g.diagram().Folded()), nil }
}

func asSVG(g Graph) ([]byte, error) {
	out, err := svg.Render(g.diagram().Folded())
	if errors.Is(err, svg.ErrTooLarge) {
		err = fmt.Errorf("%w; --namespace shows less, and -o html has a table of them all", err)
	}
	return out, err
}

func asHTML(g Graph) ([]byte, error) { return page.Render(g.diagram()) }

// Unreadable says why the programs that read a format will not show g, and what they show; empty where they will.
func (g *Graph) Unreadable(format string) string {
	if format != "mermaid" {
		return ""
	}
	if err := draw.MermaidFits(g.diagram().Folded()); err != nil {
		return fmt.Sprintf("this is too large for Mermaid, as GitHub has it: %v; --namespace shows less, and -o html shows all", err)
	}
	return ""
}
