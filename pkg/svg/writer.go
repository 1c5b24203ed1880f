package svg

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// writer collects elements, one a line.
type writer struct {
	out strings.Builder
}

// line adds a line, as fmt has it. What comes from the input is escaped by the caller.
func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.out, format+"\n", args...) }

func (w *writer) open(format string, args ...any) { w.line(format, args...) }

func (w *writer) close(tag string) { w.line("%s", tag) }

// text adds a text of a class, empty for none, that begins at a place.
func (w *writer) text(class string, x, y float64, s string) {
	if class != "" {
		class = ` class="` + class + `"`
	}
	w.line(`<text%s x="%s" y="%s">%s</text>`, class, num(x), num(y), escape(s))
}

// star adds the star of a baseline version.
func (w *writer) star(x, y float64) {
	var points []string
	for i := range 10 {
		radius := 5.5
		if i%2 == 1 {
			radius = 2.4
		}
		angle := float64(i)*math.Pi/5 - math.Pi/2
		points = append(points, num(x+radius*math.Cos(angle))+","+num(y+radius*math.Sin(angle)))
	}
	w.line(`<polygon class="star" points="%s"/>`, strings.Join(points, " "))
}

// num is a length with as many decimals as can be seen.
func num(f float64) string {
	s := strconv.FormatFloat(f, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}
