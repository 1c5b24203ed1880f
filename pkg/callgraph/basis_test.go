package callgraph_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// TestBasis compares what manifests show with what was seen.
func TestBasis(t *testing.T) {
	call := func(to string, port int, edit func(*api.ObservedCall)) api.ObservedCall {
		c := api.ObservedCall{From: api.ObservedCaller{Workload: "web"}, To: api.ObservedCallee{Service: to, Port: port}, Last: "2026-01-24T12:00:00Z"}
		if edit != nil {
			edit(&c)
		}
		return c
	}
	stale := func(c *api.ObservedCall) { c.Stale, c.Last = true, "2025-01-24T12:00:00Z" }
	since := func(c *api.ObservedCall) { c.First = "2025-12-01T00:00:00Z" }
	tests := []struct {
		reason   string
		says     []string
		observed []api.ObservedCall
		want     []string
	}{
		{"manifests alone", []string{"http://api:8000"}, nil, []string{"8000 static"}},
		{"both", []string{"http://api:8000"}, []api.ObservedCall{call("api", 8000, nil)}, []string{"8000 both 2026-01-24..2026-01-24 1/1"}},
		{"seen alone", nil, []api.ObservedCall{call("api", 8000, nil)}, []string{"8000 observed 2026-01-24..2026-01-24 1/1"}},
		{"a stale sighting beside manifests is as good as none", []string{"http://api:8000"}, []api.ObservedCall{call("api", 8000, stale)}, []string{"8000 static 2025-01-24..2025-01-24 0/1"}},
		{"a stale sighting alone is all there is", nil, []api.ObservedCall{call("api", 8000, stale)}, []string{"8000 observed 2025-01-24..2025-01-24 0/1"}},
		{"the least and the most recent of all", nil, []api.ObservedCall{call("api", 8000, since), call("api", 8000, nil), call("api", 8000, stale)}, []string{"8000 observed 2025-01-24..2026-01-24 2/3"}},
		{"manifests that leave the port open", []string{"redis://both"}, []api.ObservedCall{call("both", 81, nil)}, []string{"0 both", "81 both 2026-01-24..2026-01-24 1/1"}},
		{"a sighting that leaves the port open", []string{"http://both:80"}, []api.ObservedCall{call("both", 9999, nil)}, []string{"0 both 2026-01-24..2026-01-24 1/1", "80 both"}},
		{"of another port nothing is said", []string{"http://both:80"}, []api.ObservedCall{call("both", 81, nil)}, []string{"80 static", "81 observed 2026-01-24..2026-01-24 1/1"}},
	}
	for _, tt := range tests {
		both := service("", "both")
		both.Ports = []model.Port{{Name: "http", Number: 80}, {Name: "http-2", Number: 81}, {Name: "http-3", Number: 82}}
		facts := []model.Any{workload("web", "web"), service("", "api"), both, &model.Observed{Calls: tt.observed}}
		g, _ := callgraph.Infer(model.New(facts), &api.GrayRelease{Spec: api.Default()}, always(says(tt.says...)))
		var got []string
		for _, c := range g.Calls {
			text := fmt.Sprintf("%d %s", c.Port, c.Basis())
			if s := c.Seen; s != nil {
				text += fmt.Sprintf(" %.10s..%.10s %d/%d", s.First, s.Last, s.Fresh, s.Count)
			}
			got = append(got, text)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.reason, diff)
		}
	}
}
