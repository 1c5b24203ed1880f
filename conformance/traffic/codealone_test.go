package traffic

import (
	"path"
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/telemetry"
)

// alone are applications whose calls stand in code alone, and their lanes once what was seen of the baseline is known.
var alone = []fallback{
	{
		name:   "chain",
		reason: "every service has both versions",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2", Code: []string{"cart:8080"}},
			{Name: "cart", Versions: "v1 v2", Code: []string{"order:8080"}},
			{Name: "order", Versions: "v1 v2", Code: []string{"stock:8080", "price.default.svc.cluster.local:8080"}},
			{Name: "stock", Versions: "v1 v2", Code: []string{"price.default:8080"}},
			{Name: "price", Versions: "v1 v2"},
		}},
		lanes: []string{
			"front/v1 cart/v1 order/v1 stock/v1 price/v1 price/v1", "front/v2 cart/v2 order/v2 stock/v2 price/v2 price/v2",
		},
	},
	{
		name:   "chain of namespaces",
		reason: "what was seen tells Services of one name apart by their namespaces",
		app: app{Services: []service{
			{Name: "front", Namespace: "web", Versions: "v1 v2", Code: []string{"cart.shop.svc.cluster.local:8080"}},
			{Name: "cart", Namespace: "shop", Versions: "v1 v2", Code: []string{"stock:8080"}},
			{Name: "stock", Namespace: "shop", Versions: "v1 v2", Code: []string{"stock.store.svc.cluster.local:8080"}},
			{Name: "stock", Namespace: "store", Versions: "v1 v2"},
		}},
		lanes: []string{
			"front.web/v1 cart.shop/v1 stock.shop/v1 stock.store/v1", "front.web/v2 cart.shop/v2 stock.shop/v2 stock.store/v2",
		},
	},
	{
		name:   "gap that a copy closes",
		reason: "the service in between gets a copy, since it was seen to call on",
		app: app{Config: "gaps: clone", Services: []service{
			{Name: "front", Versions: "v1 v2", Code: []string{"cart:8080"}},
			{Name: "cart", Versions: "v1", Code: []string{"order:8080"}},
			{Name: "order", Versions: "v1", Code: []string{"stock:8080"}},
			{Name: "stock", Versions: "v1 v2"},
		}},
		lanes: []string{"front/v1 cart/v1 order/v1 stock/v1", "front/v2 cart/v2 order/v2 stock/v2"},
	},
	{
		name:   "gap that a header crosses",
		reason: "the header carries the lane through what has one version",
		app: app{Config: "header: {name: x-lane}", Services: []service{
			{Name: "front", Versions: "v1 v2", Code: []string{"cart:8080"}},
			{Name: "cart", Versions: "v1", Code: []string{"order:8080"}},
			{Name: "order", Versions: "v1", Code: []string{"stock:8080"}},
			{Name: "stock", Versions: "v1 v2"},
		}},
		lanes: []string{"front/v1 cart/v1 order/v1 stock/v1", "x-lane=v2 front/v2 cart/v1 order/v1 stock/v2"},
	},
}

// TestCodeAlone observes the first version of an application whose calls no manifest shows, before there is a second one. With the
// second one beside it, what was observed gives complete lanes; without it there are none.
func TestCodeAlone(t *testing.T) {
	p := telemetry.Start(t)
	for _, row := range alone {
		t.Run(row.name, func(t *testing.T) {
			t.Log(row.reason)
			document := baseline(t, p, row)
			a := row.app
			a.Pods = 2
			t.Run("without", func(t *testing.T) { withoutSightings(t, a, row.lanes) })

			a.Observed = document
			w := newWorld(t, build(t, a))
			p.Watch(t, w.sidecars)
			drive(t, w, 100, row.lanes...).onLane(t)
			p.Same(t)
		})
	}
}

// baseline runs the first version of an application alone, and gives what was observed of it.
func baseline(t *testing.T, p *telemetry.Prometheus, row fallback) (document string) {
	t.Helper()
	t.Run("baseline", func(t *testing.T) {
		a := row.app
		a.Pods, a.Services = 2, nil
		for _, s := range row.app.Services {
			s.Versions = "v1"
			a.Services = append(a.Services, s)
		}
		answer := cases.Ask(t, cases.Case{Input: a.yaml(t)})
		if len(answer.Generated) > 0 || answer.Refused {
			t.Fatalf("one version alone gets %d resources:\n%s", len(answer.Generated), answer.Told)
		}
		w := newWorld(t, a.world(t, answer))
		p.Watch(t, w.sidecars)
		drive(t, w, 30, row.lanes[0]).onLane(t)
		document = p.Same(t)
	})
	return document
}

// withoutSightings has no lanes: graylane says so, and calls go to any version.
func withoutSightings(t *testing.T, a app, lanes []string) {
	answer := cases.Ask(t, cases.Case{Input: a.yaml(t)})
	for _, o := range answer.Generated {
		if cases.Text(o, "kind") == "VirtualService" {
			t.Errorf("there are rules in %s", cases.Text(o, "metadata", "name"))
		}
	}
	for _, s := range a.Services {
		if strings.Contains(s.Versions, " ") && !answer.TellsOf("GL0401", "Service/"+path.Join(s.Namespace, s.Name)+":") {
			t.Errorf("nothing is said of %s:\n%s", s.Name, answer.Told)
		}
	}
	r := newReport(newWorld(t, a.world(t, answer)), lanes...)
	r.send(t, 100)
	r.offLane(t, 0.2)
}
