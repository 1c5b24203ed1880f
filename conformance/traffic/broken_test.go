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
