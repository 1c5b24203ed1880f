package callgraph

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/address"
	"github.com/graylane/graylane/pkg/api"
)

// Sighting is that a call was seen in a running mesh, see [api.ObservedCall].
type Sighting struct {
	First, Last string // times as 2026-01-31T12:00:00Z; empty: unknown
	Requests    int64  // within Window; 0: unknown
	Window      string
	Source      string
	// From and To are the versions that called and answered; empty: unknown.
	From, To string
}

// observed is the detector of what was seen: it reads no workload.
const observed = "observed"

// observe enters the calls that were seen. What they name and the input lacks is passed over, since what sees calls sees those
// of the whole cluster; a caller that the input lacks counts where it is known by its labels, since it calls a Service all the same.
func (b *builder) observe() {
	if len(b.Model.Observed()) == 0 {
		return
	}
	in := NewFinder(b.Model, b.Model.Observed())
	versions := newOfVersions(in, b.Model.Observed())
	for _, o := range b.Model.Observed() {
		for i := range o.Calls {
			call := &o.Calls[i]
			e := Evidence{
				Detector: observed, Object: o.Ref, Place: o.Place, Field: fmt.Sprintf("spec.calls[%d]", i),
				Value: sighted(call), Host: hostSeen(call.To), Weak: call.Stale,
				Seen: &Sighting{call.First, call.Last, call.Requests, call.Window, call.Source, call.From.Version, call.To.Version},
			}
			for _, c := range in.Find(call) {
				e.Weak = call.Stale || versions.apart(call, c)
				b.add(c.Caller, c.Callee, c.Port, seen{e, b.kindOf(c.Callee, c.Port, &Clue{}, address.Address{})})
			}
		}
	}
}

// sighted says what was seen, as the value of evidence: how often and when, as far as it is known, and who answered.
func sighted(call *api.ObservedCall) string {
	parts := []string{"seen"}
	if call.Requests > 0 {
		parts = append(parts, strconv.FormatInt(call.Requests, 10)+"x")
	}
	if first, last := day(call.First), day(call.Last); first != "" && first != last {
		parts = append(parts, first+".."+last)
	} else if last != "" {
		parts = append(parts, last)
	}
	if call.To.Version != "" {
		parts = append(parts, "answered by "+call.To.Version)
	}
	return strings.Join(parts, " ")
}

// day is the date of a time.
func day(time string) string {
	date, _, _ := strings.Cut(time, "T")
	return date
}

// hostSeen is what was called, with its port where that is known.
func hostSeen(to api.ObservedCallee) string {
	if to.Port == 0 {
		return to.Service
	}
	return to.Service + ":" + strconv.Itoa(to.Port)
}
