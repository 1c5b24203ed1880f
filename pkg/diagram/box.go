package diagram

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// addBoxes enters the boxes of all that is in scope.
func (b *builder) addBoxes() {
	for _, h := range b.Trace.Hops {
		if h.Reason == lane.AtEntry && b.boxes[h.Caller] == nil && slices.Contains(b.scope.Services, h.Callee) {
			b.add(h.Caller, &Box{Kind: Entry, Object: h.Caller})
		}
	}
	for _, s := range b.scope.Services {
		b.service(s)
	}
	for _, w := range b.scope.Workloads {
		b.workload(w)
	}
	for _, c := range b.scope.Calls {
		if key := keyOf(c).pods(); c.Caller.Workload == nil && b.boxes[key] == nil {
			b.add(key, &Box{Kind: Pods, Object: diag.Ref{Namespace: c.Caller.Namespace}, Labels: c.Caller.Labels})
		}
	}
}

func (b *builder) add(key any, box *Box) *Box {
	box.ID = len(b.out.Boxes)
	b.boxes[key], b.out.Boxes = box, append(b.out.Boxes, box)
	return box
}

// service is the box of a Service: that of the application whose pods it selects, else one of its own.
func (b *builder) service(s *model.Service) *Box {
	if box := b.boxes[s]; box != nil {
		return box
	}
	mains := b.mains(s)
	if len(mains) == 1 && mains[0] != s {
		box := b.service(mains[0])
		box.Aliases = append(box.Aliases, s.Name)
		b.boxes[s] = box
		return box
	}
	box := &Box{Kind: Service, Object: s.Ref, Notes: serviceNotes(s)}
	if slices.Contains(mains, s) {
		box.Kind, box.Rows = Application, b.rows(s)
	} else {
		for _, v := range b.Plan.Versions(s) {
			box.Rows = append(box.Rows, Row{Version: v, Lane: NoLane})
		}
	}
	return b.add(s, box)
}

// mains are the Services whose versions the applications behind s are.
func (b *builder) mains(s *model.Service) []*model.Service {
	var mains []*model.Service
	for _, w := range b.Model.Selected(s) {
		if m := b.Plan.Main(w); m != nil && !slices.Contains(mains, m) {
			mains = append(mains, m)
		}
	}
	return mains
}

// serviceNotes say what s is where that is no ordinary Service of the application.
func serviceNotes(s *model.Service) []string {
	var notes []string
	switch {
	case s.ExternalName != "":
		notes = append(notes, "ExternalName")
	case s.Headless:
		notes = append(notes, "headless")
	case s.LeftOut() && !s.Context:
		notes = append(notes, "ignored")
	}
	if s.Exposed() {
		notes = append(notes, s.Type)
	}
	if s.Context {
		notes = append(notes, "context")
	}
	return notes
}

// workload is the box of a workload: that of its application, else one of its own. One that does not run belongs to none,
// so it has a row in the box of the first Service that selects it.
func (b *builder) workload(w *model.Workload) {
	s := b.Plan.Main(w)
	if s == nil && !b.Model.Runs(w) && len(b.Model.Selecting(w)) > 0 {
		s = b.Model.Selecting(w)[0]
	}
	if s != nil {
		box := b.service(s)
		b.boxes[w] = box
		if !slices.ContainsFunc(box.Rows, func(r Row) bool { return slices.Contains(r.Workloads, w.Ref) }) {
			box.Rows = append(box.Rows, b.row(w))
		}
		return
	}
	box := b.add(w, &Box{Kind: Workload, Object: w.Ref, Rows: []Row{b.row(w)}})
	if w.Context {
		box.Notes = append(box.Notes, "context")
	}
}

// rows are the versions of an application: those that run, in version order, then pods without a version.
func (b *builder) rows(s *model.Service) []Row {
	var rows []Row
	versions := slices.Clone(b.Plan.Versions(s))
	if !slices.Contains(versions, "") {
		versions = append(versions, "")
	}
	for _, version := range versions {
		var row *Row
		for _, w := range b.Model.Selected(s) {
			if b.Plan.Main(w) != s || w.PodLabels[b.VersionLabel] != version {
				continue
			}
			if row == nil {
				rows = append(rows, b.row(w))
				row = &rows[len(rows)-1]
				continue
			}
			row.Workloads = append(row.Workloads, w.Ref)
		}
	}
	return rows
}

func (b *builder) row(w *model.Workload) Row {
	r := Row{Version: w.PodLabels[b.VersionLabel], Lane: NoLane, Workloads: []diag.Ref{w.Ref}, Idle: !b.Model.Runs(w)}
	if l, ok := b.Plan.Lane(w); ok {
		r.Lane = b.lanes[l]
	}
	if r.Lane != NoLane {
		return r
	}
	for _, l := range b.Plan.Receives(w) {
		r.Serves = append(r.Serves, b.lanes[l])
	}
	return r
}
