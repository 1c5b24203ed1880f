package page

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/svg"
)

// header is the title, the search and the lanes.
func (p *page) header() {
	p.line("<header>\n<div class=\"top\"><h1>%s</h1>", html.EscapeString(svg.Title(p.folded)))
	p.line(`<label class="search"><span class="hidden">Search</span><input type="search" id="search" placeholder="Search services, workloads, calls" autocomplete="off" spellcheck="false"></label>`)
	p.line(`<button type="button" id="theme" aria-label="Theme: as the system">Theme: system</button></div>`)
	p.line(`<div class="lanes" role="group" aria-label="Lanes">`)
	for i := range p.Lanes {
		if len(p.Lanes) == 1 {
			break // there is nothing to pick
		}
		p.line(`<button type="button" data-pick="%d" aria-pressed="false"><svg class="gl sample" width="26" height="10" aria-hidden="true"><path class="s l%d" d="M0 5H26"/></svg>%s</button>`,
			i, i, html.EscapeString(p.Lane(i)))
	}
	p.line("</div>\n<p id=\"status\" role=\"status\"></p>\n</header>")
}

// picture is the pictures with the buttons that move them.
func (p *page) picture() {
	p.line(`<section class="stage" aria-label="Picture">`)
	p.line(`<div class="tools" role="group" aria-label="View">`)
	if len(p.pictures) > 1 {
		calls := 0
		for _, f := range p.folded.Folds {
			calls += f.Calls
		}
		p.line(`<button type="button" id="unfold" aria-pressed="false">Show telemetry, registry and health calls (%d)</button>`, calls)
	}
	p.line(`<button type="button" id="out" aria-label="Zoom out">−</button><button type="button" id="in" aria-label="Zoom in">+</button><button type="button" id="fit">Fit</button></div>`)
	p.line(`<div class="canvas" id="canvas" tabindex="0" aria-label="Picture of the calls; the table below has the same in words. Plus, minus and 0 zoom.">`)
	for i, picture := range p.pictures {
		if i > 0 {
			picture = strings.Replace(picture, "<svg ", "<svg hidden ", 1)
		}
		p.out.WriteString(picture)
	}
	if len(p.pictures) == 0 {
		p.line("<p>There is too much here for a picture: %s and %s. The table has all of it.</p>", number(len(p.Boxes), "box", "boxes"), number(len(p.Arrows), "arrow", "arrows"))
	}
	p.line("</div>\n</section>")
}

func number(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// panel is what there is to say of a call, and the gaps.
func (p *page) panel() {
	p.line(`<aside><section aria-label="Call"><h2>Call</h2><div id="details"><p class="hint">Point at an arrow, or go to one with the Tab and arrow keys; Enter keeps it, Escape lets it go.</p></div></section>`)
	if len(p.Gaps) > 0 {
		p.line(`<section class="gaps" aria-label="Gaps"><h2>Gaps</h2><ul>`)
		for i, g := range p.Gaps {
			p.gap(i, g)
		}
		p.line("</ul></section>")
	}
	if folds := p.folded.Folds; len(folds) > 0 {
		p.line(`<section aria-label="Folded"><h2>Folded</h2><ul>`)
		for _, f := range folds {
			var names []string
			for _, b := range f.Boxes {
				names = append(names, p.Title(b))
			}
			p.line("<li>%s: %s to %s</li>", f.Kind, number(f.Calls, "call", "calls"), html.EscapeString(strings.Join(names, ", ")))
		}
		p.line("</ul></section>")
	}
	p.line("</aside>")
}

// gap says where a lane is lost, and what that makes unreachable.
func (p *page) gap(i int, g diagram.Gap) {
	text := fmt.Sprintf("%s is lost at %s", p.Lane(g.Lane), p.end(g.At))
	p.line(`<li><button type="button" data-gap="%d" aria-pressed="false">%s</button>`, i, html.EscapeString(text))
	for _, e := range g.Unreachable {
		p.line(`<span class="unreachable">✕ %s is unreachable</span>`, html.EscapeString(p.end(e)))
	}
	p.line("</li>")
}

// end is a box, with its version where it is one alone.
func (p *page) end(e diagram.End) string {
	if e.Row == diagram.WholeBox {
		return p.Title(e.Box)
	}
	return strings.TrimSpace(p.Title(e.Box) + " " + p.Label(&e.Box.Rows[e.Row]))
}

// table is all requests, a row each.
func (p *page) table() {
	p.line(`<section class="requests" aria-label="Requests"><h2>Requests</h2><div class="scroll" tabindex="0" role="region" aria-label="Table of requests"><table>`)
	p.line(`<caption id="caption">Where the requests of each lane land, and why</caption>`)
	p.line("<thead><tr>")
	for _, head := range []string{"Lane", "Caller", "Calls", "Port", "Lands on", "Reason", "Seen in"} {
		p.line(`<th scope="col">%s</th>`, head)
	}
	p.line("</tr></thead>\n<tbody>")
	for i, r := range requests(p.Diagram) {
		class := ""
		if r.lost {
			class = ` class="lost"`
		}
		p.line(`<tr data-request="%d"%s>`, i, class)
		p.line(`<td><svg class="gl sample" width="26" height="10" aria-hidden="true"><path class="s l%d" d="M0 5H26"/></svg>%s</td>`, r.Lane, html.EscapeString(p.Lane(r.Lane)))
		p.line(`<th scope="row"><button type="button" data-arrow-of="%d">%s</button></th>`, i, html.EscapeString(r.from))
		for _, cell := range []string{r.to, r.port, r.lands, r.why, r.seen} {
			p.line("<td>%s</td>", html.EscapeString(cell))
		}
		p.line("</tr>")
	}
	p.line("</tbody></table></div></section>")
}
