package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/model"
)

// visible is where the routes of s are to be seen: where its template says; else where its subsets are, where someone else's DestinationRule limits
// these; else, with istio.exportTo: auto, in the namespaces of the Service and of its known callers, unless one of these
// is not known; else everywhere.
func (b *builder) visible(s *Service) []string {
	if s.Template != nil && len(s.Template.ExportTo) > 0 {
		return s.Template.ExportTo
	}
	if len(s.ExportTo) > 0 {
		return s.ExportTo
	}
	if b.spec.Istio.ExportTo != api.ExportToAuto {
		return nil
	}
	namespaces, callers := []string{"."}, s.Callers
	if s.delegated { // Istio drops a delegate that its root does not see
		callers = slices.Compact(slices.Sorted(slices.Values(slices.Concat(callers, s.gateways))))
	}
	for _, ns := range callers {
		switch {
		case model.SameNamespace(ns, s.Namespace):
		case ns == "" || ns == AnyNamespace:
			return nil
		default:
			namespaces = append(namespaces, ns)
		}
	}
	return namespaces
}

// exportedTo tells whether an exportTo of a resource beside s covers a namespace
// (https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService).
func (s *Service) exportedTo(exportTo []string, namespace string) bool {
	return len(exportTo) == 0 || slices.Contains(exportTo, "*") ||
		model.SameNamespace(namespace, s.Namespace) && slices.Contains(exportTo, ".") ||
		slices.Contains(exportTo, model.KeyOf(namespace, "").Namespace)
}
