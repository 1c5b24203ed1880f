package manifest

import (
	"fmt"
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// isTemplate tells whether the object is a VirtualService that is marked as a template. It reports a mark that says neither
// yes nor no.
func (r *reader) isTemplate() bool {
	mark, marked := r.object.Annotations[model.TemplateAnnotation]
	if !marked || r.group() != "networking.istio.io" || r.object.Kind != "VirtualService" {
		return false
	}
	if mark != "true" && mark != "false" {
		why := fmt.Sprintf("the value of its annotation %s is %q, and not %q", model.TemplateAnnotation, mark, "true")
		r.report(diag.New(diag.TemplateInvalid, r.object.Ref, why))
	}
	return mark == "true"
}

// woven is an own VirtualService that was made of a template.
func (r *reader) woven() []model.Any {
	if of := r.object.Annotations[model.MadeOfAnnotation]; of != "" {
		return []model.Any{&model.Woven{Object: r.object, Template: of}}
	}
	return nil
}

func (r *reader) template(applied bool) *model.Template {
	spec := r.root.get("spec")
	t := &model.Template{
		Object: r.object, Labels: r.root.get("metadata", "labels").labels(), Hosts: spec.get("hosts").texts(), Gateways: spec.get("gateways").texts(),
		ExportTo: spec.get("exportTo").texts(), Applied: applied, Spec: spec.tree(),
	}
	for _, layer := range []struct {
		name  string
		layer model.Layer
	}{{"http", model.HTTP}, {"tls", model.TLS}, {"tcp", model.TCP}} {
		for i, rule := range spec.get(layer.name).list() {
			t.Routes = append(t.Routes, r.templateRoute(rule, layer.layer, fmt.Sprintf("spec.%s[%d]", layer.name, i)))
		}
	}
	return t
}

func (r *reader) templateRoute(rule node, layer model.Layer, field string) model.TemplateRoute {
	route := model.TemplateRoute{
		Layer: layer, Destinations: r.destinations(rule, "route", field), Mirrors: r.destinations(rule, "mirrors", field),
	}
	if mirror := rule.get("mirror"); mirror.Node != nil {
		route.Mirrors = append(route.Mirrors, r.destination(mirror, field+".mirror"))
	}
	for _, match := range rule.get("match").list() {
		route.Matches = append(route.Matches, templateMatch(match, layer))
	}
	return route
}

// templateMatch reads a match. One for HTTP that names gateways ignores the sources that it names as well
// (istio pilot/pkg/networking/core/route/route.go, sourceMatchHTTP).
func templateMatch(match node, layer model.Layer) model.TemplateMatch {
	m := model.TemplateMatch{Port: match.get("port").portNumber(), SNIHosts: match.get("sniHosts").texts()}
	gateways := match.get("gateways").texts()
	named := func(g string) bool { return g != model.MeshGateway }
	m.OffMesh = len(gateways) > 0 && !slices.Contains(gateways, model.MeshGateway)
	m.OffGateway = len(gateways) > 0 && !slices.ContainsFunc(gateways, named)
	match.each(func(key string, value node) {
		switch key {
		case "port", "gateways", "name", "statPrefix", "ignoreUriCase", "sniHosts":
		case "sourceLabels", "sourceNamespace":
			m.BySource = m.BySource || layer != model.HTTP || len(gateways) == 0
		case "destinationSubnets":
			m.ByAddress = true
		default:
			m.Restricted = m.Restricted || key != "uri" || value.get("prefix").text() != "/"
		}
	})
	return m
}
