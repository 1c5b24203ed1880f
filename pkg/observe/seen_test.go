package observe_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/observe"
	"github.com/graylane/graylane/pkg/telemetry"
)

// from is a record of a caller to version of api, by a reporter.
func from(workload, version, reporter string, count float64) telemetry.Record {
	return telemetry.Record{
		From: api.ObservedCaller{Namespace: "shop", Workload: workload}, To: api.ObservedCallee{Namespace: "shop", Service: "api", Version: version},
		Count: count, Reporter: reporter, Source: telemetry.Prometheus,
	}
}

func TestSeen(t *testing.T) {
	for _, tt := range []struct {
		reason  string
		records []telemetry.Record
		filter  observe.Filter
		want    []string
	}{
		{"one reporter's counts are added", []telemetry.Record{from("web", "v1", "source", 2), from("web", "v1", "source", 3)}, observe.Filter{}, []string{"web v1 5"}},
		{"of several, the most counts", []telemetry.Record{from("web", "v1", "source", 2), from("web", "v1", "destination", 3), from("web", "v1", "waypoint", 1)}, observe.Filter{}, []string{"web v1 3"}},
		{"an estimate of less than one is one", []telemetry.Record{from("web", "v1", "source", 0.01)}, observe.Filter{}, []string{"web v1 1"}},
		{"an estimate is rounded", []telemetry.Record{from("web", "v1", "source", 2.6)}, observe.Filter{}, []string{"web v1 3"}},
		{"what does not fit into a number of JSON", []telemetry.Record{from("web", "v1", "source", 1e300)}, observe.Filter{}, []string{"web v1 9007199254740991"}},
		{"what is not counted was seen all the same", []telemetry.Record{from("web", "v1", "", 0)}, observe.Filter{MinRequests: 9}, []string{"web v1 0"}},
		{"too few", []telemetry.Record{from("web", "v1", "", 8), from("web", "v2", "", 9)}, observe.Filter{MinRequests: 9}, []string{"web v2 9"}},
		{"who does not know the version saw the same requests", []telemetry.Record{from("web", "", "destination", 5), from("web", "v1", "source", 2), from("web", "v2", "source", 3)}, observe.Filter{}, []string{"web v1 2", "web v2 3"}},
		{"unless it saw more", []telemetry.Record{from("web", "", "destination", 6), from("web", "v1", "source", 5)}, observe.Filter{}, []string{"web  6", "web v1 5"}},
		{"or is the same", []telemetry.Record{from("web", "", "source", 5), from("web", "v1", "source", 5)}, observe.Filter{}, []string{"web  5", "web v1 5"}},
		{"another namespace", []telemetry.Record{from("web", "v1", "", 1)}, observe.Filter{Namespaces: []string{"lab"}}, nil},
		{"one of the namespaces", []telemetry.Record{from("web", "v1", "", 1)}, observe.Filter{Namespaces: []string{"lab", "shop"}}, []string{"web v1 1"}},
		{"in order", []telemetry.Record{from("web", "v2", "", 1), from("web", "v1", "", 1), from("cart", "v1", "", 1)}, observe.Filter{}, []string{"cart v1 1", "web v1 1", "web v2 1"}},
	} {
		for range 10 {
			rand.Shuffle(len(tt.records), func(i, j int) { tt.records[i], tt.records[j] = tt.records[j], tt.records[i] })
			var seen observe.Seen
			for _, r := range tt.records {
				seen.Add(r)
			}
			var got []string
			for _, c := range seen.Calls(tt.filter, observe.Times{}) {
				got = append(got, fmt.Sprintf("%s %s %d", c.From.Workload, c.To.Version, c.Requests))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
				break
			}
		}
	}
}

func TestSeenTimes(t *testing.T) {
	at := func(first, last string) telemetry.Record {
		r := from("web", "v1", "", 1)
		r.First, r.Last = first, last
		return r
	}
	looked := observe.Times{Start: "2026-01-24T00:00:00Z", End: "2026-01-31T00:00:00Z", Window: "7d"}
	for _, tt := range []struct {
		reason      string
		records     []telemetry.Record
		first, last string
		window      string
	}{
		{"what has no time was seen when was looked", []telemetry.Record{at("", "")}, looked.Start, looked.End, "7d"},
		{"what has one keeps it", []telemetry.Record{at("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")}, "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", ""},
		{"the first and the last count", []telemetry.Record{at("2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z"), at("2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z")}, "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z", ""},
	} {
		var seen observe.Seen
		for _, r := range tt.records {
			seen.Add(r)
		}
		calls := seen.Calls(observe.Filter{}, looked)
		if len(calls) != 1 || calls[0].First != tt.first || calls[0].Last != tt.last || calls[0].Window != tt.window {
			t.Errorf("%s: %+v", tt.reason, calls)
		}
	}
}
