package traffic

import "testing"

// TestRelabelled changes the labels of pods while they run. The pods keep their connections and the identity that they
// started with; istiod alone learns of the change, from the Pod.
func TestRelabelled(t *testing.T) {
	shop := []service{
		{Name: "front", Versions: "v1 v2", Env: []string{"UPSTREAM_URL=grpc://cart:8080"}},
		{Name: "cart", Versions: "v1 v2", Env: []string{"STOCK_ADDR=stock:8080"}},
		{Name: "stock", Versions: "v1 v2"},
	}
	before := []string{"front/v1 cart/v1 stock/v1", "front/v2 cart/v2 stock/v2"}
	for _, row := range []struct {
		name, reason string
		pod          string
		labels       map[string]string
		after        []string
	}{
		{
			name:   "entry joins the lane",
			reason: "the rules of a pod follow its labels: its calls go to v2 from now on",
			pod:    "default/front-v1-0",
			labels: map[string]string{"version": "v2"},
			after:  before,
		},
		{
			name:   "middle joins the lane",
			reason: "a pod that becomes v2 is called by v2 alone, and calls v2 alone",
			pod:    "default/cart-v1-0",
			labels: map[string]string{"version": "v2"},
			after:  before,
		},
		{
			name:   "endpoint leaves the lane",
			reason: "a pod that becomes v1 is out of the subset v2, and serves the baseline",
			pod:    "default/stock-v2-1",
			labels: map[string]string{"version": "v1"},
			after:  before,
		},
		{
			name:   "middle takes a version of its own",
			reason: "a pod of a version that no rule knows is called by nobody and calls the baseline",
			pod:    "default/cart-v2-0",
			labels: map[string]string{"version": "v9"},
			after:  append([]string{"cart/v9 stock/v1"}, before...),
		},
		{
			name:   "middle leaves its Service",
			reason: "a pod that is taken out to be looked at is called by nobody and calls the baseline",
			pod:    "default/cart-v2-0",
			labels: map[string]string{"app": "debug"},
			after:  append([]string{"debug/v2 stock/v1"}, before...),
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Log(row.reason)
			w := newWorld(t, build(t, app{Pods: 2, Services: shop}))
			drive(t, w, 50, before...).onLane(t)
			w.relabel(t, w.pods[row.pod], row.labels)
			await(t, w, row.after...)
			drive(t, w, 100, row.after...).onLane(t)
		})
	}
}
