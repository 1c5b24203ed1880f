package routes

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"istio.io/istio/pilot/pkg/simulation"
	corev1 "k8s.io/api/core/v1"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
)

// enter sends a host's requests to a gateway: those that match each of the entry's rules, by every server that takes them.
func (c *comparison) enter(e entry, gateway, host string) {
	rules := c.rules(e)
	sent := false
	for _, request := range c.fromOutside(e, gateway, host) {
		request.Host, request.Gateway, sent = host, true, true
		for _, headers := range variants(rules) {
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

// variants are the headers of requests for rules: those that each names, and the same without one of them, or with another value.
func variants(rules []entryRule) (all []http.Header) {
	for _, rule := range rules {
		all = append(all, samples(rule.headers))
		for name := range rule.headers {
			for _, other := range []string{"", "another"} {
				headers := samples(rule.headers)
				if headers.Del(name); other != "" {
					headers.Set(name, other)
				}
				all = append(all, headers)
			}
		}
	}
	return all
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
