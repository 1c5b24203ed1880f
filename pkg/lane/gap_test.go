package lane_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// facts are Services and Deployments in short: "b v1 v2: c ~d" is a Service b of the versions v1 and v2 (- for pods without the
// version label) whose pods call c, and d weakly. A v1 call alone is written v1>c.
func facts(lines string) []model.Any {
	var all []model.Any
	for line := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
		head, calls, _ := strings.Cut(strings.TrimSpace(line), ":")
		fields := strings.Fields(head)
		name := fields[0]
		all = append(all, &model.Service{
			Object: object("v1", "Service", name), Selector: model.Labels{"app": name}, Ports: []model.Port{{Name: "http", Number: 80}},
		})
		for _, version := range fields[1:] {
			all = append(all, deployment(name, version, strings.Fields(calls)))
		}
	}
	return all
}

func object(version, kind, name string) model.Object {
	return model.Object{Ref: diag.Ref{APIVersion: version, Kind: kind, Name: name}}
}

func deployment(app, version string, calls []string) *model.Workload {
	w := &model.Workload{Object: object("apps/v1", "Deployment", app), PodLabels: model.Labels{"app": app}}
	if version != "-" {
		w.Name += "-" + version
		w.PodLabels["version"] = version
	}
	w.MatchLabels = w.PodLabels
	for i, call := range calls {
		if of, callee, alone := strings.Cut(call, ">"); alone {
			if of != version {
				continue
			}
			call = callee
		}
		c := model.Container{Field: fmt.Sprintf("spec.template.spec.containers[%d]", i), Env: []model.EnvVar{{Name: "UPSTREAM_URL", Value: "http://" + strings.TrimPrefix(call, "~") + "/"}}}
		if strings.HasPrefix(call, "~") {
			c.Env = []model.EnvVar{{Name: "UPSTREAM_WORD", Value: call[1:]}}
		}
		w.Containers = append(w.Containers, c)
	}
	return w
}

// trace is the plan for facts, and where it leads their requests.
func trace(facts []model.Any, config *api.GrayRelease) (*lane.Plan, *lane.Trace) {
	m := model.New(facts)
	g, _ := callgraph.Infer(m, config, detect.All)
	p, _ := lane.Build(m, g, config)
	return p, lane.Follow(p, g)
}

func defaults() *api.GrayRelease { return &api.GrayRelease{Spec: api.Default()} }

func lossText(l lane.Loss) string {
	var pods, calls, unreachable []string
	for _, w := range l.Pods {
		pods = append(pods, w.Name)
	}
	for _, h := range l.Calls {
		calls = append(calls, h.Caller.Name+">"+h.Callee.Name)
	}
	for _, v := range l.Unreachable {
		unreachable = append(unreachable, v.Service.Name+" "+v.Version)
	}
	text := fmt.Sprintf("%s at %s (%s): %s", l.Lane, l.At.Name, strings.Join(pods, " "), strings.Join(calls, " "))
	if len(unreachable) > 0 {
		text += "; " + strings.Join(unreachable, ", ")
	}
	if l.Stray {
		text += "; stray"
	}
	return text
}

func TestLosses(t *testing.T) {
	tests := []struct {
		reason, app string
		want        []string
	}{
		{"no gap: every version has its next one", "a v1 v2: b\nb v1 v2: c\nc v1 v2:", nil},
		{"no gap: nothing behind has the lane", "a v1 v2: b\nb -: c\nc v1:", nil},
		{"the gap of the design", "a v1 v2: b\nb -: c\nc v1 v2:", []string{"v2 at b (b): b>c; c v2"}},
		{"with a version of its own", "a v1 v2: b\nb v1: c\nc v1 v2:", []string{"v2 at b (b-v1): b-v1>c; c v2"}},
		{"of several versions, past a fallback", "a v1 v2: b\nb v1 v3: c\nc v1 v2 v3:", []string{"v2 at b (b-v1): b-v1>c; c v2"}},
		{"over several workloads", "a v1 v2: b\nb -: c\nc -: d\nd v1 v2:", []string{"v2 at b (b): c>d; d v2"}},
		{"past a baseline that has the lane", "a v1 v2: b\nb -: c\nc v1 v2: d\nd v1 v2:", []string{"v2 at b (b): b>c; c v2, d v2"}},
		{"two gaps in a row", "a v1 v2: b\nb -: c\nc v1 v2: d\nd -: e\ne v1 v2:", []string{
			"v2 at b (b): b>c; c v2", "v2 at d (d): d>e; e v2",
		}},
		{"two lanes", "a v1 v2 v3: b\nb -: c\nc v1 v2 v3:", []string{"v2 at b (b): b>c; c v2", "v3 at b (b): b>c; c v3"}},
		{"one lane of two is lost", "a v1 v2 v3: b\nb v1 v3: c\nc v1 v2 v3:", []string{"v2 at b (b-v1): b-v1>c; c v2"}},
		{"another way stays in the lane", "a v1 v2: b c\nb -: c\nc v1 v2:", []string{"v2 at b (b): b>c"}},
		{"two entries", "a v1 v2: m\nb v1 v2: n\nm -: c\nn -: c\nc v1 v2:", []string{"v2 at m (m): m>c; c v2", "v2 at n (n): n>c; c v2"}},
		{"two ways into one gap", "a v1 v2: m\nb v1 v2: n\nm -: x\nn -: x\nx -: c\nc v1 v2:", []string{"v2 at m (m): x>c; c v2", "v2 at n (n): x>c; c v2"}},
		{"a cycle outside of the lane", "a v1 v2: m\nm -: n\nn -: m c\nc v1 v2:", []string{"v2 at m (m): n>c; c v2"}},
		{"a cycle through the gap", "a v1 v2: b\nb -: c\nc v1 v2: a", []string{"v2 at b (b): b>c; c v2"}},
		{"a cycle behind the gap", "a v1 v2: b\nb -: c\nc v1 v2: d\nd v1 v2: c", []string{"v2 at b (b): b>c; c v2, d v2"}},
		{"a workload that calls itself", "a v1 v2: b\nb -: b c\nc v1 v2: c", []string{"v2 at b (b): b>c; c v2"}},
		{"a weak call opens none", "a v1 v2: b\nb -: ~c\nc v1 v2:", nil},
		{"and leads to none", "a v1 v2: ~b\nx v1 v2: c\nb -: c\nc v1 v2:", nil},
		{"only the lane's version calls it", "a v1 v2: v2>b\nb v1: c\nc v1 v2:", []string{"v2 at b (b-v1): b-v1>c; c v2"}},
		{"a version that receives its lane alone", "a v1 v2: v1>b1 v2>b2\nb1 v1: c\nb2 v2: c\nc v1 v2:", nil},
		{"a frontend of a gray version alone", "f v2: a\na v1 v2:", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			_, tr := trace(facts(tt.app), defaults())
			var got []string
			for _, l := range tr.Losses {
				got = append(got, lossText(l))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestLossesOfStrays has a caller in the lane that no rule applies to.
func TestLossesOfStrays(t *testing.T) {
	all := facts("a v1 v2: b\nb v1 v2: c\nc v1 v2:")
	for _, f := range all {
		if w, ok := f.(*model.Workload); ok && w.Name == "a-v2" {
			w.HostNetwork = true
		}
	}
	_, tr := trace(all, defaults())
	losses := tr.Losses
	if len(losses) != 1 || lossText(losses[0]) != "v2 at b (b-v1): b-v1>c; stray" {
		t.Errorf("%v", losses)
	}
}

// TestLossesOfMany bounds the time for a large application.
func TestLossesOfMany(t *testing.T) {
	var lines strings.Builder
	const many = 5000
	for i := range many {
		versions := "v1 v2"
		if i%2 == 1 {
			versions = "v1"
		}
		fmt.Fprintf(&lines, "s%d %s: s%d s%d\n", i, versions, (i+1)%many, (i*7+3)%many)
	}
	m, config := model.New(facts(lines.String())), defaults()
	g, _ := callgraph.Infer(m, config, detect.All)
	p, _ := lane.Build(m, g, config)
	start := time.Now()
	losses := lane.Follow(p, g).Losses
	if took := time.Since(start); took > 5*time.Second || len(losses) < many/3 {
		t.Errorf("%d gaps in %v", len(losses), took)
	} else {
		t.Logf("%d gaps in %v", len(losses), took)
	}
	if slices.ContainsFunc(losses, func(l lane.Loss) bool { return len(l.Calls) == 0 }) {
		t.Error("a gap without calls")
	}
}
