package traffic

import (
	"slices"
	"testing"

	networking "istio.io/api/networking/v1alpha3"

	"istio.io/istio/pkg/config"
)

// staggered is an application in which every rule and every default route has its calls: cart lacks v3, stock lacks v2.
var staggered = app{Pods: 2, Services: []service{
	{Name: "front", Versions: "v1 v2 v3", Env: []string{"UPSTREAM_URL=grpc://cart:8080", "STOCK_ADDR=stock:8080"}},
	{Name: "cart", Versions: "v1 v2", Env: []string{"UPSTREAM_URL=grpc://stock:8080"}},
	{Name: "stock", Versions: "v1 v3"},
}}

var staggeredLanes = []string{
	"front/v1 cart/v1 stock/v1 stock/v1",
	"front/v2 cart/v2 stock/v1 stock/v1",
	"front/v3 cart/v1 stock/v1 stock/v3",
}

// TestWithoutGraylane shows what the same calls do without routing.
func TestWithoutGraylane(t *testing.T) {
	for _, row := range []struct {
		name  string
		app   app
		lanes []string
	}{
		{"chain", chain(3, "v1 v2 v3"), []string{along(3, "v1"), along(3, "v2"), along(3, "v3")}},
		{"staggered", staggered, staggeredLanes},
	} {
		t.Run(row.name, func(t *testing.T) {
			o := build(t, row.app)
			o.routing = nil
			r := newReport(newWorld(t, o), row.lanes...)
			r.send(t, 200)
			r.offLane(t, 0.2)
		})
	}
}

// TestBrokenRouting takes or turns one thing in one generated resource at a time. Calls must be seen to leave their
// lane each time, else onLane proves little.
func TestBrokenRouting(t *testing.T) {
	t.Run("whole", func(t *testing.T) {
		drive(t, newWorld(t, build(t, staggered)), 100, staggeredLanes...).onLane(t)
	})
	for _, row := range []struct {
		name, reason string
		kind         string
		breaks       func(config.Spec)
	}{
		{"no default route", "a caller without a rule reaches all versions", "VirtualService", withoutDefault},
		{"no rule for the lane", "its callers fall to the default route", "VirtualService", withoutLanes},
		{"routes swapped", "every call goes elsewhere", "VirtualService", swapRoutes},
		{"labels swapped", "the subset of a name has other pods", "DestinationRule", swapLabels},
		{"bound to mesh", "Istio ignores sourceLabels beside gateways", "VirtualService", bindToMesh},
	} {
		for i, resource := range build(t, staggered).routing {
			if resource.GroupVersionKind.Kind != row.kind || resource.Name == "dr-front" { // nothing calls front
				continue
			}
			t.Run(row.name+" in "+resource.Name, func(t *testing.T) {
				t.Log(row.reason)
				o := build(t, staggered)
				row.breaks(o.routing[i].Spec)
				r := newReport(newWorld(t, o), staggeredLanes...)
				r.send(t, 50)
				r.offLane(t, 0.05)
			})
		}
	}
}

// byHeaders and byNames are applications of which each rule for a header, and each lane by name, has its calls.
var (
	byHeaders = headers[3]
	byNames   = headers[5]
)

// TestBrokenHeaders is TestBrokenRouting for lanes that a header carries.
func TestBrokenHeaders(t *testing.T) {
	for _, row := range []struct {
		name, reason string
		fallback
		breaks func(*networking.VirtualService)
	}{
		{"no rules for headers", "the lane ends at every pod that is in none", byHeaders, func(vs *networking.VirtualService) {
			vs.Http = slices.DeleteFunc(vs.Http, byHeader)
		}},
		{"no rule for lanes that are lacked", "the labels of the caller count instead", headers[4], func(vs *networking.VirtualService) {
			vs.Http = slices.DeleteFunc(vs.Http, func(rule *networking.HTTPRoute) bool {
				return byHeader(rule) && rule.Route[0].Destination.Subset == "v1"
			})
		}},
		{"rules for headers come last", "the labels of the caller count first", headers[4], func(vs *networking.VirtualService) {
			last := vs.Http[len(vs.Http)-1]
			isHeader := func(rule *networking.HTTPRoute) bool { return !byHeader(rule) }
			labels := slices.DeleteFunc(slices.Clone(vs.Http[:len(vs.Http)-1]), byHeader)
			vs.Http = append(append(labels, slices.DeleteFunc(slices.Clone(vs.Http), isHeader)...), last)
		}},
		{"the header's rules lead to each other's version", "requests of one lane land in another", byHeaders, swapHeaders},
		{"the header has the version and not the lane's name", "the lane is unknown", byNames, func(vs *networking.VirtualService) {
			for _, rule := range vs.Http {
				for _, m := range rule.Match {
					if m.Headers != nil {
						m.Headers[laneHeader] = &networking.StringMatch{MatchType: &networking.StringMatch_Exact{Exact: rule.Route[0].Destination.Subset}}
					}
				}
			}
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Log(row.reason)
			a := row.app
			a.Pods, a.Config = 2, "header: {name: x-lane}, "+a.Config
			o := build(t, a)
			for _, resource := range o.routing {
				if vs, ok := resource.Spec.(*networking.VirtualService); ok {
					row.breaks(vs)
				}
			}
			r := newReport(newWorld(t, o), row.lanes...)
			r.send(t, 30)
			r.offLane(t, 0.05)
		})
	}
}

func byHeader(rule *networking.HTTPRoute) bool {
	return slices.ContainsFunc(rule.Match, func(m *networking.HTTPMatchRequest) bool { return len(m.Headers) > 0 })
}

// swapHeaders exchanges the routes of the first two rules for headers.
func swapHeaders(vs *networking.VirtualService) {
	var rules []*networking.HTTPRoute
	for _, rule := range vs.Http {
		if byHeader(rule) {
			rules = append(rules, rule)
		}
	}
	if len(rules) > 1 {
		rules[0].Route, rules[1].Route = rules[1].Route, rules[0].Route
	}
}

// byLabels tells whether a rule is for certain callers; the others are default routes.
func byLabels(rule *networking.HTTPRoute) bool {
	return slices.ContainsFunc(rule.Match, func(m *networking.HTTPMatchRequest) bool { return len(m.SourceLabels) > 0 })
}

func withoutDefault(spec config.Spec) {
	vs := spec.(*networking.VirtualService)
	vs.Http = slices.DeleteFunc(vs.Http, func(rule *networking.HTTPRoute) bool { return !byLabels(rule) })
}

func withoutLanes(spec config.Spec) {
	vs := spec.(*networking.VirtualService)
	vs.Http = slices.DeleteFunc(vs.Http, func(rule *networking.HTTPRoute) bool {
		return byLabels(rule) && rule.Route[0].Destination.Subset != "v1"
	})
}

// swapRoutes exchanges the subsets of the first two rules, which are those of the baseline and of the first lane.
func swapRoutes(spec config.Spec) {
	http := spec.(*networking.VirtualService).Http
	http[0].Route, http[1].Route = http[1].Route, http[0].Route
}

func swapLabels(spec config.Spec) {
	subsets := spec.(*networking.DestinationRule).Subsets
	subsets[0].Labels, subsets[1].Labels = subsets[1].Labels, subsets[0].Labels
}

func bindToMesh(spec config.Spec) {
	for _, rule := range spec.(*networking.VirtualService).Http {
		for _, m := range rule.Match {
			m.Gateways = []string{"mesh"}
		}
	}
}
