package callgraph

import "github.com/graylane/graylane/pkg/model"

// parties find the workloads that the configuration means, without looking at all of them for each.
type parties struct {
	byName  map[string][]*model.Workload // by their own, and by those of what they copy
	byLabel map[label][]*model.Workload  // by those of their pods, and of what they copy
}

type label struct{ key, value string }

// parties are those of the model, made when they are asked for first.
func (b *builder) parties() *parties {
	if b.who != nil {
		return b.who
	}
	b.who = &parties{map[string][]*model.Workload{}, map[label][]*model.Workload{}}
	for _, w := range b.Model.Workloads() {
		b.who.add(w, w)
		if of := w.Origin(); of != w {
			b.who.add(w, of)
		}
	}
	return b.who
}

// add notes a workload under the name and the labels of another one, or of itself, once.
func (p *parties) add(w, of *model.Workload) {
	once := func(all []*model.Workload) []*model.Workload {
		if len(all) > 0 && all[len(all)-1] == w {
			return all
		}
		return append(all, w)
	}
	p.byName[of.Name] = once(p.byName[of.Name])
	for key, value := range of.PodLabels {
		l := label{key, value}
		p.byLabel[l] = once(p.byLabel[l])
	}
}

// withRarestOf are the workloads that have one of some labels, the one that the fewest have, in the order of the model; none where
// there is no label.
func (p *parties) withRarestOf(labels model.Labels) []*model.Workload {
	var fewest []*model.Workload
	first := true
	for key, value := range labels {
		if found := p.byLabel[label{key, value}]; first || len(found) < len(fewest) {
			fewest, first = found, false
		}
	}
	return fewest
}

// callIndex are the calls that are known, by caller and by callee.
type callIndex struct {
	from map[*model.Workload][]callKey
	to   map[*model.Service][]callKey
}

func (b *builder) index() callIndex {
	x := callIndex{map[*model.Workload][]callKey{}, map[*model.Service][]callKey{}}
	for key := range b.calls {
		x.from[key.workload] = append(x.from[key.workload], key)
		x.to[key.callee] = append(x.to[key.callee], key)
	}
	return x
}
