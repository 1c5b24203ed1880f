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

// arrivals are the values of the lane header with which requests arrive at pods that are in no lane.
type arrivals map[*mesh.Pod]map[string]bool

// carried follows requests through the application, from the calls of every pod and from gateways, where each pod in no lane
// forwards the header that it gets. By the plan such a pod has to send on the lanes that reach it so, and no others. Where others
// route a Service, or requests pass by the mesh, the plan takes any of its pods to be reached, so nothing is compared.
func (c *comparison) carried() {
	if c.answer.Release.Header.Name == "" {
		return
	}
	if slices.ContainsFunc(c.hops, func(h cases.Hop) bool { return h.Reason == "theirs" || h.Reason == "not-imported" }) {
		c.Skipped["which requests carry the header, past a Service that others route or that is not imported"]++
		return
	}
	for _, p := range c.mesh.Pods {
		c.follow(p, "")
	}
	for _, h := range c.hops {
		s := c.mesh.Service(h.Callee.In(), h.Callee.Name)
		if h.Caller.Name == "" && s != nil {
			c.forward(pass{from: c.declared(h), to: s, port: portOf(s, h.Port)}, "")
		}
	}
	sends, speaks := c.sends()
	for _, p := range c.mesh.Pods {
		got, want := slices.Sorted(maps.Keys(sends[p])), slices.Sorted(maps.Keys(c.arrivals[p]))
		if speaks[p] && !slices.Equal(got, want) {
			c.Wrong = append(c.Wrong, fmt.Sprintf("requests with the headers %q arrive at %s, and by the plan it sends on %q", want, p.ID(), got))
		}
	}
}

// sends are the lanes whose header pods send on by the plan; it tells that only of pods that call what headers make a
// difference for.
func (c *comparison) sends() (arrivals, map[*mesh.Pod]bool) {
	sends, speaks := arrivals{}, map[*mesh.Pod]bool{}
	for _, h := range c.hops {
		p := c.mesh.Pod(h.Caller.In(), h.Caller.Kind+"/"+h.Caller.Name)
		s := c.mesh.Service(h.Callee.In(), h.Callee.Name)
		if p == nil || s == nil || h.Subset == "" {
			continue
		}
		speaks[p] = speaks[p] || forHTTP(portOf(s, h.Port))
		if h.Header != nil {
			sends.add(p, h.Lane)
		}
	}
	return sends, speaks
}

// add adds a value; it tells whether that is new.
func (a arrivals) add(p *mesh.Pod, value string) bool {
	if a[p] == nil {
		a[p] = map[string]bool{}
	}
	known := a[p][value]
	a[p][value] = true
	return !known
}

// follow lets a pod make its calls, those that are certain, with a value of the header.
func (c *comparison) follow(p *mesh.Pod, value string) {
	for _, call := range c.graph.Calls {
		from, s := call.Caller, c.mesh.Service(call.Callee.In(), call.Callee.Name)
		if s == nil || call.Weak || from.In() != p.Namespace || from.Kind+"/"+from.Name != p.Owner {
			continue
		}
		for i := range s.Spec.Ports {
			if number := int(s.Spec.Ports[i].Port); call.Port == 0 || call.Port == number {
				c.forward(pass{from: p, to: s, port: portOf(s, number)}, value)
			}
		}
	}
}

// forward sends a request, and lets the pods where it lands send it on.
func (c *comparison) forward(p pass, value string) {
	if !forHTTP(p.port) || p.to.Spec.Type == corev1.ServiceTypeExternalName {
		return
	}
	if !p.from.Sidecar || left(p.to, int(p.port.Port)) {
		c.arrive(c.mesh.Selected(p.to), value)
		return
	}
	pods, value := c.send(p, value)
	c.arrive(pods, value)
}

// arrive notes with which header requests arrive at pods, and lets those that are in no lane send them on.
func (c *comparison) arrive(pods []*mesh.Pod, value string) {
	if !slices.Contains(c.known(), value) {
		return
	}
	for _, p := range pods {
		if lane := c.laneOf(object(p)); (lane == "" || lane == baseline) && c.arrivals.add(p, value) {
			c.follow(p, value)
		}
	}
}

func object(p *mesh.Pod) cases.Object {
	kind, name, _ := strings.Cut(p.Owner, "/")
	return cases.Object{Namespace: p.Namespace, Kind: kind, Name: name}
}
