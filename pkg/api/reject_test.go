package api

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// takesKind ends the messages about an object of another kind.
const takesKind = "; it takes a GrayRelease of graylane.dev/v1alpha1, or a ConfigMap of v1."

func TestLoadRejects(t *testing.T) {
	tests := []struct {
		reason string
		doc    string
		want   []string
	}{
		{"text that is no YAML", "a: [", []string{"GL0101  | The configuration is no YAML: line 1: did not find expected node content."}},
		{"two documents", header + "---\n" + header, []string{"GL0101  | The configuration holds more than one YAML document."}},
		{"a second document that is broken", header + "---\na: [", []string{"GL0101  | The configuration is no YAML: line 5: did not find expected node content."}},
		{"a list", "[a]", []string{"GL0101  | The configuration is a list" + takesKind}},
		{"a text", "shop", []string{`GL0101  | The configuration is "shop"` + takesKind}},
		{"no kind", "spec: {baseline: v1}", []string{"GL0101  | The configuration lacks its kind or its apiVersion" + takesKind}},
		{"another kind", "apiVersion: apps/v1\nkind: Deployment", []string{"GL0101 kind | The configuration is a Deployment of apps/v1" + takesKind}},
		{"another version", "apiVersion: graylane.dev/v1\nkind: GrayRelease", []string{`GL0101 apiVersion | apiVersion is "graylane.dev/v1"; it takes "graylane.dev/v1alpha1".`}},
		{"no version", "kind: GrayRelease", []string{`GL0101 apiVersion | apiVersion is missing; it takes "graylane.dev/v1alpha1".`}},
		{"a spec that is no mapping", header + "spec: v1", []string{`GL0101 spec | spec is "v1"; it takes a mapping.`}},
		{"a duplicate key", header + "spec:\n  baseline: v1\n  baseline: v2", []string{"GL0101 spec.baseline | spec.baseline is given twice, in lines 5 and 6."}},
		{"a key that is no text", header + "spec: {[a]: b}", []string{"GL0101 spec | spec has a key in line 4 that is no text."}},
		{"a merge key", header + "spec:\n  <<: {baseline: v1}", []string{"GL0101 spec | spec has a merge key (<<) in line 5; write the fields out."}},
		{"a value that its tag does not fit", header + "spec: {baseline: !!int v1}", []string{"GL0101 spec.baseline | spec.baseline is no valid !!int."}},
		{"a number that is none", header + "spec: {calls: {add: [{from: a, to: b, port: .nan}]}}", []string{
			"GL0101 spec.calls.add[0].port | spec.calls.add[0].port is .nan, which no field takes.",
			"GL0101 spec.calls.add[0].port | spec.calls.add[0].port is .nan; it takes a whole number from 1 to 65535.",
		}},
		{"a number for a string", header + "spec: {baseline: 1.10}", []string{
			"GL0101 spec.baseline | spec.baseline is 1.10, which YAML reads as a number; it takes the value of a version label, such as v1.",
		}},
		{"a YAML 1.1 boolean for a string", header + "spec: {versionLabel: yes}", []string{
			"GL0101 spec.versionLabel | spec.versionLabel is yes, which YAML reads as a boolean; it takes a label key, such as version or app.kubernetes.io/version.",
		}},
		{"a quoted boolean", header + `spec: {checkOnly: "true"}`, []string{`GL0101 spec.checkOnly | spec.checkOnly is "true"; it takes true or false.`}},
		{"a value outside an enum", header + "spec: {istio: {hosts: full}}", []string{`GL0101 spec.istio.hosts | spec.istio.hosts is "full"; it takes "short" or "fqdn".`}},
		{"an empty string", header + `spec: {baseline: ""}`, []string{`GL0101 spec.baseline | spec.baseline is ""; it takes the value of a version label, such as v1.`}},
		{"a mapping for an enum", header + "spec: {match: {a: b}}", []string{`GL0101 spec.match | spec.match is a mapping; it takes "caller" or "lane".`}},
		{"a port out of range", header + "spec: {calls: {add: [{from: a, to: b, port: 65536}]}}", []string{
			"GL0101 spec.calls.add[0].port | spec.calls.add[0].port is 65536; it takes a whole number from 1 to 65535.",
		}},
		{"an added call without its ends", header + "spec: {calls: {add: [{to: null}]}}", []string{
			"GL0101 spec.calls.add[0].from | spec.calls.add[0].from is missing; it takes a Service or else a workload, as name or namespace/name, or a mapping with labels such as {namespace: web, labels: {app: web}}.",
			"GL0101 spec.calls.add[0].to | spec.calls.add[0].to is missing; it takes a Service, as name or namespace/name.",
		}},
		{"callers without labels", header + "spec: {calls: {add: [{from: {namespace: web}, to: b}]}}", []string{
			"GL0101 spec.calls.add[0].from.labels | spec.calls.add[0].from.labels is missing; it takes a mapping of label keys to label values, such as {app: web}.",
		}},
		{"callers with empty labels", header + "spec: {calls: {add: [{from: {labels: {}}, to: b}]}}", []string{
			"GL0101 spec.calls.add[0].from.labels | spec.calls.add[0].from.labels is empty; it takes a mapping of label keys to label values, such as {app: web}.",
		}},
		{"a null label would match more than is meant", header + "spec: {calls: {add: [{from: {labels: {app: a, tier: null}}, to: b}]}}", []string{
			"GL0101 spec.calls.add[0].from.labels.tier | spec.calls.add[0].from.labels.tier is empty; it takes a label value: up to 63 letters, digits, hyphens, dots and underscores, such as web.",
		}},
		{"a key that no label has", header + "spec: {calls: {add: [{from: {labels: {a b: c}}, to: b}]}}", []string{
			`GL0101 spec.calls.add[0].from.labels["a b"] | spec.calls.add[0].from.labels does not take the key "a b"; it takes a mapping of label keys to label values, such as {app: web}.`,
		}},
		{"an ignored call without an end", header + "spec: {calls: {ignore: [{}]}}", []string{
			"GL0101 spec.calls.ignore[0] | spec.calls.ignore[0] is empty; it takes a mapping with from, to or both.",
		}},
		{"an ignored call by labels", header + "spec: {calls: {ignore: [{from: {labels: {app: a}}}]}}", []string{
			"GL0101 spec.calls.ignore[0].from | spec.calls.ignore[0].from is a mapping; it takes a Service or else a workload, as name or namespace/name.",
		}},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			got, ds := Load([]byte(test.doc), nil)
			if diff := cmp.Diff(test.want, said(ds)); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(Default(), got.Spec); diff != "" {
				t.Errorf("an error must leave the defaults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadReportsEveryProblem(t *testing.T) {
	doc := header + `
extra: 1
spec:
  baseline: 1
  lanes: [{name: gray, version: v2}]
  calls: {add: [{from: a}, {from: {labels: {"a b": c}}, to: b}, {from: a, to: B}], ad: []}
  istio: {exporTo: auto, hosts: full}
`
	want := []string{
		"GL0101 spec.baseline | spec.baseline is 1, which YAML reads as a number; it takes the value of a version label, such as v1.",
		"GL0101 spec.calls.add[0].to | spec.calls.add[0].to is missing; it takes a Service, as name or namespace/name.",
		`GL0101 spec.calls.add[1].from.labels["a b"] | spec.calls.add[1].from.labels does not take the key "a b"; it takes a mapping of label keys to label values, such as {app: web}.`,
		`GL0101 spec.calls.add[2].to | spec.calls.add[2].to is "B"; it takes a Service, as name or namespace/name.`,
		`GL0101 spec.istio.hosts | spec.istio.hosts is "full"; it takes "short" or "fqdn".`,
		"GL0102 extra | There is no field extra.",
		"GL0102 spec.calls.ad | There is no field spec.calls.ad (did you mean spec.calls.add?).",
		"GL0102 spec.istio.exporTo | There is no field spec.istio.exporTo (did you mean spec.istio.exportTo?).",
	}
	release, ds := Load([]byte(doc), nil)
	if diff := cmp.Diff(want, said(ds)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, d := range ds {
		if d.Object != release.Ref || d.Object.Name != "shop" {
			t.Errorf("%s is about %q", d.Field, d.Object)
		}
	}
	if got, want := ds[0].Remedy, `Write it in quotes: "1".`; got != want {
		t.Errorf("remedy of a number without quotes: got %q, want %q", got, want)
	}
}
