package lane

import (
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// gatewayHosts are the hosts that VirtualServices serve at gateways, each with what declares it. Istio puts the routes of all
// VirtualServices for one host of a gateway one after the other (istio pilot/pkg/networking/core/gateway.go).
type gatewayHosts map[gatewayHost]string

type gatewayHost struct {
	gateway model.Key
	host    string
}

// gatewayHosts are those of others, and of templates, whose routes keep their gateways.
func (b *builder) gatewayHosts() gatewayHosts {
	all := gatewayHosts{}
	add := func(o *model.Object, gateways, hosts []string) {
		for _, gateway := range gateways {
			for _, h := range b.served(qualified(gateway, o.Namespace), hosts) {
				if _, known := all[h]; !known && gateway != model.MeshGateway {
					all[h] = o.Ref.String()
				}
			}
		}
	}
	for _, v := range b.model.VirtualServices() {
		add(&v.Object, v.Gateways, v.Hosts)
	}
	for _, t := range b.model.Templates() {
		add(&t.Object, t.Gateways, t.Hosts)
	}
	return all
}

// takes lets an entry have its hosts; false when another has one of them, which is reported.
func (p *entryPlanner) takes(e *Entry, hosts gatewayHosts) bool {
	var wanted []gatewayHost
	for _, gateway := range e.Gateways {
		served := p.b.served(gateway, e.Hosts)
		if why := p.b.unserved(gateway, served); why != "" {
			p.b.report(diag.New(diag.EntryUnserved, p.config, list(e.Hosts), gateway, why).In(p.field + ".gateways"))
		}
		wanted = append(wanted, served...)
	}
	for _, host := range e.Hosts {
		if !strings.ContainsAny(host, ".*") { // istio pkg/config/host, ResolveShortnameToFQDN
			p.b.report(diag.New(diag.EntryUnserved, p.config, host, list(e.Gateways), "Istio completes a name without a dot to that of a Service").In(p.field + ".hosts"))
		}
	}
	for _, h := range wanted {
		if other, taken := hosts[h]; taken {
			p.b.report(diag.New(diag.EntryHostTaken, p.config, other, h.host, h.gateway.Namespace+"/"+h.gateway.Name).In(p.field + ".hosts"))
			return false
		}
	}
	for _, h := range wanted {
		hosts[h] = "Another entry"
	}
	return true
}

// unserved is why requests for hosts do not come to a gateway, of which some are served; empty as long as they may. A Gateway
// that is not in the input is elsewhere, unless others of its namespace are.
func (b *builder) unserved(gateway string, served []gatewayHost) string {
	key := gatewayKey(gateway)
	g := b.model.Gateway(key)
	switch others := b.model.GatewaysIn(key.Namespace); {
	case g == nil && len(others) > 0:
		return "the input has other Gateways of the namespace, but not this one: " + some(others)
	case g != nil && len(served) == 0:
		return "its servers have the hosts " + some(g.Hosts)
	}
	return ""
}

// gatewayKey is a Gateway by the name that an entry or a VirtualService gives it.
func gatewayKey(gateway string) model.Key {
	namespace, name, found := strings.Cut(gateway, "/")
	if !found {
		namespace, name = "", gateway
	}
	return model.KeyOf(namespace, name)
}

// served are the hosts at a gateway that a VirtualService for some hosts has: those that a server of the Gateway serves, too,
// where that is known.
func (b *builder) served(gateway string, hosts []string) []gatewayHost {
	key := gatewayKey(gateway)
	servers := []string{"*"}
	if g := b.model.Gateway(key); g != nil {
		servers = g.Hosts
	}
	var all []gatewayHost
	for _, host := range hosts {
		for _, server := range servers {
			if both := narrower(strings.ToLower(host), strings.ToLower(server)); both != "" {
				all = append(all, gatewayHost{key, both})
			}
		}
	}
	return all
}

// narrower is the host that two have in common, each of which may begin with a wildcard; empty when they have none.
func narrower(a, b string) string {
	switch {
	case covers(a, b):
		return b
	case covers(b, a):
		return a
	}
	return ""
}

// covers tells whether a host, which may begin with a wildcard, includes another.
func covers(host, other string) bool {
	suffix, wildcard := strings.CutPrefix(host, "*")
	return host == other || wildcard && strings.HasSuffix(other, suffix)
}
