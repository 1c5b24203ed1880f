package expected

import (
	"fmt"
	"slices"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
)

// known finds landings in a table that cannot be: at Services, or at versions of them, that do not exist.
func (c observer) known(want outcome) error {
	for _, l := range want.landings {
		s := c.Service(split(l.service))
		if s == nil {
			return fmt.Errorf("there is no Service %s", l.service)
		}
		of := func(p *mesh.Pod) bool { return p.Labels[c.versionLabel] == l.version }
		if l.version != "*" && !slices.ContainsFunc(c.Selected(s), of) {
			return fmt.Errorf("the Service %s has no version %s", l.service, l.version)
		}
	}
	return nil
}

// uncovered are the Services for which there are generated resources, and that no request of a table lands at.
func uncovered(c *mesh.Cluster, generated []map[string]any, table []line) (wrong []string) {
	landed := map[string]bool{}
	for _, l := range table {
		for _, at := range l.want.landings {
			landed[at.service] = true
		}
	}
	for _, o := range generated {
		for _, host := range hosts(o) {
			namespace := cases.Text(o, "metadata", "namespace")
			if namespace == "" {
				namespace = "default"
			}
			s := resolve(c, namespace, host)
			if s != nil && !landed[join(s.Namespace, s.Name)] {
				wrong = append(wrong, fmt.Sprintf("no request lands at %s, for which there is the %s %s",
					join(s.Namespace, s.Name), cases.Text(o, "kind"), cases.Text(o, "metadata", "name")))
			}
		}
	}
	return wrong
}

// hosts are those of a DestinationRule or a VirtualService.
func hosts(o map[string]any) (all []string) {
	if host := cases.Text(o, "spec", "host"); host != "" {
		all = append(all, host)
	}
	several, _ := cases.At(o, "spec")["hosts"].([]any)
	for _, host := range several {
		if text, ok := host.(string); ok {
			all = append(all, text)
		}
	}
	return all
}
