package routes

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
)

// gateways are the Gateways that VirtualServices name and objects lack: they open port 80 for every host, on pods of their
// own.
func gateways(objects []map[string]any) []map[string]any {
	var missing []map[string]any
	known := map[string]bool{}
	for _, o := range objects {
		if cases.Text(o, "kind") == "Gateway" {
			known[(cases.Object{Namespace: cases.Text(o, "metadata", "namespace")}).In()+"/"+cases.Text(o, "metadata", "name")] = true
		}
	}
	for _, id := range boundTo(objects) {
		if known[id] {
			continue
		}
		known[id] = true
		namespace, name, _ := strings.Cut(id, "/")
		missing = append(missing, map[string]any{
			"apiVersion": "networking.istio.io/v1", "kind": "Gateway",
			"metadata": map[string]any{"namespace": namespace, "name": name},
			"spec": map[string]any{
				"selector": map[string]any{"gateway": namespace + "-" + name},
				"servers":  []any{map[string]any{"port": map[string]any{"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": []any{"*"}}},
			},
		})
	}
	return missing
}

// boundTo are the Gateways that VirtualServices are bound to, as namespace/name.
func boundTo(objects []map[string]any) []string {
	var all []string
	for _, o := range objects {
		names, _ := cases.At(o, "spec")["gateways"].([]any)
		for _, n := range names {
			name, _ := n.(string)
			if name == "mesh" || cases.Text(o, "kind") != "VirtualService" {
				continue
			}
			if !strings.Contains(name, "/") {
				name = (cases.Object{Namespace: cases.Text(o, "metadata", "namespace")}).In() + "/" + name
			}
			all = append(all, name)
		}
	}
	return all
}

// entries compares, for every Gateway, the ports, subsets and pods of the Services that the plan says it reaches with those
// that the routes of its proxy lead to, whatever they match. The routes of an ingress that is not Istio's are not Istio's to
// tell.
func (c *comparison) entries() {
	planned := map[string]map[string]bool{} // by gateway: the destinations
	for _, o := range c.mesh.Istio {
		if cases.Text(o, "kind") == "Gateway" {
			planned[cases.Text(o, "metadata", "namespace")+"/"+cases.Text(o, "metadata", "name")] = map[string]bool{}
		}
	}
	for _, h := range c.hops {
		if h.Reason != "entry" {
			continue
		}
		at := planned[h.Caller.In()+"/"+h.Caller.Name]
		if h.Caller.Kind != "Gateway" || at == nil {
			c.Skipped["an entry that is no Gateway of Istio"]++
			continue
		}
		s := c.mesh.Service(h.Callee.In(), h.Callee.Name)
		if s != nil && left(s, h.Port) {
			c.Skipped["a gateway's route to a headless Service or a UDP port"]++
			continue
		}
		if s != nil {
			at[destination(h.Callee, h.Port, h.Subset, c.pods(h, s))] = true
		}
		c.Compared[h.Reason]++
	}
	for _, id := range slices.Sorted(maps.Keys(planned)) {
		namespace, name, _ := strings.Cut(id, "/")
		got := c.reached(cases.Object{Namespace: namespace, Name: name})
		c.Requests += len(got)
		if want := slices.Sorted(maps.Keys(planned[id])); !slices.Equal(want, got) {
			c.Wrong = append(c.Wrong, fmt.Sprintf("the Gateway %s reaches %q, and not %q as planned", id, got, want))
		}
	}
}

// reached are the destinations in the routes of a Gateway's proxy, sorted.
func (c *comparison) reached(gateway cases.Object) []string {
	var labels map[string]string
	for _, o := range c.mesh.Istio {
		if cases.Text(o, "kind") == "Gateway" && cases.Text(o, "metadata", "name") == gateway.Name && cases.Text(o, "metadata", "namespace") == gateway.In() {
			labels = cases.Strings(o, "spec", "selector")
		}
	}
	found := map[string]bool{}
	for _, l := range c.mesh.Gateway(c.t, gateway.In(), labels).Destinations() {
		for _, s := range c.mesh.Services {
			if l.Host == s.Name+"."+s.Namespace+".svc.cluster.local" && !left(s, l.Port) {
				to, pods := cases.Object{Namespace: s.Namespace, Name: s.Name}, l.Pods
				if c.unsaid(to, l.Subset) {
					pods = nil
				}
				found[destination(to, l.Port, l.Subset, pods)] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// unsaid tells whether the plan does not say which pods a subset has: someone else defines it.
func (c *comparison) unsaid(to cases.Object, subset string) bool {
	return slices.ContainsFunc(c.hops, func(h cases.Hop) bool {
		return h.Reason == "entry" && h.Callee.In() == to.In() && h.Callee.Name == to.Name && h.Subset == subset && subset != "" && len(h.Versions) == 0
	})
}

// left tells whether a destination is left out: Istio finds no endpoints for UDP, and clients choose those of headless Services.
func left(s *corev1.Service, number int) bool {
	port := portOf(s, number)
	return s.Spec.ClusterIP == corev1.ClusterIPNone || port != nil && port.Protocol != corev1.ProtocolTCP
}

// destination is a port and a subset of a Service with the pods behind them, as text.
func destination(s cases.Object, port int, subset string, pods []*mesh.Pod) string {
	return fmt.Sprintf("%s/%s:%d %s at %v", s.In(), s.Name, port, subset, ids(pods))
}
