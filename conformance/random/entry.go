package random

import (
	"fmt"

	"istio.io/istio/pkg/config/kube"
	"istio.io/istio/pkg/config/protocol"
	corev1 "k8s.io/api/core/v1"
)

// entries are entries of the configuration, mostly for Services that can have one.
func (d *draw) entries(parts []*part, withHeader bool) list {
	var all list
	entered, delegated := map[string]bool{}, map[string]bool{}
	hosts := hosts{}
	for range pick(d, 1, 1, 2, 3) {
		p := pick(d, parts...)
		for i := 0; i < 4 && !p.mayDelegate(); i++ {
			p = mostly(d, 40, p, pick(d, parts...))
		}
		if len(p.services) == 0 {
			continue
		}
		s := pick(d, p.services...)
		port := pick(d, s.ports...).(object)
		layer := protocolOf(port)
		if s.more["clusterIP"] == "None" || s.annotations["graylane.dev/ignore"] != nil || layer == protocol.UDP || delegated[s.name] {
			continue
		}
		e := object{"service": s.name, "gateways": d.gateways(), "port": port["port"]}
		if p.namespace != "" && d.chance(30) {
			e["service"] = p.namespace + "/" + s.name
		}
		if d.chance(70) {
			e["weights"] = d.weights(p, withHeader)
		}
		http := layer.IsHTTP() || layer == protocol.Unsupported
		if http && d.chance(50) {
			e["match"] = d.matches(p)
		}
		if s.allHTTP() && p.namespace != "" && !entered[s.name] && d.chance(85) {
			e["delegate"] = true
		}
		if e["hosts"] = d.hosts(hosts, e, layer); len(e["hosts"].(list)) > 0 {
			all = append(all, e)
			entered[s.name], delegated[s.name] = true, e["delegate"] == true
		}
	}
	return all
}

// protocolOf is the protocol of a port, as Istio reads it.
func protocolOf(port object) protocol.Instance {
	number, _ := port["port"].(int)
	name, _ := port["name"].(string)
	transport, _ := port["protocol"].(string)
	var app *string
	if declared, ok := port["appProtocol"].(string); ok {
		app = &declared
	}
	return kube.ConvertProtocol(int32(number), name, corev1.Protocol(transport), app)
}

// mayDelegate tells whether rules of the first Service of p may stand in a delegate.
func (p *part) mayDelegate() bool {
	return p.namespace != "" && len(p.services) > 0 && p.services[0].allHTTP()
}

// allHTTP tells whether all ports of s are declared as HTTP.
func (s *service) allHTTP() bool {
	for _, port := range s.ports {
		if !protocolOf(port.(object)).IsHTTP() {
			return false
		}
	}
	return true
}

// gateways are one Gateway or two.
func (d *draw) gateways() list {
	all := []any{"istio-system/app-gw", "edge/web", "plain"}
	first := d.number(0, len(all)-1)
	return all[first : first+1+mostly(d, 20, 0, min(1, len(all)-1-first))]
}

// hosts are those that entries have so far, by gateway.
type hosts map[string]bool

// hosts are one host or two that no other entry has at the same gateways. Connections without TLS have no host: there is one
// entry for them at a gateway.
func (d *draw) hosts(taken hosts, e object, layer protocol.Instance) list {
	from := list{"192.168.1.106", "a.example.com", "b.example.com", "*.example.net", "c.example.org"}
	if e["delegate"] != nil { // which takes no wildcards
		from = list{"192.168.1.106", "a.example.com", "b.example.com", "c.example.org"}
	}
	if e["delegate"] == nil && d.chance(20) {
		from = list{"*"}
	}
	if layer == protocol.TCP || layer == protocol.Mongo || layer == protocol.Redis || layer == protocol.MySQL {
		from = list{"tcp.example.com"}
	}
	var all list
	for range pick(d, 1, 1, 2) {
		host := pick(d, from...)
		free := true
		for _, gateway := range e["gateways"].(list) {
			free = free && !taken[fmt.Sprint(gateway, host)]
		}
		for _, gateway := range e["gateways"].(list) {
			taken[fmt.Sprint(gateway, host)] = true
		}
		if free {
			all = append(all, host)
		}
	}
	return all
}

// weights are shares of the versions of a part; where a header carries lanes, they may name one that the part lacks.
func (d *draw) weights(p *part, withHeader bool) object {
	versions := p.versions[:d.number(1, len(p.versions))]
	if withHeader && len(versions) == 1 && d.chance(50) {
		versions = []string{versions[0], pick(d, "v2", "v3", "gray")}
	}
	weights, left := object{}, 100
	for i, v := range versions {
		share := d.number(0, left)
		if i == len(versions)-1 {
			share = left
		}
		if before, twice := weights[v].(int); twice {
			share += before
			left += before
		}
		weights[v] = share
		left -= share
	}
	return weights
}

// matches are requests with certain headers, for a version of a part.
func (d *draw) matches(p *part) list {
	var all list
	for range pick(d, 1, 1, 2) {
		headers := object{pick(d, "x-user-group", "Cookie", "x-team"): pick(d, object{"exact": "beta"}, object{"prefix": "gray"}, object{"regex": "(a|b)[0-9]+.*"})}
		if d.chance(30) {
			headers["x-region"] = object{"exact": "eu"}
		}
		all = append(all, object{"headers": headers, "version": pick(d, p.versions...)})
	}
	return all
}
