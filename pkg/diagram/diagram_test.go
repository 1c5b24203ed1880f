package diagram_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// draw is the diagram of a YAML stream.
func draw(t *testing.T, stream, config string, change func(*callgraph.Call)) *diagram.Diagram {
	t.Helper()
	return diagram.New(analyze(t, stream, config, change))
}

// analyze takes a YAML stream through the stages, and the calls through a change.
func analyze(t *testing.T, stream, config string, change func(*callgraph.Call)) diagram.Input {
	t.Helper()
	var facts []model.Any
	for decoder := yaml.NewDecoder(bytes.NewReader([]byte(stream))); ; {
		var n yaml.Node
		if err := decoder.Decode(&n); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		item := manifest.Decode(&n, diag.Place{})
		facts = append(facts, item.Facts...)
	}
	loaded, ds := api.Load([]byte(config), nil)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	r := pipeline.Analyze(facts, &loaded)
	for _, c := range r.Graph.Calls {
		if change != nil {
			change(c)
		}
	}
	return diagram.Input{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, VersionLabel: loaded.Spec.VersionLabel}
}

// dump is a diagram as lines.
func dump(d *diagram.Diagram) []string {
	var lines []string
	add := func(format string, args ...any) {
		lines = append(lines, strings.TrimRight(strings.ReplaceAll(fmt.Sprintf(format, args...), " []", ""), " "))
	}
	for _, b := range d.Boxes {
		add("%s %s %v %v", b.Kind, d.Title(b), rows(d, b), b.Details())
	}
	for _, a := range d.Arrows {
		taken, lost := a.Lanes()
		add("%s -> %s %s%s", end(d, a.From), end(d, a.To), d.LaneList(taken), prefixed(" lost ", d.LaneList(lost)))
	}
	for _, g := range d.Gaps {
		var unreachable []string
		for _, e := range g.Unreachable {
			unreachable = append(unreachable, end(d, e))
		}
		add("gap of %s at %s, %d arrows, %v", d.Lane(g.Lane), end(d, g.At), len(g.Arrows), unreachable)
	}
	for _, f := range d.Folds {
		add("fold %s %d: %d boxes, %d hidden", f.Kind, f.Calls, len(f.Boxes), len(f.Hidden))
	}
	for _, b := range d.Apart {
		add("apart %s", d.Title(b))
	}
	return lines
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func rows(d *diagram.Diagram, b *diagram.Box) []string {
	var all []string
	for i := range b.Rows {
		r := &b.Rows[i]
		all = append(all, d.Label(r)+prefixed(" serves ", d.LaneList(r.Serves))+map[bool]string{true: " idle"}[r.Idle]+map[bool]string{true: " unreachable"}[r.Unreachable]+map[bool]string{true: " unreached"}[r.Unreached])
	}
	return all
}

func end(d *diagram.Diagram, e diagram.End) string {
	if e.Row == diagram.WholeBox {
		return d.Title(e.Box)
	}
	return strings.TrimSpace(d.Title(e.Box) + " " + e.Box.Rows[e.Row].Version)
}

// service is a Service, with more fields of its spec where rest has some, each after a comma.
func service(name string, rest string) string {
	return "apiVersion: v1\nkind: Service\nmetadata: {name: " + name + "}\n" +
		"spec: {ports: [{name: http, port: 80}], selector: {app: " + name + "}" + rest + "}\n---\n"
}

// deployment has the name app-version and calls URLs.
func deployment(app, version string, urls ...string) string {
	var env []string
	for i, url := range urls {
		env = append(env, fmt.Sprintf("{name: URL%d, value: %q}", i, url))
	}
	return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + app + "-" + version + "}\n" +
		"spec: {template: {metadata: {labels: {app: " + app + ", version: " + version + "}}, " +
		"spec: {containers: [{env: [" + strings.Join(env, ", ") + "]}]}}}\n---\n"
}

// pair is two Services of two versions, the first of which calls the second.
func pair() string {
	return service("web", "") + service("api", "") + deployment("web", "v1", "http://api") + deployment("web", "v2", "http://api") +
		deployment("api", "v1") + deployment("api", "v2")
}

const config = "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata: {name: x}\nspec: "

func TestNew(t *testing.T) {
	for _, tt := range []struct {
		reason        string
		input, config string
		change        func(*callgraph.Call)
		want          []string
	}{
		{
			reason: "versions that nothing reaches, also where such a one calls the other",
			input: service("top", "") + deployment("top", "v1", "http://mid") + service("mid", "") + deployment("mid", "v1", "http://low") + deployment("mid", "v2", "http://low") +
				service("low", "") + deployment("low", "v1") + deployment("low", "v2"),
			want: []string{"application low [v1* v2 unreached]", "application mid [v1* v2 unreached]", "application top [v1]",
				"mid v1 -> low v1 baseline", "mid v2 -> low v2 v2", "top v1 -> mid v1 baseline"},
		},
		{
			reason: "an arrow from version to version, each with its lane",
			input:  pair(),
			want:   []string{"application api [v1* v2]", "application web [v1* v2]", "web v1 -> api v1 baseline", "web v2 -> api v2 v2"},
		},
		{
			reason: "one version serves several lanes, and loses one",
			input: service("top", "") + deployment("top", "v1", "http://mid") + deployment("top", "v2", "http://mid") +
				service("mid", "") + deployment("mid", "v1", "http://api") + service("api", "") + deployment("api", "v1") + deployment("api", "v2"),
			want: []string{
				"application api [v1* v2 unreachable]", "application mid [v1 serves v2]", "application top [v1* v2]",
				"mid v1 -> api v1 baseline lost v2", "top v1 -> mid v1 baseline", "top v2 -> mid v1 v2",
				"gap of v2 at mid v1, 1 arrows, [api v2]",
			},
		},
		{
			reason: "requests that no rule steers land on the box as a whole",
			input:  strings.Replace(pair(), "metadata: {name: api}", "metadata: {name: api, annotations: {graylane.dev/ignore: no}}", 1),
			want: []string{
				"application api [v1* v2] [ignored]", "application web [v1* v2]", "web v1 -> api baseline", "web v2 -> api v2",
			},
		},
		{
			reason: "another Service of the same pods is another name of the box",
			input:  pair() + strings.Replace(service("other", ""), "app: other", "app: api", 1) + deployment("job", "v1", "http://other"),
			want: []string{
				"application api [v1* v2] [also other]", "application web [v1* v2]", "workload job-v1 [v1] [Deployment]",
				"job-v1 v1 -> api v1 baseline", "web v1 -> api v1 baseline", "web v2 -> api v2 v2",
			},
		},
		{
			reason: "a Service over several applications, and one without workloads, are boxes of their own",
			input: strings.ReplaceAll(service("a", "")+service("b", "")+deployment("a", "v1")+deployment("b", "v1"), "labels: {", "labels: {tier: x, ") +
				strings.Replace(service("whole", ""), "app: whole", "tier: x", 1) + service("none", ", type: ExternalName, externalName: x.org") +
				deployment("job", "v1", "http://whole", "http://none"),
			want: []string{
				"application a [v1]", "application b [v1]", "service none [Service ExternalName]", "service whole [v1] [Service]", "workload job-v1 [v1] [Deployment]",
				"job-v1 v1 -> none baseline", "job-v1 v1 -> whole v1 baseline",
			},
		},
		{
			reason: "pods that the configuration declares exist in every lane",
			input:  pair(),
			config: config + "{calls: {add: [{from: {namespace: far, labels: {app: z}}, to: web}]}}\n",
			want: []string{
				"application api [v1* v2]", "application web [v1* v2]", "pods far/pods(app=z)",
				"web v1 -> api v1 baseline", "web v2 -> api v2 v2", "far/pods(app=z) -> web v1 baseline", "far/pods(app=z) -> web v2 v2",
			},
		},
		{
			reason: "entries come first; a Service that is exposed says so",
			input: pair() + service("door", ", type: LoadBalancer") + "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: in}\n" +
				"spec: {rules: [{http: {paths: [{backend: {service: {name: web, port: {number: 80}}}}]}}]}\n---\n",
			want: []string{
				"entry in [Ingress]", "application api [v1* v2]", "service door [Service LoadBalancer]", "application web [v1* v2]",
				"in -> web baseline", "web v1 -> api v1 baseline", "web v2 -> api v2 v2",
			},
		},
		{
			reason: "a version without pods is there, and calls nothing",
			input:  pair() + strings.Replace(deployment("web", "v0", "http://api"), "spec: {", "spec: {replicas: 0, ", 1),
			want:   []string{"application api [v1* v2]", "application web [v1* v2 v0 idle]", "web v1 -> api v1 baseline", "web v2 -> api v2 v2"},
		},
		{
			reason: "a lane of another name than its version",
			input:  pair(),
			config: config + "{lanes: [{name: gray, version: v2}]}\n",
			want:   []string{"application api [v1* v2 · gray]", "application web [v1* v2 · gray]", "web v1 -> api v1 baseline", "web v2 -> api v2 gray"},
		},
		{reason: "nothing at all"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, dump(draw(t, tt.input, tt.config, tt.change))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// kind gives the calls of a Service a kind.
func kind(callee string, k callgraph.Kind) func(*callgraph.Call) {
	return func(c *callgraph.Call) {
		if c.Callee.Name == callee {
			c.Kind = k
		}
	}
}

func TestFolded(t *testing.T) {
	input := pair() + service("metrics", "") + deployment("metrics", "v1") + deployment("job", "v1", "http://metrics", "http://api")
	shown := []string{"web v1 -> api v1 baseline", "web v2 -> api v2 v2"}
	boxes := []string{"application api [v1* v2]", "application web [v1* v2]", "workload job-v1 [v1] [Deployment]"}
	for _, tt := range []struct {
		reason string
		input  string
		change func(*callgraph.Call)
		want   []string
	}{
		{
			reason: "telemetry goes, with the box that nothing else leads to",
			input:  input, change: kind("metrics", callgraph.Telemetry),
			want: append(append(append([]string{}, boxes...), "job-v1 v1 -> api v1 baseline"), append(shown, "fold telemetry 1: 1 boxes, 1 hidden")...),
		},
		{
			reason: "a check of a Service with versions stays",
			input:  pair(), change: kind("api", callgraph.Health),
			want: append([]string{"application api [v1* v2]", "application web [v1* v2]"}, shown...),
		},
		{
			reason: "a box stays that other calls lead to",
			input:  input + deployment("ui", "v1", "http://metrics"),
			change: func(c *callgraph.Call) {
				if c.Caller.Workload.Name == "job-v1" {
					kind("metrics", callgraph.Telemetry)(c)
				}
			},
			want: []string{
				"application api [v1* v2]", "application metrics [v1]", "application web [v1* v2]", "workload job-v1 [v1] [Deployment]", "workload ui-v1 [v1] [Deployment]",
				"job-v1 v1 -> api v1 baseline", "ui-v1 v1 -> metrics v1 baseline", shown[0], shown[1], "fold telemetry 1: 1 boxes, 0 hidden",
			},
		},
		{
			reason: "what takes no part stands apart, but for versions",
			input:  pair() + service("lone", "") + deployment("lone", "v1") + service("two", "") + deployment("two", "v1") + deployment("two", "v2"),
			want:   append([]string{"application api [v1* v2]", "application two [v1* v2]", "application web [v1* v2]"}, append(shown, "apart lone")...),
		},
		{
			reason: "where nothing takes part, all is shown",
			input:  service("lone", "") + deployment("lone", "v1"),
			want:   []string{"application lone [v1]"},
		},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, dump(draw(t, tt.input, "", tt.change).Folded())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestNamespace shows what concerns one namespace alone.
func TestNamespace(t *testing.T) {
	in := func(namespace, stream string) string {
		return strings.ReplaceAll(stream, "metadata: {name", "metadata: {namespace: "+namespace+", name")
	}
	input := in("shop", pair()) + in("night", deployment("job", "v1", "http://api.shop", "http://far")+service("far", "")+deployment("far", "v1")) +
		in("night", "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: in}\n"+
			"spec: {rules: [{http: {paths: [{backend: {service: {name: far, port: {number: 80}}}}]}}]}\n---\n")
	confined := analyze(t, input, "", nil)
	if got := len(diagram.New(confined).Boxes); got != 5 {
		t.Errorf("%d boxes in all", got)
	}
	confined.Namespace = "shop"
	want := []string{
		"application shop/api [v1* v2]", "application shop/web [v1* v2]", "workload night/job-v1 [v1] [Deployment]",
		"night/job-v1 v1 -> shop/api v1 baseline", "shop/web v1 -> shop/api v1 baseline", "shop/web v2 -> shop/api v2 v2",
	}
	if diff := cmp.Diff(want, dump(diagram.New(confined))); diff != "" {
		t.Error(diff)
	}
}
