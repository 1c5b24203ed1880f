package callgraph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// TestOfVersions has web-v1 and web-v2 call what both, or one of them, were seen to call.
func TestOfVersions(t *testing.T) {
	for _, tt := range []struct {
		reason string
		seen   []string // from, to, and who answered
		weak   []string // the calls that are held for weak
	}{
		{"each calls a Service of its own", []string{"v1 one v1", "v2 two v2"}, []string{"web-v1 two", "web-v2 one"}},
		{"one version was never seen: it calls the same", []string{"v1 one v1"}, nil},
		{"what both call has one version", []string{"v1 one v1", "v2 one v1"}, nil},
		{"what one was seen to call is of both", []string{"v1 one v1", "v1 two v1", "v2 two v2"}, nil},
		{"the baseline answers a lane: that is no Service of its own", []string{"v1 one v1", "v2 two v1"}, nil},
		{"who answered is not known", []string{"v1 one ", "v2 two "}, nil},
	} {
		web := service("", "web")
		web.Selector = model.Labels{"app": "web"}
		seen := &model.Observed{}
		for _, s := range tt.seen {
			f := strings.Split(s, " ")
			seen.Calls = append(seen.Calls, api.ObservedCall{
				From: api.ObservedCaller{Workload: "web-" + f[0], Version: f[0]}, To: api.ObservedCallee{Service: f[1], Version: f[2]},
			})
		}
		facts := []model.Any{workload("web-v1", "web"), workload("web-v2", "web"), web, service("", "one"), service("", "two"), seen}
		g, _ := callgraph.Infer(model.New(facts), &api.GrayRelease{Spec: api.Default()}, always())
		var weak []string
		for _, c := range g.Calls {
			if c.Weak() {
				weak = append(weak, fmt.Sprint(c.Caller.Workload.Name, " ", c.Callee.Name))
			}
		}
		slices.Sort(weak)
		if len(g.Calls) == 0 {
			t.Errorf("%s: there are no calls", tt.reason)
		}
		if diff := cmp.Diff(tt.weak, weak); diff != "" {
			t.Errorf("%s: %s", tt.reason, diff)
		}
	}
}
