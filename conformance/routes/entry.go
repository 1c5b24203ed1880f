package routes

import (
	"fmt"
	"maps"
	"slices"
	"strings"

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
