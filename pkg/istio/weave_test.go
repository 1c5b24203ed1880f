package istio

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/kustomize/kyaml/yaml"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
)

// templated is the plan of a Service api of two versions with a template, whose rules are given.
func templated(t *testing.T, spec string, rules []lane.Rule, ports ...model.Port) *lane.Service {
	t.Helper()
	text := "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: t, annotations: " +
		"{graylane.dev/template: 'true', config.kubernetes.io/local-config: 'true'}}}\n"
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(strings.Replace(text, "}}}", "}}, spec: {hosts: [api], "+spec+"}}", 1)), &n); err != nil {
		t.Fatal(err)
	}
	api := &model.Service{Object: model.Object{Ref: diag.Ref{APIVersion: "v1", Kind: "Service", Name: "api"}}, Ports: ports}
	facts := append(manifest.Decode(&n, diag.Place{}).Facts, api)
	plan, found := lane.Build(model.New(facts), &callgraph.Graph{}, config())
	if len(found) > 0 || len(plan.Kept) != 1 {
		t.Fatal(found)
	}
	s := service("", ports...)
	s.Template, s.Rules = plan.Kept[0].Template, rules
	return s
}

func config() *api.GrayRelease {
	c, _ := api.Load(nil, nil)
	return &c
}

// TestWeave compares the routes that templates give with lanes, and the rest of their specs.
func TestWeave(t *testing.T) {
	web := func(version string) lane.Source {
		return lane.Source{Labels: model.Labels{"app": "web", "version": version}}
	}
	toV2 := lane.Rule{Lane: "v2", Sources: []lane.Source{web("v2")}, Subset: v2}
	elsewhere := lane.Rule{Lane: "v2", Sources: []lane.Source{web("v2"), {Labels: model.Labels{"app": "cron"}, Namespace: "jobs"}}, Subset: v2}
	header := lane.Rule{Lane: "v2", Headers: []string{"v2", "v3"}, Subset: v2}
	lacking := lane.Rule{Lane: "v4", Sources: []lane.Source{web("v4")}, Subset: v1, Sets: "v4"}
	setting := lane.Rule{Lane: "v2", Sources: []lane.Source{web("v2")}, Subset: v2, Sets: "v2"}
	http, tcp := port("http", 80), port("tcp", 90)
	tests := []struct {
		reason string
		spec   string
		rules  []lane.Rule
		ports  []model.Port
		want   string
	}{
		{"a route once a rule and once as default; fields that nobody knows stay",
			"x: 1, http: [{timeout: 1s, future: {a: [1]}, route: [{destination: {host: api}, weight: 5}]}]", []lane.Rule{toV2}, []model.Port{http},
			`{hosts: [api], x: 1, http: [
			  {timeout: 1s, future: {a: [1]}, match: [{sourceLabels: {app: web, version: v2}}], route: [{destination: {host: api, subset: v2}, weight: 5}]},
			  {timeout: 1s, future: {a: [1]}, route: [{destination: {host: api, subset: v1}, weight: 5}]}]}`},
		{"each alternative with each source", "http: [{match: [{uri: {prefix: /a}}, {headers: {x: {exact: '1'}}}], route: [{destination: {host: api}}]}]",
			[]lane.Rule{elsewhere}, []model.Port{http},
			`{hosts: [api], http: [
			  {match: [{uri: {prefix: /a}, sourceLabels: {app: web, version: v2}}, {uri: {prefix: /a}, sourceLabels: {app: cron}, sourceNamespace: jobs},
			    {headers: {x: {exact: '1'}}, sourceLabels: {app: web, version: v2}}, {headers: {x: {exact: '1'}}, sourceLabels: {app: cron}, sourceNamespace: jobs}],
			   route: [{destination: {host: api, subset: v2}}]},
			  {match: [{uri: {prefix: /a}}, {headers: {x: {exact: '1'}}}], route: [{destination: {host: api, subset: v1}}]}]}`},
		{"sources of its own that contradict a rule's", "http: [{match: [{sourceLabels: {app: cron, team: a}}, {sourceNamespace: web}], route: [{destination: {host: api}}]}, {route: [{destination: {host: api}}]}]",
			[]lane.Rule{elsewhere}, []model.Port{http},
			`{hosts: [api], http: [
			  {match: [{sourceLabels: {app: cron, team: a}, sourceNamespace: jobs}, {sourceLabels: {app: web, version: v2}, sourceNamespace: web}], route: [{destination: {host: api, subset: v2}}]},
			  {match: [{sourceLabels: {app: cron, team: a}}, {sourceNamespace: web}], route: [{destination: {host: api, subset: v1}}]},
			  {match: [{sourceLabels: {app: web, version: v2}}, {sourceLabels: {app: cron}, sourceNamespace: jobs}], route: [{destination: {host: api, subset: v2}}]},
			  {route: [{destination: {host: api, subset: v1}}]}]}`},
		{"what goes elsewhere stands once", "http: [{match: [{uri: {exact: /}}], redirect: {uri: /x}}, {match: [{uri: {exact: /y}}], route: [{destination: {host: other}}]}, {match: [{uri: {exact: /z}}], route: [{destination: {host: api, subset: v2}}]}, {delegate: {name: d}}]",
			[]lane.Rule{toV2}, []model.Port{http},
			`{hosts: [api], http: [{match: [{uri: {exact: /}}], redirect: {uri: /x}}, {match: [{uri: {exact: /y}}], route: [{destination: {host: other}}]},
			  {match: [{uri: {exact: /z}}], route: [{destination: {host: api, subset: v2}}]}, {delegate: {name: d}}]}`},
		{"gateways: never beside sources, which Istio would ignore", "gateways: [gw, mesh], http: [{match: [{gateways: [gw]}, {gateways: [mesh], sourceLabels: {app: x}}], route: [{destination: {host: api}}]}, {match: [{gateways: [gw]}], route: [{destination: {host: api}}]}, {route: [{destination: {host: api}}]}]",
			[]lane.Rule{toV2}, []model.Port{http},
			`{hosts: [api], gateways: [gw, mesh], http: [
			  {match: [{sourceLabels: {app: web, version: v2}}], route: [{destination: {host: api, subset: v2}}]},
			  {match: [{gateways: [gw]}, {gateways: [mesh], sourceLabels: {app: x}}], route: [{destination: {host: api, subset: v1}}]},
			  {match: [{gateways: [gw]}], route: [{destination: {host: api, subset: v1}}]},
			  {match: [{sourceLabels: {app: web, version: v2}}], route: [{destination: {host: api, subset: v2}}]},
			  {route: [{destination: {host: api, subset: v1}}]}]}`},
		{"headers of the lane; a match of its own on that header; a header that is set beside others",
			"http: [{match: [{headers: {X-Lane: {prefix: v}}}, {withoutHeaders: {x-lane: {}}}], route: [{destination: {host: api}}]}, {headers: {request: {set: {a: b}, remove: [c]}}, match: [{headers: {x: {exact: '1'}}}], route: [{destination: {host: api}}]}, {route: [{destination: {host: api}}]}]",
			[]lane.Rule{header, setting}, []model.Port{http},
			`{hosts: [api], http: [
			  {match: [{headers: {x-lane: {exact: v2}}}, {headers: {x-lane: {exact: v3}}}], route: [{destination: {host: api, subset: v2}}]},
			  {headers: {request: {set: {x-lane: v2}}}, match: [{headers: {X-Lane: {prefix: v}}, sourceLabels: {app: web, version: v2}}, {withoutHeaders: {x-lane: {}}, sourceLabels: {app: web, version: v2}}], route: [{destination: {host: api, subset: v2}}]},
			  {match: [{headers: {X-Lane: {prefix: v}}}, {withoutHeaders: {x-lane: {}}}], route: [{destination: {host: api, subset: v1}}]},
			  {headers: {request: {set: {a: b}, remove: [c]}}, match: [{headers: {x: {exact: '1'}, x-lane: {exact: v2}}}, {headers: {x: {exact: '1'}, x-lane: {exact: v3}}}], route: [{destination: {host: api, subset: v2}}]},
			  {headers: {request: {set: {a: b, x-lane: v2}, remove: [c]}}, match: [{headers: {x: {exact: '1'}}, sourceLabels: {app: web, version: v2}}], route: [{destination: {host: api, subset: v2}}]},
			  {headers: {request: {set: {a: b}, remove: [c]}}, match: [{headers: {x: {exact: '1'}}}], route: [{destination: {host: api, subset: v1}}]},
			  {match: [{headers: {x-lane: {exact: v2}}}, {headers: {x-lane: {exact: v3}}}], route: [{destination: {host: api, subset: v2}}]},
			  {headers: {request: {set: {x-lane: v2}}}, match: [{sourceLabels: {app: web, version: v2}}], route: [{destination: {host: api, subset: v2}}]},
			  {route: [{destination: {host: api, subset: v1}}]}]}`},
		{"headers of the lane together with each match on the same header",
			"http: [{match: [{headers: {x-lane: {exact: v3}, y: {}}}, {headers: {x-lane: {}}, withoutHeaders: {x-lane: {exact: v2}}}, {headers: {x-lane: {regex: 'v[2-9]'}}}, {headers: {x-lane: {regex: '*'}, z: {}}}, {headers: {x-lane: {prefix: w}}}], route: [{destination: {host: api}}]}]",
			[]lane.Rule{header}, []model.Port{http},
			`{hosts: [api], http: [
			  {match: [{headers: {x-lane: {exact: v3}, y: {}}}, {headers: {x-lane: {exact: v3}}, withoutHeaders: {x-lane: {exact: v2}}}, {headers: {x-lane: {exact: v2}}}, {headers: {x-lane: {exact: v3}}}, {headers: {x-lane: {exact: v2}, z: {}}}, {headers: {x-lane: {exact: v3}, z: {}}}],
			   route: [{destination: {host: api, subset: v2}}]},
			  {match: [{headers: {x-lane: {exact: v3}, y: {}}}, {headers: {x-lane: {}}, withoutHeaders: {x-lane: {exact: v2}}}, {headers: {x-lane: {regex: 'v[2-9]'}}}, {headers: {x-lane: {regex: '*'}, z: {}}}, {headers: {x-lane: {prefix: w}}}],
			   route: [{destination: {host: api, subset: v1}}]}]}`},
		{"headers of the lane, not for gateways", "gateways: [gw, mesh], http: [{match: [{uri: {prefix: /}}, {sourceLabels: {a: b}}, {gateways: [mesh]}], route: [{destination: {host: api}}]}]",
			[]lane.Rule{{Lane: "v2", Headers: []string{"v2"}, Subset: v2}}, []model.Port{http},
			`{hosts: [api], gateways: [gw, mesh], http: [
			  {match: [{uri: {prefix: /}, headers: {x-lane: {exact: v2}}, gateways: [mesh]}, {sourceLabels: {a: b}, headers: {x-lane: {exact: v2}}}, {headers: {x-lane: {exact: v2}}, gateways: [mesh]}], route: [{destination: {host: api, subset: v2}}]},
			  {match: [{uri: {prefix: /}}, {sourceLabels: {a: b}}, {gateways: [mesh]}], route: [{destination: {host: api, subset: v1}}]}]}`},
		{"TCP without the rules that need headers", "tcp: [{route: [{destination: {host: api}}]}]", []lane.Rule{header, lacking, setting}, []model.Port{tcp},
			`{hosts: [api], tcp: [{match: [{sourceLabels: {app: web, version: v2}}], route: [{destination: {host: api, subset: v2}}]}, {route: [{destination: {host: api, subset: v1}}]}]}`},
		{"TCP at a gateway, which ignores sources", "gateways: [gw, mesh], tcp: [{route: [{destination: {host: api}}]}]", []lane.Rule{toV2}, []model.Port{tcp},
			`{hosts: [api], gateways: [gw, mesh], tcp: [{match: [{gateways: [mesh], sourceLabels: {app: web, version: v2}}], route: [{destination: {host: api, subset: v2}}]}, {route: [{destination: {host: api, subset: v1}}]}]}`},
		{"ports that it does not speak of, kept off its gateway", "gateways: [gw, mesh], tcp: [{route: [{destination: {host: api}}]}]", []lane.Rule{toV2}, []model.Port{http},
			`{hosts: [api], gateways: [gw, mesh], tcp: [{match: [{gateways: [mesh], sourceLabels: {app: web, version: v2}}], route: [{destination: {host: api, subset: v2}}]}, {route: [{destination: {host: api, subset: v1}}]}],
			  http: [{match: [{sourceLabels: {app: web, version: v2}}], route: [{destination: {host: api, subset: v2}}]}, {match: [{gateways: [mesh]}], route: [{destination: {host: api, subset: v1}}]}]}`},
		{"mirrors stay in the lane", "http: [{mirror: {host: api}, mirrors: [{destination: {host: api, subset: v2}}], route: [{destination: {host: other}}]}]", []lane.Rule{toV2}, []model.Port{http},
			`{hosts: [api], http: [{match: [{sourceLabels: {app: web, version: v2}}], mirror: {host: api, subset: v2}, mirrors: [{destination: {host: api, subset: v2}}], route: [{destination: {host: other}}]},
			  {mirror: {host: api, subset: v1}, mirrors: [{destination: {host: api, subset: v2}}], route: [{destination: {host: other}}]}]}`},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			s := templated(t, tt.spec, tt.rules, tt.ports...)
			spec := defaults()
			spec.Header.Name = "x-lane"
			before := cmp.Diff(nil, s.Template.Spec)
			got, want := specOf(t, Resources(&lane.Plan{Services: []*lane.Service{s}}, spec)), any(nil)
			if err := yaml.Unmarshal([]byte(strings.ReplaceAll(tt.want, "\t", "")), &want); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if after := cmp.Diff(nil, s.Template.Spec); after != before {
				t.Error("the template has changed")
			}
		})
	}
}

// specOf is the spec of the only VirtualService among resources.
func specOf(t *testing.T, resources []Resource) any {
	t.Helper()
	var spec any
	for _, r := range resources {
		if r.Kind != VirtualService {
			continue
		}
		var o struct{ Spec any }
		if err := yaml.Unmarshal(r.YAML(), &o); err != nil || spec != nil {
			t.Fatal(err)
		}
		spec = o.Spec
	}
	return spec
}
