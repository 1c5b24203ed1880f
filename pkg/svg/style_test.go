package svg_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/svg"
)

// luminance is the relative luminance of a colour like #0a6ebd (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	var r, g, b uint8
	if _, err := fmt.Sscanf(colour, "#%02x%02x%02x", &r, &g, &b); err != nil {
		t.Fatal(colour, err)
	}
	linear := func(part uint8) float64 {
		c := float64(part) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// The least contrasts (https://www.w3.org/TR/WCAG22/#contrast-minimum and #non-text-contrast).
const (
	ofText  = 4.5
	ofLines = 3
)

// TestContrast holds text against what is behind it, and lines against the page, in the light and in the dark.
func TestContrast(t *testing.T) {
	d := &diagram.Diagram{Lanes: strings.Split("baseline a b c d e f", " ")}
	type pair struct {
		colour, behind string
		least          float64
	}
	pairs := []pair{
		{"ink", "page", ofText}, {"ink", "card", ofText}, {"ink", "quiet", ofText}, {"muted", "page", ofText}, {"muted", "card", ofText}, {"muted", "quiet", ofText},
		{"gap", "page", ofText}, {"gap", "card", ofText}, {"gap", "gapfill", ofText}, {"lane0", "page", ofText},
		{"edge", "page", ofLines}, {"edge", "card", ofLines}, {"focus", "page", ofLines},
	}
	for i := 1; i < len(d.Lanes); i++ {
		lane := fmt.Sprint("lane", i)
		pairs = append(pairs, pair{lane, "page", ofText}, pair{"onlane", lane, ofText})
	}
	for _, scheme := range []struct {
		name string
		pick func(svg.Colour) string
	}{{"light", func(c svg.Colour) string { return c.Light }}, {"dark", func(c svg.Colour) string { return c.Dark }}} {
		of := map[string]float64{}
		for _, c := range svg.Colours(d) {
			of[c.Name] = luminance(t, scheme.pick(c))
		}
		for _, p := range pairs {
			a, b := of[p.colour], of[p.behind]
			if contrast := (max(a, b) + 0.05) / (min(a, b) + 0.05); contrast < p.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f", scheme.name, p.colour, p.behind, contrast)
			}
		}
	}
}

// TestPlain has no variable in a picture that stands alone, since not every program knows them, and a dark form of each colour.
func TestPlain(t *testing.T) {
	out, err := svg.Render(named("x"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(out), "var(") {
		t.Error("a variable")
	}
	bright, dark, found := strings.Cut(string(out), "@media (prefers-color-scheme:dark)")
	for _, c := range svg.Colours(named("x")) {
		if strings.Contains(bright, c.Light) && !strings.Contains(dark, c.Dark) || !found {
			t.Errorf("%s has no dark form", c.Name)
		}
	}
}
