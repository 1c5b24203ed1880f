package lane

import (
	"fmt"
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/model"
)

// rules are those of the entry: for the header of clients, if it is trusted; for the headers of each match; for everything
// else.
func (p *entryPlanner) rules(port model.Port) []EntryRule {
	var rules []EntryRule
	if p.b.withHeader() && p.b.spec.Header.Trust && carriesHeaders(port) {
		for _, lane := range p.b.plan.Lanes {
			share := p.inLane(lane)
			share.Sets = "" // it has that value
			rules = append(rules, EntryRule{[]Header{p.b.plan.laneHeader(lane)}, []Share{share}})
		}
	}
	for i, m := range p.declared.Match {
		var headers []Header
		for _, name := range slices.Sorted(maps.Keys(m.Headers)) {
			headers = append(headers, Header{name, m.Headers[name]})
		}
		rules = append(rules, EntryRule{headers, []Share{p.share(m.Version, fmt.Sprintf(".match[%d].version", i))}})
	}
	return append(rules, EntryRule{Shares: p.shares()})
}

// shares are those of the weights, in version order; the baseline has all without them.
func (p *entryPlanner) shares() []Share {
	var shares []Share
	for _, version := range slices.SortedFunc(maps.Keys(p.declared.Weights), compareVersions) {
		share := p.share(version, ".weights."+version)
		share.Percent = p.declared.Weights[version]
		shares = append(shares, share)
	}
	if len(shares) == 0 {
		return []Share{p.onBaseline()}
	}
	return shares
}

// share is the requests for a version; where a header carries lanes, a lane stands for the version that the Service lacks.
func (p *entryPlanner) share(version, field string) Share {
	versions := p.b.plan.versions[p.service]
	switch planned := p.b.plan.planned[p.service]; {
	case planned != nil && planned.Baseline.Version == version, planned == nil && slices.Contains(versions, version):
		return p.onBaseline()
	case planned != nil && slices.Contains(versions, version):
		subset, _ := planned.Subset(version)
		return p.inLane(subset.Lane)
	case p.b.withHeader() && slices.Contains(p.b.plan.Lanes, version):
		return p.inLane(version)
	}
	p.wrong(field, "%s has no pods of the version %s; there are %s", p.service.Ref, version, some(versions))
	return Share{}
}

// onBaseline is requests of the baseline. The lane header that a client may have sent is removed, unless clients may choose.
func (p *entryPlanner) onBaseline() Share {
	return Share{Subset: p.serving(Baseline), Percent: 100, Removes: p.b.withHeader() && !p.b.spec.Header.Trust}
}

// inLane is requests of a lane: they go to its version, else to the baseline's.
func (p *entryPlanner) inLane(lane string) Share {
	return Share{Subset: p.serving(lane), Percent: 100, Lane: lane, Sets: p.b.sets(lane)}
}

// serving is the subset that serves a lane: without a name for a Service of one version.
func (p *entryPlanner) serving(lane string) Subset {
	planned := p.b.plan.planned[p.service]
	if planned == nil {
		for _, only := range p.b.plan.versions[p.service] {
			return Subset{Version: only}
		}
		return Subset{}
	}
	if subset, has := planned.InLane(lane); has {
		return subset
	}
	return planned.Baseline
}
