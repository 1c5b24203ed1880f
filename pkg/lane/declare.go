package lane

import (
	"fmt"
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// declareLanes puts versions of applications into the lanes that the configuration declares. A lane whose version nothing
// has is an error; so is a version in two lanes, and a lane with two versions of one application.
func (b *builder) declareLanes(apps []*application, config diag.Ref) {
	d := declarer{b, apps, config}
	for i, lane := range b.spec.Lanes {
		field := fmt.Sprintf("spec.lanes[%d].", i)
		if lane.Version != "" {
			b.plan.declaredAs[lane.Name] = lane.Version
			d.put(apps, lane.Name, lane.Version, field+"version")
		}
		for _, name := range slices.Sorted(maps.Keys(lane.Versions)) {
			d.put(d.called(api.NamedParty(name)), lane.Name, lane.Versions[name], field+"versions."+name)
		}
	}
	for _, a := range apps {
		d.checkVersions(a)
	}
}

// checkDeclared reports applications of one version that the configuration puts into a lane by their names, although they
// receive other requests too: they are in none then.
func (b *builder) checkDeclared(apps []*application, config diag.Ref) {
	for i, lane := range b.spec.Lanes {
		for _, name := range slices.Sorted(maps.Keys(lane.Versions)) {
			for _, a := range (declarer{b, apps, config}).called(api.NamedParty(name)) {
				version := lane.Versions[name]
				if _, in := a.lane(version); !a.versioned() && slices.Contains(a.versions, version) && !in {
					b.report(diag.New(diag.LaneShared, config, a.object().Ref.String(), lane.Name, version).In(fmt.Sprintf("spec.lanes[%d].versions.%s", i, name)))
				}
			}
		}
	}
}

// declarer puts versions into lanes.
type declarer struct {
	*builder
	apps   []*application
	config diag.Ref
}

// put puts a version of those applications that have it into a lane. Their baseline stays where it is.
func (d declarer) put(apps []*application, lane, version, field string) {
	found, have := false, []string{}
	for _, a := range apps {
		have = append(have, a.versions...)
		if !slices.Contains(a.versions, version) {
			continue
		}
		found = true
		switch known := a.named[version]; {
		case version == a.baseline:
		case known != "" && known != lane:
			d.report(diag.New(diag.VersionInTwoLanes, d.config, version, a.object().Ref.String(), known, lane).In(field))
		default:
			a.named[version] = lane
		}
	}
	if !found {
		d.report(diag.New(diag.LaneWithoutVersion, d.config, lane, version, lacking(apps, have)).In(field))
	}
}

// lacking says of applications that lack a version which they have.
func lacking(apps []*application, have []string) string {
	slices.SortFunc(have, compareVersions)
	switch have = slices.Compact(have); {
	case len(apps) == 0:
		return "there is no Service or running workload of that name"
	case len(have) == 0:
		return "its pods have no version"
	default:
		return "no running workload has it; there are " + some(have)
	}
}

// called are the applications of the Services of a name, else of the workloads of that name.
func (d declarer) called(name api.Party) []*application {
	var apps []*application
	for _, s := range d.model.ServicesMeant(name.Namespace, name.Name) {
		apps = append(apps, d.plan.behind[s]...)
	}
	if len(apps) > 0 {
		return apps
	}
	for _, a := range d.apps {
		if slices.ContainsFunc(a.workloads, func(w *model.Workload) bool {
			return w.Name == name.Name && (name.Namespace == "" || model.SameNamespace(name.Namespace, w.Namespace))
		}) {
			apps = append(apps, a)
		}
	}
	return apps
}

// checkVersions reports a lane that has two versions of an application: which of them a request of the lane means cannot be
// known.
func (d declarer) checkVersions(a *application) {
	if !a.versioned() || a.baseline == "" {
		return
	}
	versions := map[string]string{}
	for _, v := range a.versions {
		if v == a.baseline {
			continue
		}
		lane := a.laneOf(v)
		if other, twice := versions[lane]; twice {
			d.report(diag.New(diag.LaneOfTwoVersions, d.config, lane, other, v, a.object().Ref.String()).In("spec.lanes"))
		}
		versions[lane] = v
	}
}

// laneOf is the lane of a version of a that is not its baseline: the one that it was put into, else that of its value.
func (a *application) laneOf(version string) string {
	if lane := a.named[version]; lane != "" {
		return lane
	}
	return version
}

// values are the values of the version label of the workloads in each lane, in version order, by lane.
func (b *builder) values() map[string][]string {
	values := map[string][]string{}
	for _, w := range b.model.Workloads() {
		if lane, ok := b.plan.Lane(w); ok && lane != Baseline {
			if v := w.PodLabels[b.label]; !slices.Contains(values[lane], v) {
				values[lane] = append(values[lane], v)
			}
		}
	}
	for lane := range values {
		slices.SortFunc(values[lane], compareVersions)
	}
	return values
}
