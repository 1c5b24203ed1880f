package telemetry

import (
	"maps"
	"testing"

	"sigs.k8s.io/yaml"
)

// Call is who called which Service, and which version answered. What is not known is empty.
type Call struct {
	From               Caller
	Namespace, Service string
	Version            string
	Protocol           string
}

// Caller is a workload in a version, which is empty where its pods have no such label.
type Caller struct{ Namespace, Workload, Version string }

// call is what sidecars can know of a request; false where they do not know who sent it.
func (r Request) call() (Call, bool) {
	c := Call{
		From:      Caller{r.From.Namespace, r.From.Workload, r.From.Labels["version"]},
		Namespace: r.Namespace, Service: r.Service, Version: r.To.Labels["version"], Protocol: r.Protocol,
	}
	if r.To.Bare {
		c.Version = ""
	}
	return c, !r.From.Bare
}

// Sent are the requests so far, of all pods that there were.
func (m *Mesh) Sent() map[Call]int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.sent)
}

// Read reads ObservedCalls as a table. One that names a call twice, or that is not from Prometheus, ends the test.
func Read(t testing.TB, document string) map[Call]int {
	t.Helper()
	var o struct {
		Kind string
		Spec struct {
			Calls []struct {
				From     Caller
				To       struct{ Namespace, Service, Version string }
				Protocol string
				Requests int
				Source   string
			}
		}
	}
	if err := yaml.Unmarshal([]byte(document), &o); err != nil || o.Kind != "ObservedCalls" {
		t.Fatalf("no ObservedCalls (%v): %q", err, document)
	}
	all := map[Call]int{}
	for _, c := range o.Spec.Calls {
		call := Call{c.From, c.To.Namespace, c.To.Service, c.To.Version, c.Protocol}
		if all[call] != 0 || c.Source != "prometheus" {
			t.Fatalf("%v is there twice, or from %q:\n%s", call, c.Source, document)
		}
		all[call] = c.Requests
	}
	return all
}
