package detect_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/detect"
)

// TestAnnotations is what annotations refer to, as kind namespace/name:port.
func TestAnnotations(t *testing.T) {
	const connects, consul, calls = "app.openshift.io/connects-to", "consul.hashicorp.com/connect-service-upstreams", "graylane.dev/calls"
	tests := []struct {
		reason, detector, annotation, value string
		want                                []string
	}{
		{"names", "connects-to", connects, "a, b", []string{"/a:", "/b:"}},
		{"names in JSON", "connects-to", connects, `["a","b"]`, []string{"/a:", "/b:"}},
		{"references", "connects-to", connects, `[{"apiVersion":"apps/v1","kind":"Deployment","name":"a"}]`, []string{"Deployment /a:"}},
		{"an element that is none does not end the list", "connects-to", connects, `[1, {"kind":"x"}, "a"]`, []string{"/a:"}},
		{"what is no JSON is a name", "connects-to", connects, `[a`, []string{"/[a:"}},
		{"upstreams", "consul", consul, "a:1, b:2:dc1", []string{"Service /a:", "Service /b:"}},
		{"an upstream in a namespace", "consul", consul, "a.n:1", []string{"Service n/a:"}},
		{"labels", "consul", consul, "a.svc:1,b.svc.n.ns.p.ap:2", []string{"Service /a:", "Service n/b:"}},
		{"a prepared query, and no port", "consul", consul, "prepared_query:a:1,b", nil},
		{"declared calls", "calls", calls, "a, n/b:80 ,c:http,", []string{"Service /a:", "Service n/b:80", "Service /c:http"}},
		{"nothing", "calls", calls, " , ", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			manifest := fmt.Sprintf("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {metadata: {annotations: {%s: '%s'}}, spec: {containers: [{name: x}]}}}}\n", tt.annotation, tt.value)
			m := modelOf(t, manifest)
			var got []string
			for _, d := range detect.All() {
				if d.Name != tt.detector {
					continue
				}
				for _, w := range m.Workloads() {
					d.Detect(m, w, func(clues ...clue) {
						for _, c := range clues {
							if c.Field != fmt.Sprintf("spec.template.metadata.annotations[%q]", tt.annotation) {
								t.Errorf("the field is %s", c.Field)
							}
							kind := c.Refers.Kind
							if kind != "" {
								kind += " "
							}
							got = append(got, kind+c.Refers.Namespace+"/"+c.Refers.Name+":"+c.Refers.Port)
						}
					})
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestSidecars is which hosts of Istio's Sidecars a workload is seen to call.
func TestSidecars(t *testing.T) {
	sidecar := func(name, selector, hosts string) string {
		return fmt.Sprintf("---\n{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: %s}, spec: {%s egress: [{hosts: [%s]}]}}\n", name, selector, hosts)
	}
	const own, others = "workloadSelector: {labels: {app: web}},", "workloadSelector: {labels: {app: other}},"
	const host = "api.default.svc.cluster.local"
	tests := []struct {
		reason, sidecars string
		want             []string
	}{
		{"its own", sidecar("a", own, "./"+host), []string{host}},
		{"that of its namespace, weakly", sidecar("a", "", "'*/"+host+"'"), []string{host + " weak"}},
		{"its own before that of the namespace", sidecar("a", "", "x/y") + sidecar("b", own, "./"+host), []string{host}},
		{"that of others", sidecar("a", others, "./"+host), nil},
		{"wildcards", sidecar("a", own, "'*/*', ./*, '*.default.svc.cluster.local', '~/*'"), nil},
		{"no namespace before it", sidecar("a", own, host), nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			m := modelOf(t, deployment("containers: [{name: web}]")+tt.sidecars)
			var got []string
			for _, d := range detect.All() {
				if d.Name != "sidecar" {
					continue
				}
				for _, w := range m.Workloads() {
					if w.Name != "web" {
						continue
					}
					d.Detect(m, w, func(clues ...clue) {
						text := clues[0].Setting.Value
						if clues[0].Weak {
							text += " weak"
						}
						got = append(got, text)
					})
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
