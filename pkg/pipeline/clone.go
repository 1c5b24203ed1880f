package pipeline

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// maxRounds is how often copies are added, and how often refused. Each refusal is for good, and one round of either is the
// rule; the bound is against what nobody has thought of.
const maxRounds = 20

// withClones is the application with the copies that close its gaps: as if it had come with them. A copy that would make an
// error, or that requests of other lanes would reach, is refused.
func withClones(facts []model.Any, config *api.GrayRelease, plain Result) Result {
	refused := map[lane.CloneKey]string{}
	for range maxRounds {
		r, clones := grow(facts, config, refused)
		wrong := faults(plain, r, clones)
		if len(wrong) == 0 {
			return r
		}
		maps.Copy(refused, wrong)
	}
	return plain
}

// grow adds copies until none is missing.
func grow(facts []model.Any, config *api.GrayRelease, refused map[lane.CloneKey]string) (Result, []made) {
	var clones []made
	for range maxRounds {
		r := stages(append(slices.Clone(facts), workloads(clones)...), config)
		more, refusals := r.Trace.Clones(refused)
		if len(more) == 0 {
			r.refusals = refusals
			for _, c := range clones {
				r.clones = append(r.clones, c.Clone)
			}
			r.clones = sorted(r.clones)
			return r, clones
		}
		for _, c := range more {
			clones = append(clones, made{c, c.Workload(config.Spec.VersionLabel)})
		}
	}
	return stages(facts, config), nil
}

// made is a copy, as a plan and as a workload.
type made struct {
	lane.Clone
	workload *model.Workload
}

func workloads(clones []made) []model.Any {
	var all []model.Any
	for _, c := range clones {
		all = append(all, c.workload)
	}
	return all
}

func sorted(clones []lane.Clone) []lane.Clone {
	slices.SortFunc(clones, func(a, b lane.Clone) int {
		return cmp.Or(cmp.Compare(a.Of.Key().Namespace, b.Of.Key().Namespace), cmp.Compare(a.Name, b.Name))
	})
	return clones
}

// faults are the copies that must not be, each with the reason: those that requests of other lanes reach; those of Services
// that have an error which they had not without them; all where an error is about something else.
func faults(before, after Result, clones []made) map[lane.CloneKey]string {
	strays := after.Trace.Strays()
	wrong := map[lane.CloneKey]string{}
	for _, c := range clones {
		if why := strays[c.workload]; why != "" {
			wrong[key(c)] = why
		}
	}
	type finding struct {
		code   diag.Code
		object diag.Ref
	}
	known := map[finding]bool{}
	for _, d := range before.Diagnostics {
		known[finding{d.Code, d.Object}] = true
	}
	for _, d := range after.Diagnostics {
		if d.Severity != diag.Error || known[finding{d.Code, d.Object}] {
			continue
		}
		why := fmt.Sprintf("with a copy there would be an error (%s %s)", d.Code, d.Object)
		blamed := slices.DeleteFunc(slices.Clone(clones), func(c made) bool { return !behind(after.Model, c.workload, d.Object) })
		if len(blamed) == 0 {
			blamed = clones
		}
		for _, c := range blamed {
			wrong[key(c)] = cmp.Or(wrong[key(c)], why)
		}
	}
	return wrong
}

func key(c made) lane.CloneKey { return lane.CloneKey{Of: c.Of, Lane: c.Lane} }

// behind tells whether an object is a workload, or a Service of it.
func behind(m *model.Model, w *model.Workload, object diag.Ref) bool {
	return w.Ref == object || slices.ContainsFunc(m.Selecting(w), func(s *model.Service) bool { return s.Ref == object })
}
