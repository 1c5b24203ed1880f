package istio

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/kyaml/yaml"
	apiyaml "sigs.k8s.io/yaml"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
)

// FuzzWeave weaves lanes into a template with any fields: whatever it has, known to Istio or not, is in what is generated. Its routes
// follow each other in their order, each as it stood but for the subsets that are filled in and, in the copies for lanes, for
// the match and for the header; and without rules the spec is the template's, field for field.
//
// fuzz: weight 12
func FuzzWeave(f *testing.F) {
	for _, spec := range []string{
		"http: [{match: [{uri: {prefix: /x}}], timeout: 1s, route: [{destination: {host: api}, weight: 100}]}, {route: [{destination: {host: other}}]}]",
		"http: [{name: a, fault: {abort: {httpStatus: 500}}, retries: {attempts: 3}, mirror: {host: api}, corsPolicy: {allowOrigins: [{exact: '*'}]}, route: [{destination: {host: api.default.svc.cluster.local, port: {number: 80}}, headers: {request: {set: {a: b}}}}]}]",
		"tcp: [{match: [{port: 90}], route: [{destination: {host: api}}]}], tls: [{match: [{sniHosts: [api]}], route: [{destination: {host: api}}]}], exportTo: [.], gateways: [mesh, gw], x: {z: [1, 1.5, yes, ~, '012', 2026-01-02]}",
		"http: [{match: [{sourceLabels: {app: web, version: v1}}, {headers: {x: {exact: y}}, gateways: [mesh]}], directResponse: {status: 200}}, {redirect: {uri: /}}, a, ~], http2: {}", "http: {}", "", "http: [{route: [{destination: {host: api, subset: v1}}], mirrors: [{destination: {host: api}}]}]",
	} {
		f.Add(spec)
	}
	f.Fuzz(func(t *testing.T, spec string) {
		fuzzing.Bounded(t)
		s, object := fuzzedTemplate(spec)
		if s == nil {
			return
		}
		var want map[string]any
		if apiyaml.UnmarshalStrict([]byte(object), &want) != nil {
			return // a key that stands twice
		}
		e := emitter{Service: s, spec: &config().Spec}
		if got := specAsWritten(t, e.kept()); !reflect.DeepEqual(dropNulls(want["spec"]), dropNulls(got)) {
			t.Errorf("without rules:\n%#v\nbecomes\n%#v", want["spec"], got)
		}
		web := lane.Source{Labels: model.Labels{"app": "web", "version": "v2"}}
		s.Rules = []lane.Rule{{Lane: "v2", Sources: []lane.Source{web}, Subset: v2, Sets: "v2"}}
		got, _ := specAsWritten(t, e.woven()).(map[string]any)
		checkWoven(t, want["spec"].(map[string]any), got)
	})
}

// fuzzedTemplate is a Service api with a template of some fields, and the template's text; nil where that is no template.
func fuzzedTemplate(spec string) (*lane.Service, string) {
	text := "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: t, annotations: " +
		"{graylane.dev/template: 'true', config.kubernetes.io/local-config: 'true'}}, spec: {hosts: [api], " + spec + "}}\n"
	var n yaml.Node
	if len(spec) > 2000 || yaml.Unmarshal([]byte(text), &n) != nil || odd(&n) {
		return nil, text
	}
	service := &model.Service{Object: model.Object{Ref: diag.Ref{APIVersion: "v1", Kind: "Service", Name: "api"}}, Ports: []model.Port{{Name: "http", Number: 80}, {Name: "tcp-x", Number: 90}}}
	item := manifest.Decode(&n, diag.Place{})
	c := api.GrayRelease{Spec: api.Default()}
	plan, _ := lane.Build(model.New(append(item.Facts, service)), &callgraph.Graph{}, &c)
	if len(plan.Kept) != 1 || len(item.Diagnostics) > 0 {
		return nil, text
	}
	s := *plan.Kept[0]
	s.Baseline = v1
	return &s, text
}

// odd tells whether a tree has an alias, a tag, or a key that is a string to some parsers alone.
func odd(n *yaml.Node) bool {
	if n.Kind == yaml.AliasNode || n.Style&yaml.TaggedStyle != 0 {
		return true
	}
	for i := 0; n.Kind == yaml.MappingNode && i < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.ShortTag() != yaml.NodeTagString || slices.Contains([]string{"y", "n", "yes", "no", "on", "off"}, strings.ToLower(key.Value)) {
			return true
		}
	}
	return slices.ContainsFunc(n.Content, odd)
}

// specAsWritten is the spec of a resource as Kubernetes reads it.
func specAsWritten(t *testing.T, r Resource) any {
	t.Helper()
	var object map[string]any
	if err := apiyaml.Unmarshal(r.YAML(), &object); err != nil {
		t.Fatalf("%v\n%s", err, r.YAML())
	}
	return object["spec"]
}

// checkWoven checks that all fields of a template are in what was woven, and its routes in their order.
func checkWoven(t *testing.T, want, got map[string]any) {
	t.Helper()
	for field, value := range want {
		routes, isList := value.([]any)
		isRoutes := slices.Contains([]string{"http", "tcp", "tls"}, field)
		if isRoutes && !isList {
			continue // which Kubernetes would not have taken
		}
		if !isRoutes {
			if field != "hosts" && field != "exportTo" && !reflect.DeepEqual(dropNulls(value), dropNulls(got[field])) {
				t.Errorf("%s was %#v and is %#v", field, value, got[field])
			}
			continue
		}
		rest, _ := got[field].([]any)
		for _, route := range routes {
			i := slices.IndexFunc(rest, func(r any) bool { return reflect.DeepEqual(dropNulls(neutral(route)), dropNulls(neutral(r))) })
			if i < 0 {
				t.Fatalf("the route %#v of %s is not in its place in %#v", route, field, got[field])
			}
			rest = rest[i+1:]
		}
	}
}

// neutral is a tree without the subsets of destinations, which weaving fills in.
func neutral(tree any) any {
	switch tree := tree.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, value := range tree {
			if key != "subset" {
				out[key] = neutral(value)
			}
		}
		return out
	case []any:
		out := make([]any, len(tree))
		for i := range tree {
			out[i] = neutral(tree[i])
		}
		return out
	}
	return tree
}

// dropNulls is a tree without the fields of mappings that are null.
func dropNulls(tree any) any {
	if fields, ok := tree.(map[string]any); ok {
		out := map[string]any{}
		for key, value := range fields {
			if value != nil {
				out[key] = dropNulls(value)
			}
		}
		return out
	}
	if list, ok := tree.([]any); ok {
		out := make([]any, len(list))
		for i := range list {
			out[i] = dropNulls(list[i])
		}
		return out
	}
	return tree
}
