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

// find is the workload of a name among facts.
func find(facts []model.Any, name string) *model.Workload {
	for _, f := range facts {
		if w, ok := f.(*model.Workload); ok && w.Name == name {
			return w
		}
	}
	return nil
}

func cloneTexts(facts []model.Any, config *api.GrayRelease, refused map[lane.CloneKey]string) (clones, refusals []string) {
	_, tr := trace(facts, config)
	made, cannot := tr.Clones(refused)
	for _, c := range made {
		clones = append(clones, fmt.Sprintf("%s for %s: %s (%s)", c.Of.Name, c.Lane, c.Name, c.Version))
	}
	for _, r := range cannot {
		refusals = append(refusals, fmt.Sprintf("%s for %s: %s", r.Of.Name, r.Lane, r.Why))
	}
	return clones, refusals
}

func TestClones(t *testing.T) {
	tests := []struct {
		reason, app string
		single      string // a workload whose pods must not be there twice
		want        []string
		refused     []string
	}{
		{"no gap", "a v1 v2: b\nb v1 v2: c\nc v1 v2:", "", nil, nil},
		{"one workload", "a v1 v2: b\nb v1: c\nc v1 v2:", "", []string{"b-v1 for v2: b-v2 (v2)"}, nil},
		{"two lanes", "a v1 v2 v3: b\nb v1: c\nc v1 v2 v3:", "", []string{"b-v1 for v2: b-v2 (v2)", "b-v1 for v3: b-v3 (v3)"}, nil},
		{"all on the way", "a v1 v2: b\nb v1: c\nc v1: d\nd v1 v2:", "", []string{"b-v1 for v2: b-v2 (v2)", "c-v1 for v2: c-v2 (v2)"}, nil},
		{"not what is off the way", "a v1 v2: b x\nb v1: c y\nc v1 v2:\nx v1:\ny v1:", "", []string{"b-v1 for v2: b-v2 (v2)"}, nil},
		{"not what is behind it", "a v1 v2: b\nb v1: c\nc v1 v2: d\nd v1:", "", []string{"b-v1 for v2: b-v2 (v2)"}, nil},
		{"nor the baseline there", "a v1 v2: b\nb v1: c\nc v1 v2: v1>d\nd v1: e\ne v1 v2:", "", []string{"b-v1 for v2: b-v2 (v2)"}, nil},
		{"the next gap", "a v1 v2: b\nb v1: c\nc v1 v2: d\nd v1: e\ne v1 v2:", "", []string{"b-v1 for v2: b-v2 (v2)", "d-v1 for v2: d-v2 (v2)"}, nil},
		{"the baseline of several", "a v1 v2: b\nb v1 v3: c\nc v1 v2:", "", []string{"b-v1 for v2: b-v2 (v2)"}, nil},
		{"a cycle", "a v1 v2: m\nm v1: k\nk v1: m c\nc v1 v2: a", "", []string{"k-v1 for v2: k-v2 (v2)", "m-v1 for v2: m-v2 (v2)"}, nil},
		{"one that cannot", "a v1 v2: b\nb v1: c\nc v1 v2:", "b-v1", nil, []string{"b-v1 for v2: one"}},
		{"and what is of no use without it", "a v1 v2: b\nb v1: c\nc v1: d\nd v1: e\ne v1 v2:", "c-v1", nil, []string{"c-v1 for v2: one"}},
		{"another way past it", "a v1 v2: b c\nb v1: d\nc v1: d\nd v1: e\ne v1 v2:", "b-v1",
			[]string{"c-v1 for v2: c-v2 (v2)", "d-v1 for v2: d-v2 (v2)"}, []string{"b-v1 for v2: one"}},
		{"no version", "a v1 v2: b\nb -: c\nc v1 v2:", "", nil, []string{"b for v2: its pods lack the label version"}},
		{"the lane's version for every lane", "a v1 v2: b\nb v2: c\nc v1 v2:", "", nil, []string{"b-v2 for v2: its pods have the version v2 already"}},
		{"pods without a version beside", "a v1 v2: b\nb v1 -: c\nc v1 v2:", "", nil, []string{"b for v2: its pods lack the label version"}},
		{"a name that is taken", "a v1 v2: b\nb v1: c\nc v1 v2:\nx v1:", "taken", nil, []string{"b-v1 for v2: there is a Deployment b-v2"}},
		{"a lane that is no name", "a v1 V.2: b\nb v1: c\nc v1 V.2:", "", []string{"b-v1 for V.2: b-v-2 (V.2)"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			all := facts(tt.app)
			if w := find(all, tt.single); w != nil {
				w.Single = "one"
			}
			if tt.single == "taken" {
				find(all, "x-v1").Name = "b-v2"
			}
			clones, refusals := cloneTexts(all, defaults(), nil)
			if diff := cmp.Diff(tt.want, clones); diff != "" {
				t.Errorf("clones (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(tt.refused, refusals); diff != "" {
				t.Errorf("refusals (-want +got)\n%s", diff)
			}
		})
	}
}

func TestClonesAllOrNone(t *testing.T) {
	all := facts("a v1 v2: b\nb v1: c\nc v1 v2:")
	other := *find(all, "b-v1")
	other.Name, other.Single, other.Containers = "b-too", "one", nil
	clones, refusals := cloneTexts(append(all, &other), defaults(), nil)
	if len(clones) > 0 || len(refusals) != 1 || refusals[0] != "b-too for v2: one" {
		t.Errorf("%q, %q", clones, refusals)
	}
	other.Single = ""
	if clones, refusals = cloneTexts(append(all, &other), defaults(), nil); len(clones) != 2 || len(refusals) > 0 {
		t.Errorf("%q, %q", clones, refusals)
	}
}

func TestClonesOfOneName(t *testing.T) {
	all := facts("a v1 v2: b x\nb v1: c\nx v1: c\nc v1 v2:")
	find(all, "x-v1").Name = "b"
	clones, refusals := cloneTexts(all, defaults(), nil)
	if len(clones) != 1 || len(refusals) != 1 || !strings.Contains(refusals[0], "the same name") {
		t.Errorf("%q, %q", clones, refusals)
	}
}

func TestClonesOfDeclaredLanes(t *testing.T) {
	config := defaults()
	config.Spec.Lanes = []api.Lane{{Name: "gray", Versions: map[string]string{"a": "v2", "c": "v5"}}, {Name: "blue", Version: "v3"}}
	clones, _ := cloneTexts(facts("a v1 v2 v3: b\nb v1: c\nc v1 v5 v3:"), config, nil)
	if diff := cmp.Diff([]string{"b-v1 for blue: b-blue (v3)", "b-v1 for gray: b-gray (gray)"}, clones); diff != "" {
		t.Error(diff)
	}
}

// TestClonesOfStrays has a Service with the lane's version under another value than a copy would get.
func TestClonesOfStrays(t *testing.T) {
	config := defaults()
	config.Spec.Lanes = []api.Lane{{Name: "gray", Versions: map[string]string{"a": "v2", "b": "v5", "c": "v2"}}}
	all := facts("a v1 v2: b\nb v1 v5: c\nc v1 v2:")
	find(all, "a-v2").HostNetwork = true
	_, tr := trace(all, config)
	if losses := tr.Losses; len(losses) != 1 || !losses[0].Stray {
		t.Errorf("%v", losses)
	}
	if clones, refusals := cloneTexts(all, config, nil); len(clones)+len(refusals) > 0 {
		t.Errorf("%q, %q", clones, refusals)
	}
}

// TestCloneIsNoBaseline adds a copy in front of a version without an order.
func TestCloneIsNoBaseline(t *testing.T) {
	for _, version := range []string{"blue", "v9", "2.0.0-rc.1"} {
		all := facts("a v1 v2: b\nb " + version + ": c\nc v1 v2:")
		_, tr := trace(all, defaults())
		clones, _ := tr.Clones(nil)
		if len(clones) != 1 {
			t.Fatalf("%s: %v", version, clones)
		}
		p, _ := trace(append(all, clones[0].Workload("version")), defaults())
		for _, s := range p.Services {
			if s.Name == "b" && s.Baseline.Version != version {
				t.Errorf("the baseline is %s, not %s", s.Baseline.Version, version)
			}
		}
		if lane, ok := p.Lane(find(all, "b-"+version)); !ok || lane != "" {
			t.Errorf("%s is in the lane %q (%v)", version, lane, ok)
		}
	}
}

// TestCloneClosesTheGap adds the copies to the application and asks again.
func TestCloneClosesTheGap(t *testing.T) {
	all := facts("a v1 v2: b\nb v5: c\nc v1: d\nd v1 v2:")
	find(all, "b-v5").Containers[0].Env = append(find(all, "b-v5").Containers[0].Env, model.EnvVar{Name: "B_VERSION", Value: "v5"})
	_, tr := trace(all, defaults())
	clones, _ := tr.Clones(nil)
	for _, c := range clones {
		all = append(all, c.Workload("version"))
	}
	p, tr := trace(all, defaults())
	if losses := tr.Losses; len(losses) > 0 {
		t.Error(losses)
	}
	if strays := tr.Strays(); len(strays) > 0 {
		t.Error(strays)
	}
	copied := find(all, "b-v2")
	if lane, ok := p.Lane(copied); !ok || lane != "v2" {
		t.Errorf("the copy is in the lane %q", lane)
	}
	if lane, ok := p.Lane(find(all, "b-v5")); !ok || lane != "" {
		t.Errorf("the original is in the lane %q", lane)
	}
	env := func(w *model.Workload) string { return w.Containers[0].Env[1].Value }
	if env(copied) != "v2" || env(find(all, "b-v5")) != "v5" {
		t.Errorf("the variable is %s, that of the original %s", env(copied), env(find(all, "b-v5")))
	}
	for _, h := range tr.Hops {
		if h.Lane == "v2" && h.Reason != lane.InLane {
			t.Errorf("%s to %s: %s", h.Caller, h.Callee.Name, h.Reason)
		}
	}
}
