package view_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/callgraph"
)

// contract is the JSON form, written down once more. A pointer is a field that may be left out.
type contract struct {
	Services []struct {
		Namespace, Name                   string
		Versions                          []string
		Ports                             []port
		Baseline, ExternalName            *string
		Headless, Entry, Ignored, Context *bool
	}
	Workloads []struct {
		Namespace, Kind, Name, Version string
		Services                       []string
		Lane                           *string
		Lanes                          []string
		Idle, Context                  *bool
	}
	Calls []struct {
		Caller struct {
			Namespace, Kind, Name string
			Labels                map[string]string
		}
		Callee   struct{ Namespace, Name string }
		Port     *int
		Protocol string
		Kind     *string
		Weak     *bool
		Basis    *string
		Seen     *struct {
			First, Last  *string
			Count, Fresh int
		}
		Evidence []struct {
			Detector, Object, Field, Value string
			Key, Host                      *string
			Weak                           *bool
			Seen                           *struct {
				First, Last, Window, Source, CallerVersion, CalleeVersion *string
				Requests                                                  *int
			}
		}
	}
}

type port struct {
	Name, Protocol string
	Port           int
}

// decode reads the JSON form and nothing beside it.
func decode(t *testing.T, text string) contract {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	var c contract
	if err := decoder.Decode(&c); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestJSON looks for parts of the JSON form, without its white space.
func TestJSON(t *testing.T) {
	for _, tt := range []struct {
		reason        string
		input, config string
		change        func(*callgraph.Call)
		has           []string
	}{
		{
			reason: "the fields of the contract, in its order",
			input:  pair(),
			has: []string{
				`{"services":[{"namespace":"","name":"api","versions":["v1","v2"],"baseline":"v1","ports":[{"name":"http","port":80,"protocol":"http"}]},`,
				`"workloads":[{"namespace":"","kind":"Deployment","name":"api-v1","version":"v1","services":["api"],"lane":"baseline"},`,
				`"calls":[{"caller":{"namespace":"","kind":"Deployment","name":"web-v1"},"callee":{"namespace":"","name":"api"},"port":80,"protocol":"http","kind":"call","evidence":` +
					`[{"detector":"env","object":"Deployment/web-v1","field":"spec.template.spec.containers[0].env[0].value","value":"http://api","host":"api"}]}`,
			},
		},
		{reason: "no array is null", has: []string{`{"services":[],"workloads":[],"calls":[]}`}},
		{
			reason: "nor within an object, and what is absent is empty",
			input:  "apiVersion: v1\nkind: Service\nmetadata: {name: s}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {}\n",
			has: []string{
				`[{"namespace":"","name":"s","versions":[],"ports":[]}]`,
				`[{"namespace":"","kind":"Pod","name":"p","version":"","services":[]}]`,
			},
		},
		{
			reason: "namespaces where the manifests give them",
			input:  strings.ReplaceAll(pair(), "metadata: {name", "metadata: {namespace: shop, name"),
			has:    []string{`{"namespace":"shop","kind":"Deployment","name":"web-v1"},"callee":{"namespace":"shop","name":"api"}`, `"object":"Deployment/shop/web-v1"`},
		},
		{
			reason: "versions in version order",
			input:  service("api", "") + deployment("api", "v10") + deployment("api", "v9") + deployment("api", "v9-rc"),
			has:    []string{`"versions":["v9-rc","v9","v10"],"baseline":"v9"`},
		},
		{
			reason: "a workload in no lane has those that it serves",
			input:  pair() + service("mid", "") + deployment("mid", "v1", "http://api") + service("top", "") + deployment("top", "v1", "http://mid") + deployment("top", "v2", "http://mid"),
			has:    []string{`"name":"mid-v1","version":"v1","services":["mid"],"lanes":["v2"]}`, `"name":"top-v2","version":"v2","services":["top"],"lane":"v2"}`},
		},
		{
			reason: "a workload without pods is no version",
			input:  service("api", "") + deployment("api", "v1") + strings.Replace(deployment("api", "v2"), "spec: {", "spec: {replicas: 0, ", 1),
			has:    []string{`"versions":["v1"]`, `"name":"api-v2","version":"v2","services":["api"],"idle":true}`},
		},
		{
			reason: "what Services are",
			input: service("a", ", type: NodePort") + service("b", ", clusterIP: None") + service("c", ", type: ExternalName, externalName: x.org") +
				strings.Replace(service("d", ""), "{name: d}", "{name: d, annotations: {graylane.dev/ignore: no}}", 1),
			has: []string{
				`"name":"http","port":80,"protocol":"http"}],"entry":true}`, `"headless":true}`, `"externalName":"x.org"}`, `"ignored":true}`,
			},
		},
		{
			reason: "a Service over two applications of different baselines has none, when nothing is planned for it",
			input: strings.ReplaceAll(deployment("a", "v1")+deployment("a", "v2")+deployment("b", "v1")+deployment("b", "v2"), "labels: {", "labels: {tier: x, ") +
				service("a", "") + strings.Replace(service("b", ""), "{name: b}", "{name: b, annotations: {graylane.dev/baseline: v2}}", 1) +
				"apiVersion: v1\nkind: Service\nmetadata: {name: both}\nspec: {clusterIP: None, selector: {tier: x}}\n---\n" +
				"apiVersion: v1\nkind: Service\nmetadata: {name: bs}\nspec: {clusterIP: None, selector: {app: b}}\n---\n",
			has: []string{`"name":"both","versions":["v1","v2"],"ports"`, `"name":"bs","versions":["v1","v2"],"baseline":"v2"`},
		},
		{
			reason: "declared pods have labels, and the port is not known",
			input:  pair(),
			config: "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata: {name: x}\nspec: {calls: {add: [{from: {namespace: far, labels: {app: z}}, to: web}]}}\n",
			has: []string{
				`{"caller":{"namespace":"far","kind":"","name":"","labels":{"app":"z"}},"callee":{"namespace":"","name":"web"},"protocol":"","kind":"call","evidence":[{"detector":"config","object":"GrayRelease/x","field":"spec.calls.add[0]","value":"web"}]}`,
			},
		},
		{
			reason: "the kind of a call, a key within a value, and what is weak",
			input:  pair(),
			change: func(c *callgraph.Call) {
				c.Kind, c.Evidence[0].Weak, c.Evidence[0].Key = "queue", true, "a.b"
			},
			has: []string{`"protocol":"http","kind":"queue","weak":true,"evidence":[{`, `"key":"a.b","value":"http://api","host":"api","weak":true}]`},
		},
		{
			reason: "one strong evidence makes a call strong; < > & stay as they are",
			input:  pair(),
			change: func(c *callgraph.Call) {
				c.Evidence = append(c.Evidence, callgraph.Evidence{Value: "<a>&\u001b", Weak: true})
			},
			has: []string{`"protocol":"http","kind":"call","evidence":[{`, `"field":"","value":"<a>&\u001b","weak":true}`},
		},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			g := analyze(t, facts(t, []byte(tt.input)), []byte(tt.config))
			for _, c := range g.Graph.Calls {
				if tt.change != nil {
					tt.change(c)
				}
			}
			var compact bytes.Buffer
			if err := json.Compact(&compact, []byte(render(t, g, "json"))); err != nil {
				t.Fatal(err)
			}
			for _, part := range tt.has {
				if !strings.Contains(compact.String(), part) {
					t.Errorf("no %s in\n%s", part, compact.String())
				}
			}
		})
	}
}

// TestIndent fixes the layout.
func TestIndent(t *testing.T) {
	got := render(t, analyze(t, facts(t, []byte(service("a", ""))), nil), "json")
	want := `{
  "services": [
    {
      "namespace": "",
      "name": "a",
      "versions": [],
      "ports": [
        {
          "name": "http",
          "port": 80,
          "protocol": "http"
        }
      ]
    }
  ],
  "workloads": [],
  "calls": []
}
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestContract holds every case of testdata/apps against the contract: nothing is null or unknown, everything of the
// input is there, once, and every name leads to an object.
func TestContract(t *testing.T) {
	for _, a := range apps(t) {
		g := analyze(t, a.facts, a.config)
		text := render(t, g, "json")
		if strings.Contains(text, ": null") {
			t.Errorf("%s: null in %s", a.name, text)
		}
		doc := decode(t, text)
		if s, w, c := len(doc.Services), len(doc.Workloads), len(doc.Calls); s != len(g.Model.Services()) || w != len(g.Model.Workloads()) || c != len(g.Graph.Calls) {
			t.Errorf("%s: %d Services, %d workloads, %d calls", a.name, s, w, c)
		}
		var objects, calls []string
		for _, s := range doc.Services {
			objects = append(objects, "Service/"+s.Namespace+"/"+s.Name)
		}
		for _, w := range doc.Workloads {
			objects = append(objects, w.Kind+"/"+w.Namespace+"/"+w.Name)
			for _, s := range w.Services {
				if !slices.Contains(objects, "Service/"+w.Namespace+"/"+s) {
					t.Errorf("%s: %s has the Service %s, which is none", a.name, w.Name, s)
				}
			}
		}
		for _, c := range doc.Calls {
			caller, callee := c.Caller.Kind+"/"+c.Caller.Namespace+"/"+c.Caller.Name, "Service/"+c.Callee.Namespace+"/"+c.Callee.Name
			if !slices.Contains(objects, caller) && len(c.Caller.Labels) == 0 || !slices.Contains(objects, callee) || len(c.Evidence) == 0 {
				t.Errorf("%s: a call from %s to %s with evidence %v", a.name, caller, callee, c.Evidence)
			}
			if c.Port != nil && *c.Port == 0 {
				t.Errorf("%s: port 0 of %s", a.name, callee)
			}
			calls = append(calls, fmt.Sprint(caller, c.Caller.Labels, callee, c.Port != nil, c.Protocol, value(c.Port)))
		}
		for _, list := range [][]string{objects, calls} {
			slices.Sort(list)
			if n := len(list); len(slices.Compact(list)) != n {
				t.Errorf("%s: something is there twice: %v", a.name, list)
			}
		}
	}
}

func value(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
