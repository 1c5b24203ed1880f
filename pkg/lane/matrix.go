package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/model"
)

// Matrix is where the requests of each lane land at each Service.
type Matrix struct {
	Lanes []string // those with requests: the baseline first, then in version order
	Rows  []Row    // by the namespace and name of their Service
}

// Row is a Service, with a cell for each lane.
type Row struct {
	Service *model.Service
	Cells   []Cell
}

// Cell is where the requests of a lane land at a Service.
type Cell struct {
	// Begins tells that requests of the lane begin at pods of the Service.
	Begins bool
	// Landings are the versions that requests reach, in version order, each once for each of the ways in which they do; none where none
	// does.
	Landings []Landing
}

// Landing is a version that requests of a lane reach.
type Landing struct {
	Version string // empty for pods without one, and where it is not known
	How     How
	// Reached tells whether a known way leads there, from where requests of the lane begin.
	Reached bool
}

// How is how requests of a lane come to a version.
type How string

// The ways.
const (
	Own      How = "own"      // as they should: it is the lane's, or there is no other
	FellBack How = "fallback" // the Service has no version of the lane, so the baseline serves it
	Missed   How = "missed"   // the Service has a version of the lane, and they do not come to it
	Spread   How = "spread"   // no rule chooses among the versions
	Unknown  How = "unknown"  // it is not graylane's to say
	Failing  How = "failing"  // they fail
)

// how is how the requests of h come to where they land.
func (h *Hop) how() How {
	switch h.Reason {
	case External, RoutedByThem, InContext, Refused:
		return Unknown
	case Hidden, NoSubset:
		return Failing
	case Gap, Ambiguous, Undeclared:
		return Missed
	case Fallback:
		return FellBack
	case InLane, ByHeader, OnBaseline:
		return Own
	}
	switch {
	case len(h.Versions) > 1 || len(h.Versions) == 1 && h.Unversioned:
		return Spread
	case h.Reason == AtEntry && h.Subset.Name != "" && h.Subset.Lane != h.Lane:
		return FellBack
	}
	return Own
}

// matrixBuilder collects the landings of each lane.
type matrixBuilder struct {
	*Answer
	reached map[visitor]bool
	landed  map[string]bool // the lanes that have any cells
	cells   map[*model.Service]map[string]*Cell
}

func newMatrixBuilder(a *Answer, reached map[visitor]bool) *matrixBuilder {
	return &matrixBuilder{a, reached, map[string]bool{}, map[*model.Service]map[string]*Cell{}}
}

// add adds the landings of a lane, when its trail is known.
func (m *matrixBuilder) add(t *tracker) {
	for _, h := range m.shown[t.lane] {
		if h.Allowed() {
			continue
		}
		reached := h.Call == nil || h.Caller.Name == "" || m.reached[visitor{t.lane, h.Caller}] || len(t.legs[h.Caller]) == 0
		versions := h.Versions
		if len(versions) == 0 || h.Unversioned {
			versions = append(slices.Clone(versions), "")
		}
		for _, v := range versions {
			m.cell(h.Callee, t.lane).land(Landing{v, h.how(), reached})
		}
	}
	for _, w := range t.begun {
		if m.To != nil && !m.reached[visitor{t.lane, w.Ref}] || m.Namespace != "" && !model.SameNamespace(w.Namespace, m.Namespace) {
			continue
		}
		for _, s := range m.trace.plan.model.Selecting(w) {
			own := Landing{w.PodLabels[m.trace.plan.label], Own, true}
			if s.Context || m.trace.plan.Entered(s) && !s.Exposed() && !m.strays(s, t.lane, own.Version) { // what enters is a landing
				continue
			}
			cell := m.cell(s, t.lane)
			cell.Begins = true
			if !slices.ContainsFunc(cell.Landings, func(l Landing) bool { return l.Version == own.Version && l.Reached }) {
				cell.land(own)
			}
		}
	}
}

// strays tells whether an entry spreads requests over all versions of s, and none sends any of the lane there: those of the lane of
// a version begin at it.
func (m *matrixBuilder) strays(s *model.Service, lane, version string) bool {
	if m.cells[s][lane] != nil {
		return false
	}
	return slices.ContainsFunc(m.trace.ofEntries(), func(h Hop) bool {
		return h.Callee == s && lane != Baseline && h.Subset == (Subset{}) && slices.Contains(h.Versions, version)
	})
}

func (m *matrixBuilder) cell(s *model.Service, lane string) *Cell {
	m.landed[lane] = true
	if m.cells[s] == nil {
		m.cells[s] = map[string]*Cell{}
	}
	if m.cells[s][lane] == nil {
		m.cells[s][lane] = &Cell{}
	}
	return m.cells[s][lane]
}

// land adds a landing; one that is reached takes the place of one that is not.
func (c *Cell) land(l Landing) {
	for i, known := range c.Landings {
		if known.Version == l.Version && known.How == l.How {
			c.Landings[i].Reached = known.Reached || l.Reached
			return
		}
	}
	c.Landings = append(c.Landings, l)
}

// matrix has a row for each Service of the application; where the question is about a part of it, for those that requests reach.
func (m *matrixBuilder) matrix() Matrix {
	out := Matrix{Lanes: slices.DeleteFunc(slices.Clone(m.lanes), func(lane string) bool { return !m.landed[lane] })}
	for _, s := range m.trace.plan.model.Services() {
		elsewhere := m.Namespace != "" && !model.SameNamespace(s.Namespace, m.Namespace)
		if m.cells[s] == nil && (s.Context || elsewhere || m.From != nil || m.To != nil) {
			continue
		}
		row := Row{Service: s}
		for _, lane := range out.Lanes {
			cell := Cell{}
			if known := m.cells[s][lane]; known != nil {
				cell = *known
				slices.SortStableFunc(cell.Landings, func(a, b Landing) int { return compareVersions(a.Version, b.Version) })
			}
			row.Cells = append(row.Cells, cell)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
