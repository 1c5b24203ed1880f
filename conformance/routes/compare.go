package routes

import (
	"fmt"
	"slices"
	"testing"

	"istio.io/istio/pkg/test"
	corev1 "k8s.io/api/core/v1"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
)

// comparison compares the plan of one application.
type comparison struct {
	*Result
	t       *testing.T
	mesh    *mesh.Mesh
	hops    []cases.Hop
	graph   cases.Graph
	answer  cases.Answer
	version map[string]string // of each workload, by its mesh.Pod.ID
	proxies map[*mesh.Pod]*mesh.Proxy

	gatewayProxies map[string]*mesh.Proxy // by namespace/name of the Gateway
	arrivals       arrivals
}

// Compare sends every request that the plan of a case tells of, and looks for those of which it does not. Istio ends with
// life.
func Compare(t *testing.T, life test.Failer, c cases.Case, answer cases.Answer) (*Result, error) {
	program := cases.Program(t)
	hops, err := c.Explain(program)
	if err != nil {
		return nil, err
	}
	graph, err := c.Graph(program)
	if err != nil {
		return nil, err
	}
	objects := slices.Concat(answer.Input, answer.Generated)
	m, err := mesh.Start(life, slices.Concat(objects, gateways(objects)))
	if err != nil {
		return nil, err
	}
	run := &comparison{
		Result: NewResult(), t: t, mesh: m, hops: hops, graph: graph, answer: answer,
		version: map[string]string{}, proxies: map[*mesh.Pod]*mesh.Proxy{}, gatewayProxies: map[string]*mesh.Proxy{}, arrivals: arrivals{},
	}
	for _, w := range run.graph.Workloads {
		run.version[cases.Object{Namespace: w.Namespace}.In()+"/"+w.Kind+"/"+w.Name] = w.Version
	}
	for _, why := range m.Rejected {
		run.Skipped["Kubernetes rejects "+why]++
	}
	run.complete()
	for _, h := range hops {
		run.intended(h)
		if !h.FromOutside() {
			run.compare(h)
		}
	}
	run.lanes()
	run.reached()
	run.entries()
	run.header()
	run.carried()
	return run.Result, nil
}

// complete looks for calls of which the plan does not tell: of every pod to every port of every Service; and for calls of the
// graph that the plan takes for unknown.
func (c *comparison) complete() {
	told, known := map[string]bool{}, map[string]bool{}
	id := func(namespace, caller, s string, port int) string {
		return fmt.Sprint(namespace, "/", caller, " ", s, " ", port)
	}
	for _, h := range c.hops {
		call := id(h.Caller.In(), h.Caller.Kind+"/"+h.Caller.Name, h.Callee.In()+"/"+h.Callee.Name, h.Port)
		told[call], known[call] = true, known[call] || !h.Assumed
	}
	for _, call := range c.graph.Calls {
		name := call.Caller.Kind + "/" + call.Caller.Name
		if to := id(call.Caller.In(), name, call.Callee.In()+"/"+call.Callee.Name, call.Port); call.Port != 0 && told[to] && !known[to] {
			c.Wrong = append(c.Wrong, "the plan does not know the call "+to)
		}
	}
	for _, p := range c.mesh.Pods {
		for _, s := range c.mesh.Services {
			for _, port := range s.Spec.Ports {
				if !told[id(p.Namespace, p.Owner, s.Namespace+"/"+s.Name, int(port.Port))] {
					c.Wrong = append(c.Wrong, fmt.Sprintf("the plan does not tell where %s lands on port %d of %s/%s", p.ID(), port.Port, s.Namespace, s.Name))
				}
			}
		}
	}
}

// compare compares one hop, for every name that the caller may call the Service by.
func (c *comparison) compare(h cases.Hop) {
	from, why := c.sender(h)
	s := c.mesh.Service(h.Callee.In(), h.Callee.Name)
	switch {
	case why != "":
	case s == nil:
		why = "the Service does not exist"
	case h.Reason == "external-name":
		why = "an ExternalName has no pods of its own"
	case s.Spec.ClusterIP == corev1.ClusterIPNone:
		why = "the client chooses among the pods of a headless Service"
	case h.Reason == "theirs":
		why = "others route the Service"
	}
	if why != "" {
		c.Skipped[why]++
		return
	}
	requests, why := c.requests(h, s)
	if why != "" {
		c.Skipped[why]++
		return
	}
	c.Compared[h.Reason]++
	for _, r := range requests {
		c.Requests++
		landings, err := c.proxy(from).Send(r)
		if h.Reason == "hidden" {
			err = c.fails(h, landings, err)
		} else if err == nil {
			err = c.agrees(h, s, landings)
		}
		if err != nil {
			c.wrong(h, fmt.Sprintf("%s %s:%d: %v", r.Protocol, r.Host, r.Port, err))
		}
	}
}

func (c *comparison) wrong(h cases.Hop, why string) {
	caller := fmt.Sprint(h.Caller.Labels)
	if h.Caller.Name != "" {
		caller = h.Caller.Kind + "/" + h.Caller.Name
	}
	c.Wrong = append(c.Wrong, fmt.Sprintf("lane %s: %s/%s calls %s/%s port %d, planned for %q of %q (%s): %s",
		h.Lane, h.Caller.In(), caller, h.Callee.In(), h.Callee.Name, h.Port, h.Versions, h.Subset, h.Reason, why))
}

// proxy is the sidecar of a pod, computed once.
func (c *comparison) proxy(p *mesh.Pod) *mesh.Proxy {
	if c.proxies[p] == nil {
		c.proxies[p] = c.mesh.Sidecar(c.t, p)
	}
	return c.proxies[p]
}

// sender is the pod that makes the calls of a hop; why says why there is none. The pods that the configuration declares by
// labels are made up.
func (c *comparison) sender(h cases.Hop) (p *mesh.Pod, why string) {
	if h.Caller.Name == "" {
		return c.declared(h), ""
	}
	p = c.mesh.Pod(h.Caller.In(), h.Caller.Kind+"/"+h.Caller.Name)
	switch {
	case p == nil:
		c.wrong(h, "the caller has no pods")
		return nil, "the caller has no pods"
	case !p.Sidecar:
		if slices.Contains(steered, h.Reason) {
			c.wrong(h, "the caller has no sidecar")
		}
		return nil, "the caller has no sidecar"
	}
	return p, ""
}
