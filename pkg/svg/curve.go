package svg

import (
	"math"
	"strings"

	"github.com/graylane/graylane/pkg/layout"
)

// beside is a curve at a distance to the right of its direction.
func beside(c layout.Curve, distance float64) layout.Curve {
	if distance == 0 || len(c.Points) == 0 {
		return c
	}
	out := layout.Curve{Points: make([]layout.Point, len(c.Points)), Label: c.Label}
	last := len(c.Points) - 1
	for i := 0; i <= last; i += 3 {
		n := normal(direction(c, i))
		for j := max(i-1, 0); j <= min(i+1, last); j++ {
			out.Points[j] = layout.Point{X: c.Points[j].X + distance*n.X, Y: c.Points[j].Y + distance*n.Y}
		}
	}
	n := normal(unit(c.Points[last], c.Tip))
	out.Tip = layout.Point{X: c.Tip.X + distance*n.X, Y: c.Tip.Y + distance*n.Y}
	return out
}

// direction is where a curve leads at its point i, which is no control point.
func direction(c layout.Curve, i int) layout.Point {
	last := len(c.Points) - 1
	switch {
	case i == last:
		return unit(c.Points[last], c.Tip)
	case i == 0:
		return unit(c.Points[0], c.Points[1])
	}
	return unit(c.Points[i-1], c.Points[i+1])
}

// unit is the direction from one place to another; to the right where they are the same.
func unit(from, to layout.Point) layout.Point {
	x, y := to.X-from.X, to.Y-from.Y
	length := math.Hypot(x, y)
	if length < 0.01 {
		return layout.Point{X: 1}
	}
	return layout.Point{X: x / length, Y: y / length}
}

func normal(d layout.Point) layout.Point { return layout.Point{X: -d.Y, Y: d.X} }

// path is a curve as the attribute d of a path.
func path(c layout.Curve) string {
	var out strings.Builder
	for i, p := range c.Points {
		switch {
		case i == 0:
			out.WriteString("M")
		case i%3 == 1:
			out.WriteString("C")
		default:
			out.WriteString(" ")
		}
		out.WriteString(num(p.X) + " " + num(p.Y))
	}
	return out.String()
}

// head is the head of an arrow at the end of a curve, as the points of a polygon.
func head(c layout.Curve) string {
	const half = 3.6
	end := c.Points[len(c.Points)-1]
	n := normal(unit(end, c.Tip))
	return num(c.Tip.X) + "," + num(c.Tip.Y) + " " +
		num(end.X+half*n.X) + "," + num(end.Y+half*n.Y) + " " + num(end.X-half*n.X) + "," + num(end.Y-half*n.Y)
}

// middle is the place half-way along a curve.
func middle(c layout.Curve) layout.Point {
	segments := (len(c.Points) - 1) / 3
	if segments == 0 {
		return c.Tip
	}
	at := float64(segments) / 2
	i := int(at)
	t := at - float64(i)
	p := c.Points[3*i : 3*i+4]
	if t == 0 {
		return p[0]
	}
	u := 1 - t
	mix := func(f func(layout.Point) float64) float64 {
		return u*u*u*f(p[0]) + 3*u*u*t*f(p[1]) + 3*u*t*t*f(p[2]) + t*t*t*f(p[3])
	}
	return layout.Point{X: mix(func(q layout.Point) float64 { return q.X }), Y: mix(func(q layout.Point) float64 { return q.Y })}
}
