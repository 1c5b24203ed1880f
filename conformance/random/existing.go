package random

import "fmt"

// existing is the routing of others: of gateways, of the mesh, and Sidecars. Much of it makes graylane refuse, so that it is
// rare.
func (d *draw) existing(parts []*part) []object {
	var all []object
	for _, p := range parts {
		for _, s := range p.services {
			if d.chance(7) {
				all = append(all, d.gatewayRoute(s))
			}
			if d.chance(5) {
				all = append(all, d.destinationRule(p, s))
			}
			if d.chance(8) {
				all = append(all, d.template(s))
			}
			if d.chance(1) {
				all = append(all, istio("VirtualService", s.namespace, s.name+"-own", object{
					"hosts": list{s.name}, "http": list{object{"timeout": "1s", "route": list{route(s.name, "", 0)}}},
				}))
			}
		}
	}
	if d.chance(3) {
		all = append(all, istio("DestinationRule", pick(d, append([]string{"istio-system"}, d.namespaces...)...), "all", object{
			"host":          pick(d, "*.svc.cluster.local", "*.shop.svc.cluster.local", "*.local"),
			"trafficPolicy": object{"connectionPool": object{"tcp": object{"maxConnections": 100}}},
		}))
	}
	if d.chance(5) {
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
	subset := mostly(d, 40, "", "v1")
	return istio("VirtualService", s.namespace, s.name+"-gw", object{
		"hosts": list{s.name + ".example.com"}, "gateways": list{mostly(d, 30, "istio-system/gw", "own")},
		"http": list{object{"route": list{route(s.name, subset, pick(d, s.numbers...))}}},
	})
}

// destinationRule is one for the host of a Service: without subsets, or with some of its own.
func (d *draw) destinationRule(p *part, s *service) object {
	spec := object{"host": s.name, "trafficPolicy": object{"connectionPool": object{"tcp": object{"maxConnections": 10}}}}
	if d.chance(50) {
		version := pick(d, p.versions...)
		spec["subsets"] = list{object{"name": mostly(d, 40, "v1", "stable"), "labels": object{"version": version}}}
	}
	if d.chance(20) {
		spec["exportTo"] = list{pick(d, "*", ".", "web")}
	}
	namespace := s.namespace
	if d.chance(15) {
		namespace = pick(d, d.namespaces...)
		in := s.namespace
		if in == "" {
			in = "default"
		}
		spec["host"] = fmt.Sprintf("%s.%s.svc.cluster.local", s.name, in)
	}
	return istio("DestinationRule", namespace, mostly(d, 30, s.name+"-own", "dr-"+s.name), spec)
}

// sidecar keeps Services from pods.
func (d *draw) sidecar(parts []*part) object {
	p := pick(d, parts...)
	namespace := p.namespace
	in := namespace
	if in == "" {
		in = "default"
	}
	egress := pick(d, list{"./*"}, list{"*/*"}, list{"./*", "istio-system/*"}, list{"*/" + p.name + "." + in + ".svc.cluster.local"}, list{"~/*"})
	spec := object{"egress": list{object{"hosts": egress}}}
	if d.chance(20) {
		return istio("Sidecar", "istio-system", "egress", spec)
	}
	if d.chance(50) {
		spec["workloadSelector"] = object{"labels": p.labels}
	}
	return istio("Sidecar", namespace, "egress", spec)
}
