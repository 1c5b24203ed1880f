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

// lanes compares the calls of the graph with lanes that are found here anew, without graylane: where versions are v and a number,
// the lowest is the baseline, and a version of the caller's Service is in the lane of its value. What configurations and
// annotations change is left to intended.
func (c *comparison) lanes() {
	if c.configured() {
		return
	}
	for _, call := range c.graph.Calls {
		p := c.mesh.Pod(call.Caller.In(), call.Caller.Kind+"/"+call.Caller.Name)
		s := c.mesh.Service(call.Callee.In(), call.Callee.Name)
		if p == nil || s == nil {
			continue
		}
		lane, found := c.plainLane(p)
		versions := c.plainVersions(s)
		if !found || len(versions) < 2 {
			continue
		}
		want := versions[0]
		if slices.Contains(versions, lane) {
			want = lane
		}
		c.laneCall(call.Caller, call.Callee, want)
	}
}

// laneCall looks for the hops of a caller's own lane, which have to land on a version where rules steer at all.
func (c *comparison) laneCall(caller, callee cases.Object, want string) {
	for _, h := range c.hops {
		same := h.Caller.In() == caller.In() && h.Caller.Kind == caller.Kind && h.Caller.Name == caller.Name &&
			h.Callee.In() == callee.In() && h.Callee.Name == callee.Name
		if !same || h.Subset == "" || h.Assumed || h.Reason == "entry" || h.Reason == "hidden" || h.Reason == "ambiguous" && c.told(h) {
			continue
		}
		c.Compared["(its lane found anew)"]++
		if !slices.Equal(h.Versions, []string{want}) {
			c.wrong(h, fmt.Sprintf("it is a call of %s that wants %s", caller.Name, want))
		}
	}
}

// configured tells whether anything but versions decides about baselines and lanes.
func (c *comparison) configured() bool {
	return c.answer.Configured || slices.ContainsFunc(c.mesh.Services, func(s *corev1.Service) bool {
		return s.Annotations["graylane.dev/baseline"] != ""
	})
}

// plainLane is the lane of a pod that one Service of several versions selects; its version where that is not the baseline.
func (c *comparison) plainLane(p *mesh.Pod) (lane string, found bool) {
	var own []*corev1.Service
	for _, s := range c.mesh.Services {
		if slices.Contains(c.mesh.Selected(s), p) {
			own = append(own, s)
		}
	}
	if len(own) != 1 {
		return "", false
	}
	versions := c.plainVersions(own[0])
	lane = p.Labels[c.answer.VersionLabel]
	if len(versions) < 2 || !slices.Contains(versions, lane) {
		return "", false
	}
	if lane == versions[0] {
		return "baseline", true
	}
	return lane, true
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
