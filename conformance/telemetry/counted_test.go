package telemetry

import "testing"

// TestCounted has pods come, go and start anew, and graylane observe count their requests.
func TestCounted(t *testing.T) {
	p := Start(t)
	web := Pod{Namespace: "shop", Name: "web-1", Workload: "web", Labels: map[string]string{"app": "web", "version": "v1"}}
	api := Pod{Namespace: "shop", Name: "api-1", Workload: "api-v2", Labels: map[string]string{"app": "api", "version": "v2"}}
	called := Request{From: web, To: api, Namespace: "shop", Service: "api", Protocol: "grpc"}
	for _, tt := range []struct {
		reason string
		pods   func(m *Mesh, send func(n int))
	}{
		{"the first request makes the counter", func(_ *Mesh, send func(int)) { send(1) }},
		{"all are in the first sample", func(_ *Mesh, send func(int)) { send(1000) }},
		{"in several samples", func(_ *Mesh, send func(int)) { send(3); send(1); send(500) }},
		{"both pods start anew", func(m *Mesh, send func(int)) { send(20); m.Run(web, api); send(0); send(7); send(3) }},
		{"the caller starts anew", func(m *Mesh, send func(int)) { send(20); m.Run(web); send(0); send(7) }},
		{"the one that is called starts anew", func(m *Mesh, send func(int)) { send(20); m.Run(api); send(0); send(7) }},
		{"the caller is gone", func(m *Mesh, send func(int)) { send(20); m.Stop(web); send(0) }},
		{"other pods take over", func(m *Mesh, send func(int)) {
			send(20)
			m.Stop(web, api)
			called.From.Name, called.To.Name = "web-2", "api-2"
			m.Run(called.From, called.To)
			send(0)
			send(30)
		}},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			called.From, called.To = web, api
			m := NewMesh()
			m.Run(web, api)
			p.Watch(t, m)
			tt.pods(m, func(n int) {
				for range n {
					m.Count(called)
				}
				p.Await(t)
			})
			p.Same(t)
		})
	}
}

// TestKinds has a mesh of everything that there is in one: protocols, pods without a sidecar, and without a version.
func TestKinds(t *testing.T) {
	p := Start(t)
	m := NewMesh()
	web := Pod{Namespace: "shop", Name: "web-1", Workload: "web", Labels: map[string]string{"app": "web", "version": "v1"}}
	api := Pod{Namespace: "shop", Name: "api-1", Workload: "api-v2", Labels: map[string]string{"app": "api", "version": "v2"}}
	old := Pod{Namespace: "shop", Name: "old-1", Workload: "old", Labels: map[string]string{"app": "old"}}
	bare := Pod{Namespace: "lab", Name: "probe", Workload: "probe", Labels: map[string]string{"version": "v2"}, Bare: true}
	latest := Pod{Namespace: "shop", Name: "new-1", Workload: "new", Labels: map[string]string{"version": "latest"}}
	m.Run(web, api, old, bare, latest)
	p.Watch(t, m)
	n := 0
	for _, from := range []Pod{web, old, bare, latest} {
		for _, to := range []Pod{api, old, bare, latest} {
			for _, protocol := range []string{"http", "grpc", "tcp"} {
				if protocol == "tcp" && (from.ID() == latest.ID() || to.ID() == latest.ID()) {
					continue // ztunnel calls pods without a version so, over TCP
				}
				n++
				for range n {
					m.Count(Request{From: from, To: to, Namespace: to.Namespace, Service: "of-" + to.Workload, Protocol: protocol})
				}
			}
		}
	}
	p.Same(t)
}
