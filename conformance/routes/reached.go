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

// reached compares, for every Gateway, the ports and pods of the Services that the plan says it reaches with those that the
// routes and filter chains of its proxy lead to, whatever they match. The routes of an ingress that is not Istio's are not
// Istio's to tell.
func (c *comparison) reached() {
	planned := map[string]map[string]bool{} // by gateway: the destinations
	for _, o := range c.mesh.Istio {
		if cases.Text(o, "kind") == "Gateway" {
			planned[cases.Text(o, "metadata", "namespace")+"/"+cases.Text(o, "metadata", "name")] = map[string]bool{}
		}
	}
	for _, h := range c.hops {
		if !h.FromOutside() {
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
			at[destination(h.Callee, h.Port, c.pods(h, s))] = true
		}
		c.Compared[h.Reason]++
	}
	for _, id := range slices.Sorted(maps.Keys(planned)) {
		got := c.destinations(id)
		c.Requests += len(got)
		if want := slices.Sorted(maps.Keys(planned[id])); !slices.Equal(want, got) {
			c.Wrong = append(c.Wrong, fmt.Sprintf("the Gateway %s reaches %q, and not %q as planned", id, got, want))
		}
	}
}

// destinations are those in the configuration of a Gateway's proxy, sorted.
func (c *comparison) destinations(id string) []string {
	found := map[string]bool{}
	for _, l := range c.gatewayProxy(id).Destinations() {
		for _, s := range c.mesh.Services {
			if l.Host == s.Name+"."+s.Namespace+".svc.cluster.local" && !left(s, l.Port) {
				to, pods := cases.Object{Namespace: s.Namespace, Name: s.Name}, l.Pods
				if c.unsaid(to, l.Subset) {
					pods = nil
				}
				found[destination(to, l.Port, pods)] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// gatewayProxy is the proxy of a Gateway, computed once.
func (c *comparison) gatewayProxy(id string) *mesh.Proxy {
	if c.gatewayProxies[id] == nil {
		namespace, _, _ := strings.Cut(id, "/")
		c.gatewayProxies[id] = c.mesh.Gateway(c.t, namespace, cases.Strings(c.gateway(id), "spec", "selector"))
	}
	return c.gatewayProxies[id]
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

// destination is a port of a Service with the pods behind it, as text.
func destination(s cases.Object, port int, pods []*mesh.Pod) string {
	return fmt.Sprintf("%s/%s:%d at %v", s.In(), s.Name, port, ids(pods))
}
