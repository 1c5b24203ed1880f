package layout_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/layout"
)

// chain is three boxes of two bands, each of which leads to the next.
func chain() layout.Graph {
	node := layout.Node{Width: 100, Bands: []float64{20, 30}}
	return layout.Graph{
		Nodes: []layout.Node{node, node, node},
		Edges: []layout.Edge{{From: 0, To: 1, FromBand: 0, ToBand: 1}, {From: 1, To: 2, FromBand: -1, ToBand: 0}}, NodeGap: 10, RankGap: 50,
	}
}

func TestDo(t *testing.T) {
	g := chain()
	r, err := layout.Do(g)
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < 3; i++ {
		if gap := r.Nodes[i].X - r.Nodes[i-1].X - 100; gap < 49 {
			t.Errorf("box %d begins %.1f behind the one before it", i, gap)
		}
	}
	for i, want := range []struct{ from, to layout.Point }{
		{layout.Point{X: r.Nodes[0].X + 100, Y: r.Nodes[0].Y + 10}, layout.Point{X: r.Nodes[1].X, Y: r.Nodes[1].Y + 35}},
		{layout.Point{X: r.Nodes[1].X + 100, Y: r.Nodes[1].Y + 25}, layout.Point{X: r.Nodes[2].X, Y: r.Nodes[2].Y + 10}},
	} {
		if got := r.Edges[i]; far(got.Points[0], want.from) || far(got.Tip, want.to) {
			t.Errorf("edge %d leads from %v to %v, want %v", i, got.Points[0], got.Tip, want)
		}
	}
	for i, n := range r.Nodes {
		if n.X < -1 || n.Y < -1 || n.X+100 > r.Width+1 || n.Y+50 > r.Height+1 {
			t.Errorf("box %d at %v is outside of %.0f × %.0f", i, n, r.Width, r.Height)
		}
	}
}

// far tells whether places are further apart than rounding explains.
func far(a, b layout.Point) bool {
	return a.X-b.X > 1.5 || b.X-a.X > 1.5 || a.Y-b.Y > 1.5 || b.Y-a.Y > 1.5
}

// TestFirst puts a box to the left that a shorter way leads to the middle.
func TestFirst(t *testing.T) {
	g := chain()
	g.Nodes = append(g.Nodes, layout.Node{Width: 50, Bands: []float64{20}, First: true})
	g.Edges = append(g.Edges, layout.Edge{From: 3, To: 2, FromBand: -1, ToBand: -1})
	r, err := layout.Do(g)
	if err != nil {
		t.Fatal(err)
	}
	if r.Nodes[3].X > r.Nodes[0].X+25 {
		t.Errorf("the first is at %v, others at %v", r.Nodes[3], r.Nodes[:3])
	}
}

// TestLoose leaves the order of boxes alone where an edge does not matter.
func TestLoose(t *testing.T) {
	for _, loose := range []bool{false, true} {
		g := chain()
		g.Edges = append(g.Edges[:1], layout.Edge{From: 2, To: 0, FromBand: 0, ToBand: 0, Loose: loose})
		r, err := layout.Do(g)
		if err != nil {
			t.Fatal(err)
		}
		if before := r.Nodes[2].X < r.Nodes[0].X; before == loose {
			t.Errorf("loose %v: %v", loose, r.Nodes)
		}
	}
}

// TestLabel keeps room for a label between the boxes.
func TestLabel(t *testing.T) {
	g := chain()
	g.Edges[0].Label = layout.Size{Width: 200, Height: 20}
	r, err := layout.Do(g)
	if err != nil {
		t.Fatal(err)
	}
	if at := r.Edges[0].Label; at.X-100 < r.Nodes[0].X+100 || at.X+100 > r.Nodes[1].X {
		t.Errorf("the label is at %v, the boxes at %v", at, r.Nodes)
	}
}

func TestNothing(t *testing.T) {
	r, err := layout.Do(layout.Graph{})
	if diff := cmp.Diff(layout.Result{}, r); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

// TestCurious lays out what dot treats on ways of their own: loops, cycles, several edges between two boxes, boxes alone.
func TestCurious(t *testing.T) {
	g := chain()
	g.Nodes = append(g.Nodes, layout.Node{Width: 10, Bands: []float64{10}}, layout.Node{Width: 10, Bands: []float64{10}, First: true})
	for _, e := range [][2]int{{0, 0}, {2, 0}, {1, 0}, {0, 1}, {0, 1}} {
		g.Edges = append(g.Edges, layout.Edge{From: e[0], To: e[1], FromBand: 1, ToBand: 0})
	}
	if _, err := layout.Do(g); err != nil {
		t.Error(err)
	}
}

// random is an application of services that call a few others, each box with two bands.
func random(nodes, edges int) layout.Graph {
	g := layout.Graph{NodeGap: 20, RankGap: 90}
	r := rand.New(rand.NewPCG(1, 2))
	for range nodes {
		g.Nodes = append(g.Nodes, layout.Node{Width: 120, Bands: []float64{24, 22, 22}})
	}
	for range edges {
		from := r.IntN(nodes)
		g.Edges = append(g.Edges, layout.Edge{From: from, To: from + r.IntN(nodes-from), FromBand: 1 + r.IntN(2), ToBand: 1 + r.IntN(2)})
	}
	return g
}

// TestLarge lays out as many boxes as a large system has, twice, with the same result.
func TestLarge(t *testing.T) {
	g := random(300, 900)
	first, err := layout.Do(g)
	if err != nil {
		t.Fatal(err)
	}
	second, err := layout.Do(g)
	if diff := cmp.Diff(first, second); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestTooLarge(t *testing.T) {
	if _, err := layout.Do(random(2001, 1)); !errors.Is(err, layout.ErrTooLarge) {
		t.Error(err)
	}
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct{ reason, graph, format, want string }{
		{"what is no graph", "digraph {", "plain", "syntax error in line 1"},
		{"nothing", "", "plain", "no graph"},
		{"an unknown format", "digraph {}", "nonsense", `Format: "nonsense" not recognized`},
	} {
		if out, err := layout.Render(tt.graph, tt.format); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %q, %v", tt.reason, out, err)
		}
	}
}

func BenchmarkDo(b *testing.B) {
	for _, size := range [][2]int{{5, 8}, {60, 150}, {120, 400}, {300, 590}, {300, 900}, {300, 2400}, {600, 1100}, {600, 2600}, {2000, 5000}} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			g := random(size[0], size[1])
			for b.Loop() {
				if _, err := layout.Do(g); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
