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
		{"page", "#ffffff", "#0d1117"}, {"card", "#ffffff", "#161b22"}, {"edge", "#868f99", "#656d76"}, {"ink", "#1f2328", "#e6edf3"}, {"muted", "#59636e", "#9aa1aa"},
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

// Style is the CSS of the pictures of a diagram in a page. The colours are variables of its root, dark where the reader prefers
// that, and as the attribute data-theme of the root says, dark or light.
func Style(d *diagram.Diagram) string {
	colours := Colours(d)
	return fmt.Sprintf(":root{%[1]s}\n@media (prefers-color-scheme:dark){:root:not([data-theme=light]){%[2]s}}\n:root[data-theme=dark]{%[2]s}\n%[3]s",
		variables(colours, light), variables(colours, dark), rules(d))
}

// plainStyle is the CSS of a picture that stands alone. It has no variables, which not every program that shows SVG knows.
func plainStyle(d *diagram.Diagram) string {
	colours, all := Colours(d), rules(d)
	var again []string // the rules that differ in the dark
	for _, rule := range strings.SplitAfter(all, "}") {
		if strings.Contains(rule, "var(") {
			again = append(again, strings.TrimSpace(rule))
		}
	}
	return resolve(all, colours, light) + "@media (prefers-color-scheme:dark){\n" + resolve(strings.Join(again, "\n"), colours, dark) + "\n}\n"
}

// resolve is CSS with the colours in the place of variables.
func resolve(css string, colours []Colour, pick func(Colour) string) string {
	var pairs []string
	for _, c := range colours {
		pairs = append(pairs, "var(--"+c.Name+")", pick(c))
	}
	return strings.NewReplacer(pairs...).Replace(css)
}

// rules are the CSS of a diagram, with variables for colours.
func rules(d *diagram.Diagram) string {
	all := shapes
	for i := range d.Lanes {
		all += stroked(fmt.Sprintf("l%d", i), fmt.Sprintf("lane%d", i), palette.Lane(i).Dash)
		if i != diagram.Baseline {
			all += fmt.Sprintf(".gl .in.l%[1]d .pill{fill:var(--lane%[1]d)}\n.gl .in.l%[1]d text{fill:var(--onlane);font-weight:600}\n", i)
		}
	}
	return all + stroked("lost", "gap", palette.Gap().Dash) + stroked("many", "muted", "") + quieter
}

// stroked is the CSS of lines of a class, and of the heads of their arrows.
func stroked(class, colour, dash string) string {
	if dash != "" {
		dash = ";stroke-dasharray:" + dash
	}
	return fmt.Sprintf(".gl .s.%[1]s{stroke:var(--%[2]s)%[3]s}.gl .tip.%[1]s{fill:var(--%[2]s);stroke:var(--%[2]s)}\n", class, colour, dash)
}

// shapes is the CSS of what stands in a picture.
const shapes = `.gl{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:12px}
.gl text{fill:var(--ink)}
.gl .page{fill:var(--page)}
.gl .card{fill:var(--card);stroke:var(--edge)}
.gl .entry .card,.gl .pods .card{fill:var(--quiet)}
.gl .title{font-size:13px;font-weight:600}
.gl .detail{font-size:11px;fill:var(--muted)}
.gl .alarm,.gl .marked{font-size:11px;font-weight:600;fill:var(--gap)}
.gl .pill{fill:var(--quiet)}
.gl .in.l0 text{font-weight:600}
.gl .star{fill:var(--muted)}
.gl .cut .pill{fill:var(--gapfill);stroke:var(--gap);stroke-dasharray:3 2}
.gl .cut text{fill:var(--gap)}
.gl .idle{opacity:.7}
.gl .s{fill:none;stroke-width:2}
.gl .hit{fill:none;stroke:none;stroke-width:14;pointer-events:stroke}
.gl .mark{fill:var(--gapfill);stroke:var(--gap)}
.gl .condition{font-size:11px;fill:var(--ink);stroke:var(--page);stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
`

// quieter is the CSS of lines that matter less, or more, than those of one lane.
const quieter = `.gl .s.l0{stroke-width:1.4}
.gl .s.many{stroke-width:4.5}
.gl .s.weak{stroke-width:1.2;stroke-dasharray:2 3}
.gl .tip{stroke-width:0}
.gl .tip.weak{fill:var(--page);stroke-width:1}
`
