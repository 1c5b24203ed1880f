package manifest

import (
	"fmt"

	"github.com/graylane/graylane/pkg/model"
)

// virtualService reads the rules of a VirtualService
// (https://istio.io/latest/docs/reference/config/networking/virtual-service/).
func (r *reader) virtualService() *model.VirtualService {
	spec := r.root.get("spec")
	v := &model.VirtualService{Object: r.object, Hosts: spec.get("hosts").texts(), Gateways: spec.get("gateways").texts(), ExportTo: spec.get("exportTo").texts()}
	for _, of := range []struct {
		field string
		layer model.Layer
	}{{"http", model.HTTP}, {"tls", model.TLS}, {"tcp", model.TCP}} {
		for i, n := range spec.get(of.field).list() {
			rule := r.rule(n, fmt.Sprintf("spec.%s[%d]", of.field, i))
			rule.Layer = of.layer
			v.Rules = append(v.Rules, rule)
			v.Destinations = append(v.Destinations, rule.Destinations...)
		}
	}
	return v
}

// rule reads a rule of a VirtualService at a path.
func (r *reader) rule(n node, path string) model.Rule {
	rule := model.Rule{Field: path, Delegate: r.delegate(n.get("delegate"))}
	for i, m := range n.get("match").list() {
		rule.Matches = append(rule.Matches, model.Match{
			Field:    fmt.Sprintf("%s.match[%d]", path, i),
			Gateways: m.get("gateways").texts(), SourceLabels: m.get("sourceLabels").labels(), SourceNamespace: m.get("sourceNamespace").text(),
			Request: m.request(),
		})
	}
	rule.Destinations = r.destinations(n, "route", path)
	return rule
}

// request is what a match asks of the request.
func (n node) request() model.Tree {
	all := n.tree()
	for _, other := range []string{"name", "gateways", "sourceLabels", "sourceNamespace"} {
		delete(all, other)
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

// destinations are those in a list of a VirtualService's rule: of its route or its mirrors.
func (r *reader) destinations(rule node, list, field string) []model.Destination {
	var all []model.Destination
	for i, to := range rule.get(list).list() {
		d := r.destination(to.get("destination"), fmt.Sprintf("%s.%s[%d].destination", field, list, i))
		d.Weight = weight(to.get("weight"))
		all = append(all, d)
	}
	return all
}

func (r *reader) destination(d node, field string) model.Destination {
	return model.Destination{
		Field: field, Host: d.get("host").text(), Subset: d.get("subset").text(), Port: d.get("port", "number").portNumber(),
		Namespace: r.object.Namespace,
	}
}

// delegate reads the VirtualService that a rule names, by default one in the namespace of its own
// (https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate).
func (r *reader) delegate(n node) *model.Key {
	if n.Node == nil {
		return nil
	}
	namespace := n.get("namespace").text()
	if namespace == "" {
		namespace = r.object.Namespace
	}
	key := model.KeyOf(namespace, n.get("name").text())
	return &key
}

// weight reads the weight of a destination: 0 for none, -1 for what is no number.
func weight(n node) int {
	if n.Node == nil {
		return 0
	}
	if number, ok := n.number(); ok && number >= 0 {
		return number
	}
	return -1
}
