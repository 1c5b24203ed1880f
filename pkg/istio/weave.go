package istio

import (
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// kept is the VirtualService of a template for a Service that has no rules: as it stands.
func (e emitter) kept() Resource {
	return e.like(e.Template.Spec)
}

// like is the VirtualService with a spec, and with the labels and annotations of the template: revisions of Istio and
// whoever watches the object go by them.
func (e emitter) like(spec model.Tree) Resource {
	r := e.resource(VirtualService, "vs-"+e.Name, spec)
	annotations := map[string]string{}
	for key, value := range e.Template.Annotations {
		domain, _, _ := strings.Cut(key, "/")
		if !model.Bookkeeping(key) && !strings.HasSuffix(domain, "graylane.dev") && domain != "kubectl.kubernetes.io" {
			annotations[key] = value
		}
	}
	maps.Copy(annotations, r.annotations)
	annotations[model.MadeOfAnnotation] = e.Template.Name
	r.labels, r.annotations = e.Template.Labels, annotations
	return r
}

// woven is the VirtualService of a template with the lanes of its Service: each route of it, in their order, once for each
// rule and then as it stands, with the subsets filled in. So the first route that matches a request is the one that
// would have matched it before, whoever sends it. Where the template leaves callers without any rule, the rules of a
// Service without a template follow.
func (e emitter) woven() Resource {
	spec := maps.Clone(e.Template.Spec)
	for _, l := range layers() {
		if routes := append(e.weave(l.Layer, listOf(spec, l.field)), e.added(l.Layer, spec)...); len(routes) > 0 {
			spec[l.field] = routes
		}
	}
	if len(e.Template.ExportTo) == 0 && len(e.Visible) > 0 {
		spec["exportTo"] = anyOf(e.Visible)
	}
	return e.like(spec)
}

// layerField is a layer and the field of a VirtualService that has its routes.
type layerField struct {
	model.Layer
	field string
}

func layers() []layerField {
	return []layerField{{model.HTTP, "http"}, {model.TLS, "tls"}, {model.TCP, "tcp"}}
}

// weave is the routes of a layer with the lanes.
func (e emitter) weave(layer model.Layer, routes []any) []any {
	var all []any
	for _, r := range routes {
		route, ok := r.(model.Tree)
		if !ok {
			all = append(all, r)
			continue
		}
		filled, found := e.fill(route, e.Baseline)
		if !found {
			all = append(all, route)
			continue
		}
		for _, rule := range e.RulesFor(layer) {
			if match := e.match(layer, route, rule); len(match) > 0 {
				all = append(all, e.laneCopy(route, rule, match))
			}
		}
		all = append(all, filled)
	}
	return all
}

// laneCopy is a route for the requests of a rule.
func (e emitter) laneCopy(route model.Tree, rule lane.Rule, match []any) model.Tree {
	out, _ := e.fill(route, rule.Subset)
	out["match"] = match
	if rule.Sets != "" {
		headers := cloneOf(out, "headers")
		request := cloneOf(headers, "request")
		set := cloneOf(request, "set")
		set[e.spec.Header.Name], request["set"], headers["request"], out["headers"] = rule.Sets, set, request, headers
	}
	return out
}

// fill is a route with a subset in each of its destinations that is the Service and names none, mirrors among them: what is
// mirrored stays in the lane too. Found tells whether there is such a destination.
func (e emitter) fill(route model.Tree, s lane.Subset) (out model.Tree, found bool) {
	out = maps.Clone(route)
	for _, list := range []string{"route", "mirrors"} {
		elements := slices.Clone(listOf(route, list))
		for i, element := range elements {
			holder, _ := element.(model.Tree)
			if d, ok := e.filled(holder["destination"], s); ok {
				holder, found = maps.Clone(holder), true
				holder["destination"], elements[i] = d, holder
			}
		}
		if elements != nil {
			out[list] = elements
		}
	}
	if d, ok := e.filled(route["mirror"], s); ok {
		out["mirror"], found = d, true
	}
	return out, found
}

// filled is a destination with a subset, if that has a name; false for one of another host, or with a subset of its own.
func (e emitter) filled(destination any, s lane.Subset) (model.Tree, bool) {
	d, _ := destination.(model.Tree)
	host, _ := d["host"].(string)
	if subset, _ := d["subset"].(string); subset != "" || !e.Template.Means(host) {
		return nil, false
	}
	if d = maps.Clone(d); s.Name != "" {
		d["subset"] = s.Name
	}
	return d, true
}

// added is the rules for the ports of a layer for which the template leaves callers without any. They are for the mesh alone:
// what gateways let in is the template's to say.
func (e emitter) added(layer model.Layer, spec model.Tree) []any {
	if e.MarksOnly() && layer != model.HTTP {
		return nil // connections have no headers to mark
	}
	var all []any
	for _, p := range e.Ports {
		own := p.Protocol().Layer()
		sniffed := own == model.Sniffed && (layer == model.HTTP || layer == model.TCP)
		if own != layer && !sniffed || e.Template.Covers(layer, p.Number) {
			continue
		}
		port := uint32(0)
		if len(e.Ports) > 1 {
			port = uint32(p.Number)
		}
		switch layer {
		case model.HTTP:
			all = append(all, anyOf(e.meshHTTP(e.http(port)))...)
		case model.TCP:
			all = append(all, anyOf(e.meshTCP(e.tcp(port)))...)
		case model.TLS:
			all = append(all, e.addedTLS(p.Number, port, spec)...)
		}
	}
	return all
}

// addedTLS are the rules for a TLS port. They are for the names that the template's own rules for it are for, since Envoy
// takes no two sets of names that overlap without being equal; else for all names of the Service, which become hosts.
func (e emitter) addedTLS(number int, port uint32, spec model.Tree) []any {
	var all []any
	for _, sni := range e.Template.SNIHosts(number) {
		all = append(all, anyOf(e.meshTLS(e.tlsFor(port, sni)))...)
	}
	if len(all) > 0 {
		return all
	}
	hosts := slices.Clone(listOf(spec, "hosts"))
	for _, name := range e.spellings() {
		if !slices.Contains(hosts, any(name)) {
			hosts = append(hosts, name)
		}
	}
	spec["hosts"] = hosts
	return anyOf(e.meshTLS(e.tls(port)))
}

// anyOf is a list as a tree holds it.
func anyOf[T any](list []T) []any {
	out := make([]any, len(list))
	for i := range list {
		out[i] = list[i]
	}
	return out
}

// listOf is the list at a key; nil when there is none.
func listOf(t model.Tree, key string) []any {
	list, _ := t[key].([]any)
	return list
}

// cloneOf is a copy of the mapping at a key, which is empty when there is none.
func cloneOf(t model.Tree, key string) model.Tree {
	if m, _ := t[key].(model.Tree); m != nil {
		return maps.Clone(m)
	}
	return model.Tree{}
}
