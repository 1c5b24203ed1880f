package manifest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/pkg/model"
)

func TestTree(t *testing.T) {
	type (
		tree = model.Tree
		list = []any
	)
	tests := []struct {
		reason, policy string
		want           model.Tree
	}{
		{"scalars", "{a: x, b: 1, c: 0.5, d: true, e: '1', f: 3s, g: , h: 2024-01-01, i: 1e3}",
			tree{"a": "x", "b": int64(1), "c": 0.5, "d": true, "e": "1", "f": "3s", "g": nil, "h": "2024-01-01", "i": 1000.}},
		{"words that Kubernetes reads as booleans", "{a: yes, b: Off, c: 'on', d: n, e: ON}",
			tree{"a": true, "b": false, "c": "on", "d": false, "e": true}},
		{"numbers beyond an integer's, and none", "{a: 99999999999999999999, b: .inf, c: 0x10}",
			tree{"a": 1e20, "b": ".inf", "c": int64(16)}},
		{"lists and mappings", "{a: [x, [], {}], b: {}, c: {d: [{e: f}]}}",
			tree{"a": list{"x", list{}, tree{}}, "b": tree{}, "c": tree{"d": list{tree{"e": "f"}}}}},
		{"aliases and merge keys", "{a: &a {x: 1}, b: *a, c: {<<: *a, y: 2}}",
			tree{"a": tree{"x": int64(1)}, "b": tree{"x": int64(1)}, "c": tree{"x": int64(1), "y": int64(2)}}},
		{"nothing", "{}", nil},
		{"no mapping", "[a]", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			item := decode(t, "{apiVersion: networking.istio.io/v1, kind: DestinationRule, spec: {host: a, trafficPolicy: "+tt.policy+"}}")
			if diff := cmp.Diff(tt.want, item.Facts[0].(*model.DestinationRule).TrafficPolicy); diff != "" {
				t.Error(diff)
			}
		})
	}
}
