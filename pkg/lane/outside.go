package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// outside collects where the routes of others send requests from outside.
type outside struct {
	*Plan
	callgraph.Resolver
	hops []Hop
	ours int // how many of hops are those of the planned entries
	at   map[outsideKey]int
	// subsets are the DestinationRules of others by the Services that they are for, those with a wildcard apart; nil until they are
	// asked for.
	subsets   map[*model.Service][]*model.DestinationRule
	wildcards []*model.DestinationRule
}

// outsideKey tells hops of entries apart.
type outsideKey struct {
	caller        diag.Ref
	callee        *model.Service
	port, percent int
	subset        Subset
}

// newOutside has the hops of the planned entries already.
func (p *Plan) newOutside(planned []Hop) *outside {
	o := &outside{Plan: p, Resolver: callgraph.NewResolver(p.model, p.domain), hops: planned, ours: len(planned), at: map[outsideKey]int{}}
	for i, h := range planned {
		if _, known := o.at[keyOf(h)]; !known {
			o.at[keyOf(h)] = i
		}
	}
	return o
}

func keyOf(h Hop) outsideKey { return outsideKey{h.Caller, h.Callee, h.Port, h.Portion, h.Subset} }

// addRules adds where the rules of a VirtualService send the requests of a gateway: none behind one that takes them all.
func (o *outside) addRules(v *model.VirtualService, gateway string) {
	taken := map[model.Layer]bool{}
	for _, r := range v.Rules {
		if taken[r.Layer] || !isFor(r, gateway) {
			continue
		}
		requests, all := asked(r, gateway)
		taken[r.Layer] = all
		total := 0
		for _, d := range r.Destinations {
			total += max(d.Weight, 0)
		}
		for _, d := range r.Destinations {
			if total > 0 && d.Weight == 0 {
				continue
			}
			rule := &AppliedRule{Object: v.Ref, Field: r.Field, Requests: requests, Default: len(r.Matches) == 0}
			o.add(sender{gatewayRef(gateway, v.Namespace), v.Hosts, rule}, d, percent(d.Weight, total))
		}
	}
}

// isFor tells whether requests of a gateway may take a rule: its matches may name other ones
// (https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest).
func isFor(r model.Rule, gateway string) bool {
	return len(r.Matches) == 0 || slices.ContainsFunc(r.Matches, func(m model.Match) bool {
		return len(m.Gateways) == 0 || slices.Contains(m.Gateways, gateway)
	})
}

// asked is what a rule asks of the requests of a gateway, and whether one of its alternatives takes all of them
// (istio pilot/pkg/networking/core/route/route.go, isCatchAllMatch).
func asked(r model.Rule, gateway string) (requests []model.Tree, all bool) {
	for _, m := range r.Matches {
		if len(m.Gateways) > 0 && !slices.Contains(m.Gateways, gateway) {
			continue
		}
		if len(m.Request) > 0 {
			requests = append(requests, m.Request)
		}
		uri, _ := m.Request["uri"].(model.Tree)
		everywhere := len(m.Request) == 0 || len(m.Request) == 1 && uri["prefix"] == any("/")
		all = all || everywhere && len(m.Sources()) == 0
	}
	return requests, all || len(r.Matches) == 0
}

// percent is the share of a weight; 0 for all requests, and where the weights say nothing.
func percent(weight, total int) int {
	if weight <= 0 || weight >= total {
		return 0
	}
	return max(1, (weight*100+total/2)/total)
}

// sender is what sends requests in by a rule: a gateway, or a route of an ingress.
type sender struct {
	ref   diag.Ref
	hosts []string // that clients use; nil where they are not known
	rule  *AppliedRule
}

// add adds where a destination of a rule is, which has a share of the requests.
func (o *outside) add(from sender, d model.Destination, percent int) {
	s := o.IstioService(d.Host, d.Namespace)
	if s == nil {
		return
	}
	h := o.entryHop(from.ref, s, d)
	h.Hosts, h.Portion, h.decided.entry = from.hosts, percent, from.rule
	if i, known := o.at[keyOf(h)]; known {
		o.hops[i].decided.entry.More++
		if i >= o.ours {
			o.hops[i].Hosts = united(o.hops[i].Hosts, h.Hosts)
		}
		return
	}
	o.at[keyOf(h)] = len(o.hops)
	o.hops = append(o.hops, h)
}

// united are hosts, and others that are not among them.
func united(hosts, others []string) []string {
	all := slices.Clone(hosts)
	for _, host := range others {
		if !slices.Contains(all, host) {
			all = append(all, host)
		}
	}
	return all
}

// entryHop is where a destination of an entry is: the subset that it names, else all versions. Without a port it means the
// only one of the Service.
func (o *outside) entryHop(from diag.Ref, s *model.Service, d model.Destination) Hop {
	h := Hop{Caller: from, Callee: s, Port: d.Port, Reason: AtEntry}
	if h.Port == 0 && len(s.Ports) == 1 {
		h.Port = s.Ports[0].Number
	}
	if d.Subset == "" {
		h.Versions, h.Unversioned = o.versions[s], len(o.versions[s]) > 0 && o.unversioned[s]
		return h
	}
	h.Subset = Subset{Name: d.Subset}
	if planned := o.planned[s]; planned != nil {
		for _, subset := range planned.Subsets {
			if subset.Name == d.Subset {
				h.Lane, h.Subset, h.Versions = subset.Lane, subset, []string{subset.Version}
			}
		}
	}
	if o.failing(s, d.Subset, from.Namespace) {
		h.Versions, h.Reason = nil, NoSubset
	}
	return h
}
