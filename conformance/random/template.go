package random

// templateAnnotation marks a VirtualService as one that graylane weaves lanes into.
const templateAnnotation = "graylane.dev/template"

// template is a VirtualService of someone else for a Service, to weave lanes into: for some of its paths, and for the rest.
func (d *draw) template(s *service) object {
	port := 0
	if d.chance(30) {
		port = pick(d, s.numbers...)
	}
	rest := object{"timeout": "3s", "route": list{route(s.name, "", port)}}
	if port != 0 {
		rest["match"] = list{object{"port": port}}
	}
	routes := list{rest}
	if d.chance(60) {
		routes = list{d.pathRoute(s), rest}
	}
	layer := mostly(d, 25, "http", "tcp")
	if layer == "tcp" {
		delete(rest, "timeout")
		routes = list{rest}
	}
	spec := object{"hosts": list{s.name}, layer: routes}
	if d.chance(10) {
		spec["exportTo"] = list{pick(d, "*", ".")}
	}
	o := istio("VirtualService", s.namespace, s.name+"-template", spec)
	o["metadata"].(object)["annotations"] = object{templateAnnotation: "true", "config.kubernetes.io/local-config": "true"}
	return o
}

// pathRoute is a route for some paths: of some callers alone, to a subset of its own, to another host or nowhere, now and then.
func (d *draw) pathRoute(s *service) object {
	match := object{"uri": object{"prefix": pick(d, "/", "/api")}}
	if d.chance(20) {
		match["sourceLabels"] = object{"app": pick(d, "a", "b"), "version": pick(d, "v1", "v2")}
	}
	r := object{"match": list{match}, "retries": object{"attempts": 2}, "route": list{route(s.name, mostly(d, 15, "", "v1"), 0)}}
	switch {
	case d.chance(8):
		r["route"] = list{route("elsewhere.example.com", "", 0)}
	case d.chance(8):
		delete(r, "route")
		r["directResponse"] = object{"status": 503}
	case d.chance(15):
		r["mirror"] = object{"host": s.name}
	}
	return r
}
