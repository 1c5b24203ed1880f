package lane

import (
	"cmp"
	"slices"

	"github.com/graylane/graylane/pkg/model"
)

// Clone is that a workload is deployed once more for a lane, so that the lane is not lost there.
type Clone struct {
	Of      *model.Workload
	Lane    string
	Name    string
	Version string     // the value of the version label
	Env     []Variable // the variables that hold the version
}

// CloneKey tells clones apart.
type CloneKey struct {
	Of   *model.Workload
	Lane string
}

// Refusal is that a workload on the way to a gap cannot be deployed once more for a lane.
type Refusal struct {
	CloneKey
	Why string // a clause for a message
}

// Clones are the workloads to copy so that gaps close, by namespace and name: for each lane those outside of it by which its
// requests come to a gap, from the first one on, and whatever shares a Service with them on the way. Where one of them cannot be
// copied, no other is of which nothing would come. The workloads of refused, which have a reason each, cannot. Refusals are
// those without which a copy would be made, or could.
func (t *Trace) Clones(refused map[CloneKey]string) ([]Clone, []Refusal) {
	var all []*cloner
	for _, of := range t.passages() {
		if c := newCloner(of, refused); c != nil {
			all = append(all, c)
		}
	}
	refuseNames(all)
	var clones []Clone
	var refusals []Refusal
	for _, c := range all {
		made, cannot := c.choose()
		clones, refusals = append(clones, made...), append(refusals, cannot...)
	}
	slices.SortFunc(clones, func(a, b Clone) int {
		return cmp.Or(cmp.Compare(a.Of.Key().Namespace, b.Of.Key().Namespace), cmp.Compare(a.Name, b.Name))
	})
	return clones, refusals
}

// cloner chooses what to copy for one lane.
type cloner struct {
	*passages
	version string
	// needed are the workloads by which requests come to a gap, and those that share a Service with them on the way, in
	// the order of calls.
	needed   []*model.Workload
	isNeeded map[*model.Workload]bool
	groups   map[*model.Workload]*group
	why      map[*model.Workload]string // why one of needed cannot be copied
}

// group is the workloads that requests of a lane reach as one: a step leads to all of them. All are copied, or none.
type group struct {
	members []*model.Workload
	strays  bool // whether the lane's version is among them, so that a copy would be none the wiser
}

// newCloner is nil for a lane without gaps.
func newCloner(t *passages, refused map[CloneKey]string) *cloner {
	losing := t.losing()
	if len(losing) == 0 {
		return nil
	}
	c := &cloner{
		passages: t, version: t.plan.labelFor(t.lane), isNeeded: map[*model.Workload]bool{},
		groups: map[*model.Workload]*group{}, why: map[*model.Workload]string{},
	}
	c.group()
	for _, at := range c.passed(func(s station) bool { return losing[s] }) {
		for _, w := range c.groups[at.Workload].members {
			if !c.isNeeded[w] {
				c.needed, c.isNeeded[w] = append(c.needed, w), true
			}
		}
	}
	for _, w := range c.needed {
		c.refuse(w, cmp.Or(t.plan.unfit(w, c.version), refused[CloneKey{w, t.lane}]))
	}
	c.checkServices()
	return c
}

// refuse notes why w cannot be copied, if there is a reason.
func (c *cloner) refuse(w *model.Workload, why string) {
	if why != "" {
		c.why[w] = why
	}
}

// passed are the stations without the lane's header, and those at which it ends, that its requests pass if they go no further
// than through allowed ones.
func (c *cloner) passed(allowed func(station) bool) []station {
	stations, _ := c.exits()
	seen := map[station]bool{}
	var passed []station
	for len(stations) > 0 {
		at := stations[0]
		stations = stations[1:]
		if seen[at] || !allowed(at) || at.marked && !slices.ContainsFunc(c.out[at], step.isGap) {
			continue
		}
		seen[at] = true
		passed = append(passed, at)
		stations = append(stations, c.onward(at)...)
	}
	return passed
}

// group finds the groups: whatever one step or entry leads to is in one.
func (c *cloner) group() {
	join := func(steps []step) {
		for _, s := range steps {
			if inside, outside := c.ends(s); len(outside) > 0 {
				c.unite(outside, len(inside) > 0)
			}
		}
	}
	for _, e := range c.entering() {
		if len(e.stations) > 0 {
			c.unite(e.stations, false)
		}
	}
	for _, w := range c.callers {
		join(c.in[w])
	}
	for _, from := range c.stations {
		join(c.out[from])
	}
}

// unite makes the groups of some workloads one.
func (c *cloner) unite(stations []station, strays bool) {
	into := c.groups[stations[0].Workload]
	if into == nil {
		into = &group{}
	}
	for _, at := range stations {
		from := c.groups[at.Workload]
		switch {
		case from == into:
		case from == nil:
			into.members = append(into.members, at.Workload)
			c.groups[at.Workload] = into
		default:
			if len(from.members) > len(into.members) {
				into, from = from, into
			}
			into.members = append(into.members, from.members...)
			into.strays = into.strays || from.strays
			for _, w := range from.members {
				c.groups[w] = into
			}
		}
	}
	into.strays = into.strays || strays
}

// fits tells whether all of the group of a station can be copied.
func (c *cloner) fits(at station) bool {
	g := c.groups[at.Workload]
	return g != nil && !g.strays && !slices.ContainsFunc(g.members, func(w *model.Workload) bool { return c.why[w] != "" })
}

// choose is what to copy, and what cannot be.
func (c *cloner) choose() ([]Clone, []Refusal) {
	losing := c.losingThrough(c.fits)
	var clones []Clone
	done := map[*model.Workload]bool{}
	for _, at := range c.passed(func(s station) bool { return losing[s] }) {
		for _, w := range c.groups[at.Workload].members {
			if !done[w] {
				done[w] = true
				clones = append(clones, c.clone(w))
			}
		}
	}
	var refusals []Refusal
	for _, w := range c.needed {
		if c.why[w] != "" && !c.groups[w].strays {
			refusals = append(refusals, Refusal{CloneKey{w, c.lane}, c.why[w]})
		}
	}
	return clones, refusals
}

func (c *cloner) clone(w *model.Workload) Clone {
	return Clone{Of: w, Lane: c.lane, Name: cloneName(w, c.plan.label, c.lane), Version: c.version, Env: variables(w, c.plan.label, c.version)}
}
