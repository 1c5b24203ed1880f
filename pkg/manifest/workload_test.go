package manifest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/graylane/graylane/pkg/model"
)

// podOf reads a Deployment with a pod spec.
func podOf(t *testing.T, spec string) *model.Workload {
	t.Helper()
	return workloadOf(t, "{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: "+spec+"}}}")
}

func workloadOf(t *testing.T, text string) *model.Workload {
	t.Helper()
	facts := decode(t, text).Facts
	if len(facts) != 1 {
		t.Fatalf("facts %v, want a workload", facts)
	}
	return facts[0].(*model.Workload)
}

// TestWorkload compares what is read beside the containers and volumes.
func TestWorkload(t *testing.T) {
	const statefulSet = "kind: StatefulSet, spec: {serviceName: db, template: {spec: {}}}}"
	template := func(text string) string {
		return "{apiVersion: apps/v1, kind: Deployment, spec: {template: " + text + "}}"
	}
	tests := []struct {
		reason, text string
		want         model.Workload
	}{
		{"annotations of the template", template("{metadata: {annotations: {a: b, c: 1}}, spec: {}}"), model.Workload{PodAnnotations: map[string]string{"a": "b", "c": "1"}}},
		{"not those of the object", "{apiVersion: apps/v1, kind: Deployment, metadata: {annotations: {a: b}}, spec: {template: {spec: {}}}}", model.Workload{}},
		{"but of a Pod its own", "{apiVersion: v1, kind: Pod, metadata: {annotations: {a: b}}, spec: {}}", model.Workload{PodAnnotations: map[string]string{"a": "b"}}},
		{"annotations that are no mapping", template("{metadata: {annotations: [a]}, spec: {}}"), model.Workload{}},

		{"the Service of a StatefulSet", "{apiVersion: apps/v1, " + statefulSet, model.Workload{GoverningService: "db"}},
		{"of OpenKruise too", "{apiVersion: apps.kruise.io/v1beta1, " + statefulSet, model.Workload{GoverningService: "db"}},
		{"no other kind has one", "{apiVersion: apps/v1, kind: Deployment, spec: {serviceName: db, template: {spec: {}}}}", model.Workload{}},
		{"a Service that is no name", "{apiVersion: apps/v1, kind: StatefulSet, spec: {serviceName: {name: db}, template: {spec: {}}}}", model.Workload{}},
		{"none", "{apiVersion: apps/v1, kind: StatefulSet, spec: {serviceName: , template: {spec: {}}}}", model.Workload{}},

		{"the pods' names", template("{spec: {hostname: h, subdomain: s}}"), model.Workload{Hostname: "h", Subdomain: "s"}},
		{"no names", template("{spec: {hostname: [h], subdomain: }}"), model.Workload{}},
		{"no variables for Services", template("{spec: {enableServiceLinks: false}}"), model.Workload{NoServiceLinks: true}},
		{"variables for Services", template("{spec: {enableServiceLinks: true}}"), model.Workload{}},
		{"which are the default", template("{spec: {enableServiceLinks: }}"), model.Workload{}},
		{"and stay with what is no boolean", template("{spec: {enableServiceLinks: [false]}}"), model.Workload{}},
		{"a field of the pod is none of the object", "{apiVersion: apps/v1, kind: Deployment, spec: {hostname: h, enableServiceLinks: false, template: {spec: {}}}}", model.Workload{}},

		{"the node's network", template("{spec: {hostNetwork: true}}"), model.Workload{HostNetwork: true}},
		{"the pod's own network", template("{spec: {hostNetwork: false}}"), model.Workload{}},
		{"a network that is no boolean", template("{spec: {hostNetwork: [true]}}"), model.Workload{}},

		{"labels of the object", "{apiVersion: apps/v1, kind: Deployment, metadata: {labels: {a: b}}, spec: {template: {spec: {}}}}",
			model.Workload{Labels: model.Labels{"a": "b"}}},
		{"those of a Pod are the pod's", "{apiVersion: v1, kind: Pod, metadata: {labels: {a: b}}, spec: {}}", model.Workload{PodLabels: model.Labels{"a": "b"}}},
		{"labels that are no mapping", "{apiVersion: apps/v1, kind: Deployment, metadata: {labels: [a]}, spec: {template: {spec: {}}}}", model.Workload{}},

		{"labels that select pods", "{apiVersion: apps/v1, kind: Deployment, spec: {selector: {matchLabels: {app: a}}, template: {spec: {}}}}",
			model.Workload{MatchLabels: model.Labels{"app": "a"}}},
		{"a pod spec that is no mapping", template("{metadata: x, spec: [x]}"), model.Workload{}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(&tt.want, workloadOf(t, tt.text), cmpopts.IgnoreTypes(model.Object{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNoPodSpec(t *testing.T) {
	for _, text := range []string{"{}", "{template: }", "{template: {spec: }}", "{template: [x]}", "x"} {
		if facts := decode(t, "{apiVersion: apps/v1, kind: Deployment, spec: "+text+"}").Facts; facts != nil {
			t.Errorf("spec %s: got %v", text, facts)
		}
	}
}
