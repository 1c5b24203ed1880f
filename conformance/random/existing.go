package random

import "fmt"

// existing is the routing of others: of gateways, of the mesh, and Sidecars. Much of it makes graylane refuse, so that it is
// rare.
func (d *draw) existing(parts []*part) []object {
	var all []object
	for _, p := range parts {
		for _, s := range p.services {
			if d.chance("gateway", 7) {
				all = append(all, d.gatewayRoute(s))
			}
			if d.chance("DestinationRule", 5) {
				all = append(all, d.destinationRule(p, s))
			}
			if d.chance("VirtualService", 1) {
				all = append(all, istio("VirtualService", s.namespace, s.name+"-own", object{
					"hosts": list{s.name}, "http": list{object{"timeout": "1s", "route": list{route(s.name, "", 0)}}},
				}))
			}
		}
	}
	if d.chance("wildcard", 3) {
		all = append(all, istio("DestinationRule", pick(d, "namespace", append([]string{"istio-system"}, d.namespaces...)...), "all", object{
			"host":          pick(d, "host", "*.svc.cluster.local", "*.shop.svc.cluster.local", "*.local"),
			"trafficPolicy": object{"connectionPool": object{"tcp": object{"maxConnections": 100}}},
		}))
	}
	if d.chance("Sidecar", 5) {
		all = append(all, d.sidecar(parts))
	}
	return all
}

func istio(kind, namespace, name string, spec object) object {
	return object{"apiVersion": "networking.istio.io/v1", "kind": kind, "metadata": meta(namespace, name), "spec": spec}
}

func route(host, subset string, port int) object {
	destination := object{"host": host}
	if subset != "" {
		destination["subset"] = subset
	}
	if port != 0 {
		destination["port"] = object{"number": port}
	}
	return object{"destination": destination}
}

// gatewayRoute sends a gateway's requests to a Service.
func (d *draw) gatewayRoute(s *service) object {
	subset := mostly(d, "subset", 40, "", "v1")
	return istio("VirtualService", s.namespace, s.name+"-gw", object{
		"hosts": list{s.name + ".example.com"}, "gateways": list{mostly(d, "gateway", 30, "istio-system/gw", "own")},
		"http": list{object{"route": list{route(s.name, subset, pick(d, "port", s.numbers...))}}},
	})
}

// destinationRule is one for the host of a Service: without subsets, or with some of its own.
func (d *draw) destinationRule(p *part, s *service) object {
	spec := object{"host": s.name, "trafficPolicy": object{"connectionPool": object{"tcp": object{"maxConnections": 10}}}}
	if d.chance("subsets", 50) {
		version := pick(d, "version", p.versions...)
		spec["subsets"] = list{object{"name": mostly(d, "name", 40, "v1", "stable"), "labels": object{"version": version}}}
	}
	if d.chance("exportTo", 20) {
		spec["exportTo"] = list{pick(d, "exportTo", "*", ".", "web")}
	}
	namespace := s.namespace
	if d.chance("elsewhere", 15) {
		namespace = pick(d, "namespace", d.namespaces...)
		in := s.namespace
		if in == "" {
			in = "default"
		}
		spec["host"] = fmt.Sprintf("%s.%s.svc.cluster.local", s.name, in)
	}
	return istio("DestinationRule", namespace, mostly(d, "name", 30, s.name+"-own", "dr-"+s.name), spec)
}

// sidecar keeps Services from pods.
func (d *draw) sidecar(parts []*part) object {
	p := pick(d, "part", parts...)
	namespace := p.namespace
	in := namespace
	if in == "" {
		in = "default"
	}
	egress := pick(d, "egress", list{"./*"}, list{"*/*"}, list{"./*", "istio-system/*"}, list{"*/" + p.name + "." + in + ".svc.cluster.local"}, list{"~/*"})
	spec := object{"egress": list{object{"hosts": egress}}}
	if d.chance("selector", 50) {
		spec["workloadSelector"] = object{"labels": p.labels}
	}
	return istio("Sidecar", namespace, "egress", spec)
}
