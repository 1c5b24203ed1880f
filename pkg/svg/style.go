package svg

import (
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/palette"
)

// Colour is a named colour of a picture.
type Colour struct{ Name, Light, Dark string }

// Colours are those of a diagram: of the page, then of the lanes, as lane0 and so on.
func Colours(d *diagram.Diagram) []Colour {
	gap := palette.Gap()
	all := []Colour{
		{"page", "#ffffff", "#0d1117"}, {"card", "#ffffff", "#161b22"}, {"edge", "#b7bec6", "#4b535d"}, {"ink", "#1f2328", "#e6edf3"}, {"muted", "#59636e", "#9198a1"},
		{"quiet", "#eaeef2", "#2a313c"}, {"onlane", "#ffffff", "#0d1117"}, {"gap", gap.Light, gap.Dark}, {"gapfill", "#fff0ef", "#3a1418"}, {"focus", "#8250df", "#d2a8ff"},
	}
	for i := range d.Lanes {
		s := palette.Lane(i)
		all = append(all, Colour{fmt.Sprintf("lane%d", i), s.Light, s.Dark})
	}
	return all
}

// variables are the colours as CSS variables.
func variables(colours []Colour, pick func(Colour) string) string {
	var out strings.Builder
	for _, c := range colours {
		fmt.Fprintf(&out, "--%s:%s;", c.Name, pick(c))
	}
	return out.String()
}

func light(c Colour) string { return c.Light }
func dark(c Colour) string  { return c.Dark }

// Style is the CSS of the pictures of a diagram. The colours are variables of a selector, dark where the reader prefers that,
// or where an element above has the attribute data-theme="dark".
func Style(d *diagram.Diagram, selector string) string {
	colours := Colours(d)
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	line("%s{%s}", selector, variables(colours, light))
	line("@media (prefers-color-scheme:dark){%s:not([data-theme=light]){%s}}", selector, variables(colours, dark))
	line("%s[data-theme=dark]{%s}", selector, variables(colours, dark))
	out.WriteString(shapes)
	for i := range d.Lanes {
		line(".gl .l%d{--c:var(--lane%d)}", i, i)
		if dash := palette.Lane(i).Dash; dash != "" {
			line(".gl .s.l%d{stroke-dasharray:%s}", i, dash)
		}
	}
	line(".gl .lost{--c:var(--gap)}.gl .s.lost{stroke-dasharray:%s}", palette.Gap().Dash)
	return out.String()
}

// shapes is the CSS of what stands in a picture.
const shapes = `.gl{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:12px}
.gl text{fill:var(--ink)}
.gl .page{fill:var(--page)}
.gl .card{fill:var(--card);stroke:var(--edge)}
.gl .entry .card,.gl .pods .card{fill:var(--quiet)}
.gl .apart .card{stroke-dasharray:4 3}
.gl .title{font-size:13px;font-weight:600}
.gl .detail{font-size:11px;fill:var(--muted)}
.gl .alarm{font-size:11px;font-weight:600;fill:var(--gap)}
.gl .pill{fill:var(--quiet)}
.gl .in .pill{fill:var(--c)}
.gl .in text{fill:var(--onlane);font-weight:600}
.gl .in.l0 .pill{fill:var(--quiet)}
.gl .in.l0 text{fill:var(--ink)}
.gl .star{fill:var(--muted)}
.gl .cut .pill{fill:var(--gapfill);stroke:var(--gap);stroke-dasharray:3 2}
.gl .cut text{fill:var(--gap)}
.gl .idle{opacity:.55}
.gl .s{fill:none;stroke:var(--c);stroke-width:2}
.gl .s.l0{stroke-width:1.4}
.gl .s.many{--c:var(--muted);stroke-width:4.5}
.gl .s.weak{stroke-width:1.2;stroke-dasharray:2 3}
.gl .tip{fill:var(--c)}
.gl .tip.weak{fill:var(--page);stroke:var(--c)}
.gl .tip.many{--c:var(--muted)}
.gl .hit{fill:none;stroke:transparent;stroke-width:14}
.gl .mark{fill:var(--gapfill);stroke:var(--gap)}
.gl .marked{font-size:11px;font-weight:600;fill:var(--gap)}
.gl .condition{font-size:11px;fill:var(--ink);stroke:var(--page);stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
`
