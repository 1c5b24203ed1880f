package traffic

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	networking "istio.io/api/networking/v1alpha3"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"istio.io/istio/pkg/config"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/telemetry"
)

// leaks are the calls that were sent and that no lane has, by the lanes that were written down for an application. Those of callers
// that the application lacks are none: nobody knows where they belong.
func (a app) leaks(t *testing.T, lanes []string, sent map[telemetry.Call]int) map[telemetry.Call]int {
	t.Helper()
	intended, decided := map[telemetry.Call]bool{}, map[telemetry.Call]bool{}
	for _, lane := range lanes {
		_, path := begin(lane)
		rest := a.follow(strings.Fields(path), maxHops, intended)
		if len(rest) > 0 {
			t.Fatalf("%q goes on behind its end", lane)
		}
	}
	for c := range intended {
		decided[anyVersion(c)] = true
	}
	leaks := map[telemetry.Call]int{}
	for c, n := range sent {
		switch {
		case c.From.Namespace == gateway.Namespace:
		case !decided[anyVersion(c)]:
			t.Errorf("no lane tells where %v belongs", c)
		case !intended[c]:
			leaks[c] = n
		}
	}
	return leaks
}

// anyVersion is a call, whoever answers.
func anyVersion(c telemetry.Call) telemetry.Call {
	c.Version = ""
	return c
}

// follow enters the calls of a path, which begins at a caller, and gives what is left of the path behind the calls that the caller,
// and those whom it calls, make.
func (a app) follow(path []string, hops int, calls map[telemetry.Call]bool) []string {
	from, rest := placed(path[0]), path[1:]
	if hops == 0 {
		return rest
	}
	for range a.callees(from) {
		to := placed(rest[0])
		calls[telemetry.Call{From: from.caller(), Namespace: to.namespace, Service: to.app, Version: to.version, Protocol: "grpc"}] = true
		rest = a.follow(rest, hops-1, calls)
	}
	return rest
}

// callees are what the pods of a place call.
func (a app) callees(at spot) []string {
	var all []string
	for _, s := range append(a.Services, a.Unseen...) {
		if s.Name != at.app || s.Namespace != "" && s.Namespace != at.namespace {
			continue
		}
		for _, variable := range s.Variables(at.version) {
			all = append(all, variable[1])
		}
		all = append(all, s.Code...)
	}
	return all
}

// spot is a place taken apart, see [world.place].
type spot struct{ namespace, app, version string }

func placed(place string) spot {
	host, version, _ := strings.Cut(place, "/")
	host, _, _ = strings.Cut(host, ":")
	name, namespace, qualified := strings.Cut(host, ".")
	if !qualified {
		namespace = metav1.NamespaceDefault
	}
	return spot{namespace, name, version}
}

// caller is the workload at a place.
func (s spot) caller() telemetry.Caller {
	workload := s.app
	if s.version != "" {
		workload += "-" + s.version
	}
	return telemetry.Caller{Namespace: s.namespace, Workload: workload, Version: s.version}
}

// told are the leaks that graylane reports, as JSON.
func told(t *testing.T, report string) map[telemetry.Call]int {
	t.Helper()
	var r struct {
		Diagnostics []struct {
			Code, Message string
			Object        struct{ Namespace, Name string }
		}
	}
	if err := json.Unmarshal([]byte(report), &r); err != nil {
		t.Fatalf("%v in %q", err, report)
	}
	all := map[telemetry.Call]int{}
	for _, d := range r.Diagnostics {
		m := leakTold.FindStringSubmatch(d.Message)
		if d.Code != "GL0414" || m == nil {
			t.Fatalf("this is not understood: %s %s", d.Code, d.Message)
		}
		c := telemetry.Call{Version: m[1], Protocol: "grpc"}
		c.From.Namespace, c.From.Workload = cmp.Or(d.Object.Namespace, metav1.NamespaceDefault), d.Object.Name
		c.Namespace, c.Service = in(m[2], c.From.Namespace)
		n, err := strconv.Atoi(m[3])
		if err != nil || all[c] != 0 {
			t.Fatalf("%s: %v", d.Message, err)
		}
		all[c] = n
	}
	return all
}

// leakTold is what is said of a leak: the version that was reached, of which Service, and how often.
var leakTold = regexp.MustCompile(`^Its requests, which are .+, were seen to reach the version (\S+) of (\S+) \((\d+) times`)

// in is a name and its namespace, as messages have it.
func in(name, namespace string) (string, string) {
	if before, after, qualified := strings.Cut(name, "/"); qualified {
		return before, after
	}
	return namespace, name
}

// verify holds the leaks that graylane finds against those that there were, and gives these.
func verify(t *testing.T, p *telemetry.Prometheus, w *world, a app, lanes []string) map[telemetry.Call]int {
	t.Helper()
	p.Same(t)
	want := map[telemetry.Call]int{}
	for c, n := range a.leaks(t, lanes, w.sidecars.Sent()) {
		c.From.Version = "" // the name of the workload says it
		want[c] = n
	}
	e := p.Observe(t, a.yaml(t), "--verify", "-", "--allow-unjudged", "-o", "json")
	if (e.Code == 1) != (len(want) > 0) || e.Code > 1 {
		t.Errorf("graylane observe --verify: exit %d, for %d leaks\n%s%s", e.Code, len(want), e.Stdout, e.Stderr)
	}
	if diff := gocmp.Diff(want, told(t, e.Stdout)); diff != "" {
		t.Errorf("leaks that there were (-) and that are told (+):\n%s\n%s", diff, e.Stderr)
	}
	return want
}

// TestNoLeaks looks for leaks where every call is on its lane.
func TestNoLeaks(t *testing.T) {
	p := telemetry.Start(t)
	for _, row := range fallbacks {
		t.Run(row.name, func(t *testing.T) { noLeak(t, p, row) })
	}
	for _, row := range headers {
		row.app.Config = "header: {name: X-Lane}, " + row.app.Config
		row.lanes = slices.DeleteFunc(slices.Clone(row.lanes), stray)
		t.Run("header, "+row.name, func(t *testing.T) { noLeak(t, p, row) })
	}
}

// stray tells whether a lane begins with the header of another one at a pod that is in a lane: no rule lets such a request in.
func stray(lane string) bool {
	header, path := begin(lane)
	_, value, _ := strings.Cut(header, "=")
	entry := placed(strings.Fields(path)[0]).version
	return strings.HasPrefix(value, "v") && entry != "v1" && value != entry
}

func noLeak(t *testing.T, p *telemetry.Prometheus, row fallback) {
	t.Log(row.reason)
	row.app.Pods = 2
	a := row.app
	w := newWorld(t, build(t, a))
	p.Watch(t, w.sidecars)
	drive(t, w, 20, row.lanes...).onLane(t)
	if leaks := verify(t, p, w, a, row.lanes); len(leaks) > 0 {
		t.Errorf("there are %d leaks", len(leaks))
	}
	a.Observed = p.Same(t)
	before, after := cases.Ask(t, cases.Case{Input: row.app.yaml(t)}), cases.Ask(t, cases.Case{Input: a.yaml(t)})
	if diff := gocmp.Diff(before.Generated, after.Generated); diff != "" {
		t.Errorf("what was observed, and the manifests show, changes the routing:\n%s", diff)
	}
}

// TestLeaks breaks one thing in one generated resource at a time, and finds exactly the calls that leave their lane.
func TestLeaks(t *testing.T) {
	p := telemetry.Start(t)
	for _, row := range []struct {
		name, reason string
		kind         string
		breaks       func(config.Spec)
	}{
		{"no default route", "a caller without a rule reaches all versions", "VirtualService", withoutDefault},
		{"no rule for the lane", "its callers fall to the default route", "VirtualService", withoutLanes},
		{"routes swapped", "every call goes elsewhere", "VirtualService", swapRoutes},
		{"bound to mesh", "Istio ignores sourceLabels beside gateways", "VirtualService", bindToMesh},
		{"a rule without sourceLabels", "it takes every caller", "VirtualService", withoutSourceLabels},
		{"labels swapped", "the subset of a name has other pods", "DestinationRule", swapLabels},
		{"a subset without labels", "it has the pods of every version", "DestinationRule", withoutLabels},
	} {
		found := 0
		for _, of := range []fallback{
			{name: "staggered", app: staggered, lanes: staggeredLanes}, fallbackOf(t, "namespaces"), fallbackOf(t, "lane by name"),
			fallbackOf(t, "gap without a version label"), fallbackOf(t, "gaps that copies close"),
		} {
			of.app.Pods = 2
			o := build(t, of.app)
			for i, resource := range o.routing {
				vs, rules := resource.Spec.(*networking.VirtualService)
				if resource.GroupVersionKind.Kind != row.kind || resource.Name == "dr-front" || rules && len(vs.Http) < 2 {
					continue // nothing calls front, and where there is but the default route, there is nothing to swap
				}
				t.Run(row.name+" in "+resource.Name+" of "+of.name, func(t *testing.T) {
					t.Log(row.reason)
					found += injected(t, p, of, func(o objects) { row.breaks(o.routing[i].Spec) })
				})
			}
		}
		if found == 0 {
			t.Errorf("%s: nothing comes of it", row.name)
		}
	}
}

// injected breaks the routing of an application, and has every leak that comes of it told, and no other. It gives their number.
func injected(t *testing.T, p *telemetry.Prometheus, row fallback, breaks func(objects)) int {
	a := row.app
	a.Pods = 2
	o := build(t, a)
	breaks(o)
	w := newWorld(t, o)
	p.Watch(t, w.sidecars)
	r := newReport(w, row.lanes...)
	r.send(t, 20)
	complain(t, "calls failed", r.failed)
	leaks := verify(t, p, w, a, row.lanes)
	if (len(leaks) > 0) != (len(r.off) > 0) {
		t.Errorf("%d calls left their lane, and there are %d leaks", len(r.off), len(leaks))
	}
	t.Logf("%d of %d calls left their lane; %d leaks", len(r.off), r.calls, len(leaks))
	return len(leaks)
}

// withoutSourceLabels has the first rule for a lane take every caller.
func withoutSourceLabels(spec config.Spec) {
	for _, rule := range spec.(*networking.VirtualService).Http {
		if byLabels(rule) && rule.Route[0].Destination.Subset != "v1" {
			for _, m := range rule.Match {
				m.SourceLabels, m.SourceNamespace = nil, ""
			}
			return
		}
	}
}

// withoutLabels has the last subset select the pods of all.
func withoutLabels(spec config.Spec) {
	subsets := spec.(*networking.DestinationRule).Subsets
	subsets[len(subsets)-1].Labels = nil
}
