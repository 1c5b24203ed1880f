package view

import (
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/diagram"
)

// text is the form for a terminal: a tree of who calls whom, a line for each application; then the gaps; then what is left
// out of the tree, and what stands alone; then a line that counts, and one that explains the signs.
func text(g Graph) ([]byte, error) {
	d := g.diagram().Folded()
	l := &labels{d, g.Paint}
	var sections []string
	for _, t := range []table{l.tree(), l.gaps(), l.folded(), l.alone()} {
		if s := t.text(g.Paint); s != "" {
			sections = append(sections, s)
		}
	}
	p := &printer{Graph: g, scope: g.scope(), namespaces: d.Namespaces}
	end := p.counts() + l.laneNames() + "\n" + l.legend(strings.Join(sections, ""))
	return []byte(strings.Join(append(sections, end), "\n")), nil
}

// laneNames are the lanes as a sentence; empty where there is the baseline alone.
func (l *labels) laneNames() string {
	if len(l.Lanes) == 1 {
		return ""
	}
	var names []string
	for i := range l.Lanes {
		names = append(names, l.lanes([]int{i}))
	}
	return " Lanes: " + few(names) + "."
}

// tree is who calls whom.
func (l *labels) tree() table {
	grower := &calltree{labels: l, calls: callsOf(l.Diagram), grown: map[*diagram.Box]bool{}}
	var t table
	t.add("APPLICATION", "VERSIONS", "PORT", "NOTES")
	t.grow(l.Paint, grower.roots())
	return t
}

// gaps is a line for each place where a lane is lost.
func (l *labels) gaps() table {
	var t table
	t.add("GAP", "LOST AT", "IN", "NOT REACHED")
	for _, g := range l.Gaps {
		var pods, missed []string
		for _, p := range g.Pods {
			pods = append(pods, name(p.Kind)+"/"+name(p.Name))
		}
		for _, e := range g.Unreachable {
			missed = append(missed, strings.TrimSpace(l.Title(e.Box)+" "+l.end(e)))
		}
		t.add(l.Gap(lost)+" "+l.lanes([]int{g.Lane}), l.Title(g.At.Box), few(pods), few(missed))
	}
	return t
}

// folded is a line for each kind of calls that are left out.
func (l *labels) folded() table {
	var t table
	t.add("FOLDED", "CALLS", "TO")
	for _, f := range l.Folds {
		t.add(string(f.Kind), fmt.Sprint(f.Calls), l.boxes(f.Boxes))
	}
	return t
}

// alone is what calls nothing, and what nothing calls.
func (l *labels) alone() table {
	var t table
	t.add("ALONE", "VERSIONS", "NOTES")
	for _, b := range l.Apart {
		t.add(l.name(b), l.versions(b), strings.Join(l.notes(b), "; "))
	}
	return t
}

// legend explains the signs that stand in a text.
func (l *labels) legend(text string) string {
	legend := ""
	for _, s := range []struct{ sign, meaning string }{
		{"*", "*           a baseline version"},
		{" · ", "v2 · gray   the version v2, in the lane gray"},
		{lost, lost + "           a lane that is lost, or a version that requests of its lane do not reach"},
		{"weak", "weak        it may be no call at all"},
		{"observed", "observed    it was seen in a mesh, from when to when; only: no manifest shows it; not: nobody was seen to make it"},
		{"allowed", "allowed     a policy lets it through, and nothing shows that it is made"},
	} {
		if strings.Contains(text, s.sign) && (s.sign != "observed" || l.Observed != "") {
			legend += l.Faint(s.meaning) + "\n"
		}
	}
	return legend
}
