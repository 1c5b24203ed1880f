package mesh

import (
	"fmt"
	"net/http"
	"slices"

	listenerv3 "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
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
	Path     string              // of HTTP; / where it is empty
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

	Headers  http.Header // of the request as it arrives, and by the names it was sent with but for what routes change
	Settings []string    // what route and cluster do besides, where it is not Istio's default; see settings.go
}

// Passthrough tells whether the request goes on to the address that it was sent to, past all rules.
func (l Landing) Passthrough() bool { return l.Cluster == "PassthroughCluster" }

// Send is where a request lands. An error means that the proxy answers it itself: no route, or no such cluster.
func (p *Proxy) Send(r Request) ([]Landing, error) {
	call := simulation.Call{
		Address: r.Address, Port: r.Port, Path: r.Path, Protocol: r.Protocol, Headers: http.Header{}, CallMode: simulation.CallModeOutbound,
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
		return p.landings([]share{{cluster: result.ClusterMatched}})
	}
	listener := xdstest.ExtractListener(result.ListenerMatched, p.config.Listeners)
	var shares []share
	for _, chain := range chainsOf(listener) {
		if chain.Name == result.FilterChainMatched {
			shares = append(shares, p.connections(chain)...)
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
				return p.taken(r, call)
			}
		}
	}
	return nil, fmt.Errorf("no route of %s takes the request: 404", result.VirtualHostMatched)
}

// taken is where a route leads a request that it takes.
func (p *Proxy) taken(r *routev3.Route, call simulation.Call) ([]Landing, error) {
	shares := sharesOf(r)
	landings, err := p.landings(shares)
	if err != nil {
		return nil, err
	}
	settings, err := settingsOf(r)
	if err != nil {
		return nil, err
	}
	for i := range landings {
		l := &landings[i]
		l.Headers = rewritten(call.Headers, shares[i].operations, operations{r.RequestHeadersToAdd, r.RequestHeadersToRemove})
		l.Headers.Del("Host") // which the simulation adds
		l.Settings = slices.Concat(l.Settings, settings, shares[i].settings)
		slices.Sort(l.Settings)
	}
	return landings, nil
}

// share is a cluster with its weight, and what a route does with the requests of that cluster alone.
type share struct {
	cluster    string
	weight     uint32
	operations operations
	settings   []string
}

// sharesOf are the clusters of a route; none for one that answers by itself.
func sharesOf(r *routev3.Route) []share {
	weighted := r.GetRoute().GetWeightedClusters()
	if weighted == nil {
		return []share{{cluster: r.GetRoute().GetCluster()}}
	}
	var shares []share
	for _, c := range weighted.Clusters {
		shares = append(shares, share{
			cluster: c.Name, weight: c.Weight.GetValue(),
			operations: operations{c.RequestHeadersToAdd, c.RequestHeadersToRemove},
			settings:   responses(c.ResponseHeadersToAdd, c.ResponseHeadersToRemove),
		})
	}
	return shares
}

// landings are the pods behind clusters.
func (p *Proxy) landings(shares []share) ([]Landing, error) {
	var landings []Landing
	for _, s := range shares {
		c := p.clusters[s.cluster]
		if c == nil {
			return nil, fmt.Errorf("there is no cluster %q: 503", s.cluster)
		}
		_, subset, host, port := model.ParseSubsetKey(s.cluster)
		landings = append(landings, Landing{
			Cluster: s.cluster, Weight: s.weight, Host: string(host), Port: port, Subset: subset, Pods: p.endpoints[s.cluster],
			Settings: policies(c),
		})
	}
	return landings, nil
}

// chainsOf are the filter chains of a listener.
func chainsOf(l *listenerv3.Listener) []*listenerv3.FilterChain {
	if l.DefaultFilterChain == nil {
		return l.FilterChains
	}
	return append(slices.Clone(l.FilterChains), l.DefaultFilterChain)
}

// connections are the clusters that a filter chain leads connections to; none for one that reads HTTP.
func (p *Proxy) connections(chain *listenerv3.FilterChain) []share {
	proxy := xdstest.ExtractTCPProxy(p.t, chain)
	if cluster := proxy.GetCluster(); cluster != "" {
		return []share{{cluster: cluster}}
	}
	var shares []share
	for _, c := range proxy.GetWeightedClusters().GetClusters() {
		shares = append(shares, share{cluster: c.Name, weight: c.Weight})
	}
	return shares
}

// Destinations are where any of the proxy's routes and filter chains leads, in no order.
func (p *Proxy) Destinations() []Landing {
	var shares []share
	for _, l := range p.config.Listeners {
		for _, chain := range chainsOf(l) {
			shares = append(shares, p.connections(chain)...)
		}
	}
	for _, rc := range p.config.Routes {
		for _, host := range rc.VirtualHosts {
			for _, r := range host.Routes {
				if r.GetRoute() != nil {
					shares = append(shares, sharesOf(r)...)
				}
			}
		}
	}
	var all []Landing
	for _, s := range shares {
		_, subset, host, port := model.ParseSubsetKey(s.cluster)
		all = append(all, Landing{
			Cluster: s.cluster, Weight: s.weight, Host: string(host), Port: port, Subset: subset, Pods: p.endpoints[s.cluster],
		})
	}
	return all
}
