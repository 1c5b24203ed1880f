package routes

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
)

// lanes compares the calls of the graph with lanes that are found here anew, without graylane, from pods, selectors and what
// the configuration says of baselines and lanes: where versions are v and a number, the lowest that is no copy is the baseline
// where nothing else is said, and a version of the caller's Service is in the lane of its value where it is put into no other. Requests that
// carry a header are in the lane that it names.
func (c *comparison) lanes() {
	for _, call := range c.graph.Calls {
		p := c.mesh.Pod(call.Caller.In(), call.Caller.Kind+"/"+call.Caller.Name)
		s := c.mesh.Service(call.Callee.In(), call.Callee.Name)
		if p == nil || s == nil {
			continue
		}
		lane, found := c.plainLane(p)
		if to, ok := c.plain(s); found && ok {
			c.laneCall(call.Caller, call.Callee, func(h cases.Hop) string {
				if h.Header != nil {
					return to.serving(h.Lane)
				}
				return to.serving(lane)
			})
		}
	}
}

// laneCall looks for the hops of a call, which have to land on one version where rules steer at all.
func (c *comparison) laneCall(caller, callee cases.Object, wanted func(cases.Hop) string) {
	for _, h := range c.hops {
		same := h.Caller.In() == caller.In() && h.Caller.Kind == caller.Kind && h.Caller.Name == caller.Name &&
			h.Callee.In() == callee.In() && h.Callee.Name == callee.Name
		if !same || h.Subset == "" || h.Assumed || h.FromOutside() || h.Reason == "hidden" || h.Reason == "ambiguous" && c.told(h) {
			continue
		}
		c.Compared["(its lane found anew)"]++
		if want := wanted(h); !slices.Equal(h.Versions, []string{want}) {
			c.wrong(h, fmt.Sprintf("it is a call of %s that wants %s", caller.Name, want))
		}
	}
}

// versions are those of a Service, by the lane that they serve.
type versions struct {
	baseline string
	lanes    map[string]string // the version of each lane but the baseline
}

// serving is the version that serves a lane.
func (v versions) serving(lane string) string {
	if version, has := v.lanes[lane]; has {
		return version
	}
	return v.baseline
}

// plainLane is the lane of a pod that one Service of several versions selects.
func (c *comparison) plainLane(p *mesh.Pod) (lane string, found bool) {
	own := c.selecting(p)
	if len(own) != 1 {
		return "", false
	}
	of, ok := c.plain(own[0])
	version := p.Labels[c.answer.VersionLabel]
	for lane, v := range of.lanes {
		if v == version {
			return lane, true
		}
	}
	return baseline, ok && version == of.baseline
}

func (c *comparison) selecting(p *mesh.Pod) []*corev1.Service {
	return slices.DeleteFunc(slices.Clone(c.mesh.Services), func(s *corev1.Service) bool { return !slices.Contains(c.mesh.Selected(s), p) })
}

// plain are the versions of a Service that has several, each v and a number, and whose pods no Service with an annotation of
// its own selects too.
func (c *comparison) plain(s *corev1.Service) (of versions, ok bool) {
	all := c.plainVersions(s)
	if len(all) < 2 {
		return versions{}, false
	}
	of = versions{baseline: c.lowest(s, all), lanes: map[string]string{}}
	if slices.Contains(all, c.answer.Release.Baseline) {
		of.baseline = c.answer.Release.Baseline
	}
	if annotated := s.Annotations["graylane.dev/baseline"]; annotated != "" {
		of.baseline = annotated
	}
	for _, p := range c.mesh.Selected(s) {
		for _, other := range c.selecting(p) {
			if other != s && other.Annotations["graylane.dev/baseline"] != "" {
				return versions{}, false
			}
		}
	}
	for _, v := range all {
		if v != of.baseline {
			of.lanes[c.laneNamed(s, v)] = v
		}
	}
	return of, true
}

// lowest is the first of versions that a pod of s has which is no copy by graylane: those stand beside a baseline.
func (c *comparison) lowest(s *corev1.Service, versions []string) string {
	for _, version := range versions {
		for _, p := range c.mesh.Selected(s) {
			if p.Labels[c.answer.VersionLabel] == version && !c.answer.Copied(p.Namespace, p.Owner) {
				return version
			}
		}
	}
	return versions[0]
}

// laneNamed is the lane of a version of a Service that is not its baseline.
func (c *comparison) laneNamed(s *corev1.Service, version string) string {
	for _, lane := range c.answer.Release.Lanes {
		if lane.Version == version {
			return lane.Name
		}
		for name, v := range lane.Versions {
			if v == version && c.names(name, c.mesh.Selected(s)) {
				return lane.Name
			}
		}
	}
	return version
}

// names tells whether a name in the configuration, [namespace/]name, is that of a Service with some of pods, now or before
// kustomize renamed it; or, where no Service has it, that of a workload with some.
func (c *comparison) names(name string, pods []*mesh.Pod) bool {
	namespace, short, qualified := strings.Cut(name, "/")
	if !qualified {
		namespace, short = "", name
	}
	is := func(ns, name string) bool { return name == short && (namespace == "" || ns == namespace) }
	known := false
	for _, other := range c.mesh.Services {
		former := strings.Split(other.Annotations["internal.config.kubernetes.io/previousNames"], ",")
		if !is(other.Namespace, other.Name) && !slices.ContainsFunc(former, func(name string) bool { return is(other.Namespace, name) }) {
			continue
		}
		known = true
		if slices.ContainsFunc(c.mesh.Selected(other), func(p *mesh.Pod) bool { return slices.Contains(pods, p) }) {
			return true
		}
	}
	return !known && slices.ContainsFunc(pods, func(p *mesh.Pod) bool {
		_, owner, _ := strings.Cut(p.Owner, "/")
		return is(p.Namespace, owner)
	})
}

// plainVersions are the versions of a Service's pods, the lowest first; none where one is not v and a number.
func (c *comparison) plainVersions(s *corev1.Service) []string {
	versions := c.versions(c.mesh.Selected(s))
	number := func(version string) int {
		digits, isVersion := strings.CutPrefix(version, "v")
		n, err := strconv.Atoi(digits)
		if err != nil || !isVersion {
			return -1
		}
		return n
	}
	if slices.ContainsFunc(versions, func(v string) bool { return number(v) < 0 }) {
		return nil
	}
	slices.SortFunc(versions, func(a, b string) int { return cmp.Compare(number(a), number(b)) })
	return versions
}
