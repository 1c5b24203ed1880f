package lane

import (
	"fmt"
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// templates are the templates of others, by their Services. It reports those that nothing can be made of.
func (b *builder) templates() map[*model.Service]*Template {
	found := map[*model.Service]*Template{}
	for _, t := range b.model.Templates() {
		if t.Context {
			continue
		}
		s, why := b.serviceOf(t)
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

// serviceOf is the Service of a template, or why it has none.
func (b *builder) serviceOf(t *model.Template) (s *model.Service, why string) {
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
func (b *builder) keep(s *model.Service, routing existing) *Service {
	kept := &Service{Service: s, label: b.label, Template: b.templated[s]}
	if kept.Template == nil || !b.giveWay(kept, routing) {
		return nil
	}
	return kept
}

// weave checks that the lanes of s can be woven into its template, and reports the routes of it that lanes do not change.
func (b *builder) weave(s *Service) bool {
	t := s.Template
	if t == nil || !s.Routed {
		return true
	}
	if why := s.unwoven(t); why != "" {
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

// unwoven is why lanes cannot be woven into the template of s; empty where they can.
func (s *Service) unwoven(t *Template) string {
	byAddress := func(m model.TemplateMatch) bool { return m.ByAddress && !m.OffMesh }
	switch {
	case slices.ContainsFunc(t.Routes, func(r model.TemplateRoute) bool { return slices.ContainsFunc(r.Matches, byAddress) }):
		return "it matches destinationSubnets, and Istio takes no two rules with the same ones; match the port instead"
	case !s.sees(t.ExportTo):
		return fmt.Sprintf("its exportTo does not reach all of the namespaces %s, from which the Service is called, and calls go to all versions where it does not",
			list(s.Callers))
	case len(s.ExportTo) > 0 && !s.within(t.ExportTo):
		return fmt.Sprintf("its exportTo reaches further than that of the DestinationRule for this host, %s", list(s.ExportTo))
	}
	return ""
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
