package routes

import (
	"strings"

	"github.com/graylane/graylane/conformance/cases"
)

// servers are those of a Gateway that is made up: for HTTP, for TLS that it does not terminate, and for other connections.
func servers() []any {
	server := func(number int, protocol string) map[string]any {
		return map[string]any{
			"port": map[string]any{"number": number, "name": strings.ToLower(protocol), "protocol": protocol}, "hosts": []any{"*"},
		}
	}
	tls := server(443, "TLS")
	tls["tls"] = map[string]any{"mode": "PASSTHROUGH"}
	return []any{server(80, "HTTP"), tls, server(9000, "TCP")}
}

// gateways are the Gateways that VirtualServices name and objects lack: they are open for every host, on pods of their own.
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
			"spec":     map[string]any{"selector": map[string]any{"gateway": namespace + "-" + name}, "servers": servers()},
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
			if name != "mesh" && cases.Text(o, "kind") == "VirtualService" {
				all = append(all, qualified(name, cases.Text(o, "metadata", "namespace")))
			}
		}
	}
	return all
}

// qualified is a Gateway as namespace/name, as seen from a namespace.
func qualified(name, from string) string {
	if strings.Contains(name, "/") {
		return name
	}
	return (cases.Object{Namespace: from}).In() + "/" + name
}

// gateway finds a Gateway by namespace/name; nil when there is none.
func (c *comparison) gateway(id string) map[string]any {
	for _, o := range c.mesh.Istio {
		if cases.Text(o, "kind") == "Gateway" && cases.Text(o, "metadata", "namespace")+"/"+cases.Text(o, "metadata", "name") == id {
			return o
		}
	}
	return nil
}
