package lane

import (
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// builder holds what the steps of a plan share.
type builder struct {
	callgraph.Resolver
	model     *model.Model
	graph     *callgraph.Graph
	spec      *api.Spec
	label     string // the version label
	plan      *Plan
	templated map[*model.Service]*Template
	// entryServices are the Services of the entries that the configuration declares; nil for one that there is not.
	entryServices []*model.Service
	entriesOf     map[*model.Service][]int // the numbers of the entries of each
	entryNames    map[model.Key]bool       // those that VirtualServices of others and planned entries have; nil until asked for
	withLabel     map[pair][]int32         // positions in members, ascending
	members       []*model.Workload
	byValue       map[string]labelled
	selectedBy    map[string]selection
	hosts         hosts                    // of the Services; nil until asked for
	replacements  []replacement            // DestinationRules of others that give way, in the order of the Services
	replacedFor   map[replacement][]string // by them, the Services
	diagnostics   []diag.Diagnostic
}

// Build plans the lanes of a model. Diagnostics tell of what has no answer: a baseline that cannot be known,
// subset names that collide, callers that labels cannot tell apart, routing that others wrote.
func Build(m *model.Model, g *callgraph.Graph, config *api.GrayRelease) (*Plan, []diag.Diagnostic) {
	spec := &config.Spec
	resolver := callgraph.NewResolver(m, spec.ClusterDomain)
	b := &builder{
		Resolver: resolver, model: m, graph: g, spec: spec, label: spec.VersionLabel,
		plan: &Plan{
			member:    map[*model.Workload]*application{},
			behind:    map[*model.Service][]*application{},
			ofVersion: map[*model.Service]map[string][]*model.Workload{},
			versions:  map[*model.Service][]string{}, unversioned: map[*model.Service]bool{},
			planned:    map[*model.Service]*Service{},
			marked:     map[*model.Service]*Service{},
			entered:    entries(m, resolver),
			delegates:  map[*model.Service]*Entry{},
			declaredAs: map[string]string{},
			model:      m, label: spec.VersionLabel, domain: resolver.Domain, header: spec.Header.Name,
			byLabel: spec.Match == api.MatchLane,
		},
		selectedBy:  map[string]selection{},
		replacedFor: map[replacement][]string{},
	}
	for _, s := range m.Services() {
		running := b.running(s)
		b.plan.indexVersions(s)
		b.plan.versions[s] = versionsOf(running, b.label)
		b.plan.unversioned[s] = slices.ContainsFunc(running, func(w *model.Workload) bool { return w.PodLabels[b.label] == "" })
	}
	b.entryServices = b.declaredEntries(config.Ref)
	b.entriesOf = map[*model.Service][]int{}
	for i, s := range b.entryServices {
		b.plan.entered[s] = true
		b.entriesOf[s] = append(b.entriesOf[s], i)
	}
	apps := b.applications()
	b.plan.indexApplications()
	for _, a := range apps {
		if a.versioned() && a.baseline == "" && b.matters(a) {
			b.reportBaseline(a)
		}
	}
	b.checkBaseline(apps, config.Ref)
	b.declareLanes(apps, config.Ref)
	b.plan.Lanes, b.plan.ranks = lanes(apps), map[string]int{}
	for i, lane := range b.plan.Lanes {
		b.plan.ranks[lane] = i
	}
	b.receive(apps)
	b.checkDeclared(apps, config.Ref)
	b.plan.values = b.values()
	b.checkValues(config.Ref)
	routing := b.existingRouting()
	b.plan.theirs = routing.theirs()
	b.templated = b.templates()
	for _, s := range m.Services() {
		b.plan.note(b.planned(s, routing))
	}
	b.planEntries(config.Ref)
	b.reportHiding()
	b.reportReplaced()
	return b.plan, b.diagnostics
}

// note notes the plan of a Service, if there is one, under what it is for.
func (p *Plan) note(s *Service) {
	switch {
	case s == nil:
	case !s.MarksOnly():
		p.Services, p.planned[s.Service] = append(p.Services, s), s
	case s.Routed:
		p.Services, p.marked[s.Service] = append(p.Services, s), s
	default:
		p.Kept = append(p.Kept, s)
	}
}

// planned is the plan for s: of its versions, where there are several to choose among; else of the header or the template that
// it has; nil when there is nothing to plan, or nothing that can be.
func (b *builder) planned(s *model.Service, routing existing) *Service {
	if len(b.plan.versions[s]) > 1 && steerable(s) {
		return b.service(s, routing)
	}
	planned := b.marking(s, routing)
	if planned == nil {
		planned = b.keep(s, routing)
	}
	if planned != nil && planned.Template != nil {
		for _, port := range s.Ports {
			b.plan.theirs[s] = b.plan.theirs[s] || !planned.Template.Settles(port)
		}
	}
	return planned
}

// service is the plan for a Service of several versions, with its template if it has one; nil when nothing can be planned.
func (b *builder) service(s *model.Service, routing existing) *Service {
	planned := &Service{Service: s, label: b.label, Template: b.templated[s]}
	calls := b.graph.To(s)
	planned.Entered = b.plan.Entered(s)
	planned.Callers = callerNamespaces(calls)
	planned.gateways, planned.delegated = b.gatewayNamespaces(s), b.delegated(s)
	planned.Routed = len(calls) > 0 || b.spec.Match == api.MatchLane || b.spec.Uncalled == api.UncalledBaseline || len(b.entriesOf[s]) > 0
	if !b.subsets(planned) {
		return nil
	}
	sources := map[string][]Source{}
	if planned.Routed {
		sources = b.sources(planned)
		b.addCallers(planned, sources)
	}
	if !b.giveWay(planned, routing) || !b.joinRules(planned, routing) || !b.weave(planned) {
		return nil
	}
	planned.Visible = b.visible(planned)
	planned.hiddenBy = b.hiding(planned, routing)
	planned.Rules = b.rules(planned, sources)
	planned.index = indexRules(planned.Rules)
	return planned
}

// steerable tells whether routes of the mesh can choose among the pods of s, and are wanted. A headless Service
// leaves the choice to its client.
func steerable(s *model.Service) bool {
	return !s.LeftOut() && !s.Headless && s.Routable()
}

// subsets names the versions of s and finds its baseline; false when either cannot be.
func (b *builder) subsets(s *Service) bool {
	byName := map[string]string{}
	for _, version := range b.plan.versions[s.Service] {
		name := subsetName(version)
		if strings.Trim(name, "-") != name || len(name) > model.LabelLength {
			b.report(diag.New(diag.SubsetName, s.Ref, version).At(s.Place))
			return false
		}
		if other, taken := byName[name]; taken {
			b.report(diag.New(diag.SubsetCollision, s.Ref, other, version, name).At(s.Place))
			return false
		}
		byName[name] = version
		s.Subsets = append(s.Subsets, Subset{Version: version, Name: name})
	}
	baseline := b.baselineAt(s)
	for i := range s.Subsets {
		if sub := &s.Subsets[i]; sub.Version != baseline {
			sub.Lane = b.laneAt(s.Service, sub.Version)
		}
	}
	found, ok := s.Subset(baseline)
	s.Baseline = found
	return ok
}

// laneAt is the lane of a version of s that is not its baseline: that of the first application of s that has it.
func (b *builder) laneAt(s *model.Service, version string) string {
	for _, a := range b.plan.behind[s] {
		if slices.Contains(a.versions, version) {
			return a.laneOf(version)
		}
	}
	return version
}

// baselineAt is the baseline version of s: that of the application whose pods it selects; where that is none of
// its versions, or those of several applications differ, it is found as if s were an application itself.
func (b *builder) baselineAt(s *Service) string {
	baselines := map[string]bool{}
	for _, a := range b.plan.behind[s.Service] {
		if _, has := s.Subset(a.baseline); a.versioned() && (a.baseline == "" || has) {
			baselines[a.baseline] = true
		}
	}
	if len(baselines) == 1 {
		for baseline := range baselines {
			return baseline
		}
	}
	alone := &application{service: s.Service, versions: b.plan.versions[s.Service]}
	alone.originals = versionsOf(originals(b.running(s.Service)), b.label)
	if alone.baseline = b.baselineOf(alone); alone.baseline == "" {
		b.reportBaseline(alone)
	}
	return alone.baseline
}

// matters tells whether the baseline of a has to be known: its Service is planned, or it has none and calls one that is.
func (b *builder) matters(a *application) bool {
	if a.service != nil {
		return steerable(a.service)
	}
	return slices.ContainsFunc(b.graph.Calls, func(c *callgraph.Call) bool {
		return slices.Contains(a.workloads, c.Caller.Workload) && steerable(c.Callee) && len(b.plan.versions[c.Callee]) > 1
	})
}

// checkBaseline reports a spec.baseline that no application has.
func (b *builder) checkBaseline(apps []*application, config diag.Ref) {
	found := slices.ContainsFunc(apps, func(a *application) bool {
		return slices.Contains(a.versions, b.spec.Baseline)
	})
	if b.spec.Baseline != "" && !found {
		b.report(diag.New(diag.ConfigUnmatched, config, b.spec.Baseline).In("spec.baseline"))
	}
}

// AnyNamespace among a Service's callers is that of declared callers without one: they may be anywhere.
const AnyNamespace = "*"

// addCallers adds the namespaces of sources to those of the known callers: with match: lane they reach further, also to
// workloads whose namespace the input leaves open.
func (b *builder) addCallers(s *Service, sources map[string][]Source) {
	for _, from := range sources {
		for _, source := range from {
			known := source.Namespace != "" || b.spec.Match == api.MatchLane
			if known && !slices.Contains(s.Callers, source.Namespace) {
				s.Callers = append(s.Callers, source.Namespace)
			}
		}
	}
	slices.Sort(s.Callers)
}

// callerNamespaces are the namespaces of callers, each once, in order.
func callerNamespaces(calls []*callgraph.Call) []string {
	set := map[string]bool{}
	for _, c := range calls {
		switch w := c.Caller.Workload; {
		case w != nil:
			set[w.Namespace] = true
		case c.Caller.Namespace != "":
			set[c.Caller.Namespace] = true
		default:
			set[AnyNamespace] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

func (b *builder) report(d diag.Diagnostic) { b.diagnostics = append(b.diagnostics, d) }

// list is values for a message.
func list(values []string) string { return strings.Join(values, ", ") }
