package observe

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/telemetry"
)

// key is what tells calls apart: there is one call for each.
type key struct {
	fromNamespace, workload, labels, fromVersion string
	toNamespace, service                         string
	port                                         int
	toVersion, protocol, source                  string
}

// keyOf is the key of a call. Labels are part of it where no workload is known.
func keyOf(c *api.ObservedCall) key {
	k := key{
		fromNamespace: c.From.Namespace, workload: c.From.Workload, fromVersion: c.From.Version,
		toNamespace: c.To.Namespace, service: c.To.Service, port: c.To.Port, toVersion: c.To.Version,
		protocol: c.Protocol, source: c.Source,
	}
	if k.workload == "" {
		k.labels = joined(c.From.Labels)
	}
	return k
}

// joined is labels as a text, in order.
func joined(labels map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		b.WriteString(name + "=" + labels[name] + ",")
	}
	return b.String()
}

// sum is what was seen of a call.
type sum struct {
	call    api.ObservedCall
	counted map[string]float64 // by reporter
}

// Seen is records that are added up. The zero value has none.
type Seen struct {
	sums map[key]*sum
}

// Add adds a record. Those of one reporter are added, and of several reporters, who saw the same requests, the most counts.
func (s *Seen) Add(r telemetry.Record) {
	call := api.ObservedCall{From: r.From, To: r.To, Protocol: r.Protocol, Window: r.Window, First: r.First, Last: r.Last, Source: r.Source}
	k := keyOf(&call)
	of := s.sums[k]
	if of == nil {
		if s.sums == nil {
			s.sums = map[key]*sum{}
		}
		of = &sum{call: call, counted: map[string]float64{}}
		s.sums[k] = of
	}
	of.counted[r.Reporter] += r.Count
	of.call.First, of.call.Last = earliest(of.call.First, call.First), max(of.call.Last, call.Last)
	of.call.Window = longest(of.call.Window, call.Window)
	if own := of.call.From.Labels; len(own) == 0 || len(call.From.Labels) > 0 && joined(call.From.Labels) < joined(own) {
		of.call.From.Labels = call.From.Labels
	}
}

// earliest is the first of two times that is known.
func earliest(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// longest is the longer of two windows of one unit; of different ones the greater text, so that it does not depend on an order.
func longest(a, b string) string {
	return slices.MaxFunc([]string{a, b}, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
}

// Times is when was looked, for what was seen without a time of its own.
type Times struct {
	Start  string // of the window; empty: unknown
	End    string
	Window string
}

// Filter is which calls are wanted.
type Filter struct {
	Namespaces  []string // of caller or callee; none: all
	MinRequests int64    // of what was counted
}

// Calls are the calls that were seen, in the order that ObservedCalls have.
func (s *Seen) Calls(f Filter, t Times) []api.ObservedCall {
	s.settle()
	var found []*api.ObservedCall
	for _, of := range s.sums {
		call := &of.call
		call.Requests = requests(of.counted)
		if call.Last == "" {
			call.First, call.Last, call.Window = t.Start, t.End, t.Window
		}
		if call.Requests > 0 && call.Requests < f.MinRequests || !f.wants(call) {
			continue
		}
		found = append(found, call)
	}
	slices.SortFunc(found, compare)
	calls := make([]api.ObservedCall, len(found))
	for i, call := range found {
		calls[i] = *call
	}
	return calls
}

// wants tells whether a call concerns the namespaces. Where a namespace is unknown, it may be any.
func (f Filter) wants(c *api.ObservedCall) bool {
	return len(f.Namespaces) == 0 || c.From.Namespace == "" || c.To.Namespace == "" ||
		slices.Contains(f.Namespaces, c.From.Namespace) || slices.Contains(f.Namespaces, c.To.Namespace)
}

// requests is the most that one reporter counted. Counts of a window are estimates, so they are rounded; what was seen is at least one.
func requests(counted map[string]float64) int64 {
	most := 0.0
	for _, n := range counted {
		most = max(most, n)
	}
	const exact = 1 << 53 // of whole numbers in JSON
	switch {
	case most == 0:
		return 0
	case most >= exact:
		return exact - 1
	}
	return max(1, int64(math.Round(most)))
}

// settle takes out what one reporter saw without versions and another with them: it is the same requests.
func (s *Seen) settle() {
	type total struct{ counted map[string]float64 }
	versioned := map[key]*total{}
	for k, of := range s.sums {
		if k.toVersion == "" {
			continue
		}
		k.toVersion = ""
		if versioned[k] == nil {
			versioned[k] = &total{map[string]float64{}}
		}
		for reporter, n := range of.counted {
			versioned[k].counted[reporter] += n
		}
	}
	for k, of := range s.sums {
		with := versioned[k]
		if k.toVersion != "" || with == nil {
			continue
		}
		for reporter, n := range of.counted {
			for other, seen := range with.counted {
				if other != reporter && seen >= n {
					delete(of.counted, reporter)
				}
			}
		}
		if len(of.counted) == 0 {
			delete(s.sums, k)
		}
	}
}

// compare orders calls by from, to, protocol and source.
func compare(a, b *api.ObservedCall) int {
	return cmp.Or(
		cmp.Compare(a.From.Namespace, b.From.Namespace), cmp.Compare(a.From.Workload, b.From.Workload),
		cmp.Compare(joined(a.From.Labels), joined(b.From.Labels)), cmp.Compare(a.From.Version, b.From.Version),
		cmp.Compare(a.To.Namespace, b.To.Namespace), cmp.Compare(a.To.Service, b.To.Service),
		cmp.Compare(a.To.Port, b.To.Port), cmp.Compare(a.To.Version, b.To.Version),
		cmp.Compare(a.Protocol, b.Protocol), cmp.Compare(a.Source, b.Source),
	)
}
