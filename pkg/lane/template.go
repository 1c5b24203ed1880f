package lane

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Template is a template of someone else for a Service: the generated VirtualService has its routes.
type Template struct {
	*model.Template
	means map[string]bool // whether a host, as it is written, is that of the Service
	names []string        // of the Service, as its clients may spell it
}

// Means tells whether a host of a destination, as the template writes it, is that of its Service.
func (t *Template) Means(host string) bool { return t.means[host] }

// Covers tells whether the routes of a layer have a rule for every caller of a port: else Istio sends the requests of those
// without one to all versions.
func (t *Template) Covers(layer model.Layer, port int) bool {
	return slices.ContainsFunc(t.Routes, func(r model.TemplateRoute) bool {
		return r.Layer == layer && (len(r.Matches) == 0 || slices.ContainsFunc(r.Matches, func(m model.TemplateMatch) bool {
			return m.For(port) && !m.BySource
		}))
	})
}

// Settles tells whether every request to a port lands where the lanes say: the routes of its layers restrict none, and send
// none to a subset that they name themselves, to another host or nowhere. What a route says for the requests that an earlier
// one takes anyway does not count.
func (t *Template) Settles(port model.Port) bool {
	layer := port.Protocol().Layer()
	if layer == model.Sniffed {
		return t.settles(model.HTTP, port.Number) && t.settles(model.TCP, port.Number)
	}
	return t.settles(layer, port.Number)
}

func (t *Template) settles(layer model.Layer, port int) bool {
	for _, r := range t.Routes {
		if r.Layer != layer || !r.For(port) {
			continue
		}
		if len(r.Destinations) == 0 || slices.ContainsFunc(r.Destinations, t.astray) {
			return false
		}
		if len(r.Matches) == 0 || slices.ContainsFunc(r.Matches, func(m model.TemplateMatch) bool { return t.takesAll(m, layer, port) }) {
			return true
		}
		return false
	}
	return true // the routes for it are graylane's own
}

// astray tells whether a destination is no subset that graylane fills in.
func (t *Template) astray(d model.Destination) bool { return d.Subset != "" || !t.means[d.Host] }

// takesAll tells whether a match takes all requests of the mesh to a port.
func (t *Template) takesAll(m model.TemplateMatch, layer model.Layer, port int) bool {
	if layer == model.TLS && slices.ContainsFunc(t.names, func(name string) bool { return !slices.Contains(m.SNIHosts, name) }) {
		return false
	}
	return m.For(port) && !m.BySource && !m.ByAddress && !m.Restricted
}

// templates are the templates of others, by their Services. It reports those that nothing can be made of.
func (b *builder) templates() map[*model.Service]*Template {
	found := map[*model.Service]*Template{}
	for _, t := range b.model.Templates() {
		if t.Context {
			continue
		}
		s, why := b.templated(t)
		if other := found[s]; why == "" && other != nil {
			why = fmt.Sprintf("%s is one for the same Service", other.Ref)
		}
		if why != "" {
			b.report(diag.New(diag.TemplateInvalid, t.Ref, why).At(t.Place))
			continue
		}
		found[s] = b.newTemplate(t, s)
	}
	return found
}

// templated is the Service of a template, or why it has none.
func (b *builder) templated(t *model.Template) (s *model.Service, why string) {
	var services []*model.Service
	for _, host := range t.Hosts {
		for _, s := range b.servicesOf(host, t.Namespace) {
			if !slices.Contains(services, s) {
				services = append(services, s)
			}
		}
	}
	switch {
	case t.Applied:
		return nil, "it is applied as well, since it lacks the annotation " + model.LocalConfigAnnotation + `: "true"`
	case len(services) == 0:
		return nil, "none of its hosts is a Service of the input"
	case len(services) > 1:
		return nil, fmt.Sprintf("its hosts are those of %s and of %s; one Service has one template", services[0].Ref, services[1].Ref)
	case !t.OnMesh():
		return nil, "it is bound to gateways alone, where no request has a lane; let it be applied itself"
	}
	s = services[0]
	_, ignored := s.Annotations[model.IgnoreAnnotation]
	switch {
	case ignored:
		return nil, fmt.Sprintf("%s is marked with %s; let the VirtualService be applied itself", s.Ref, model.IgnoreAnnotation)
	case s.Context:
		return nil, fmt.Sprintf("%s is of the context, for which nothing is generated", s.Ref)
	case !model.SameNamespace(t.Namespace, s.Namespace):
		return nil, fmt.Sprintf("it is in another namespace than %s", s.Ref)
	}
	return s, ""
}

func (b *builder) newTemplate(t *model.Template, s *model.Service) *Template {
	out := &Template{Template: t, means: map[string]bool{}, names: s.Names(b.Domain)}
	for _, r := range t.Routes {
		for _, d := range slices.Concat(r.Destinations, r.Mirrors) {
			out.means[d.Host] = b.IstioService(d.Host, t.Namespace) == s
		}
	}
	return out
}

// keep is the plan for a Service without versions to choose among: its template as it stands; nil when it has none, or
// when others route it as well.
func (b *builder) keep(s *model.Service, t *Template, routing existing) *Service {
	if t == nil {
		return nil
	}
	kept := &Service{Service: s, label: b.label, Template: t}
	if !b.giveWay(kept, routing) {
		return nil
	}
	for _, port := range s.Ports {
		b.plan.theirs[s] = b.plan.theirs[s] || !t.Settles(port)
	}
	return kept
}

// weave checks that the lanes of s can be woven into its template, and reports the routes of it that lanes do not change.
func (b *builder) weave(s *Service) bool {
	t := s.Template
	why := ""
	for _, r := range t.Routes {
		if slices.ContainsFunc(r.Matches, func(m model.TemplateMatch) bool { return m.ByAddress && !m.OffMesh }) {
			why = "it matches destinationSubnets, and Istio takes no two rules with the same ones; match the port instead"
		}
	}
	if len(s.ExportTo) > 0 && !s.within(t.ExportTo) {
		why = fmt.Sprintf("its exportTo reaches further than that of the DestinationRule for this host, %s", strings.Join(s.ExportTo, ", "))
	}
	if why != "" {
		b.report(diag.New(diag.TemplateInvalid, t.Ref, why).At(t.Place))
		return false
	}
	for _, r := range t.Routes {
		for _, d := range r.Destinations {
			if t.means[d.Host] && d.Subset != "" {
				b.report(diag.New(diag.TemplatePinned, t.Ref, s.Ref.String(), d.Subset).In(d.Field + ".subset").At(t.Place))
			}
		}
	}
	return true
}

// within tells whether routes with an exportTo are seen nowhere but where the subsets of s are.
func (s *Service) within(exportTo []string) bool {
	if slices.Contains(s.ExportTo, "*") {
		return true
	}
	return !slices.ContainsFunc(exportTo, func(ns string) bool {
		if ns == "." {
			ns = s.Namespace
		}
		return ns == "*" || !s.exportedTo(s.ExportTo, ns)
	})
}

// SNIHosts are the sets of names that the TLS routes for a port match, each once, in their order.
func (t *Template) SNIHosts(port int) [][]string {
	var all [][]string
	for _, r := range t.Routes {
		for _, m := range r.Matches {
			known := slices.ContainsFunc(all, func(other []string) bool { return slices.Equal(other, m.SNIHosts) })
			if r.Layer == model.TLS && m.For(port) && !known {
				all = append(all, m.SNIHosts)
			}
		}
	}
	return all
}
