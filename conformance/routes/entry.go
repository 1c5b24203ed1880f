package routes

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"istio.io/istio/pilot/pkg/simulation"
	corev1 "k8s.io/api/core/v1"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
)

// entries compares the entries of the configuration with what gateways do with requests from outside, and with the plan. What
// they have to do is read off the configuration alone: each of its rules gets requests that match it, without the lane header
// and with every value of it.
func (c *comparison) entries() {
	for i := range c.answer.Release.Entries {
		declared := &c.answer.Release.Entries[i]
		s := c.entryService(declared)
		if s == nil {
			continue
		}
		e := entry{Entry: declared, service: s, port: &s.Spec.Ports[0]}
		if declared.Port != 0 {
			e.port = portOf(s, declared.Port)
		}
		for _, name := range declared.Gateways {
			c.planned(e, qualified(name, s.Namespace))
			for _, host := range declared.Hosts {
				c.enter(e, qualified(name, s.Namespace), hostOf(host, s.Namespace))
			}
		}
	}
}

// hostOf is a host that clients may use: Istio takes one without a dot for a name of the mesh, at gateways too.
func hostOf(host, namespace string) string {
	if !strings.ContainsAny(host, ".*") {
		return host + "." + namespace + ".svc.cluster.local"
	}
	return strings.Replace(host, "*", "any", 1)
}

func (c *comparison) entryService(e *cases.Entry) *corev1.Service {
	namespace, name, qualified := strings.Cut(e.Service, "/")
	if !qualified {
		namespace, name = "", e.Service
	}
	for _, s := range c.mesh.Services {
		if s.Name == name && (namespace == "" || namespace == s.Namespace) {
			return s
		}
	}
	return nil
}

// entry is an entry of the configuration.
type entry struct {
	*cases.Entry
	service *corev1.Service
	port    *corev1.ServicePort
}

// entryRule is what an entry does with the requests that have some headers.
type entryRule struct {
	headers map[string]cases.Match
	shares  []share
}

// share is a part of requests.
type share struct {
	percent int
	lane    string
	pods    []*mesh.Pod
	header  string // the value of the lane header with which they arrive
	keeps   bool   // whether that is the value that they come with
}

// rules are those of an entry, of which the first that takes a request counts: one for each lane that clients may choose, one
// for each match, and one for all others.
func (c *comparison) rules(e entry) (all []entryRule) {
	header := c.answer.Release.Header
	if header.Trust && forHTTP(e.port) {
		for _, lane := range c.known() {
			all = append(all, entryRule{map[string]cases.Match{header.Name: {Exact: lane}}, []share{c.inLane(e, lane, 100)}})
		}
	}
	for _, m := range e.Match {
		headers := map[string]cases.Match{}
		for name, match := range m.Headers {
			headers[strings.ToLower(name)] = match
		}
		all = append(all, entryRule{headers, []share{c.share(e, m.Version, 100)}})
	}
	var shares []share
	for _, version := range slices.Sorted(maps.Keys(e.Weights)) {
		if percent := e.Weights[version]; percent > 0 {
			shares = append(shares, c.share(e, version, percent))
		}
	}
	if len(shares) == 0 {
		shares = []share{c.inLane(e, baseline, 100)}
	}
	return append(all, entryRule{shares: shares})
}

// share is the part of requests for a version; or for a lane, where that is none of the Service's versions.
func (c *comparison) share(e entry, version string, percent int) share {
	versions := c.versions(c.mesh.Selected(e.service))
	switch {
	case version == c.versionOrBaseline(baseline, e.service), len(versions) == 1 && version == versions[0]:
		return c.inLane(e, baseline, percent)
	case slices.Contains(versions, version):
		return c.inLane(e, c.laneNamed(e.service, version), percent)
	}
	return c.inLane(e, version, percent)
}

// inLane is the part of requests that are in a lane from then on.
func (c *comparison) inLane(e entry, lane string, percent int) share {
	s := share{percent: percent, lane: lane, pods: c.mesh.Selected(e.service)}
	if len(c.versions(s.pods)) > 1 {
		version := c.versionOrBaseline(lane, e.service)
		s.pods = slices.DeleteFunc(s.pods, func(p *mesh.Pod) bool { return c.version[p.ID()] != version })
	}
	switch header := c.answer.Release.Header; {
	case header.Name == "" || !forHTTP(e.port) || lane == baseline && header.Trust:
		s.keeps = true
	case lane != baseline:
		s.header = lane
	}
	return s
}

// String is what a plan says of a share.
func (s share) String() string {
	return fmt.Sprintf("%d%% in %s at %v", s.percent, s.lane, ids(s.pods))
}

// planned compares the plan with the rules of an entry at a gateway. Entries for one port of a Service, which differ by their
// hosts, are one in the plan.
func (c *comparison) planned(e entry, gateway string) {
	want, got := map[string]bool{}, map[string]bool{}
	for i := range c.answer.Release.Entries {
		other := entry{&c.answer.Release.Entries[i], c.entryService(&c.answer.Release.Entries[i]), e.port}
		same := other.service == e.service && (other.Port == 0 || other.Port == int(e.port.Port)) &&
			slices.ContainsFunc(other.Gateways, func(name string) bool { return qualified(name, e.service.Namespace) == gateway })
		if !same {
			continue
		}
		for _, rule := range c.rules(other) {
			for _, s := range rule.shares {
				want[fmt.Sprint(texts(rule.headers), " ", s)] = true
			}
		}
	}
	for _, h := range c.hops {
		to := c.mesh.Service(h.Callee.In(), h.Callee.Name)
		if h.Reason == "entry" && h.Caller.Kind == "Gateway" && h.Caller.In()+"/"+h.Caller.Name == gateway && to == e.service && h.Port == int(e.port.Port) {
			got[fmt.Sprint(texts(h.Header), " ", share{percent: c.percent(h), lane: h.Lane, pods: c.pods(h, to)})] = true
		}
	}
	for _, text := range slices.Sorted(maps.Keys(want)) {
		if !got[text] {
			c.Wrong = append(c.Wrong, fmt.Sprintf("the Gateway %s sends to %s/%s: %s; the plan has %q",
				gateway, e.service.Namespace, e.service.Name, text, slices.Sorted(maps.Keys(got))))
		}
	}
}

// percent is the share of the requests of an entry that lands where a hop says.
func (c *comparison) percent(h cases.Hop) int {
	if h.Weights == nil {
		return 100
	}
	if version := c.versionIn(h.Lane, h.Callee); h.Lane != baseline && version == "" {
		return h.Weights[h.Lane]
	}
	return h.Weights[append(slices.Clone(h.Versions), "")[0]]
}

// texts are matches of headers as text, in order.
func texts(headers map[string]cases.Match) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		all = append(all, fmt.Sprintf("%s %+v", name, headers[name]))
	}
	return all
}

// enter sends a host's requests to a gateway: those that match each of the entry's rules, by every server that takes them.
func (c *comparison) enter(e entry, gateway, host string) {
	rules := c.rules(e)
	sent := false
	for _, request := range c.fromOutside(e, gateway, host) {
		request.Host, request.Gateway, sent = host, true, true
		for _, rule := range rules {
			headers := samples(rule.headers)
			for _, value := range c.values(e, headers) {
				request.Headers = headers.Clone()
				if value != "" {
					request.Headers.Set(c.answer.Release.Header.Name, value)
				}
				c.take(e, gateway, rules, request)
			}
		}
	}
	if !sent {
		c.Skipped["an entry whose gateway has no server for it"]++
	}
}

// values are those of the lane header that a request comes with: its own, if it has one.
func (c *comparison) values(e entry, headers http.Header) []string {
	name := c.answer.Release.Header.Name
	if name == "" || headers.Get(name) != "" || !forHTTP(e.port) {
		return []string{""}
	}
	return append(c.known(), "", nobody)
}

// take sends one request, which the first rule that matches has to share as it says.
func (c *comparison) take(e entry, gateway string, rules []entryRule, r mesh.Request) {
	c.Requests++
	c.Compared["(an entry of the configuration)"]++
	header := c.answer.Release.Header.Name
	var want []string
	rule := rules[slices.IndexFunc(rules, func(rule entryRule) bool { return matches(rule.headers, r.Headers) })]
	for _, s := range rule.shares {
		if s.keeps {
			s.header = r.Headers.Get(header)
		}
		want = append(want, landed(s.percent, e.service, int(e.port.Port), s.pods, s.header))
		if isHTTP(r) {
			c.arrive(s.pods, s.header)
		}
	}
	landings, err := c.gatewayProxy(gateway).Send(r)
	var got []string
	for _, l := range landings {
		percent := int(l.Weight)
		if len(landings) == 1 {
			percent = 100
		}
		name, namespace, _ := strings.Cut(strings.TrimSuffix(l.Host, ".svc.cluster.local"), ".")
		to := &corev1.Service{}
		to.Name, to.Namespace = name, namespace
		got = append(got, landed(percent, to, l.Port, l.Pods, l.Headers.Get(header)))
	}
	slices.Sort(want)
	slices.Sort(got)
	if err != nil || !slices.Equal(got, want) {
		c.Wrong = append(c.Wrong, fmt.Sprintf("the Gateway %s, for %s %s with %v: %q (%v), and not %q", gateway, r.Protocol, r.Host, r.Headers, got, err, want))
	}
}

// matches tells whether a request has all headers.
func matches(want map[string]cases.Match, headers http.Header) bool {
	for name, m := range want {
		values := headers.Values(name)
		if len(values) == 0 || !m.Takes(values[0]) {
			return false
		}
	}
	return true
}

func landed(percent int, s *corev1.Service, port int, pods []*mesh.Pod, header string) string {
	return fmt.Sprintf("%d%% %s/%s:%d at %v with %q", percent, s.Namespace, s.Name, port, ids(pods), header)
}

// fromOutside are the requests for a host by which the servers of a Gateway may take what an entry is for.
func (c *comparison) fromOutside(e entry, gateway, host string) (all []mesh.Request) {
	o := c.gateway(gateway)
	if o == nil {
		return nil
	}
	servers, _ := cases.At(o, "spec")["servers"].([]any)
	for _, server := range servers {
		server, _ := server.(map[string]any)
		number, _ := cases.At(server, "port")["number"].(float64)
		if whole, ok := cases.At(server, "port")["number"].(int); ok {
			number = float64(whole)
		}
		r := mesh.Request{Port: int(number)}
		switch cases.Text(server, "port", "protocol") {
		case "HTTP", "HTTP2", "GRPC":
			r.Protocol = simulation.HTTP
		case "TLS":
			r.TLS = true
		default:
			r.Protocol = simulation.TCP
		}
		fits := slices.ContainsFunc(kinds(e.port), func(k mesh.Request) bool { return k.TLS == r.TLS && isHTTP(k) == isHTTP(r) })
		if fits && serves(server, host) && (isHTTP(r) || !forHTTP(e.port)) {
			all = append(all, r)
		}
	}
	return all
}

// serves tells whether a server of a Gateway takes requests for a host, of VirtualServices in any namespace.
func serves(server map[string]any, host string) bool {
	hosts, _ := server["hosts"].([]any)
	return slices.ContainsFunc(hosts, func(h any) bool {
		own, _ := h.(string)
		if _, rest, scoped := strings.Cut(own, "/"); scoped {
			own = rest
		}
		suffix, wildcard := strings.CutPrefix(own, "*")
		return own == host || wildcard && strings.HasSuffix(host, suffix)
	})
}
