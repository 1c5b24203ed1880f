package mesh

import (
	"fmt"
	"net/http"

	routev3 "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/pkg/simulation"
	"istio.io/istio/pilot/test/xdstest"
)

type routeConfiguration = routev3.RouteConfiguration

// Request is what an application sends.
type Request struct {
	Address  string              // that it connects to
	Port     int                 // of Address
	Protocol simulation.Protocol // HTTP, HTTP2 or TCP
	TLS      bool                // the application encrypts, so the proxy sees the SNI alone
	Host     string              // the Host header, or the SNI
	Path     string              // of HTTP; empty for /
	Headers  http.Header
	Gateway  bool // it comes from outside, to a gateway
}

// Landing is where a share of requests lands.
type Landing struct {
	Cluster string // as Envoy names it
	Weight  uint32 // 0 where there is one landing
	Host    string // of the Service
	Port    int    // of the Service
	Subset  string // empty for all pods of the Service
	Pods    []*Pod
}

// Passthrough tells whether the request goes on to the address that it was sent to, past all rules.
func (l Landing) Passthrough() bool { return l.Cluster == "PassthroughCluster" }

// Send is where a request lands. An error means that the proxy answers it itself: no route, or no such cluster.
func (p *Proxy) Send(r Request) ([]Landing, error) {
	call := simulation.Call{
		Address: r.Address, Port: r.Port, Protocol: r.Protocol, Path: r.Path, Headers: http.Header{}, CallMode: simulation.CallModeOutbound,
	}
	for name, values := range r.Headers {
		call.Headers[name] = values
	}
	if r.Gateway {
		call.CallMode = simulation.CallModeGateway
	}
	if r.TLS {
		call.TLS, call.Sni, call.Protocol = simulation.TLS, r.Host, simulation.TCP
	} else {
		call.HostHeader = r.Host
	}
	result := p.config.Run(call)
	if result.Error != nil {
		return nil, fmt.Errorf("%s (listener %s)", result.Error, result.ListenerMatched)
	}
	if result.VirtualHostMatched == "" {
		return p.tcp(result)
	}
	return p.http(result, call)
}

// tcp reads the filter chain that a connection has matched. The simulation knows no weights.
func (p *Proxy) tcp(result simulation.Result) ([]Landing, error) {
	if result.ClusterMatched != "" {
		return p.landings([]share{{result.ClusterMatched, 0}})
	}
	listener := xdstest.ExtractListener(result.ListenerMatched, p.config.Listeners)
	var shares []share
	for _, chain := range append(listener.FilterChains, listener.DefaultFilterChain) {
		if chain == nil || chain.Name != result.FilterChainMatched {
			continue
		}
		for _, c := range xdstest.ExtractTCPProxy(p.t, chain).GetWeightedClusters().GetClusters() {
			shares = append(shares, share{c.Name, c.Weight})
		}
	}
	if len(shares) == 0 {
		return nil, fmt.Errorf("the listener %s leads nowhere", result.ListenerMatched)
	}
	return p.landings(shares)
}

// http reads the routes of the virtual host that a request has matched, the first one that takes the request.
func (p *Proxy) http(result simulation.Result, call simulation.Call) ([]Landing, error) {
	for _, host := range p.routes()[result.RouteConfigMatched].GetVirtualHosts() {
		if host.Name != result.VirtualHostMatched {
			continue
		}
		for _, r := range host.Routes {
			if takes(r.Match, call) {
				return p.landings(sharesOf(r))
			}
		}
	}
	return nil, fmt.Errorf("no route of %s takes the request: 404", result.VirtualHostMatched)
}

// share is a cluster with its weight.
type share struct {
	cluster string
	weight  uint32
}

// sharesOf are the clusters of a route; none for one that answers by itself.
func sharesOf(r *routev3.Route) []share {
	weighted := r.GetRoute().GetWeightedClusters()
	if weighted == nil {
		return []share{{r.GetRoute().GetCluster(), 0}}
	}
	var shares []share
	for _, c := range weighted.Clusters {
		shares = append(shares, share{c.Name, c.Weight.GetValue()})
	}
	return shares
}

// landings are the pods behind clusters.
func (p *Proxy) landings(shares []share) ([]Landing, error) {
	var landings []Landing
	for _, s := range shares {
		if !p.clusters[s.cluster] {
			return nil, fmt.Errorf("there is no cluster %q: 503", s.cluster)
		}
		_, subset, host, port := model.ParseSubsetKey(s.cluster)
		landings = append(landings, Landing{
			Cluster: s.cluster, Weight: s.weight, Host: string(host), Port: port, Subset: subset, Pods: p.endpoints[s.cluster],
		})
	}
	return landings, nil
}

// Destinations are where any of the proxy's routes leads, in no order.
func (p *Proxy) Destinations() []Landing {
	var all []Landing
	for _, rc := range p.config.Routes {
		for _, host := range rc.VirtualHosts {
			for _, r := range host.Routes {
				if r.GetRoute() == nil {
					continue
				}
				for _, s := range sharesOf(r) {
					_, subset, host, port := model.ParseSubsetKey(s.cluster)
					all = append(all, Landing{
						Cluster: s.cluster, Weight: s.weight, Host: string(host), Port: port, Subset: subset, Pods: p.endpoints[s.cluster],
					})
				}
			}
		}
	}
	return all
}
