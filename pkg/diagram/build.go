package diagram

import (
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/scope"
)

// New is the diagram of everything that is in scope.
func New(in Input) *Diagram {
	b := &builder{
		Input: in, scope: scope.In(in.Namespace, in.Model, in.Graph), lanes: map[string]int{lane.Baseline: Baseline},
		boxes: map[any]*Box{}, arrows: map[arrowKey]*Arrow{}, calls: map[callKey]*callgraph.Call{},
		out: &Diagram{Lanes: in.Plan.LaneNames()},
	}
	for i, name := range in.Plan.Lanes {
		b.lanes[name] = i + 1
	}
	b.out.Namespaces, b.out.Observed = b.scope.Namespaces(), b.observed()
	b.index()
	b.addBoxes()
	for i, h := range in.Trace.Hops {
		b.addHop(i, h)
	}
	for i := range in.Trace.Losses {
		b.addGap(&in.Trace.Losses[i])
	}
	for _, u := range in.Trace.Unreached {
		b.addUnreached(u)
	}
	for _, a := range b.out.Arrows {
		slices.SortStableFunc(a.Flows, func(x, y Flow) int { return x.Lane - y.Lane })
	}
	return b.out
}

type builder struct {
	Input
	scope  scope.Scope
	lanes  map[string]int
	boxes  map[any]*Box // by Service, by workload, by the reference of an entry, by the id of declared pods
	arrows map[arrowKey]*Arrow
	calls  map[callKey]*callgraph.Call
	out    *Diagram
}

type arrowKey struct{ from, to End }

// callKey tells calls apart as hops name them: by the caller, and labels where it is declared.
type callKey struct {
	caller diag.Ref
	labels string
	callee *model.Service
	port   int
}

func labelsID(labels model.Labels) string {
	id := ""
	for _, k := range slices.Sorted(maps.Keys(labels)) {
		id += k + "=" + labels[k] + "\x00"
	}
	return id
}

// index prepares finding the call of a hop.
func (b *builder) index() {
	for _, c := range b.scope.Calls {
		b.calls[keyOf(c)] = c
	}
}

func keyOf(c *callgraph.Call) callKey {
	if w := c.Caller.Workload; w != nil {
		return callKey{w.Ref, "", c.Callee, c.Port}
	}
	return callKey{diag.Ref{Namespace: c.Caller.Namespace}, labelsID(c.Caller.Labels), c.Callee, c.Port}
}

// call is the call of a hop; nil where it is out of scope. A hop has a port also where the call leaves it open.
func (b *builder) call(h lane.Hop) *callgraph.Call {
	key := callKey{h.Caller, labelsID(h.Labels), h.Callee, h.Port}
	if c := b.calls[key]; c != nil {
		return c
	}
	key.port = 0
	return b.calls[key]
}

// addHop enters the requests of a hop, on an arrow to each of the rows where they land.
func (b *builder) addHop(number int, h lane.Hop) {
	flow := Flow{Hop: h, Number: number, Lane: b.lanes[h.Lane], Lost: h.Reason == lane.Gap && !h.Weak}
	var from End
	if h.Reason == lane.AtEntry {
		if b.boxes[h.Caller] == nil || b.boxes[h.Callee] == nil {
			return
		}
		from = End{b.boxes[h.Caller], WholeBox}
	} else {
		flow.Call = b.call(h)
		if flow.Call == nil {
			return
		}
		if scope.Folds(flow.Call.Kind, len(b.Plan.Versions(h.Callee))) {
			flow.Fold = flow.Call.Kind
		}
		from = b.sender(flow.Call)
	}
	for _, to := range b.landing(h) {
		b.arrow(from, to).add(flow)
	}
}

func (b *builder) arrow(from, to End) *Arrow {
	key := arrowKey{from, to}
	a := b.arrows[key]
	if a == nil {
		a = &Arrow{ID: len(b.out.Arrows), From: from, To: to}
		b.arrows[key], b.out.Arrows = a, append(b.out.Arrows, a)
	}
	return a
}

func (a *Arrow) add(f Flow) { a.Flows = append(a.Flows, f) }

// sender is the end at which the calls of a caller begin.
func (b *builder) sender(c *callgraph.Call) End {
	w := c.Caller.Workload
	if w == nil {
		return End{b.boxes[keyOf(c).pods()], WholeBox}
	}
	box := b.boxes[w]
	row := slices.IndexFunc(box.Rows, func(r Row) bool { return slices.Contains(r.Workloads, w.Ref) })
	return End{box, row}
}

// pods are the declared pods that a call is of.
func (k callKey) pods() podsKey { return podsKey{k.caller.Namespace, k.labels} }

type podsKey struct{ namespace, labels string }

// landing is where the requests of a hop land: the rows of its versions; the whole box where these are all of it, or where
// that is not known.
func (b *builder) landing(h lane.Hop) []End {
	box := b.boxes[h.Callee]
	var rows []End
	running := 0
	for i, r := range box.Rows {
		if r.Idle {
			continue
		}
		running++
		if slices.Contains(h.Versions, r.Version) {
			rows = append(rows, End{box, i})
		}
	}
	switch {
	case running == 1 && len(box.Rows) == 1:
		return []End{{box, 0}}
	case len(rows) == 0, len(rows) == running && running > 1:
		return []End{{box, WholeBox}}
	}
	return rows
}

// addGap enters a gap: at the Service where the lane is lost, and at the versions that it makes unreachable.
func (b *builder) addGap(l *lane.Loss) {
	if b.boxes[l.At] == nil {
		return
	}
	gap := Gap{Lane: b.lanes[l.Lane], At: b.stop(l), Stray: l.Stray}
	for _, w := range l.Pods {
		gap.Pods = append(gap.Pods, w.Ref)
	}
	if !slices.Contains(gap.At.Box.Lost, gap.Lane) {
		gap.At.Box.Lost = append(gap.At.Box.Lost, gap.Lane)
	}
	for _, h := range l.Calls {
		if c := b.call(h); c != nil {
			for _, to := range b.landing(h) {
				if a := b.arrows[arrowKey{b.sender(c), to}]; a != nil && !slices.Contains(gap.Arrows, a) {
					gap.Arrows = append(gap.Arrows, a)
				}
			}
		}
	}
	for _, v := range l.Unreachable {
		if row := b.version(v); row != nil {
			row.Unreachable = true
			gap.Unreachable = append(gap.Unreachable, End{b.boxes[v.Service], slices.IndexFunc(b.boxes[v.Service].Rows, isVersion(v))})
		}
	}
	b.out.Gaps = append(b.out.Gaps, gap)
}

// stop is where a lane is lost: the row of the pods that are not in it.
func (b *builder) stop(l *lane.Loss) End {
	box := b.boxes[l.At]
	for i, r := range box.Rows {
		if slices.ContainsFunc(l.Pods, func(w *model.Workload) bool { return slices.Contains(r.Workloads, w.Ref) }) {
			return End{box, i}
		}
	}
	return End{box, WholeBox}
}

// addUnreached marks a version to which no path of its lane leads, unless one does by another Service of the same pods: callers
// that no request comes to make none.
func (b *builder) addUnreached(u lane.Unreached) {
	v := lane.Version{Service: u.Service.Service, Version: u.Subset.Version}
	row := b.version(v)
	if row == nil {
		return
	}
	row.Unreached = !slices.ContainsFunc(b.out.Arrows, func(a *Arrow) bool {
		return !callsAre(a, u.Callers) && a.To.Box == b.boxes[v.Service] && a.To.Row != WholeBox && &a.To.Box.Rows[a.To.Row] == row &&
			slices.ContainsFunc(a.Flows, func(f Flow) bool { return f.Lane == row.Lane && !f.Weak })
	})
}

// callsAre tells whether an arrow is of callers that are among those given.
func callsAre(a *Arrow, callers []diag.Ref) bool {
	if a.From.Row == WholeBox {
		return false
	}
	workloads := a.From.Box.Rows[a.From.Row].Workloads
	return len(workloads) > 0 && !slices.ContainsFunc(workloads, func(w diag.Ref) bool { return !slices.Contains(callers, w) })
}

// version is the row of a version; nil where there is none.
func (b *builder) version(v lane.Version) *Row {
	box := b.boxes[v.Service]
	if box == nil {
		return nil
	}
	if i := slices.IndexFunc(box.Rows, isVersion(v)); i >= 0 {
		return &box.Rows[i]
	}
	return nil
}

func isVersion(v lane.Version) func(Row) bool {
	return func(r Row) bool { return r.Version == v.Version }
}
