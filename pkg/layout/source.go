package layout

import (
	"fmt"
	"strings"
)

// From these numbers of edges, or of nodes times edges, on, curves are straight, and crossings are sought out for a shorter time, so that the time that a
// layout takes stays within seconds.
const (
	manyEdges    = 600
	tooManyEdges = 1200

	manyPassings    = 30_000
	tooManyPassings = 50_000
)

// source is g in the language DOT. Nothing of it is text of the input.
func source(g *Graph) string {
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	line("digraph {")
	line("graph [rankdir=LR, nodesep=%.3f, ranksep=%.3f%s];", g.NodeGap/pointsPerInch, g.RankGap/pointsPerInch, effort(len(g.Nodes), len(g.Edges)))
	line("node [shape=plain];")
	line("edge [arrowsize=0.6];")
	var first []string
	for i := range g.Nodes {
		line("n%d [label=<%s>];", i, table(&g.Nodes[i]))
		if g.Nodes[i].First {
			first = append(first, fmt.Sprintf("n%d;", i))
		}
	}
	if len(first) > 0 && len(first) < len(g.Nodes) {
		line("{rank=source; %s}", strings.Join(first, " "))
	}
	for i, e := range g.Edges {
		line("n%d%s:e -> n%d%s:w [id=e%d%s%s];", e.From, port(e.FromBand), e.To, port(e.ToBand), i, label(e.Label), constraint(e))
	}
	line("}")
	return out.String()
}

// effort are the attributes that bound the time for a number of nodes and edges: where there are many of both, edges pass many others.
func effort(nodes, edges int) string {
	switch {
	case edges > tooManyEdges, nodes*edges > tooManyPassings:
		return ", splines=line, nslimit=1, nslimit1=1, mclimit=0.1, searchsize=10"
	case edges > manyEdges, nodes*edges > manyPassings:
		return ", splines=polyline, nslimit=4, nslimit1=4, mclimit=0.3"
	}
	return ""
}

const pointsPerInch = 72

const (
	openTable  = `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">`
	closeTable = "</TABLE>"
)

// label is the attribute that keeps room for a label.
func label(s Size) string {
	if s == (Size{}) {
		return ""
	}
	return fmt.Sprintf(`, label=<%s<TR><TD FIXEDSIZE="TRUE" WIDTH="%.0f" HEIGHT="%.0f"></TD></TR>%s>`, openTable, s.Width, s.Height, closeTable)
}

// constraint is the attribute of an edge that does not order its nodes.
func constraint(e Edge) string {
	if e.Loose {
		return ", constraint=false"
	}
	return ""
}

// table is a label that has the size of a node, with a port for each band.
func table(n *Node) string {
	var out strings.Builder
	out.WriteString(openTable)
	for i, height := range n.Bands {
		fmt.Fprintf(&out, `<TR><TD FIXEDSIZE="TRUE" WIDTH="%.0f" HEIGHT="%.0f" PORT="p%d"></TD></TR>`, n.Width, height, i)
	}
	out.WriteString(closeTable)
	return out.String()
}

func port(band int) string {
	if band < 0 {
		return ""
	}
	return fmt.Sprintf(":p%d", band)
}
