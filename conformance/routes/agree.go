package routes

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
)

// fails is an error where a request does not fail as planned, by a route to a subset that the proxy does not have: unless the
// DestinationRule in the caller's namespace that hides the subset has another one of its name.
func (c *comparison) fails(h cases.Hop, landings []mesh.Landing, err error) error {
	if err == nil {
		for _, o := range c.mesh.Istio {
			subsets, _ := cases.At(o, "spec")["subsets"].([]any)
			short := cases.Text(o, "spec", "host") == h.Callee.Name
			other := cases.Text(o, "metadata", "namespace") == h.Caller.In() && !short
			if other && slices.ContainsFunc(subsets, func(s any) bool {
				return cases.Text(s.(map[string]any), "name") == landings[0].Subset
			}) {
				return nil
			}
		}
		return fmt.Errorf("it lands on %s, and does not fail", landings[0].Cluster)
	}
	if !strings.Contains(err.Error(), "there is no cluster") {
		return err
	}
	return nil
}

// agrees compares where a request lands with the plan.
func (c *comparison) agrees(h cases.Hop, s *corev1.Service, landings []mesh.Landing) error {
	if len(landings) != 1 {
		return fmt.Errorf("it is spread over %d clusters", len(landings))
	}
	l := landings[0]
	switch {
	case l.Passthrough() && h.Subset == "" && c.sidecars():
		return nil // the Service's address, and so any of its pods
	case h.Reason == "not-imported":
		return fmt.Errorf("it lands on %s, and not past the mesh", l.Cluster)
	case l.Host != s.Name+"."+s.Namespace+".svc.cluster.local" || l.Port != h.Port || l.Subset != h.Subset:
		return fmt.Errorf("it lands on %s", l.Cluster)
	}
	if want, got := ids(c.pods(h, s)), ids(l.Pods); !slices.Equal(want, got) {
		return fmt.Errorf("it lands on the pods %q, and not %q", got, want)
	}
	if got := c.versions(l.Pods); !slices.Equal(slices.Sorted(slices.Values(h.Versions)), got) {
		return fmt.Errorf("it lands on the versions %q", got)
	}
	return nil
}

// versions are those of pods, each once, sorted.
func (c *comparison) versions(pods []*mesh.Pod) []string {
	var all []string
	for _, p := range pods {
		if v := p.Labels[c.answer.VersionLabel]; v != "" {
			all = append(all, v)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// sidecars tells whether the application has a Sidecar of Istio, which may keep Services from a proxy.
func (c *comparison) sidecars() bool {
	return slices.ContainsFunc(c.mesh.Istio, func(o map[string]any) bool { return cases.Text(o, "kind") == "Sidecar" })
}

// pods are those where the plan says that requests land: those of the versions where it chooses, else all.
func (c *comparison) pods(h cases.Hop, s *corev1.Service) []*mesh.Pod {
	all := c.mesh.Selected(s)
	if h.Subset == "" && (h.Weights == nil || len(c.versions(all)) < 2) {
		return all
	}
	return slices.DeleteFunc(all, func(p *mesh.Pod) bool { return !slices.Contains(h.Versions, c.version[p.ID()]) })
}

func ids(pods []*mesh.Pod) []string {
	all := []string{}
	for _, p := range pods {
		all = append(all, p.ID())
	}
	return all
}
