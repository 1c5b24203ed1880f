package routes

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"istio.io/istio/pkg/test"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
)

// TestTemplates sends requests through what graylane makes of templates, and through the templates as their authors wrote
// them: both have to take a request to the same Services by the same weights, or to no route alike. Where the template names
// no subset of api, the request has to land on the version of its caller.
func TestTemplates(t *testing.T) {
	cases.Program(t)
	tests := []struct {
		name string
		// widened tells that callers without any rule get the usual ones, and so requests that a rule of the template for
		// certain callers did not take are taken by those.
		widened bool
	}{
		{"template", false}, {"template-routes", false}, {"template-callers", true}, {"template-gateway", false}, {"template-tcp", false},
		{"template-tcp-gateway", false}, {"template-tls", false}, {"template-ports", false}, {"template-match-lane", false},
		{"template-destinationrule", false}, {"template-export-to", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answer := cases.Ask(t, named(t, "apps/"+tt.name))
			woven, written := asWritten(t, answer, tt.name)
			a, b := started(t, woven), started(t, written)
			sent := 0
			for _, p := range a.Pods {
				if !strings.HasPrefix(p.Owner, "Deployment/web-") {
					continue
				}
				ours, theirs := a.Sidecar(t, p), b.Sidecar(t, b.Pod(p.Namespace, p.Owner))
				for _, r := range templateRequests(a, p) {
					sent++
					got, gotErr := ours.Send(r)
					want, wantErr := theirs.Send(r)
					switch {
					case wantErr != nil && gotErr == nil && tt.widened:
						want = []mesh.Landing{{Host: "api." + p.Namespace + ".svc.cluster.local", Port: r.Port}}
					case (gotErr == nil) != (wantErr == nil):
						t.Errorf("%s %+v: %v, and with the template itself %v", p.Owner, r, gotErr, wantErr)
						continue
					}
					if why := strays(got, want, p); why != "" {
						t.Errorf("%s %+v: %s", p.Owner, r, why)
					}
				}
			}
			t.Log(sent, "requests")
			if sent == 0 {
				t.Error("no requests")
			}
		})
	}
}

// asWritten are the objects of a case with what graylane generates, and with the templates in place of the VirtualServices
// of the generated ones.
func asWritten(t *testing.T, answer cases.Answer, name string) (woven, written []map[string]any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "testdata", "apps", name, "input.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	written, err = cases.Objects(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range answer.Generated {
		if cases.Text(o, "kind") == "DestinationRule" {
			written = append(written, o)
		}
	}
	return slices.Concat(answer.Input, answer.Generated), written
}

func started(t *testing.T, objects []map[string]any) *mesh.Mesh {
	t.Helper()
	m, err := mesh.Start(test.Failer(t), slices.Concat(objects, gateways(objects)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// templateRequests are those that a pod sends to each port of api.
func templateRequests(m *mesh.Mesh, p *mesh.Pod) []mesh.Request {
	s := m.Service(p.Namespace, "api")
	var all []mesh.Request
	for i := range s.Spec.Ports {
		port := &s.Spec.Ports[i]
		for _, r := range kinds(port) {
			r.Address, r.Port, r.Host = s.Spec.ClusterIP, int(port.Port), "api."+p.Namespace+".svc.cluster.local"
			if r.TLS && p.Namespace == "default" {
				r.Host = "api" // the only name that is known where no namespace is
			}
			for _, path := range []string{"/", "/login/x", "/old", "/health", "/slow", "/shadow/1", "/mixed", "/pinned", "/audit", "/v1/x", "/local", "/x", "/internal/a", "/both", "/public"} {
				r.Path = path
				all = append(all, r)
			}
			r.Path, r.Headers = "/", http.Header{"x-user": {"bob"}}
			all = append(all, r)
		}
	}
	return all
}

// strays says how landings differ from those of the template itself, beside the subsets that graylane fills in.
func strays(got, want []mesh.Landing, from *mesh.Pod) string {
	if len(got) != len(want) {
		return fmt.Sprintf("%d landings, and not %d", len(got), len(want))
	}
	for i, l := range got {
		w := want[i]
		if l.Host != w.Host || l.Port != w.Port || l.Weight != w.Weight || w.Subset != "" && l.Subset != w.Subset {
			return fmt.Sprintf("it lands on %s (%d), and not on %s (%d)", l.Cluster, l.Weight, w.Cluster, w.Weight)
		}
		if w.Subset != "" || !strings.HasPrefix(w.Host, "api.") {
			continue
		}
		if l.Subset == "" || slices.ContainsFunc(l.Pods, func(p *mesh.Pod) bool { return p.Labels["version"] != from.Labels["version"] }) {
			return "it lands on " + l.Cluster + ", outside of its lane"
		}
	}
	return ""
}
