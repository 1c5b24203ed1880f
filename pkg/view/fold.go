package view

import (
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/scope"
)

// fold parts the rows to show from those to count: the ones whose kind tells little and whose callee has no versions to
// choose among.
func (p *printer) fold(rows []*row) (shown, folded []*row) {
	for _, r := range rows {
		if scope.Folds(r.kind, len(p.Plan.Versions(r.callee))) {
			folded = append(folded, r)
		} else {
			shown = append(shown, r)
		}
	}
	return shown, folded
}

// folded is a line for each kind among rows: the number of its calls, and the Services they go to.
func (p *printer) folded(rows []*row) table {
	var t table
	t.add("FOLDED", "CALLS", "SERVICES")
	for _, kind := range scope.Foldable() {
		number, callees := 0, []*model.Service{}
		for _, r := range rows {
			if r.kind == kind {
				number += len(r.calls)
				callees = append(callees, r.callee)
			}
		}
		if number > 0 {
			t.add(string(kind), strconv.Itoa(number), p.serviceList(callees))
		}
	}
	return t
}

// serviceList is Services as a cell, each once, in order.
func (p *printer) serviceList(services []*model.Service) string {
	slices.SortFunc(services, func(a, b *model.Service) int { return a.Key().Compare(b.Key()) })
	var cells []string
	for _, s := range slices.Compact(services) {
		cells = append(cells, p.service(s))
	}
	return list(cells)
}
