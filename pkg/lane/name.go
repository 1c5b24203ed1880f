package lane

import "slices"

// BaselineName is what users call the baseline among lanes.
const BaselineName = "baseline"

// NameOf is what users call a lane. One that is called as the baseline is gets a name that no value of a label can be.
func NameOf(lane string) string {
	switch lane {
	case Baseline:
		return BaselineName
	case BaselineName:
		return "lane/" + BaselineName
	}
	return lane
}

// LaneNames are what users call the baseline and the lanes, in their order.
func (p *Plan) LaneNames() []string {
	names := []string{BaselineName}
	for _, lane := range p.Lanes {
		names = append(names, NameOf(lane))
	}
	return names
}

// Named is the lane that users call by a name.
func (p *Plan) Named(name string) (lane string, ok bool) {
	i := slices.Index(p.LaneNames(), name)
	switch {
	case i < 0:
		return "", false
	case i == 0:
		return Baseline, true
	}
	return p.Lanes[i-1], true
}
