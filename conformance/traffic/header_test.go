package traffic

import "testing"

// headers are applications whose lanes a header carries.
var headers = []fallback{
	{
		name:   "gap",
		reason: "the header carries the lane through a service of one version, from whatever pod it comes",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2", Env: []string{"UPSTREAM_URL=grpc://cart:8080"}},
			{Name: "cart", Versions: "v1", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v2"},
		}},
		lanes: []string{
			"front/v1 cart/v1 stock/v1", "x-lane=v2 front/v2 cart/v1 stock/v2", "x-lane=v2 front/v1 cart/v1 stock/v2",
			"front/v2 cart/v1 stock/v1", "x-lane=v1 front/v2 cart/v1 stock/v1", "x-lane=nobody front/v1 cart/v1 stock/v1",
		},
	},
	{
		name:   "gap that does not forward",
		reason: "without the header the service in the gap calls the baseline",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2", Env: []string{"UPSTREAM_URL=grpc://cart:8080"}},
			{Name: "cart", Versions: "v1", Env: []string{"STOCK_ADDR=stock:8080"}, Deaf: true},
			{Name: "stock", Versions: "v1 v2"},
		}},
		lanes: []string{"front/v1 cart/v1 stock/v1", "x-lane=v2 front/v2 cart/v1 stock/v1", "x-lane=v2 front/v1 cart/v1 stock/v1"},
	},
	{
		name:   "two gaps, and one service without a version label",
		reason: "however far it is to the next service that has the lane",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2", Env: []string{"UPSTREAM_URL=grpc://cart:8080"}},
			{Name: "cart", Versions: "v1", Env: []string{"ORDER_ADDR=order:8080"}},
			{Name: "order", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v2 v3"},
		}},
		lanes: []string{
			"front/v1 cart/v1 order stock/v1", "x-lane=v2 front/v2 cart/v1 order stock/v2", "x-lane=v3 front/v1 cart/v1 order stock/v3",
		},
	},
	{
		name:   "lane that a service lacks",
		reason: "its baseline serves the lane, and does not end it",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2 v3", Env: []string{"UPSTREAM_URL=grpc://cart:8080"}},
			{Name: "cart", Versions: "v1 v2", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v3", Env: []string{"PRICE_ADDR=price:8080"}},
			{Name: "price", Versions: "v1 v2 v3"},
		}},
		lanes: []string{
			"front/v1 cart/v1 stock/v1 price/v1", "x-lane=v2 front/v2 cart/v2 stock/v1 price/v2",
			"x-lane=v3 front/v3 cart/v1 stock/v3 price/v3", "x-lane=v3 front/v2 cart/v1 stock/v3 price/v3",
			"x-lane=v2 stock/v3 price/v2", "x-lane=v3 cart/v2 stock/v3 price/v3",
		},
	},
	{
		name:   "header before labels",
		reason: "a pod in a lane passes on a request of another one, also where the callee lacks it",
		app: app{Services: []service{
			{Name: "front", Versions: "v1 v2 v3", Env: []string{"CART_ADDR=cart:8080", "STOCK_ADDR=stock:8080"}},
			{Name: "cart", Versions: "v1 v2 v3"},
			{Name: "stock", Versions: "v1 v3"},
		}},
		lanes: []string{
			"x-lane=v2 front/v3 cart/v2 stock/v1", "x-lane=v3 front/v2 cart/v3 stock/v3", "x-lane=nobody front/v3 cart/v3 stock/v3",
			"front/v3 cart/v3 stock/v3", "front/v2 cart/v2 stock/v1", "x-lane=v1 front/v1 cart/v1 stock/v1",
		},
	},
	{
		name:   "lane by name",
		reason: "the header has the name of the lane, whose versions differ",
		app: app{Config: "lanes: [{name: gray, versions: {front: v2, stock: v7}}, {name: beta, version: v3}],", Services: []service{
			{Name: "front", Versions: "v1 v2 v3", Env: []string{"UPSTREAM_URL=grpc://cart:8080"}},
			{Name: "cart", Versions: "v1", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v3 v7"},
		}},
		lanes: []string{
			"front/v1 cart/v1 stock/v1", "x-lane=gray front/v2 cart/v1 stock/v7", "x-lane=beta front/v3 cart/v1 stock/v3",
			"x-lane=v7 front/v1 cart/v1 stock/v1", "x-lane=v2 front/v2 cart/v1 stock/v1",
		},
	},
}

// TestHeaders drives applications that forward the lane header.
func TestHeaders(t *testing.T) {
	for _, row := range headers {
		for _, match := range []string{"caller", "lane"} {
			t.Run(row.name+", match "+match, func(t *testing.T) {
				t.Log(row.reason)
				a := row.app
				a.Pods, a.Config = 2, "header: {name: X-Lane}, match: "+match+", "+a.Config
				drive(t, newWorld(t, build(t, a)), 60, row.lanes...).onLane(t)
			})
		}
	}
}
