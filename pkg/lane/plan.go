package lane

import "github.com/graylane/graylane/pkg/model"

// Baseline is the name of the baseline among lanes: empty, so that no version value can be taken for it.
const Baseline = ""

// Plan says where every call of every lane goes.
type Plan struct {
	Lanes []string // the lanes' names, in version order, without the baseline
	// Services are those to generate for, by namespace and name: those of several versions, and those of one without
	// subsets, whose routes mark requests with the lane.
	Services []*Service

	Entries []*Entry // what gateways send to Services, as the configuration declares it, in its order
	// Kept are other Services that have a template, of which a VirtualService has to be made as it stands: they have no
	// versions to choose among. By namespace and name.
	Kept []*Service

	ranks  map[string]int // the places of Lanes
	member map[*model.Workload]*application
	behind map[*model.Service][]*application // the applications whose pods a Service selects
	// ofVersion are the workloads of a Service by version, where they are many.
	ofVersion map[*model.Service]map[string][]*model.Workload
	versions  map[*model.Service][]string
	// unversioned are the Services of which some running pods have no version.
	unversioned map[*model.Service]bool
	planned     map[*model.Service]*Service
	marked      map[*model.Service]*Service // those whose routes only mark requests with the lane
	values      map[string][]string         // the version values in each lane, by lane
	entered     map[*model.Service]bool
	delegates   map[*model.Service]*Entry // the first one for each that delegates to its rules
	theirs      map[*model.Service]bool   // those that others route in the mesh
	model       *model.Model
	label       string // the version label
	domain      string // the cluster domain
	header      string // the name of the lane header; empty for none
	byLabel     bool   // rules match the version label alone, so that any pod may call
	// declaredAs is the one version that the configuration gives to a lane, by lane.
	declaredAs map[string]string
}

// Service is the plan for one Service.
type Service struct {
	*model.Service
	Subsets []Subset // one a version, in version order
	// Missing are those that the DestinationRule has to define: all, but for those that someone
	// else's DestinationRule for the host defines.
	Missing []Subset
	// ExportTo is that of someone else's DestinationRule: ours must equal it to be merged with it, and routes must not be
	// seen where the subsets are not. Nil for none.
	ExportTo []string
	RuleName string // the name of the DestinationRule
	// Policy is the trafficPolicy of someone else's DestinationRule that Istio applied until ours took its place; nil for none.
	Policy   model.Tree
	joins    bool   // whether ExportTo is known
	label    string // the version label
	Baseline Subset
	Rules    []Rule    // in order of evaluation, without the default, which is the baseline
	index    ruleIndex // of Rules
	// Routed tells whether the Service gets a VirtualService.
	Routed bool
	// Template is that of its VirtualService, which it has even when it is not Routed; nil for none.
	Template *Template
	// Entered tells whether an Ingress, a gateway, a NodePort or a LoadBalancer sends traffic to it.
	Entered bool
	// Callers are the namespaces of its known callers, in order: empty for one that the input leaves open,
	// AnyNamespace for callers that may be anywhere.
	Callers []string
	// gateways are the namespaces of the gateways of its entries, and delegated tells whether a root there delegates to its rules.
	gateways  []string
	delegated bool
	// Visible is where its VirtualService is to be seen, as exportTo has it; nil for everywhere.
	Visible []string
	// hiddenBy are the DestinationRules that keep the subsets from the pods of their namespaces.
	hiddenBy []*model.DestinationRule
}

// Subset is a version of a Service under the name that routes call it by.
type Subset struct {
	Version string
	Name    string
	Lane    string // the lane whose requests it serves; Baseline for the baseline version
}

// Rule sends the requests that have one of its headers, or whose caller any of its sources matches, to a subset.
type Rule struct {
	Lane    string
	Sources []Source
	// Headers are values of the lane header; a rule that has any has no sources.
	Headers []string
	Subset  Subset
	// Sets is the value that the lane header gets; empty to leave it as it is.
	Sets string
}

// Source matches the pods that have all of Labels and, where Namespace is not empty, are in it.
type Source struct {
	Labels    model.Labels
	Namespace string
}

// Subset finds the subset of a version.
func (s *Service) Subset(version string) (Subset, bool) {
	for _, sub := range s.Subsets {
		if sub.Version == version {
			return sub, true
		}
	}
	return Subset{}, false
}

// InLane finds the subset of a lane that is not the baseline.
func (s *Service) InLane(lane string) (Subset, bool) {
	for _, sub := range s.Subsets {
		if sub.Lane == lane && lane != Baseline {
			return sub, true
		}
	}
	return Subset{}, false
}

// Lane is the lane that a workload is in; ok is false for one that serves several, or whose version is
// unknown: no rule names it and its calls stay on the baseline.
func (p *Plan) Lane(w *model.Workload) (lane string, ok bool) {
	a := p.member[w]
	if a == nil {
		return Baseline, false
	}
	return a.lane(a.version(w))
}

// MarksOnly tells whether the routes of s choose no subset, and only mark requests with the lane.
func (s *Service) MarksOnly() bool { return len(s.Subsets) == 0 }

// Service is the plan that chooses among the versions of s; nil when there is none.
func (p *Plan) Service(s *model.Service) *Service { return p.planned[s] }

// routes is the plan of the routes of s, whether they choose among versions or mark requests; nil when there is none.
func (p *Plan) routes(s *model.Service) *Service {
	if planned := p.planned[s]; planned != nil {
		return planned
	}
	return p.marked[s]
}

// Delegate is the entry that delegates to the rules of s; nil when none does.
func (p *Plan) Delegate(s *model.Service) *Entry {
	return p.delegates[s]
}

// Header is the name of the lane header; empty for none.
func (p *Plan) Header() string { return p.header }

// Versions are the versions that the running workloads of s have, in version order.
func (p *Plan) Versions(s *model.Service) []string { return p.versions[s] }

// Main is the Service whose versions the application of w is; nil for an application without a Service, and for a
// workload that does not run.
func (p *Plan) Main(w *model.Workload) *model.Service {
	if a := p.member[w]; a != nil {
		return a.service
	}
	return nil
}

// Entered tells whether traffic from outside reaches s: it is exposed itself, or an Ingress or a gateway sends
// traffic to it.
func (p *Plan) Entered(s *model.Service) bool { return s.Exposed() || p.entered[s] }

// Receives are the lanes that reach a workload of an application of one version, in version order, without
// the baseline; none for a workload that is a version among others.
func (p *Plan) Receives(w *model.Workload) []string {
	a := p.member[w]
	if a == nil || a.versioned() {
		return nil
	}
	var received []string
	for _, lane := range p.Lanes {
		if a.receives[lane] {
			received = append(received, lane)
		}
	}
	return received
}
