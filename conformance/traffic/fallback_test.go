package traffic

import "testing"

// fallback is an application in which a lane is not the same version everywhere.
type fallback struct {
	name, reason string
	app          app
	lanes        []string
}

var fallbacks = []fallback{
	{
		name:   "middle lacks the version",
		reason: "a lane that a service lacks is served by its baseline, and what that calls is baseline too",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2 v3", Env: []string{"UPSTREAM_URL=grpc://cart:8080"}},
			{Name: "cart", Versions: "v1 v2", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v2 v3"},
		}},
		lanes: []string{"front/v1 cart/v1 stock/v1", "front/v2 cart/v2 stock/v2", "front/v3 cart/v1 stock/v1"},
	},
	{
		name:   "gap",
		reason: "a service of one version serves every lane, so the lane is lost there",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2", Env: []string{"UPSTREAM_URL=grpc://cart:8080"}},
			{Name: "cart", Versions: "v1", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v2"},
		}},
		lanes: []string{"front/v1 cart/v1 stock/v1", "front/v2 cart/v1 stock/v1"},
	},
	{
		name:   "gaps that copies close",
		reason: "with a copy of each service on the way, the lane goes through",
		app: app{Config: "gaps: clone", Services: []service{
			{Name: "front", Versions: "v1 v2 v3", Env: []string{"UPSTREAM_URL=grpc://cart:8080"}},
			{Name: "cart", Versions: "v1", Env: []string{"ORDER_ADDR=order:8080"}},
			{Name: "order", Versions: "v1 v3", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v2"},
		}},
		lanes: []string{
			"front/v1 cart/v1 order/v1 stock/v1", "front/v2 cart/v2 order/v2 stock/v2", "front/v3 cart/v3 order/v3 stock/v1",
		},
	},
	{
		name:   "gap without a version label",
		reason: "a caller without the label is in no lane",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2", Env: []string{"UPSTREAM_URL=grpc://cart:8080"}},
			{Name: "cart", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v2"},
		}},
		lanes: []string{"front/v1 cart stock/v1", "front/v2 cart stock/v1"},
	},
	{
		name:   "gap labelled as the lane",
		reason: "what the baseline calls too is in no lane, whatever its label",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2", Env: []string{"UPSTREAM_URL=grpc://cart:8080"}},
			{Name: "cart", Versions: "v2", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v2"},
		}},
		lanes: []string{"front/v1 cart/v2 stock/v1", "front/v2 cart/v2 stock/v1"},
	},
	{
		name:   "entry of one version",
		reason: "a version label alone is no lane: this front serves them all",
		app: app{Services: []service{
			{Name: "front", Versions: "v2", Env: []string{"CART_ADDR=cart:8080"}},
			{Name: "cart", Versions: "v1 v2"},
		}},
		lanes: []string{"front/v2 cart/v1"},
	},
	{
		name:   "Service of its own",
		reason: "a service of one version that the lane alone calls is in the lane",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2", Env: []string{"CART_ADDR=cart-{version}:8080"}},
			{Name: "cart-v1", Versions: "v1", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "cart-v2", Versions: "v2", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v2"},
		}},
		lanes: []string{"front/v1 cart-v1/v1 stock/v1", "front/v2 cart-v2/v2 stock/v2"},
	},
	{
		name:   "baselines of different names",
		reason: "baselines are per application: v2 is the baseline of front and a lane of cart",
		app: app{Services: []service{
			{Name: "front", Versions: "v2 v3", Env: []string{"CART_ADDR=cart:8080"}},
			{Name: "cart", Versions: "v1 v2 v3"},
		}},
		lanes: []string{"front/v2 cart/v1", "front/v3 cart/v3"},
	},
	{
		name:   "dotted versions",
		reason: "versions that are no DNS labels have subsets of other names, and are in order as numbers",
		app: app{Services: []service{
			{Name: "front", Versions: "1.9.0 1.10.0 1.11.0", Env: []string{"CART_ADDR=cart:8080"}},
			{Name: "cart", Versions: "1.9.0 1.10.0"},
		}},
		lanes: []string{"front/1.9.0 cart/1.9.0", "front/1.10.0 cart/1.10.0", "front/1.11.0 cart/1.9.0"},
	},
	{
		name:   "namespaces",
		reason: "fronts of equal labels differ by their namespace: v2 is a lane in shop and the baseline in lab",
		app: app{Services: []service{
			{Name: "front", Namespace: "shop", Versions: "v1 v2", Env: []string{"CART_ADDR=cart:8080"}},
			{Name: "front", Namespace: "lab", Versions: "v1 v2", Baseline: "v2", Env: []string{
				"CART_ADDR=cart.shop.svc.cluster.local:8080"}},
			{Name: "cart", Namespace: "shop", Versions: "v1 v2"},
		}},
		lanes: []string{
			"front.shop/v1 cart.shop/v1", "front.shop/v2 cart.shop/v2",
			"front.lab/v1 cart.shop/v1", "front.lab/v2 cart.shop/v1",
		},
	},
	{
		name:   "lane from another namespace",
		reason: "a lane goes on in another namespace, and into a Service of the same name in its own",
		app: app{Config: "istio: {hosts: fqdn, exportTo: auto}", Services: []service{
			{Name: "front", Namespace: "lab", Versions: "v1 v2", Env: []string{
				"CART_ADDR=cart.shop.svc.cluster.local:8080", "OWN_CART_ADDR=cart:8080"}},
			{Name: "cart", Namespace: "shop", Versions: "v1 v2"},
			{Name: "cart", Namespace: "lab", Versions: "v1 v2"},
		}},
		lanes: []string{"front.lab/v1 cart.shop/v1 cart.lab/v1", "front.lab/v2 cart.shop/v2 cart.lab/v2"},
	},
	{
		name:   "two ports",
		reason: "rules are per port, and each port leads to the pods of the lane",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2 v3", Env: []string{"CART_ADDR=cart:8080", "CART_ADMIN_ADDR=cart:9090"}},
			{Name: "cart", Versions: "v1 v2", Admin: true},
		}},
		lanes: []string{
			"front/v1 cart:grpc/v1 cart:admin/v1", "front/v2 cart:grpc/v2 cart:admin/v2",
			"front/v3 cart:grpc/v1 cart:admin/v1",
		},
	},
	{
		name:   "lane by name",
		reason: "a lane has other versions at each service, and is served by the baseline where it has none",
		app: app{
			Config: "lanes: [{name: gray, versions: {front: v2, cart: v5, stock: v9}}, {name: beta, versions: {front: v3, default/stock: v4}}],",
			Services: []service{
				{Name: "front", Versions: "v1 v2 v3", Env: []string{"UPSTREAM_URL=grpc://cart:8080", "STOCK_ADDR=stock:8080"}},
				{Name: "cart", Versions: "v1 v5", Env: []string{"STOCK_ADDR=stock:8080"}},
				{Name: "stock", Versions: "v1 v4 v9"},
			},
		},
		lanes: []string{
			"front/v1 cart/v1 stock/v1 stock/v1", "front/v2 cart/v5 stock/v9 stock/v9", "front/v3 cart/v1 stock/v1 stock/v4",
		},
	},
	{
		name:   "lane of one version for all",
		reason: "the lane has a name, and one version of every service that has it",
		app: app{Config: "lanes: [{name: gray, version: v2}],", Services: []service{
			{Name: "front", Versions: "v1 v2", Env: []string{"CART_ADDR=cart-{version}:8080", "STOCK_ADDR=stock:8080"}},
			{Name: "cart-v1", Versions: "v1", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "cart-v2", Versions: "v2", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v2"},
		}},
		lanes: []string{"front/v1 cart-v1/v1 stock/v1 stock/v1", "front/v2 cart-v2/v2 stock/v2 stock/v2"},
	},
	{
		name:   "branches",
		reason: "each callee of a caller is decided on its own",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2 v3", Env: []string{"CART_ADDR=cart:8080", "STOCK_URL=dns:///stock:8080"}},
			{Name: "cart", Versions: "v1 v2"},
			{Name: "stock", Versions: "v1 v3"},
		}},
		lanes: []string{"front/v1 cart/v1 stock/v1", "front/v2 cart/v2 stock/v1", "front/v3 cart/v1 stock/v3"},
	},
	{
		name:   "cycle",
		reason: "a lane stays the same however often it comes round",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2", Env: []string{"CART_ADDR=cart:8080"}},
			{Name: "cart", Versions: "v1 v2", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v2", Env: []string{"FRONT_ADDR=front:8080"}},
		}},
		lanes: []string{
			"front/v1 cart/v1 stock/v1 front/v1 cart/v1 stock/v1 front/v1",
			"front/v2 cart/v2 stock/v2 front/v2 cart/v2 stock/v2 front/v2",
		},
	},
}

// TestFallbacks drives each application with both ways of knowing a caller: neither changes where a known one calls.
func TestFallbacks(t *testing.T) {
	for _, row := range fallbacks {
		for _, match := range []string{"caller", "lane"} {
			t.Run(row.name+", match "+match, func(t *testing.T) {
				t.Log(row.reason)
				a := row.app
				a.Pods, a.Config = 2, "match: "+match+", "+a.Config
				drive(t, newWorld(t, build(t, a)), 100, row.lanes...).onLane(t)
			})
		}
	}
}
