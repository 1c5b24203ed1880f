package api

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"sigs.k8s.io/yaml"

	"github.com/graylane/graylane/internal/fuzzing"
)

// FuzzAgree gives a spec, as JSON, in all ways in which it can be given: as a GrayRelease, as the data of a ConfigMap, and as assignments. What
// the loader accepts the published schema accepts; what the schema accepts the loader accepts, but for fields that contradict each other, and for a
// ConfigMap's strings; and what is accepted is the same configuration each way.
//
// fuzz: weight 12
func FuzzAgree(f *testing.F) {
	for _, spec := range []string{
		"{}", "{baseline: v1, gaps: clone, header: {name: x-lane, trust: true}, istio: {hosts: fqdn, exportTo: auto, syncWaves: true}, match: lane, uncalled: baseline}",
		"{calls: {add: [{from: {namespace: web, labels: {app: web}}, to: shop/cart, port: 80}, {from: a, to: b}], ignore: [{from: loadgen}]}}",
		"{lanes: [{name: gray, versions: {a: v2, n/b: v5}}, {name: beta, version: v4}], versionLabel: a.b/c, clusterDomain: x.y, checkOnly: true}",
		"{entries: [{service: a, hosts: [x.y, '*.z'], gateways: [i/g], weights: {v1: 10, v2: 90}, match: [{version: v2, headers: {x: {exact: b}}}], port: 80, delegate: true}]}",
		"{baseline: 1.10}", "{gaps: nope}", "{lanes: [a]}", "{nope: 1}", "{istio: null}", "{header: {name: URI}}", "[]", "{baseline: ''}", "{calls: {add: [{from: a}]}}",
	} {
		f.Add(spec)
	}
	schema := published(f)
	f.Fuzz(func(t *testing.T, text string) {
		fuzzing.Bounded(t)
		converted, err := yaml.YAMLToJSONStrict([]byte(text))
		var spec map[string]any
		if err != nil || len(text) > 4000 || json.Unmarshal(converted, &spec) != nil || spec == nil {
			return
		}
		object := map[string]any{"apiVersion": "graylane.dev/v1alpha1", "kind": "GrayRelease", "metadata": map[string]any{"name": "a"}, "spec": spec}
		doc, _ := json.Marshal(object)
		want, ds := Load(doc, nil)
		instance, err := jsonschema.UnmarshalJSON(strings.NewReader(string(doc)))
		if err != nil {
			t.Fatal(err)
		}
		hasNull := strings.Contains(string(doc), "null") // which the loader takes for no field, if it knows the name
		valid := schema.Validate(withoutNulls(instance))
		if len(ds) == 0 && valid != nil {
			t.Errorf("%s\nis accepted, but the schema says %v", doc, valid)
		}
		if len(ds) > 0 && valid == nil && !hasNull && !contradicts(spec, t) {
			t.Errorf("%s\nis as the schema asks, but %v", doc, ds)
		}
		if len(ds) == 0 {
			sameOtherwise(t, spec, want.Spec)
		}
	})
}

// published is the schema as anyone reads it.
func published(f *testing.F) *jsonschema.Schema {
	f.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(Schema())))
	if err != nil {
		f.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("s.json", doc); err != nil {
		f.Fatal(err)
	}
	return c.MustCompile("s.json")
}

// withoutNulls is a tree without the fields that are null, which is the same as no field.
func withoutNulls(tree any) any {
	switch tree := tree.(type) {
	case map[string]any:
		for key, value := range tree {
			if value == nil {
				delete(tree, key)
			} else {
				tree[key] = withoutNulls(value)
			}
		}
	case []any:
		for i := range tree {
			tree[i] = withoutNulls(tree[i])
		}
	}
	return tree
}

// contradicts tells whether a spec that is as the schema asks has fields that do not go together.
func contradicts(tree map[string]any, t *testing.T) bool {
	t.Helper()
	text, _ := json.Marshal(withoutNulls(tree))
	var spec Spec
	if err := json.Unmarshal(text, &spec); err != nil {
		return false
	}
	return len(spec.contradictions(GrayRelease{}.Ref)) > 0
}

// sameOtherwise gives the fields of an accepted spec one by one, as data of a ConfigMap and as assignments.
func sameOtherwise(t *testing.T, spec map[string]any, want Spec) {
	t.Helper()
	data := map[string]string{}
	var sets []string
	for field, value := range spec {
		if value == nil {
			continue
		}
		text, _ := json.Marshal(value)
		if word, ok := value.(string); ok {
			text = []byte(word) // a text stands as it is
		}
		data[field] = string(text)
		sets = append(sets, field+"="+string(text))
	}
	object, _ := json.Marshal(map[string]any{"apiVersion": "v1", "kind": "ConfigMap", "metadata": map[string]any{"name": "a"}, "data": data})
	for how, load := range map[string]func() (GrayRelease, int){
		"a ConfigMap": func() (GrayRelease, int) { r, ds := Load(object, nil); return r, len(ds) },
		"--set":       func() (GrayRelease, int) { r, ds := Load(nil, sets); return r, len(ds) },
	} {
		got, problems := load()
		if problems > 0 || !cmp.Equal(want, got.Spec, cmpopts.EquateEmpty()) {
			t.Errorf("as %s %v\nhas %d problems:\n%s", how, sets, problems, cmp.Diff(want, got.Spec))
		}
	}
}
