package istio

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	networking "istio.io/api/networking/v1"

	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// match is what a route matches for the requests of a rule: each of its own alternatives together with each of the rule's;
// none when no alternative goes with any.
func (e emitter) match(layer model.Layer, route model.Tree, rule lane.Rule) []any {
	own := listOf(route, "match")
	if len(own) == 0 {
		own = []any{model.Tree{}}
	}
	var all []any
	for _, alternative := range own {
		m, _ := alternative.(model.Tree)
		m, ok := e.onMesh(layer, m)
		if !ok {
			continue
		}
		for _, source := range rule.Sources {
			if both, ok := from(m, source); ok {
				all = append(all, both)
			}
		}
		for _, value := range rule.Headers {
			if both, ok := e.withHeader(m, value); ok {
				all = append(all, both)
			}
		}
	}
	return all
}

// onMesh is a match for the mesh alone, to which sources can be added; false for one that is for gateways alone. An HTTP
// match that names gateways ignores its sources (istio pilot/pkg/networking/core/route/route.go, sourceMatchHTTP), so these
// go with the gateways. Rules of the other layers look at both, and gateways, which ignore the sources there, have to be
// kept off them.
func (e emitter) onMesh(layer model.Layer, match model.Tree) (model.Tree, bool) {
	out := model.Tree{}
	maps.Copy(out, match)
	gateways := listOf(match, "gateways")
	if len(gateways) > 0 && !slices.Contains(gateways, any(model.MeshGateway)) {
		return nil, false
	}
	delete(out, "gateways")
	switch {
	case layer != model.HTTP && e.Template.OnGateway():
		out["gateways"] = []any{model.MeshGateway}
	case layer == model.HTTP && len(gateways) > 0:
		delete(out, "sourceLabels")
		delete(out, "sourceNamespace")
	}
	return out, true
}

// from is a match for the requests of a source alone; false when it is for others.
func from(match model.Tree, source lane.Source) (model.Tree, bool) {
	out := maps.Clone(match)
	labels := cloneOf(match, "sourceLabels")
	for key, value := range source.Labels {
		if own, named := labels[key]; named && own != any(value) {
			return nil, false
		}
		labels[key] = value
	}
	out["sourceLabels"] = labels
	own, _ := match["sourceNamespace"].(string)
	if own != "" && source.Namespace != "" && own != source.Namespace {
		return nil, false
	}
	if source.Namespace != "" {
		out["sourceNamespace"] = source.Namespace
	}
	return out, true
}

// withHeader is a match for the requests whose lane header has a value; false when it is for others. It keeps gateways off, at
// which clients would choose a lane: by mesh among gateways, unless it names sources, which no gateway has.
func (e emitter) withHeader(match model.Tree, value string) (model.Tree, bool) {
	headers := cloneOf(match, "headers")
	for name, own := range headers {
		switch {
		case !strings.EqualFold(name, e.spec.Header.Name):
		case !holds(own, value):
			return nil, false
		default:
			delete(headers, name)
		}
	}
	for name, other := range cloneOf(match, "withoutHeaders") {
		if strings.EqualFold(name, e.spec.Header.Name) && holds(other, value) {
			return nil, false
		}
	}
	headers[e.spec.Header.Name] = model.Tree{"exact": value}
	out := maps.Clone(match)
	out["headers"] = headers
	if match["sourceLabels"] == nil && match["sourceNamespace"] == nil && e.Template.OnGateway() {
		out["gateways"] = []any{model.MeshGateway}
	}
	return out, true
}

// holds tells whether the match of a header holds for a value. One that says nothing asks for no more than that there is one,
// and so does the expression * (istio pilot/pkg/networking/core/route/route.go, canBeConvertedToPresentMatch).
func holds(match any, value string) bool {
	m, _ := match.(model.Tree)
	if exact, ok := m["exact"].(string); ok {
		return exact == value
	}
	if prefix, ok := m["prefix"].(string); ok {
		return strings.HasPrefix(value, prefix)
	}
	if expression, ok := m["regex"].(string); ok && expression != "*" {
		whole, err := regexp.Compile("^(?:" + expression + ")$")
		return err == nil && whole.MatchString(value)
	}
	return true
}

// meshOnly is the gateways of a rule that is added for the mesh alone; nil where the template is for nothing else.
func (e emitter) meshOnly() []string {
	if e.Template.OnGateway() {
		return []string{model.MeshGateway}
	}
	return nil
}

// meshHTTP keeps gateways off rules: off the default, that is, since the others name sources.
func (e emitter) meshHTTP(routes []*networking.HTTPRoute) []*networking.HTTPRoute {
	last := routes[len(routes)-1]
	if len(last.Match) == 0 && e.meshOnly() != nil {
		last.Match = []*networking.HTTPMatchRequest{{}}
	}
	for _, r := range routes {
		for _, m := range r.Match {
			if len(m.SourceLabels) == 0 {
				m.Gateways = e.meshOnly()
			}
		}
	}
	return routes
}

func (e emitter) meshTCP(routes []*networking.TCPRoute) []*networking.TCPRoute {
	last := routes[len(routes)-1]
	if len(last.Match) == 0 && e.meshOnly() != nil {
		last.Match = []*networking.L4MatchAttributes{{}}
	}
	for _, r := range routes {
		for _, m := range r.Match {
			m.Gateways = e.meshOnly()
		}
	}
	return routes
}

func (e emitter) meshTLS(routes []*networking.TLSRoute) []*networking.TLSRoute {
	for _, r := range routes {
		for _, m := range r.Match {
			m.Gateways = e.meshOnly()
		}
	}
	return routes
}
