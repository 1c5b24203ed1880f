package routes

import (
	"fmt"
	"maps"
	"net/http"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
)

// unruled are the reasons for which no rule of graylane applies to a call.
var unruled = []string{
	"uncalled", "ignored", "headless", "external-name", "not-routable", "no-sidecar", "not-exported", "not-imported", "hidden", "theirs", "context",
	"refused",
}

// nobody is a value of the lane header that names no lane.
const nobody = "nobody"

// header compares what becomes of the lane header, where there is one, on the way from every pod, and from strangers, to every
// port for HTTP, with what it is for. The plan is asked for one thing alone, whether graylane's rules apply to a call.
//
// A request that names a lane lands on its version, else on the baseline's, and keeps the header. One that names none, or what
// is no lane, is in the lane of the caller where rules know it, and then leaves with the header; else on the baseline, as it is.
func (c *comparison) header() {
	if c.answer.Release.Header.Name == "" {
		return
	}
	calls := c.calls()
	for _, s := range c.mesh.Services {
		for i := range s.Spec.Ports {
			port := &s.Spec.Ports[i]
			if !forHTTP(port) || portOf(s, int(port.Port)) != port || left(s, int(port.Port)) {
				continue
			}
			for _, p := range c.mesh.Pods {
				if to, told := calls[callOf(p.Namespace, p.Owner, s, int(port.Port))]; told && !slices.Contains(unruled, to.reason) && p.Sidecar {
					c.pass(pass{from: p, to: s, port: port, known: to.known, lane: c.laneOf(object(p)), steered: to.reason != "one-version"})
				}
			}
			if c.everywhere(s) {
				stranger := &mesh.Pod{Owner: "stranger/nobody", Namespace: "elsewhere", Labels: map[string]string{"app": nobody}, Address: "10.4.0.1", Sidecar: true}
				c.pass(pass{from: stranger, to: s, port: port, steered: len(c.versions(c.mesh.Selected(s))) > 1})
			}
		}
	}
}

// call is what the plan says of a call.
type call struct {
	reason string
	known  bool
}

func callOf(namespace, owner string, s *corev1.Service, port int) string {
	return fmt.Sprint(namespace, "/", owner, " ", s.Namespace, "/", s.Name, " ", port)
}

// calls are the calls of pods; of several lanes of a caller the reason of one.
func (c *comparison) calls() map[string]call {
	all := map[string]call{}
	for _, h := range c.hops {
		if s := c.mesh.Service(h.Callee.In(), h.Callee.Name); s != nil && !h.FromOutside() {
			all[callOf(h.Caller.In(), h.Caller.Kind+"/"+h.Caller.Name, s, h.Port)] = call{h.Reason, !h.Assumed}
		}
	}
	return all
}

// everywhere tells whether pods in any namespace see the rules of s, for which there are some. A template alone, of a Service
// that nothing calls, is none, and one may have routes that lead elsewhere.
func (c *comparison) everywhere(s *corev1.Service) bool {
	open := slices.ContainsFunc(c.hops, func(h cases.Hop) bool {
		return (h.Reason == "uncalled" || h.Reason == "theirs") && h.Callee.In() == s.Namespace && h.Callee.Name == s.Name
	})
	return !open && !c.sidecars() && slices.ContainsFunc(c.answer.Generated, func(o map[string]any) bool {
		in := cases.Object{Namespace: cases.Text(o, "metadata", "namespace")}.In()
		return cases.Text(o, "kind") == "VirtualService" && cases.Text(o, "metadata", "name") == "vs-"+s.Name && in == s.Namespace &&
			cases.At(o, "spec")["exportTo"] == nil
	})
}

// forHTTP tells whether requests to a port may have headers.
func forHTTP(port *corev1.ServicePort) bool {
	return port != nil && port.Protocol == corev1.ProtocolTCP && slices.ContainsFunc(kinds(port), isHTTP)
}

// pass is a port that a pod sends requests to.
type pass struct {
	from    *mesh.Pod
	to      *corev1.Service
	port    *corev1.ServicePort
	known   bool   // whether anything shows the call
	lane    string // of the pod; baseline or empty where it is in none
	steered bool   // whether there is a choice of versions
}

// pass sends requests with every value of the header.
func (c *comparison) pass(p pass) {
	none, marked := c.send(p, "")
	wrong := func(what string, args ...any) {
		c.Wrong = append(c.Wrong, fmt.Sprintf("%s calls %s/%s port %d: %s", p.from.ID(), p.to.Namespace, p.to.Name, p.port.Port, fmt.Sprintf(what, args...)))
	}
	if none == nil {
		return // the comparison of the plan says so, if that is wrong
	}
	if wants, clear := c.mark(p); clear && marked != wants {
		wrong("the header that it gets is %q, and not %q", marked, wants)
	} else if marked != "" && marked != p.lane {
		wrong("the header that it gets is %q, and its lane is %q", marked, p.lane)
	}
	unknown, left := c.send(p, nobody)
	if !slices.Equal(ids(unknown), ids(none)) || left != marked && (marked != "" || left != nobody) {
		wrong("with a header that names no lane it lands on %q with %q, and without on %q with %q", ids(unknown), left, ids(none), marked)
	}
	for _, lane := range c.known() {
		got, left := c.send(p, lane)
		want := c.mesh.Selected(p.to)
		if version := c.versionOrBaseline(lane, p.to); p.steered {
			want = slices.DeleteFunc(want, func(to *mesh.Pod) bool { return c.version[to.ID()] != version })
		}
		if !slices.Equal(ids(got), ids(want)) || left != lane {
			wrong("with the header %s it lands on %q with %q, and not on %q with its own", lane, ids(got), left, ids(want))
		}
	}
}

// mark is the header that a request without any has to get; clear is false where that depends on what rules happen to know: a
// call that nothing shows, without match: lane or from where rules may not be seen, or a caller that they do not tell from another.
func (c *comparison) mark(p pass) (value string, clear bool) {
	h := cases.Hop{Callee: cases.Object{Namespace: p.to.Namespace, Name: p.to.Name}}
	service := "Service/" + p.to.Name
	switch {
	case p.to.Annotations["graylane.dev/ignore"] != "":
		return "", true
	case p.lane == "" || p.lane == baseline:
		return "", !c.ambiguous(h)
	case c.answer.TellsOf("GL0516", service) || c.answer.TellsOf("GL0516", "Service/"+p.to.Namespace+"/"+p.to.Name):
		return "", true
	case !p.known && (c.answer.Release.Match != "lane" || !c.everywhere(p.to)):
		return "", false
	}
	return p.lane, !c.ambiguous(h)
}

// ambiguous is [comparison.told] for a Service whose namespace may not be written out in the input.
func (c *comparison) ambiguous(h cases.Hop) bool {
	if c.told(h) {
		return true
	}
	h.Callee.Namespace = ""
	return c.told(h)
}

// send sends a request with a value of the lane header, by each protocol of HTTP that the port takes; it gives the pods where it
// lands, nil where that is past the mesh, and the value with which it arrives.
func (c *comparison) send(p pass, value string) (pods []*mesh.Pod, arrives string) {
	name := names(p.from.Namespace, p.to)
	for _, r := range kinds(p.port) {
		if !isHTTP(r) {
			continue
		}
		r.Address, r.Port, r.Host, r.Headers = p.to.Spec.ClusterIP, int(p.port.Port), name[len(name)-1], http.Header{}
		if value != "" {
			r.Headers.Set(c.answer.Release.Header.Name, value)
		}
		c.Requests++
		landings, err := c.proxy(p.from).Send(r)
		if err != nil || len(landings) != 1 || landings[0].Passthrough() {
			return nil, ""
		}
		c.Compared["(what becomes of the header)"]++
		pods, arrives = append([]*mesh.Pod{}, landings[0].Pods...), landings[0].Headers.Get(c.answer.Release.Header.Name)
	}
	return pods, arrives
}

// known are the lanes that workloads are in, and those of the configuration that have a version of any, by name.
func (c *comparison) known() []string {
	all := map[string]bool{}
	for _, w := range c.graph.Workloads {
		if w.Lane != "" && w.Lane != baseline {
			all[w.Lane] = true
		}
	}
	for _, lane := range c.answer.Release.Lanes {
		for _, p := range c.mesh.Pods {
			own := p.Labels[c.answer.VersionLabel]
			named := own == lane.Version
			for name, version := range lane.Versions {
				named = named || own == version && c.names(name, []*mesh.Pod{p})
			}
			if named && own != "" && (c.laneOf(object(p)) != baseline || c.alone(p)) {
				all[lane.Name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// alone tells whether p is no version among several: of a Service, or of pods that differ in the version alone.
func (c *comparison) alone(p *mesh.Pod) bool {
	rest := func(of *mesh.Pod) map[string]string {
		labels := maps.Clone(of.Labels)
		delete(labels, c.answer.VersionLabel)
		return labels
	}
	twin := slices.ContainsFunc(c.mesh.Pods, func(other *mesh.Pod) bool {
		return other.Namespace == p.Namespace && other.Labels[c.answer.VersionLabel] != p.Labels[c.answer.VersionLabel] && maps.Equal(rest(other), rest(p))
	})
	return !twin && !slices.ContainsFunc(c.selecting(p), func(s *corev1.Service) bool { return len(c.versions(c.mesh.Selected(s))) > 1 })
}

// versionOrBaseline is the version of a Service that serves a lane.
func (c *comparison) versionOrBaseline(lane string, s *corev1.Service) string {
	if version := c.versionIn(lane, cases.Object{Namespace: s.Namespace, Name: s.Name}); version != "" {
		return version
	}
	for _, of := range c.graph.Services {
		if of.Name == s.Name && (cases.Object{Namespace: of.Namespace}).In() == s.Namespace {
			return of.Baseline
		}
	}
	return ""
}
