package drift

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
)

// rule is a DestinationRule as generated.
const rule = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: dr-a
  annotations:
    graylane.dev/generated: "true"
spec:
  host: a
  subsets:
  - name: v1
    labels: {version: v1}
`

// root is a VirtualService that leads to another.
const root = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: vs-a-root
  annotations:
    graylane.dev/generated: "true"
spec:
  hosts: [a.example.com]
  http:
  - delegate: {name: vs-a, namespace: shop}
`

// copied is a Deployment that closes a gap.
const copied = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: b-v2
spec:
  replicas: 1
  selector:
    matchLabels: {app: b, version: v2}
`

// object is a text as an object, by its first name and namespace.
func object(text string) Object {
	o := Object{Text: []byte(text)}
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for name, field := range map[string]*string{"apiVersion": &o.APIVersion, "kind": &o.Kind, "name": &o.Name, "namespace": &o.Namespace} {
			if key == name && *field == "" {
				*field = value
			}
		}
	}
	o.Of = diag.Ref{Kind: "Of", Name: o.Name}
	return o
}

func objects(texts ...string) []Object {
	var all []Object
	for _, text := range texts {
		all = append(all, object(text))
	}
	return all
}

func TestFind(t *testing.T) {
	with := func(old, replacement string) string {
		edited := strings.Replace(rule, old, replacement, 1)
		if edited == rule {
			t.Fatalf("the rule has no %q", old)
		}
		return edited
	}
	tests := []struct {
		reason        string
		there, wanted []Object
		want          []string
	}{
		{"equal", objects(rule, root), objects(root, rule), nil},
		{"nothing at all", nil, nil, nil},
		{"missing", nil, objects(rule), []string{"DestinationRule/dr-a is not there."}},
		{"no longer wanted", objects(rule), nil, []string{"DestinationRule/dr-a is no longer wanted."}},
		{"another specification", objects(with("host: a", "host: b")), objects(rule), []string{"DestinationRule/dr-a is not what graylane generates now."}},
		{"twice, as kpt leaves them where selectors hide what is there", objects(rule, rule), objects(rule), []string{"DestinationRule/dr-a stands there more than once."}},
		{"twice, and neither is wanted", objects(rule, rule), nil, []string{"DestinationRule/dr-a is no longer wanted.", "DestinationRule/dr-a is no longer wanted."}},
		{"another version of the API", objects(with("istio.io/v1", "istio.io/v1beta1")), objects(rule), nil},
		{"another kind", objects(with("DestinationRule", "ServiceEntry")), objects(rule), []string{"DestinationRule/dr-a is not there.", "ServiceEntry/dr-a is no longer wanted."}},
		{"another namespace", objects(with("  name: dr-a\n", "  name: dr-a\n  namespace: prod\n")), objects(rule), []string{"DestinationRule/dr-a is not there.", "DestinationRule/prod/dr-a is no longer wanted."}},
		{"default is where objects without a namespace are", objects(with("  name: dr-a\n", "  name: dr-a\n  namespace: default\n")), objects(rule), nil},
		{"a renamed one", objects(with("name: dr-a", "name: stg-dr-a")), objects(rule), nil},
		{"a renamed delegate", objects(strings.NewReplacer("vs-a", "stg-vs-a").Replace(root)), objects(root), nil},
		{"another delegate", objects(strings.Replace(root, "name: vs-a,", "name: vs-b,", 1)), objects(root), []string{"VirtualService/vs-a-root is not what graylane generates now."}},
		{"a renamed one that says something else", objects(with("name: dr-a", "name: stg-dr-a"), with("host: a", "host: b")), objects(rule), []string{"DestinationRule/dr-a is not what graylane generates now.", "DestinationRule/stg-dr-a is no longer wanted."}},
		{"labels that others add", objects(with("  annotations:", "  labels: {team: shop}\n  annotations:")), objects(rule), nil},
		{"annotations that others add", objects(with("  annotations:", "  annotations:\n    a: b")), objects(rule), nil},
		{"an annotation of graylane's that is gone", objects(rule), objects(with("  annotations:", "  annotations:\n    a: b")), []string{"DestinationRule/dr-a is not what graylane generates now."}},
		{"a host's own annotations", objects(rule), objects(with("  annotations:", "  annotations:\n    internal.config.kubernetes.io/index: '1'")), nil},
		{"a copy that is scaled", objects(strings.Replace(copied, "replicas: 1", "replicas: 3", 1)), objects(copied), nil},
		{"a copy that is scaled and renamed", objects(strings.NewReplacer("replicas: 1", "replicas: 3", "name: b-v2", "name: stg-b-v2").Replace(copied)), objects(copied), nil},
		{"a copy without pods", objects(strings.Replace(copied, "replicas: 1", "replicas: 0", 1)), objects(copied), []string{"Deployment/b-v2 is not what graylane generates now."}},
		{"a copy of something else", objects(strings.Replace(copied, "v2}", "v3}", 1)), objects(copied), []string{"Deployment/b-v2 is not what graylane generates now."}},
		{"what is no YAML", objects(rule + "\t"), objects(rule), []string{"DestinationRule/dr-a is not what graylane generates now."}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			var got []string
			for _, d := range Find(tt.there, tt.wanted) {
				if d.Code != diag.GeneratedOutdated || d.Object.Kind != "Of" {
					t.Errorf("a finding %v", d)
				}
				got = append(got, d.Message)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
