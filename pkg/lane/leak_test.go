package lane_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// sightings are observed calls in short: "a v2 > b v1" is that a-v2 was seen to be answered by v1 of b. A version - is not known; a
// word before the caller is a flag (stale), b:81 names a port, ns/a a namespace.
func sightings(lines ...string) *model.Observed {
	o := &model.Observed{Object: object("graylane.dev/v1alpha1", "ObservedCalls", "seen")}
	for _, line := range lines {
		from, to, _ := strings.Cut(line, " > ")
		var c api.ObservedCall
		if rest, stale := strings.CutPrefix(from, "stale "); stale {
			from, c.Stale = rest, true
		}
		f, t := strings.Fields(from), strings.Fields(to)
		c.From.Workload, c.From.Version = strings.TrimSuffix(f[0]+"-"+f[1], "--"), known(f[1])
		if ns, name, found := strings.Cut(f[0], "/"); found {
			c.From.Namespace, c.From.Workload = ns, name
		}
		service, port, _ := strings.Cut(t[0], ":")
		fmt.Sscan(port, &c.To.Port)
		c.To.Service, c.To.Version = service, known(t[1])
		o.Calls = append(o.Calls, c)
	}
	return o
}

func known(version string) string { return strings.TrimSuffix(version, "-") }

// verdictTexts are a verdict in short.
func verdictTexts(v lane.Verdict) []string {
	var lines []string
	for _, l := range v.Leaks {
		caller := l.Gateway.Name
		if l.Caller != nil {
			caller = l.Caller.Name
		}
		lanes := make([]string, 0, len(l.Lanes))
		for _, name := range l.Lanes {
			lanes = append(lanes, lane.NameOf(name))
		}
		line := fmt.Sprintf("%s of %s > %s %s: %s, %s %s", caller, strings.Join(lanes, "+"), l.Callee.Name, l.Call.To.Version, strings.Join(l.Intended, "+"), l.Cause, l.Reason)
		if l.Rule != nil {
			line += " " + l.Rule.Object.Name + " " + l.Rule.Field
		}
		lines = append(lines, line)
	}
	for _, u := range v.Unjudged {
		lines = append(lines, fmt.Sprintf("%d: %s", u.Count, u.Why))
	}
	return append(lines, fmt.Sprintf("%d judged", v.Judged))
}

func with(edit func(*api.Spec)) *api.GrayRelease {
	config := defaults()
	edit(&config.Spec)
	return config
}

func TestLeaks(t *testing.T) {
	const chain = "a v1 v2: b\nb v1 v2: c\nc v1 v2"
	const gap = "a v1 v2: b\nb v1: c\nc v1 v2"
	header := with(func(s *api.Spec) { s.Header.Name = "x-lane" })
	tests := []struct {
		reason string
		facts  string
		more   []model.Any
		config *api.GrayRelease
		seen   []string
		want   []string
	}{
		{reason: "callers that keep to their lanes leak nothing", facts: chain,
			seen: []string{"a v1 > b v1", "a v2 > b v2", "b v1 > c v1", "b v2 > c v2"}, want: []string{"4 judged"}},
		{reason: "a rule that is not obeyed", facts: chain, seen: []string{"a v2 > b v1"},
			want: []string{"a-v2 of v2 > b v1: v2, disobeyed lane vs-b spec.http[1]", "1 judged"}},
		{reason: "the baseline's caller that reaches a lane", facts: chain, seen: []string{"b v1 > c v2"},
			want: []string{"b-v1 of baseline > c v2: v1, disobeyed baseline vs-c spec.http[0]", "1 judged"}},
		{reason: "nothing shows the call, so that no rule names the caller", facts: chain, seen: []string{"a v2 > c v1"},
			want: []string{"a-v2 of v2 > c v1: v2, unruled undeclared", "1 judged"}},
		{reason: "nothing shows the call, and it lands where it should", facts: chain, seen: []string{"a v2 > c v2", "a v1 > c v1"}, want: []string{"2 judged"}},
		{reason: "nothing shows the call of the baseline, which the default serves", facts: chain, seen: []string{"a v1 > c v2"},
			want: []string{"a-v1 of baseline > c v2: v1, disobeyed baseline vs-c spec.http[2]", "1 judged"}},
		{reason: "the callee lacks the lane's version", facts: "a v1 v2: b\nb v1 v3", seen: []string{"a v2 > b v1", "a v2 > b v3"},
			want: []string{"a-v2 of v2 > b v3: v1, disobeyed fallback vs-b spec.http[1]", "2 judged"}},
		{reason: "two lanes", facts: "a v1 v2 v3: b\nb v1 v2 v3", seen: []string{"a v3 > b v3", "a v3 > b v2"},
			want: []string{"a-v3 of v3 > b v2: v3, disobeyed lane vs-b spec.http[2]", "2 judged"}},
		{reason: "behind a gap the baseline serves all lanes", facts: gap, seen: []string{"b v1 > c v1"}, want: []string{"1 judged"}},
		{reason: "behind a gap nobody reaches the lane", facts: gap, seen: []string{"b v1 > c v2"},
			want: []string{"b-v1 of baseline+v2 > c v2: v1, disobeyed gap vs-c spec.http[0]", "1 judged"}},
		{reason: "a service in the gap that passes on the header keeps the lane", facts: gap, config: header, seen: []string{"b v1 > c v1", "b v1 > c v2"}, want: []string{"2 judged"}},
		{reason: "the lane passes through a service along a call that nothing but the mesh shows", facts: "a v1 v2\nb v1: c\nc v1 v2", config: header,
			seen: []string{"a v2 > b v1", "b v1 > c v2"}, want: []string{"1: the Service has one version", "1 judged"}},
		{reason: "with a header too the baseline's own callers stay there", facts: chain, config: header, seen: []string{"a v1 > b v2", "a v2 > b v2"},
			want: []string{"a-v1 of baseline > b v2: v1, disobeyed baseline vs-b spec.http[1]", "2 judged"}},
		{reason: "what others let in may have any header", facts: chain, config: header, more: []model.Any{entry("in", "a")}, seen: []string{"a v1 > b v2"}, want: []string{"1 judged"}},
		{reason: "so may what somebody else calls", facts: chain, config: header, seen: []string{"a v1 > b v2", "x - > a v1"},
			want: []string{"1: the version of the caller or of who answered is not known", "1 judged"}},
		{reason: "without a header it has none", facts: chain, more: []model.Any{entry("in", "a")}, seen: []string{"a v1 > b v2"},
			want: []string{"a-v1 of baseline > b v2: v1, disobeyed baseline vs-b spec.http[0]", "1 judged"}},
		{reason: "a caller of one version that is in its callers' lane alone", facts: "a v1 v2: v2>b\nb v2: c\nc v1 v2", seen: []string{"b v2 > c v2", "b v2 > c v1"},
			want: []string{"b-v2 of v2 > c v1: v2, disobeyed lane vs-c spec.http[0]", "2 judged"}},
		{reason: "a caller of one version that serves the baseline, whatever its label", facts: "a v2: b\nb v1 v2", seen: []string{"a v2 > b v1", "a v2 > b v2"},
			want: []string{"a-v2 of baseline > b v2: v1, disobeyed baseline vs-b spec.http[0]", "2 judged"}},
		{reason: "lanes by name", facts: "a v1 v2: b\nb v1 v5", config: with(func(s *api.Spec) {
			s.Lanes = []api.Lane{{Name: "gray", Versions: map[string]string{"a": "v2", "b": "v5"}}}
		}), seen: []string{"a v2 > b v5", "a v2 > b v1"}, want: []string{"a-v2 of gray > b v1: v5, disobeyed lane vs-b spec.http[1]", "2 judged"}},
		{reason: "any pod may call where rules match the version label alone", facts: chain, config: with(func(s *api.Spec) { s.Match = api.MatchLane }),
			seen: []string{"a v2 > c v2", "a v2 > c v1"}, want: []string{"a-v2 of v2 > c v1: v2, disobeyed lane vs-c spec.http[0]", "2 judged"}},
		{reason: "a call that the configuration ignores", facts: chain, config: with(func(s *api.Spec) {
			s.Calls.Ignore = []api.IgnoredCall{{From: api.Party{Name: "a"}, To: api.Party{Name: "b"}}}
			s.Calls.Add = []api.AddedCall{{From: api.Party{Name: "c"}, To: api.Party{Name: "b"}}}
		}), seen: []string{"a v2 > b v1", "c v2 > b v1"}, want: []string{
			"c-v2 of v2 > b v1: v2, disobeyed lane vs-b spec.http[1]", "1: the configuration ignores the call", "1 judged"}},
		{reason: "a sighting that is stale", facts: chain, seen: []string{"stale a v2 > b v1"}, want: []string{"1: it is stale", "0 judged"}},
		{reason: "versions that are not known", facts: chain, seen: []string{"a - > b v1", "a v2 > b -"},
			want: []string{"2: the version of the caller or of who answered is not known", "0 judged"}},
		{reason: "a caller that has no version, and no other workload beside it", facts: "a v1 v2: b\nb -: c\nc v1 v2", seen: []string{"b - > c v1", "b - > c v2"},
			want: []string{"b of baseline+v2 > c v2: v1, disobeyed gap vs-c spec.http[0]", "2 judged"}},
		{reason: "a caller that has no version, beside one that has", facts: "a v1 v2: b\nb - v2: c\nc v1 v2", seen: []string{"b - > c v2"},
			want: []string{"1: the version of the caller or of who answered is not known", "0 judged"}},
		{reason: "versions that are not in the input", facts: chain, seen: []string{"a v0 > b v2", "a v2 > b v0"},
			want: []string{"1: the version that answered is not in the input", "1: no workload of the input is this caller in this version", "0 judged"}},
		{reason: "who is not in the input", facts: chain, seen: []string{"x v2 > b v1", "a v2 > x v1", "lab/a v2 > b v1"},
			want: []string{"1: the Service is not in the input", "2: no workload of the input is this caller in this version", "0 judged"}},
		{reason: "a Service that nothing is known to call is spread over all versions", facts: "a v1 v2\nb v1 v2", seen: []string{"a v2 > b v1"},
			want: []string{"1: nothing is planned for the Service, or others route it", "0 judged"}},
		{reason: "a Service without a known baseline", facts: "a v1 v2: b\nb blue green", seen: []string{"a v2 > b blue"},
			want: []string{"1: nothing is planned for the Service, or others route it", "0 judged"}},
		{reason: "a caller without a known baseline", facts: "a blue green: b\nb v1 v2", seen: []string{"a blue > b v2"},
			want: []string{"1: the baseline of the caller is not known", "0 judged"}},
		{reason: "a port that the Service lacks means any of its own", facts: chain, seen: []string{"a v2 > b:8080 v1"},
			want: []string{"a-v2 of v2 > b v1: v2, disobeyed lane vs-b spec.http[1]", "1 judged"}},
		{reason: "a gateway that nothing is known of", facts: chain, more: []model.Any{entry("in", "a")}, seen: []string{"istio-system/istio-ingressgateway - > a v2"},
			want: []string{"1: the version of the caller or of who answered is not known", "0 judged"}},
		{reason: "a gateway of an entry, with the weights", facts: "a v1 v2 v3", config: with(func(s *api.Spec) {
			s.Entries = []api.Entry{{Service: api.Party{Name: "a"}, Hosts: []string{"shop.example"}, Gateways: []string{"istio-system/in"}, Weights: map[string]int{"v1": 100, "v3": 0}}}
		}), seen: []string{"istio-system/istio-ingressgateway - > a v1", "istio-system/istio-ingressgateway - > a v3", "shop/in - > a v3"},
			want: []string{"in of baseline > a v3: v1, disobeyed entry vs-gateway-a spec.http[0]", "1: the version of the caller or of who answered is not known", "2 judged"}},
		{reason: "a gateway of an entry, with a match", facts: "a v1 v2 v3", config: with(func(s *api.Spec) {
			s.Entries = []api.Entry{{Service: api.Party{Name: "a"}, Hosts: []string{"shop.example"}, Gateways: []string{"istio-system/in"},
				Match: []api.EntryMatch{{Headers: map[string]api.StringMatch{"x-user": {Exact: "beta"}}, Version: "v2"}}}}
		}), seen: []string{"istio-system/in - > a v1", "istio-system/in-istio - > a v2", "istio-system/in - > a v3"},
			want: []string{"in of baseline+v2 > a v3: v1+v2, disobeyed entry vs-gateway-a spec.http[1]", "3 judged"}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if tt.config == nil {
				tt.config = defaults()
			}
			_, followed := trace(append(facts(tt.facts), tt.more...), tt.config)
			if diff := cmp.Diff(tt.want, verdictTexts(followed.Leaks([]*model.Observed{sightings(tt.seen...)}))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLeaksOfTheInput compares observed calls that are part of the graph: they are evidence then, and rules name their callers.
func TestLeaksOfTheInput(t *testing.T) {
	seen := sightings("a v2 > b v1", "a v2 > c v1", "a v1 > c v1", "a v2 > c v2")
	_, followed := trace(append(facts("a v1 v2: b\nb v1 v2: c\nc v1 v2"), seen), defaults())
	want := []string{
		"a-v2 of v2 > b v1: v2, disobeyed lane vs-b spec.http[1]",
		"a-v2 of v2 > c v1: v2, just-ruled lane vs-c spec.http[1]",
		"4 judged",
	}
	v := followed.Leaks([]*model.Observed{seen})
	if diff := cmp.Diff(want, verdictTexts(v)); diff != "" {
		t.Error(diff)
	}
	if got := v.Leaks[1]; got.Field != "spec.calls[1]" || got.Object != seen.Ref {
		t.Errorf("got %s %s", got.Object, got.Field)
	}
}

// TestLeaksOutOfReach compares a caller without a sidecar, which no rule reaches.
func TestLeaksOutOfReach(t *testing.T) {
	all := facts("a v1 v2: b\nb v1 v2")
	for _, o := range all {
		if w, ok := o.(*model.Workload); ok && w.Name == "a-v2" {
			w.PodAnnotations = map[string]string{"sidecar.istio.io/inject": "false"}
		}
	}
	_, followed := trace(all, defaults())
	want := []string{"a-v2 of v2 > b v1: v2, out-of-reach no-sidecar", "2 judged"}
	if diff := cmp.Diff(want, verdictTexts(followed.Leaks([]*model.Observed{sightings("a v2 > b v1", "a v2 > b v2")}))); diff != "" {
		t.Error(diff)
	}
}

// TestLeaksOfGatewaysInTheInput leaves the pods of a gateway alone, which the rules of the mesh do not reach.
func TestLeaksOfGatewaysInTheInput(t *testing.T) {
	gateway := deployment("edge", "v1", []string{"b"})
	all := append(facts("a v1 v2: b\nb v1 v2"), gateway, &model.Gateway{Object: object("networking.istio.io/v1", "Gateway", "in"), Selector: model.Labels{"app": "edge"}})
	_, followed := trace(all, defaults())
	seen := sightings("edge v1 > b v2")
	if diff := cmp.Diff([]string{"1: no workload of the input is this caller in this version", "0 judged"}, verdictTexts(followed.Leaks([]*model.Observed{seen}))); diff != "" {
		t.Error(diff)
	}
}

// TestWhoLeaks tells which workloads of an application were seen.
func TestWhoLeaks(t *testing.T) {
	all := append(facts("a v1 v2: b\nb v1 v2"), facts("tool v2: b")...)
	for _, o := range all {
		if w, ok := o.(*model.Workload); ok {
			w.PodLabels["team"] = "shop"
		}
	}
	_, followed := trace(all, defaults())
	tests := []struct {
		reason string
		from   api.ObservedCaller
		want   []string
	}{
		{"the version counts, since the name may be that of one that is gone", api.ObservedCaller{Workload: "a-v1", Version: "v2"},
			[]string{"a-v2 of v2 > b v1: v2, disobeyed lane vs-b spec.http[1]", "1 judged"}},
		{"of several with the labels the name tells", api.ObservedCaller{Workload: "a-v2", Labels: model.Labels{"team": "shop"}, Version: "v2"},
			[]string{"a-v2 of v2 > b v1: v2, disobeyed lane vs-b spec.http[1]", "1 judged"}},
		{"else it may have been any of them", api.ObservedCaller{Labels: model.Labels{"team": "shop"}, Version: "v2"}, []string{"1 judged"}},
	}
	for _, tt := range tests {
		seen := &model.Observed{Calls: []api.ObservedCall{{From: tt.from, To: api.ObservedCallee{Service: "b", Version: "v1"}}}}
		if diff := cmp.Diff(tt.want, verdictTexts(followed.Leaks([]*model.Observed{seen}))); diff != "" {
			t.Errorf("%s: %s", tt.reason, diff)
		}
	}
}

// TestLeaksBesideOthers judges no gateway by which others send requests too.
func TestLeaksBesideOthers(t *testing.T) {
	other := &model.VirtualService{
		Object: object("networking.istio.io/v1", "VirtualService", "other"), Hosts: []string{"other.example"}, Gateways: []string{"istio-system/in"},
		Rules: []model.Rule{{Layer: model.HTTP, Destinations: []model.Destination{{Host: "a"}}}},
	}
	config := with(func(s *api.Spec) {
		s.Entries = []api.Entry{{Service: api.Party{Name: "a"}, Hosts: []string{"shop.example"}, Gateways: []string{"istio-system/in"}}}
	})
	for _, tt := range []struct {
		reason string
		facts  []model.Any
		want   []string
	}{
		{"the entry alone", facts("a v1 v2"), []string{"in of baseline > a v2: v1, disobeyed entry vs-gateway-a spec.http[0]", "1 judged"}},
		{"beside a VirtualService of somebody else", append(facts("a v1 v2"), other), []string{"1: nothing is planned for the Service, or others route it", "0 judged"}},
	} {
		_, followed := trace(tt.facts, config)
		if diff := cmp.Diff(tt.want, verdictTexts(followed.Leaks([]*model.Observed{sightings("istio-system/istio-ingressgateway - > a v2")}))); diff != "" {
			t.Errorf("%s: %s", tt.reason, diff)
		}
	}
}
