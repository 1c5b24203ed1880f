package layout

import (
	"errors"
	"fmt"
)

// Graph is what is to be laid out. Lengths are in points, one of which is meant to be a pixel.
type Graph struct {
	Nodes []Node
	Edges []Edge
	// NodeGap is the least distance between nodes one below the other, RankGap that between those one beside the other.
	NodeGap, RankGap float64
}

// Node is a box.
type Node struct {
	Width float64
	// Bands are the heights of the parts of which it consists, from top to bottom.
	Bands []float64
	// First tells that it belongs to the left of all that are not.
	First bool
}

// Height is the height of a node.
func (n *Node) Height() float64 {
	sum := 0.0
	for _, h := range n.Bands {
		sum += h
	}
	return sum
}

// Edge leads from the right side of a node to the left side of another.
type Edge struct {
	From, To         int // positions among the nodes
	FromBand, ToBand int // positions among the node's bands; negative for the node as a whole
	Label            Size
	Loose            bool // it does not matter which of its nodes is further to the left
}

// Size is that of a label; there is none where it is zero.
type Size struct{ Width, Height float64 }

// Point is a place; Y grows downwards.
type Point struct{ X, Y float64 }

// Result is where everything is.
type Result struct {
	Width, Height float64
	Nodes         []Point // the upper left corners, in the order of nodes
	Edges         []Curve // in the order of edges
}

// Curve is the way of an edge: a point, three more for each cubic Bézier curve, and the tip of the arrow that follows them.
type Curve struct {
	Points []Point
	Tip    Point
	Label  Point // its centre
}

// What is larger than this is not laid out: it would take minutes, and nobody could read it.
const (
	maxNodes = 2000
	maxEdges = 5000
)

// ErrTooLarge tells that a graph is too large to be laid out.
var ErrTooLarge = errors.New("too large to be laid out")

// Do lays out g. The same graph gives the same result.
func Do(g Graph) (Result, error) {
	if len(g.Nodes) == 0 {
		return Result{}, nil
	}
	if len(g.Nodes) > maxNodes || len(g.Edges) > maxEdges {
		return Result{}, fmt.Errorf("%w: %d boxes and %d arrows, of at most %d and %d", ErrTooLarge, len(g.Nodes), len(g.Edges), maxNodes, maxEdges)
	}
	text, err := Render(source(&g), "json0")
	if err != nil {
		return Result{}, fmt.Errorf("laying out with Graphviz: %w", err)
	}
	return result(&g, text)
}
