package view_test

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
)

// pair is two Services of two versions, the first of which calls the second.
func pair() string {
	return service("web", "") + service("api", "") + deployment("web", "v1", "http://api") + deployment("web", "v2", "http://api") +
		deployment("api", "v1") + deployment("api", "v2")
}

func TestWide(t *testing.T) {
	for _, tt := range []struct {
		reason        string
		input, config string
		has, lacks    []string // with runs of spaces as one
	}{
		{
			reason: "the versions of an application share a line; the other evidence is counted",
			input:  pair(),
			has: []string{
				"CALLER VERSIONS LANES CALLS VERSIONS PORT PROTOCOL SEEN IN",
				"web v1*,v2 baseline,v2 api v1*,v2 80 http containers[0].env[0]=http://api +1",
				"2 Services, 4 workloads, 2 calls. Lanes: baseline,v2; * marks a baseline version.",
			},
		},
		{
			reason: "a call of one version alone",
			input:  service("web", "") + service("api", "") + deployment("web", "v1") + deployment("web", "v2", "http://api") + deployment("api", "v1"),
			has:    []string{"web v2 v2 api v1 80 http containers[0].env[0]=http://api"},
		},
		{
			reason: "versions are in version order, the baseline where it stands",
			input:  service("api", "") + deployment("api", "v10") + deployment("api", "v9"),
			config: "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata: {name: x}\nspec: {baseline: v10}\n",
			has:    []string{"api v9,v10* 80/http", "Lanes: baseline,v9;"},
		},
		{
			reason: "a workload without Service goes by its own name",
			input:  pair() + deployment("job", "v1", "http://api"),
			has:    []string{"Deployment/job-v1 v1 - api v1*,v2 80 http"},
		},
		{
			reason: "a workload of one version serves its callers' lanes",
			input:  pair() + service("db", "") + deployment("db", "v1", "http://api") + deployment("job", "v2", "http://db"),
			has:    []string{"Deployment/job-v2 v2 - db v1 80 http"},
		},
		{
			reason: "lanes that end at a workload of one version",
			input:  pair() + service("mid", "") + deployment("mid", "v1", "http://api") + service("top", "") + deployment("top", "v1", "http://mid") + deployment("top", "v2", "http://mid"),
			has:    []string{"mid v1 serves v2 api v1*,v2", "top v1*,v2 baseline,v2 mid v1"},
		},
		{
			reason: "a workload without pods",
			input:  pair() + strings.Replace(deployment("old", "v0", "http://api"), "spec: {", "spec: {replicas: 0, ", 1),
			has:    []string{"Deployment/old-v0 v0 idle api"},
		},
		{
			reason: "pods that the configuration declares, by namespace",
			input:  pair(),
			config: "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata: {name: x}\n" +
				"spec: {calls: {add: [{from: {namespace: far, labels: {app: z, version: v2}}, to: web}]}}\n",
			has:   []string{"far/pods(app=z,version=v2) v2 - web v1*,v2 - - GrayRelease/x calls.add[0]=web"},
			lacks: []string{"UNCALLED"},
		},
		{
			reason: "a single namespace is named once, several with every name",
			input:  strings.ReplaceAll(pair(), "metadata: {name", "metadata: {namespace: shop, name"),
			has:    []string{"\nweb v1*,v2", "Namespace shop: 2 Services"},
			lacks:  []string{"shop/web"},
		},
		{
			reason: "several namespaces",
			input: strings.ReplaceAll(pair(), "metadata: {name", "metadata: {namespace: shop, name") +
				strings.ReplaceAll(deployment("job", "v1", "http://api.shop"), "metadata: {name", "metadata: {namespace: night, name"),
			has:   []string{"Deployment/night/job-v1 v1 - shop/api", "shop/web v1*,v2 baseline,v2 shop/api"},
			lacks: []string{"Namespace "},
		},
		{
			reason: "what nothing calls, and how traffic gets there",
			input:  pair() + service("door", ", type: LoadBalancer") + service("ghost", ", type: ExternalName, externalName: x.org") + service("peer", ", clusterIP: None"),
			has: []string{
				"UNCALLED VERSIONS PORTS ENTRY", "web v1*,v2 80/http -", "door - 80/http LoadBalancer",
				"ghost - (ExternalName) 80/http", "peer - (headless) 80/http",
			},
			lacks: []string{"\napi "},
		},
		{
			reason: "an Ingress is an entry",
			input: pair() + "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: in}\n" +
				"spec: {rules: [{http: {paths: [{backend: {service: {name: web, port: {number: 80}}}}]}}]}\n---\n",
			has: []string{"web v1*,v2 80/http ingress"},
		},
		{
			reason: "what is left out of the routing",
			input:  strings.Replace(pair(), "metadata: {name: api}", "metadata: {name: api, annotations: {graylane.dev/ignore: legacy}}", 1),
			has:    []string{"web v1*,v2 baseline,v2 api v1*,v2 (ignored) 80 http"},
		},
		{
			reason: "workloads that take no part",
			input:  pair() + deployment("alone", "v7"),
			has:    []string{"UNCONNECTED VERSION\nDeployment/alone-v7 v7"},
		},
		{
			reason: "callers by the names that are shown, which are not those of their workloads",
			input: pair() + strings.Replace(service("zoo", "")+deployment("zoo", "v1", "http://web", "http://api"), "name: zoo-v1", "name: ape", 1) +
				strings.Replace(deployment("web", "v3", "http://api"), "name: web-v3", "name: zzz", 1),
			has: []string{
				"\nweb v1*,v2,v3 baseline,v2,v3 api v1*,v2 80 http containers[0].env[0]=http://api +2" +
					"\nzoo v1 - api v1*,v2 80 http containers[0].env[1]=http://api" +
					"\nzoo v1 - web v1*,v2,v3 80 http containers[0].env[0]=http://web\n",
			},
		},
		{
			reason: "nothing at all",
			has:    []string{"0 Services, 0 workloads, 0 calls."},
			lacks:  []string{"CALLER", "UNCALLED", "Lanes"},
		},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			compare(t, render(t, analyze(t, facts(t, []byte(tt.input)), []byte(tt.config)), "wide"), tt.has, tt.lacks)
		})
	}
}

// compare looks for lines, or parts of them, in text with runs of spaces as one.
func compare(t *testing.T, text string, has, lacks []string) {
	t.Helper()
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.Join(strings.Fields(line), " ")
	}
	squeezed := "\n" + strings.Join(lines, "\n")
	for _, part := range has {
		if !strings.Contains(squeezed, part) {
			t.Errorf("no %q in\n%s", part, text)
		}
	}
	for _, part := range lacks {
		if strings.Contains(squeezed, part) {
			t.Errorf("%q in\n%s", part, text)
		}
	}
}

// TestKinds gives the calls of an application other kinds and evidence than the detectors do.
func TestKinds(t *testing.T) {
	input := pair() + service("metrics", "") + deployment("metrics", "v1") + service("members", "") +
		deployment("job", "v1", "http://metrics", "http://members", "http://api") +
		service("ant", "") + deployment("ant", "v1", "http://metrics") + deployment("ant", "v2", "http://metrics")
	for _, tt := range []struct {
		reason     string
		change     func(*callgraph.Call)
		has, lacks []string
	}{
		{
			"an ordinary kind has no cell", func(c *callgraph.Call) { c.Kind = "call" },
			[]string{"metrics", "containers[0].env[0]"}, []string{"KIND", " call "},
		},
		{
			"another one has", kind("metrics", "database"),
			[]string{"KIND", "metrics v1 80 http database containers[0]", "api v1*,v2 80 http - containers[0]"}, []string{"FOLDED"},
		},
		{
			"telemetry is folded", kind("metrics", "telemetry"),
			[]string{"FOLDED CALLS SERVICES\ntelemetry 3 metrics\n"}, []string{"metrics v1 80", "KIND"},
		},
		{
			"folded calls are counted, their Services named once and in order", func(c *callgraph.Call) { c.Kind = "telemetry" },
			[]string{"telemetry 4 members,metrics\n"}, nil,
		},
		{
			"the registry as well", kind("members", "registry"),
			[]string{"registry 1 members\n"}, []string{"members - 80"},
		},
		{
			"all kinds in their order, and what is folded is called", func(c *callgraph.Call) { c.Kind = "health"; kind("metrics", "telemetry")(c) },
			[]string{"telemetry 3 metrics\nhealth 1 members\n"}, []string{"UNCALLED VERSIONS PORTS\nmembers"},
		},
		{
			"a check of a Service with versions is steered, and is shown", kind("api", "health"),
			[]string{"web v1*,v2 baseline,v2 api v1*,v2 80 http health"}, []string{"FOLDED"},
		},
		{
			"weak evidence says so", func(c *callgraph.Call) { c.Evidence[0].Weak = true },
			[]string{"80 http weak: containers[0].env[0]=http://api +1"}, nil,
		},
		{
			"evidence that the graph only counts", func(c *callgraph.Call) { c.More = 10 },
			[]string{"=http://api +21\n", "=http://members +10\n"}, nil,
		},
		{
			"stronger evidence goes before it", func(c *callgraph.Call) {
				c.Evidence[0].Weak = true
				c.Evidence = append(c.Evidence, callgraph.Evidence{Object: diag.Ref{Kind: "ConfigMap", Name: "m"}, Field: "data.x", Key: "a.b", Value: "api"})
			},
			[]string{"80 http ConfigMap/m data.x a.b=api +3"}, []string{"weak"},
		},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			g := analyze(t, facts(t, []byte(input)), nil)
			for _, c := range g.Graph.Calls {
				tt.change(c)
			}
			compare(t, render(t, g, "wide"), tt.has, tt.lacks)
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

func TestShortField(t *testing.T) {
	for _, tt := range []struct{ reason, field, want string }{
		{"a Deployment's", "spec.template.spec.containers[0].env[2].value", "containers[0].env[2]="},
		{"a CronJob's", "spec.jobTemplate.spec.template.spec.initContainers[0].args[1]", "initContainers[0].args[1]="},
		{"a Pod's", "spec.containers[0].env[2].value", "containers[0].env[2]="},
		{"a ConfigMap's", "data.URL", "data.URL="},
	} {
		g := analyze(t, facts(t, []byte(pair())), nil)
		g.Graph.Calls[0].Evidence[0].Field = tt.field
		compare(t, render(t, g, "wide"), []string{" " + tt.want}, nil)
	}
}
