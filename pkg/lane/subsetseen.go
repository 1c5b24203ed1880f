package lane

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// failing tells whether requests from a namespace to a subset of s fail, since no DestinationRule that is seen there defines it. Istio
// looks in the namespace of the client, in that of the Service and in the root namespace, and takes the first that has any; what is
// in the root namespace and seen elsewhere too counts last, also there (istio pilot/pkg/model/push_context.go, destinationRule). The
// pods of a gateway are taken to be where the Gateway is. What the context lacks may be elsewhere.
func (o *outside) failing(s *model.Service, subset, from string) bool {
	o.readSubsets()
	own := func(exportTo []string) bool {
		return (from != model.RootNamespace || private(exportTo)) && (slices.Contains(exportTo, ".") || exported(exportTo, from))
	}
	theirs := func(exportTo []string) bool { return exported(exportTo, from) }
	seen, defines := o.subsetIn(from, s, subset, own)
	for _, namespace := range []string{s.Namespace, model.RootNamespace} {
		if !seen {
			seen, defines = o.subsetIn(namespace, s, subset, theirs)
		}
	}
	return !defines && (seen || !s.Context)
}

// private tells whether an exportTo is for one namespace alone.
func private(exportTo []string) bool {
	return len(exportTo) == 1 && (exportTo[0] == "." || exportTo[0] == model.RootNamespace)
}

// subsetIn tells whether DestinationRules for s in a namespace, the generated one among them, are seen, and whether one of those
// defines a subset.
func (o *outside) subsetIn(namespace string, s *model.Service, subset string, isSeen func(exportTo []string) bool) (seen, defines bool) {
	look := func(exportTo []string, has bool) {
		if isSeen(exportTo) {
			seen, defines = true, defines || has
		}
	}
	if planned := o.planned[s]; planned != nil && len(planned.Missing) > 0 && model.SameNamespace(namespace, s.Namespace) {
		look(planned.ExportTo, slices.ContainsFunc(planned.Missing, func(m Subset) bool { return m.Name == subset }))
	}
	for _, d := range o.rulesFor(s, namespace) {
		look(d.ExportTo, slices.ContainsFunc(d.Subsets, func(theirs model.Subset) bool { return theirs.Name == subset }))
	}
	return seen, defines
}

// exported tells whether a DestinationRule with an exportTo is seen in a namespace.
func exported(exportTo []string, namespace string) bool {
	return len(exportTo) == 0 || slices.Contains(exportTo, "*") || slices.Contains(exportTo, model.KeyOf(namespace, "").Namespace)
}

// rulesFor are the DestinationRules of others in a namespace that count for s there: those for its host, else those whose wildcard
// covers it.
func (o *outside) rulesFor(s *model.Service, namespace string) []*model.DestinationRule {
	within := func(all []*model.DestinationRule, covers func(*model.DestinationRule) bool) []*model.DestinationRule {
		var found []*model.DestinationRule
		for _, d := range all {
			if model.SameNamespace(d.Namespace, namespace) && covers(d) {
				found = append(found, d)
			}
		}
		return found
	}
	if exact := within(o.subsets[s], func(*model.DestinationRule) bool { return true }); len(exact) > 0 {
		return exact
	}
	full := s.Name + "." + s.Key().Namespace + ".svc." + o.domain
	return within(o.wildcards, func(d *model.DestinationRule) bool { return strings.HasSuffix(full, strings.TrimPrefix(d.Host, "*")) })
}

func (o *outside) readSubsets() {
	if o.subsets != nil {
		return
	}
	o.subsets = map[*model.Service][]*model.DestinationRule{}
	for _, d := range o.model.DestinationRules() {
		if strings.HasPrefix(d.Host, "*") {
			o.wildcards = append(o.wildcards, d)
		} else if s := o.IstioService(d.Host, d.Namespace); s != nil {
			o.subsets[s] = append(o.subsets[s], d)
		}
	}
}
