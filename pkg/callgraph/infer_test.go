package callgraph_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/setting"
)

func workload(name, app string) *model.Workload {
	return &model.Workload{
		Object:    model.Object{Ref: diag.Ref{Kind: "Deployment", Name: name}},
		PodLabels: model.Labels{"app": app},
	}
}

// says is a detector that sees the same values in every workload.
func says(values ...string) callgraph.Detector {
	return callgraph.Detector{Name: "says", Detect: func(_ *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
		for i, v := range values {
			e := callgraph.Evidence{Object: w.Ref, Field: fmt.Sprint("f", i), Value: v}
			emit(callgraph.Clue{Evidence: e, Setting: setting.Setting{Value: v}})
		}
	}}
}

// always is the same detectors whenever they are asked for.
func always(detectors ...callgraph.Detector) func() []callgraph.Detector {
	return func() []callgraph.Detector { return detectors }
}

func show(g *callgraph.Graph) []string {
	var lines []string
	for _, c := range g.Calls {
		caller := fmt.Sprint(c.Caller.Namespace, c.Caller.Labels)
		if c.Caller.Workload != nil {
			caller = c.Caller.Workload.Name
		}
		lines = append(lines, fmt.Sprintf("%s -> %s:%d %s (%d)", caller, c.Callee.Name, c.Port, c.Protocol, len(c.Evidence)))
	}
	return lines
}

func TestInfer(t *testing.T) {
	web, api8000 := service("", "web"), service("", "api")
	web.Selector, api8000.Selector = model.Labels{"app": "web"}, model.Labels{"app": "api"}
	tests := []struct {
		reason    string
		detectors []callgraph.Detector
		calls     api.Calls
		want      []string
	}{
		{"one call with all of its evidence", []callgraph.Detector{says("http://api:8000", "api:8000")}, api.Calls{},
			[]string{"web -> api:8000 http (2)"}},
		{"the same value twice is evidence once", []callgraph.Detector{says("api:8000,api:8000")}, api.Calls{},
			[]string{"web -> api:8000 http (1)"}},
		{"a port that the Service lacks is unknown", []callgraph.Detector{says("http://api:9999")}, api.Calls{},
			[]string{"web -> api:0  (1)"}},
		{"nothing that is no Service", []callgraph.Detector{says("http://example.com", "api")}, api.Calls{}, nil},
		{"a declared call, of a Service's workloads", nil,
			api.Calls{Add: []api.AddedCall{{From: api.Party{Name: "web"}, To: api.Party{Name: "api"}, Port: 8000}}},
			[]string{"web -> api:8000 http (1)"}},
		{"a declared caller by labels", nil,
			api.Calls{Add: []api.AddedCall{{From: api.Party{Namespace: "x", Labels: map[string]string{"app": "y"}}, To: api.Party{Name: "api"}}}},
			[]string{"xmap[app:y] -> api:0  (1)"}},
		{"ignored by caller", []callgraph.Detector{says("http://api:8000")},
			api.Calls{Ignore: []api.IgnoredCall{{From: api.Party{Name: "web"}}}}, nil},
		{"ignored by callee", []callgraph.Detector{says("http://api:8000", "http://web:8000")},
			api.Calls{Ignore: []api.IgnoredCall{{To: api.Party{Name: "api"}}}}, nil},
		{"another caller is not ignored", []callgraph.Detector{says("http://api:8000")},
			api.Calls{Ignore: []api.IgnoredCall{{From: api.Party{Name: "other"}}}}, []string{"web -> api:8000 http (1)"}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			m := model.New([]model.Any{web, api8000, workload("web", "web")})
			config := api.GrayRelease{Spec: api.Default()}
			config.Spec.Calls = tt.calls
			g, _ := callgraph.Infer(m, &config, always(tt.detectors...))
			if diff := cmp.Diff(tt.want, show(g)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEvidenceIsInOrderAndOnce(t *testing.T) {
	api8000 := service("", "api")
	in := func(kind, name, field string, weak bool) callgraph.Evidence {
		return callgraph.Evidence{Detector: "backward", Object: diag.Ref{Kind: kind, Name: name}, Field: field, Value: "api:8000", Host: "api:8000", Weak: weak}
	}
	want := []callgraph.Evidence{
		in("ConfigMap", "b", "data.A", false), in("ConfigMap", "b", "data.B", true), in("ConfigMap", "b", "data.B", false),
		in("ConfigMap", "c", "data.A", false), in("Deployment", "a", "x", false),
	}
	backward := callgraph.Detector{Name: "backward", Detect: func(_ *model.Model, _ *model.Workload, emit func(...callgraph.Clue)) {
		for range 2 {
			for _, e := range slices.Backward(want) {
				emit(callgraph.Clue{Evidence: e, Setting: setting.Setting{Value: e.Value}})
			}
		}
	}}
	config := api.GrayRelease{Spec: api.Default()}
	g, _ := callgraph.Infer(model.New([]model.Any{api8000, workload("web", "web")}), &config, always(backward))
	if len(g.Calls) != 1 {
		t.Fatalf("got %v, want one call", show(g))
	}
	if diff := cmp.Diff(want, g.Calls[0].Evidence); diff != "" {
		t.Error(diff)
	}
}

func TestWeakNeedsAllEvidenceWeak(t *testing.T) {
	c := callgraph.Call{Evidence: []callgraph.Evidence{{Weak: true}, {Weak: true}}}
	if !c.Weak() {
		t.Error("weak evidence alone makes a strong call")
	}
	c.Evidence[1].Weak = false
	if c.Weak() {
		t.Error("strong evidence makes a weak call")
	}
}

func TestDeclaredCalleeIsTheCallersOwnFirst(t *testing.T) {
	inShop, inLab := service("shop", "api"), service("lab", "api")
	caller := workload("web", "web")
	caller.Namespace = "lab"
	config := api.GrayRelease{Spec: api.Default()}
	config.Spec.Calls.Add = []api.AddedCall{{From: api.Party{Name: "web"}, To: api.Party{Name: "api"}}}
	g, _ := callgraph.Infer(model.New([]model.Any{inShop, inLab, caller}), &config, always())
	if len(g.Calls) != 1 || g.Calls[0].Callee != inLab {
		t.Errorf("got %v, want the Service of the caller's namespace", show(g))
	}
}

// TestEvidenceIsBounded has more places that name a Service than a call keeps; the strong one is among the last.
func TestEvidenceIsBounded(t *testing.T) {
	const many = 150
	d := callgraph.Detector{Detect: func(_ *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
		for i := range many {
			for range 2 {
				e := callgraph.Evidence{Object: w.Ref, Field: fmt.Sprintf("f%03d", i), Value: "http://api:8000", Weak: i < many-1}
				emit(callgraph.Clue{Evidence: e, Setting: setting.Setting{Value: e.Value}})
			}
		}
	}}
	config := api.GrayRelease{Spec: api.Default()}
	g, _ := callgraph.Infer(model.New([]model.Any{service("", "api"), workload("web", "web")}), &config, always(d))
	if c := g.Calls[0]; len(c.Evidence) >= many || c.More == 0 || c.Weak() {
		t.Errorf("got %d pieces of evidence and %d more, weak: %v", len(c.Evidence), c.More, c.Weak())
	}
}

// TestManyWorkloads has so many that they are read in parts.
func TestManyWorkloads(t *testing.T) {
	const many = 1000
	facts := []model.Any{service("", "api")}
	for i := range many {
		facts = append(facts, workload(fmt.Sprintf("w%04d", i), "web"))
	}
	config := api.GrayRelease{Spec: api.Default()}
	g, _ := callgraph.Infer(model.New(facts), &config, always(says("http://api:8000", "http://api.prod:8000")))
	if len(g.Calls) != many || len(g.To(g.Calls[0].Callee)) != many {
		t.Errorf("got %d calls of %d workloads", len(g.Calls), many)
	}
	for i, c := range g.Calls {
		if want := fmt.Sprintf("w%04d", i); c.Caller.Workload.Name != want || len(c.Evidence) != 1 {
			t.Fatalf("call %d is %s's, with %d pieces of evidence; want %s's with one", i, c.Caller.Workload.Name, len(c.Evidence), want)
		}
	}
}
