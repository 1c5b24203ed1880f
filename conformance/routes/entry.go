package routes

import (
	"fmt"
	"maps"
	"slices"

	"github.com/graylane/graylane/conformance/cases"
)

// gateways are the Gateways that hops tell of and objects lack: they open port 80 for every host.
func gateways(hops []cases.Hop, objects []map[string]any) []map[string]any {
	var missing []map[string]any
	known := map[string]bool{}
	for _, o := range objects {
		if cases.Text(o, "kind") == "Gateway" {
			known[(cases.Object{Namespace: cases.Text(o, "metadata", "namespace")}).In()+"/"+cases.Text(o, "metadata", "name")] = true
		}
	}
	for _, h := range hops {
		if id := h.Caller.In() + "/" + h.Caller.Name; h.Caller.Kind == "Gateway" && !known[id] {
			known[id] = true
			missing = append(missing, map[string]any{
				"apiVersion": "networking.istio.io/v1", "kind": "Gateway",
				"metadata": map[string]any{"namespace": h.Caller.In(), "name": h.Caller.Name},
				"spec": map[string]any{
					"selector": map[string]any{"gateway": h.Caller.In() + "-" + h.Caller.Name}, // pods of its own
					"servers":  []any{map[string]any{"port": map[string]any{"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": []any{"*"}}},
				},
			})
		}
	}
	return missing
}

// entries compares, for every Gateway, the ports and subsets of the Services that the plan says it reaches with those in the
// routes of its proxy. The routes of an ingress that is not Istio's are not Istio's to tell.
func (c *comparison) entries(hops []cases.Hop) {
	planned := map[string]map[string]int{} // by gateway: the destinations
	callers := map[string]cases.Object{}
	for _, h := range hops {
		if h.Reason != "entry" {
			continue
		}
		if h.Caller.Kind != "Gateway" {
			c.Skipped["an entry that is no Gateway of Istio"]++
			continue
		}
		id := h.Caller.In() + "/" + h.Caller.Name
		if planned[id] == nil {
			planned[id], callers[id] = map[string]int{}, h.Caller
		}
		planned[id][destination(h.Callee, h.Port, h.Subset)]++
		c.Compared[h.Reason]++
	}
	for _, id := range slices.Sorted(maps.Keys(planned)) {
		got := c.reached(callers[id])
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
			if l.Host == s.Name+"."+s.Namespace+".svc.cluster.local" {
				found[destination(cases.Object{Namespace: s.Namespace, Name: s.Name}, l.Port, l.Subset)] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func destination(s cases.Object, port int, subset string) string {
	return fmt.Sprintf("%s/%s:%d %s", s.In(), s.Name, port, subset)
}
