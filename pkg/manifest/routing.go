package manifest

import (
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// routing reads the objects of others that route traffic, or bound where it goes.
func (r *reader) routing() []model.Any {
	switch r.group() + "/" + r.object.Kind {
	case "networking.istio.io/VirtualService":
		return []model.Any{r.virtualService()}
	case "networking.istio.io/Gateway":
		return []model.Any{r.gateway()}
	case "security.istio.io/AuthorizationPolicy":
		return r.authorizationPolicy()
	case "security.istio.io/PeerAuthentication", "security.istio.io/RequestAuthentication":
		return r.policy("spec", "selector", "matchLabels")
	case "networking.k8s.io/NetworkPolicy":
		return r.networkPolicy()
	case "k8s.otterize.com/ClientIntents":
		return r.clientIntents()
	case "networking.istio.io/EnvoyFilter":
		return r.policy("spec", "workloadSelector", "labels")
	case "networking.istio.io/DestinationRule":
		return []model.Any{r.destinationRule()}
	case "networking.istio.io/Sidecar":
		return []model.Any{r.sidecar()}
	case "networking.istio.io/ServiceEntry":
		return []model.Any{r.serviceEntry()}
	case "networking.k8s.io/Ingress", "extensions/Ingress":
		return []model.Any{r.ingress()}
	case "gateway.networking.k8s.io/HTTPRoute", "gateway.networking.k8s.io/GRPCRoute",
		"gateway.networking.k8s.io/TCPRoute", "gateway.networking.k8s.io/TLSRoute":
		return []model.Any{r.gatewayRoute()}
	case "flagger.app/Canary":
		return []model.Any{r.canary()}
	}
	return nil
}

// policy reads which pods a policy is for; one for all pods of a namespace is none of interest.
func (r *reader) policy(selector ...string) []model.Any {
	labels := r.root.get(selector...).labels()
	if len(labels) == 0 {
		return nil
	}
	return []model.Any{&model.Policy{Object: r.object, Selector: labels}}
}

// gateway reads the selector of a Gateway and the hosts of its servers, each of which may begin with a namespace and a slash
// (https://istio.io/latest/docs/reference/config/networking/gateway/#Server).
func (r *reader) gateway() *model.Gateway {
	g := &model.Gateway{Object: r.object, Selector: r.root.get("spec", "selector").labels()}
	for _, server := range r.root.get("spec", "servers").list() {
		for _, host := range server.get("hosts").texts() {
			g.Hosts = append(g.Hosts, host[strings.Index(host, "/")+1:])
		}
	}
	return g
}

func (r *reader) destinationRule() *model.DestinationRule {
	spec := r.root.get("spec")
	d := &model.DestinationRule{
		Object: r.object, Host: spec.get("host").text(), ExportTo: spec.get("exportTo").texts(),
		WorkloadSelector: spec.get("workloadSelector").Node != nil,
		TrafficPolicy:    spec.get("trafficPolicy").tree(),
	}
	for _, s := range spec.get("subsets").list() {
		d.Subsets = append(d.Subsets, model.Subset{
			Name: s.get("name").text(), Labels: s.get("labels").labels(), TrafficPolicy: s.get("trafficPolicy").tree(),
		})
	}
	return d
}

// ingress reads the backends of an Ingress, in the present API and in extensions/v1beta1.
func (r *reader) ingress() *model.Entry {
	e := &model.Entry{Object: r.object}
	add := func(backend node, field string) {
		name, port := backend.get("service", "name").text(), backend.get("service", "port", "number")
		if name == "" {
			name, port = backend.get("serviceName").text(), backend.get("servicePort")
		}
		if name != "" {
			e.Destinations = append(e.Destinations, model.Destination{Field: field, Host: name, Port: port.portNumber(), Namespace: r.object.Namespace})
		}
	}
	spec := r.root.get("spec")
	add(spec.get("defaultBackend"), "spec.defaultBackend")
	add(spec.get("backend"), "spec.backend")
	for i, rule := range spec.get("rules").list() {
		for j, path := range rule.get("http", "paths").list() {
			add(path.get("backend"), fmt.Sprintf("spec.rules[%d].http.paths[%d].backend", i, j))
		}
	}
	return e
}

// gatewayRoute reads a Gateway API route: an entry, or, with a Service as its parent, the owner of
// that Service's routing in the mesh (https://gateway-api.sigs.k8s.io/mesh/).
func (r *reader) gatewayRoute() model.Any {
	owner := &model.RoutingOwner{Object: r.object}
	for i, p := range r.root.get("spec", "parentRefs").list() {
		if p.get("kind").text() == "Service" {
			owner.Hosts = append(owner.Hosts, r.reference(p, fmt.Sprintf("spec.parentRefs[%d]", i)))
		}
	}
	if len(owner.Hosts) > 0 {
		return owner
	}
	e := &model.Entry{Object: r.object}
	for i, rule := range r.root.get("spec", "rules").list() {
		for j, b := range rule.get("backendRefs").list() {
			if kind := b.get("kind").text(); kind == "" || kind == "Service" {
				e.Destinations = append(e.Destinations, r.reference(b, fmt.Sprintf("spec.rules[%d].backendRefs[%d]", i, j)))
			}
		}
	}
	return e
}

// reference reads an object reference with an optional namespace.
func (r *reader) reference(n node, field string) model.Destination {
	d := model.Destination{Field: field, Host: n.get("name").text(), Port: n.get("port").portNumber(), Namespace: n.get("namespace").text()}
	if d.Namespace == "" {
		d.Namespace = r.object.Namespace
	}
	return d
}

// canary reads a Flagger Canary: the Service that it routes is spec.service.name, else its target's
// name (https://docs.flagger.app/usage/how-it-works#canary-service).
func (r *reader) canary() *model.RoutingOwner {
	field, host := "spec.service.name", r.root.get("spec", "service", "name").text()
	if host == "" {
		field, host = "spec.targetRef.name", r.root.get("spec", "targetRef", "name").text()
	}
	return &model.RoutingOwner{Object: r.object, Hosts: []model.Destination{{Field: field, Host: host, Namespace: r.object.Namespace}}}
}
