package lane

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Entry is the plan for the traffic that gateways send to a Service.
type Entry struct {
	Callee *model.Service
	// Name and Namespace are those of the VirtualService for the gateways, which is the root with Delegate.
	Name, Namespace string
	Hosts           []string   // those that clients use
	Gateways        []string   // each with its namespace, where that is known
	Port            model.Port // of the Service
	// Delegate tells whether the rules, and those of the mesh, stand in a VirtualService beside the Service to which the root
	// delegates.
	Delegate bool
	Rules    []EntryRule // in order of evaluation; the last one takes all requests
	// Visible is where a root is to be seen, as exportTo has it; nil for everywhere. Its rules reach the mesh as far as that, not
	// as far as the delegate is seen.
	Visible []string
}

// EntryRule shares the requests that have all of its headers among versions.
type EntryRule struct {
	Headers []Header // by name
	Shares  []Share  // in version order
}

// Share is the part of requests that goes to a version.
type Share struct {
	Subset  Subset // without a name for a Service of one version
	Percent int
	Lane    string // the lane that the requests are in from then on
	Sets    string // the value that the lane header gets; empty to leave it
	Removes bool   // whether the lane header is removed
}

// declaredEntries finds the Services that the configuration declares as entries: the one of each entry, nil where there is no
// such one, which is reported.
func (b *builder) declaredEntries(config diag.Ref) []*model.Service {
	found := make([]*model.Service, len(b.spec.Entries))
	for i, e := range b.spec.Entries {
		services := b.model.ServicesMeant(e.Service.Namespace, e.Service.Name)
		if len(services) == 1 {
			found[i] = services[0]
			continue
		}
		what := "there is no Service " + e.Service.Name
		if len(services) > 1 {
			what = fmt.Sprintf("there are several Services %s: name one as namespace/%[1]s", e.Service.Name)
		}
		b.report(diag.New(diag.EntryInvalid, config, what).In(fmt.Sprintf("spec.entries[%d].service", i)))
	}
	return found
}

// planEntries plans the entries of the configuration, in its order. One that cannot be as it is declared is reported, and not
// planned; so is one whose Service has several versions and no plan, and a root without a delegate, which have been reported.
func (b *builder) planEntries(config diag.Ref) {
	hosts := b.gatewayHosts()
	for i, s := range b.entryServices {
		if s == nil || len(b.plan.versions[s]) > 1 && b.plan.planned[s] == nil && steerable(s) {
			continue
		}
		p := entryPlanner{b: b, declared: &b.spec.Entries[i], service: s, config: config, field: fmt.Sprintf("spec.entries[%d]", i)}
		e := p.entry()
		if e != nil && e.Delegate && b.plan.routes(s) == nil {
			continue
		}
		if e != nil && p.takes(e, hosts) {
			b.plan.enter(e)
			b.takenNames()[model.KeyOf(e.Namespace, e.Name)] = true
		}
	}
}

// gatewayNamespaces are those of the gateways of the entries of s, where they are known: their pods call s from there.
func (b *builder) gatewayNamespaces(s *model.Service) []string {
	var namespaces []string
	for _, i := range b.entriesOf[s] {
		for _, gateway := range b.spec.Entries[i].Gateways {
			if namespace, _, found := strings.Cut(gateway, "/"); found {
				namespaces = append(namespaces, namespace)
			}
		}
	}
	return namespaces
}

// entryPlanner plans one entry.
type entryPlanner struct {
	b        *builder
	declared *api.Entry
	service  *model.Service
	config   diag.Ref
	field    string // the entry's path in the configuration
	failed   bool
}

// wrong reports what keeps the entry from being planned.
func (p *entryPlanner) wrong(field, format string, args ...any) {
	p.failed = true
	p.b.report(diag.New(diag.EntryInvalid, p.config, fmt.Sprintf(format, args...)).In(p.field + field))
}

// entry is the plan; nil when there can be none.
func (p *entryPlanner) entry() *Entry {
	s := p.service
	switch {
	case s.ExternalName != "":
		p.wrong(".service", "%s is an alias (ExternalName)", s.Ref)
	case s.Headless:
		p.wrong(".service", "%s is headless, so the address that a gateway resolves chooses the pod", s.Ref)
	case s.LeftOut():
		p.wrong(".service", "%s is left out, so nothing is generated for it", s.Ref)
	}
	e := &Entry{Callee: s, Namespace: s.Namespace, Hosts: p.declared.Hosts, Delegate: p.declared.Delegate, Port: p.port()}
	for _, gateway := range p.declared.Gateways {
		e.Gateways = append(e.Gateways, qualified(gateway, s.Namespace))
	}
	if e.Delegate {
		e.Namespace = p.rootNamespace(e)
		p.checkSidecars(e)
	}
	if !p.failed {
		e.Rules, e.Visible = p.rules(e.Port), p.visible(e)
	}
	if p.failed {
		return nil
	}
	e.Name = p.b.freeEntryName(e)
	return e
}

// port is the port of the Service that the gateways call: the one declared, else the only one.
func (p *entryPlanner) port() model.Port {
	s, number := p.service, p.declared.Port
	if number == 0 && len(s.Ports) == 1 {
		number = s.Ports[0].Number
	}
	port, found := s.Port(number)
	switch {
	case number == 0 && len(s.Ports) > 0:
		p.wrong("", "%s has several ports: name the one that the gateways call as port", s.Ref)
	case !found:
		p.wrong(".port", "%s has no port %d", s.Ref, number)
	case port.Protocol().Layer() == model.None:
		p.wrong(".port", "the port %d of %s carries no TCP", number, s.Ref)
	case !carriesHeaders(port) && len(p.declared.Match) > 0:
		p.wrong(".match", "the port %d of %s is none for HTTP, so its connections have no headers", number, s.Ref)
	}
	return port
}

// rootNamespace is that of the root of a delegate: of the first gateway. It reports what keeps rules from being delegated: a
// delegate has HTTP rules alone, and is found by its namespace
// (https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate).
func (p *entryPlanner) rootNamespace(e *Entry) string {
	s := p.service
	if s.Namespace == "" {
		p.wrong(".delegate", "the namespace of %s is not known, and the root has to name it", s.Ref)
	}
	if t := p.b.templated[s]; t != nil {
		p.wrong(".delegate", "the routes of %s come from the template %s, and a delegate cannot have its hosts", s.Ref, t.Ref)
	}
	for _, port := range s.Ports {
		if port.Protocol().Layer() != model.HTTP {
			p.wrong(".delegate", "the port %d of %s is not declared as HTTP, and a delegate has HTTP rules alone", port.Number, s.Ref)
			break
		}
	}
	if len(p.b.entriesOf[s]) > 1 {
		p.wrong(".delegate", "%s has several entries, and a delegate cannot tell their hosts apart", s.Ref)
	}
	namespace, _, found := strings.Cut(e.Gateways[0], "/")
	if !found {
		return s.Namespace
	}
	return namespace
}

// checkSidecars reports a known caller whose Sidecar of Istio takes in the Service, but not the root: it goes by the namespace of
// a VirtualService, and leaves the caller without any rule.
func (p *entryPlanner) checkSidecars(e *Entry) {
	for _, c := range p.b.graph.To(p.service) {
		w := c.Caller.Workload
		if w == nil {
			continue
		}
		r := requester{namespace: w.Namespace, labels: w.PodLabels}
		for _, port := range portsOf(c) {
			if p.b.plan.imports(r, p.service, p.service.Namespace, port) && !p.b.plan.imports(r, p.service, e.Namespace, port) {
				p.wrong(".delegate", "the Sidecar of %s takes in nothing of the namespace %s, where the root is", w.Ref, e.Namespace)
				return
			}
		}
	}
}

// visible is where the root of a delegate is to be seen: where the Service's rules are, as exportTo has it in the root's namespace.
func (p *entryPlanner) visible(e *Entry) []string {
	planned := p.b.plan.routes(p.service)
	if !e.Delegate || planned == nil || len(planned.Visible) == 0 || slices.Contains(planned.Visible, "*") {
		return nil
	}
	var namespaces []string
	for _, ns := range planned.Visible {
		if ns == "." {
			ns = p.service.Namespace
		}
		if model.SameNamespace(ns, e.Namespace) {
			ns = "."
		}
		namespaces = append(namespaces, ns)
	}
	return slices.Compact(slices.Sorted(slices.Values(namespaces)))
}

// qualified is a Gateway's name with its namespace, where that is known.
func qualified(gateway, namespace string) string {
	if strings.Contains(gateway, "/") || namespace == "" {
		return gateway
	}
	return namespace + "/" + gateway
}

// freeEntryName is a name for the VirtualService of an entry that no other has: someone else's, that of a Service's own rules,
// another entry's.
func (b *builder) freeEntryName(e *Entry) string {
	base := "vs-gateway-" + e.Callee.Name
	taken := func(name string) bool {
		return b.model.Service(e.Namespace, strings.TrimPrefix(name, "vs-")) != nil || b.takenNames()[model.KeyOf(e.Namespace, name)]
	}
	name := base
	for n := 2; taken(name); n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	return name
}

// takenNames are the names of VirtualServices of others, and of the entries that are planned.
func (b *builder) takenNames() map[model.Key]bool {
	if b.entryNames == nil {
		b.entryNames = map[model.Key]bool{}
		for _, v := range b.model.VirtualServices() {
			b.entryNames[v.Key()] = true
		}
	}
	return b.entryNames
}

// enter adds an entry.
func (p *Plan) enter(e *Entry) {
	p.Entries = append(p.Entries, e)
	if e.Delegate && p.delegates[e.Callee] == nil {
		p.delegates[e.Callee] = e
	}
}
