package traffic

import "testing"

// TestMatch drives the two ways in which a rule may know its callers. Nothing shows graylane that kiosk calls cart.
func TestMatch(t *testing.T) {
	kiosk := service{Name: "kiosk", Versions: "v1 v2", Env: []string{"CART_ADDR=cart:8080"}}
	shop := []service{
		{Name: "front", Versions: "v1 v2 v3", Env: []string{"CART_ADDR=cart:8080"}},
		{Name: "sign", Versions: "v2", Env: []string{"CART_ADDR=cart:8080"}},
		{Name: "cart", Versions: "v1 v2", Env: []string{"STOCK_ADDR=stock:8080"}},
		{Name: "stock", Versions: "v1 v2 v3"},
	}
	known := []string{
		"front/v1 cart/v1 stock/v1", "front/v2 cart/v2 stock/v2", "front/v3 cart/v1 stock/v1",
		"sign/v2 cart/v1 stock/v1",
	}
	for _, row := range []struct {
		match, reason string
		lanes         []string
	}{
		{"caller", "a caller that nobody knows is served by the baseline", []string{
			"kiosk/v1 cart/v1 stock/v1", "kiosk/v2 cart/v1 stock/v1"}},
		{"lane", "whoever has the label is in the lane, but for a known workload that is in none", []string{
			"kiosk/v1 cart/v1 stock/v1", "kiosk/v2 cart/v2 stock/v2"}},
	} {
		t.Run(row.match, func(t *testing.T) {
			t.Log(row.reason)
			a := app{Config: "match: " + row.match, Services: shop, Unseen: []service{kiosk}, Pods: 2}
			drive(t, newWorld(t, build(t, a)), 100, append(row.lanes, known...)...).onLane(t)
		})
	}
}

// TestMatchOfLanesByName has a lane of several version values. Whoever has one of them is in the lane, wherever it calls.
func TestMatchOfLanesByName(t *testing.T) {
	a := app{
		Config: "match: lane, lanes: [{name: gray, versions: {front: v2, cart: v5, stock: v9}}]",
		Services: []service{
			{Name: "front", Versions: "v1 v2", Env: []string{"CART_ADDR=cart:8080"}},
			{Name: "cart", Versions: "v1 v5", Env: []string{"STOCK_ADDR=stock:8080"}},
			{Name: "stock", Versions: "v1 v9"},
		},
		Unseen: []service{{Name: "kiosk", Versions: "v1 v2 v9 gray", Env: []string{"CART_ADDR=cart:8080"}}},
		Pods:   2,
	}
	drive(t, newWorld(t, build(t, a)), 100,
		"front/v1 cart/v1 stock/v1", "front/v2 cart/v5 stock/v9",
		"kiosk/v1 cart/v1 stock/v1", "kiosk/v2 cart/v5 stock/v9", "kiosk/v9 cart/v5 stock/v9", "kiosk/gray cart/v1 stock/v1",
	).onLane(t)
}
