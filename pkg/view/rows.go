package view

import (
	"cmp"
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// caller is one that has lines of its own: an application under the name of its Service, a workload that has none,
// or pods that the configuration declares. One of the fields is set.
type caller struct {
	service  *model.Service
	workload *model.Workload
	declared string // the cell that names the pods
}

// row is a line of the table: the calls of one kind from a caller to a port of a Service.
type row struct {
	rowKey
	calls []*callgraph.Call // in the graph's order
}

type rowKey struct {
	caller
	callee *model.Service
	port   int
	kind   callgraph.Kind
}

// rows are the lines for the calls that are shown, by caller, callee, port and kind.
func (p *printer) rows() []*row {
	var rows []*row
	byKey := map[rowKey]*row{}
	for _, c := range p.scope.Calls {
		key := rowKey{p.caller(c.Caller), c.Callee, c.Port, c.Kind}
		if byKey[key] == nil {
			byKey[key] = &row{rowKey: key}
			rows = append(rows, byKey[key])
		}
		byKey[key].calls = append(byKey[key].calls, c)
	}
	slices.SortStableFunc(rows, (*row).compare)
	return rows
}

func (p *printer) caller(c callgraph.Caller) caller {
	if c.Workload == nil {
		return caller{declared: p.pods(c.Namespace, c.Labels)}
	}
	if s := p.Plan.Main(c.Workload); s != nil {
		return caller{service: s}
	}
	return caller{workload: c.Workload}
}

// object is the caller as an object; an empty one for declared pods.
func (c caller) object() *model.Object {
	switch {
	case c.service != nil:
		return &c.service.Object
	case c.workload != nil:
		return &c.workload.Object
	}
	return &model.Object{}
}

// compare orders lines by their callers: objects by namespace and name, then declared pods.
func (r *row) compare(other *row) int {
	a, b := r.object(), other.object()
	return cmp.Or(
		cmp.Compare(r.declared, other.declared),
		a.Key().Compare(b.Key()), cmp.Compare(a.Kind, b.Kind),
		r.callee.Key().Compare(other.callee.Key()), cmp.Compare(r.port, other.port), cmp.Compare(r.kind, other.kind),
	)
}

// workloads are those that make the calls; none for declared pods.
func (r *row) workloads() []*model.Workload {
	var workloads []*model.Workload
	for _, c := range r.calls {
		if c.Caller.Workload != nil {
			workloads = append(workloads, c.Caller.Workload)
		}
	}
	return workloads
}
