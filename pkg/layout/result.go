package layout

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// placed is a graph in the format json0 (https://graphviz.org/docs/outputs/json/).
type placed struct {
	Box     string `json:"bb"`
	Objects []struct {
		Name string `json:"name"`
		Pos  string `json:"pos"`
	} `json:"objects"`
	Edges []struct {
		ID    string `json:"id"`
		Pos   string `json:"pos"`
		Label string `json:"lp"`
	} `json:"edges"`
}

// result reads what Graphviz says of g.
func result(g *Graph, text string) (Result, error) {
	var from placed
	if err := json.Unmarshal([]byte(text), &from); err != nil {
		return Result{}, fmt.Errorf("reading the layout: %w", err)
	}
	out := Result{Nodes: make([]Point, len(g.Nodes)), Edges: make([]Curve, len(g.Edges))}
	if corners := strings.Split(from.Box, ","); len(corners) == 4 {
		out.Width, _ = strconv.ParseFloat(corners[2], 64)
		out.Height, _ = strconv.ParseFloat(corners[1], 64) // Y is turned round
	}
	for _, o := range from.Objects {
		i, isNode := index(o.Name, "n", len(g.Nodes))
		centre := points(o.Pos)
		if isNode && len(centre) == 1 {
			out.Nodes[i] = Point{centre[0].X - g.Nodes[i].Width/2, centre[0].Y - g.Nodes[i].Height()/2}
		}
	}
	for _, e := range from.Edges {
		i, known := index(e.ID, "e", len(g.Edges))
		if !known {
			continue
		}
		out.Edges[i] = curve(e.Pos)
		if at := points(e.Label); len(at) == 1 {
			out.Edges[i].Label = at[0]
		}
	}
	for i := range out.Edges {
		if len(out.Edges[i].Points)%3 != 1 {
			out.Edges[i] = out.direct(g, g.Edges[i])
		}
	}
	return out, nil
}

// direct is the way of an edge that has none: dot may lose one that does not order its nodes.
func (r *Result) direct(g *Graph, e Edge) Curve {
	const head = 6
	from, to := r.Nodes[e.From], r.Nodes[e.To]
	from.X += g.Nodes[e.From].Width
	from.Y += g.Nodes[e.From].middle(e.FromBand)
	to.Y += g.Nodes[e.To].middle(e.ToBand)
	end := Point{to.X - head, to.Y}
	bend := max(40, (end.X-from.X)/3)
	return Curve{
		Points: []Point{from, {from.X + bend, from.Y}, {end.X - bend, end.Y}, end}, Tip: to,
		Label: Point{(from.X + end.X) / 2, (from.Y + end.Y) / 2},
	}
}

// middle is how far below the top of n the middle of a band is; of the node as a whole for a negative one.
func (n *Node) middle(band int) float64 {
	if band < 0 {
		return n.Height() / 2
	}
	at := n.Bands[band] / 2
	for _, above := range n.Bands[:band] {
		at += above
	}
	return at
}

// index is the number in an identifier of source, where it is one below a limit.
func index(id, prefix string, limit int) (int, bool) {
	digits, ok := strings.CutPrefix(id, prefix)
	i, err := strconv.Atoi(digits)
	return i, ok && err == nil && i >= 0 && i < limit
}

// curve is the position of an edge: e, and the tip, then points (https://graphviz.org/docs/attr-types/splineType/).
func curve(pos string) Curve {
	tip, rest, found := strings.Cut(pos, " ")
	end, hasTip := strings.CutPrefix(tip, "e,")
	if !found || !hasTip {
		return Curve{}
	}
	c := Curve{Points: points(rest)}
	if at := points(end); len(at) == 1 {
		c.Tip = at[0]
	}
	return c
}

// points are the places of a text like "1,2 3,4"; none where it has something else in it.
func points(s string) []Point {
	var all []Point
	for _, field := range strings.Fields(s) {
		x, y, _ := strings.Cut(field, ",")
		px, err1 := strconv.ParseFloat(x, 64)
		py, err2 := strconv.ParseFloat(y, 64)
		if err1 != nil || err2 != nil {
			return nil
		}
		all = append(all, Point{px, py})
	}
	return all
}
