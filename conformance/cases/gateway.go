package cases

import "strings"

// Gateway is one that an application names and lacks: open for every host, on pods of its own, for HTTP, for TLS that it does
// not terminate, and for other connections.
func Gateway(namespace, name string) map[string]any {
	return map[string]any{
		"apiVersion": "networking.istio.io/v1", "kind": "Gateway",
		"metadata": map[string]any{"namespace": namespace, "name": name},
		"spec": map[string]any{
			"selector": map[string]any{"gateway": namespace + "-" + name},
			"servers":  []any{server(80, "HTTP"), server(443, "TLS"), server(9000, "TCP")},
		},
	}
}

func server(number int, protocol string) map[string]any {
	s := map[string]any{
		"port": map[string]any{"number": float64(number), "name": strings.ToLower(protocol), "protocol": protocol}, "hosts": []any{"*"},
	}
	if protocol == "TLS" {
		s["tls"] = map[string]any{"mode": "PASSTHROUGH"}
	}
	return s
}
