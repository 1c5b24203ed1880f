package istio

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	networking "istio.io/api/networking/v1"
	"sigs.k8s.io/kustomize/kyaml/yaml"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// TestTreeYAML reads trees back.
func TestTreeYAML(t *testing.T) {
	type list = []any
	type tree = map[string]any
	tests := []struct {
		reason string
		spec   model.Tree
		want   map[string]any
	}{
		{"scalars", model.Tree{"a": "x", "b": true, "c": false, "d": int64(-3), "e": nil, "f": "3", "g": "true"},
			tree{"a": "x", "b": true, "c": false, "d": -3, "e": nil, "f": "3", "g": "true"}},
		{"large numbers and small ones", model.Tree{"a": int64(math.MaxInt64), "b": 0.1, "c": 1e30, "d": 3.0, "e": 1e-7, "f": -2.5},
			tree{"a": math.MaxInt64, "b": 0.1, "c": 1e30, "d": 3.0, "e": 1e-7, "f": -2.5}},
		{"what is empty", model.Tree{"a": model.Tree{}, "b": []any{}, "c": []any{model.Tree{}, []any{}, nil}},
			tree{"a": tree{}, "b": list{}, "c": list{tree{}, list{}, nil}}},
		{"nothing", model.Tree{}, tree{}},
		{"lists in lists", model.Tree{"a": []any{[]any{"x", []any{"y", model.Tree{"z": int64(1), "w": []any{"v"}}}}, "u"}},
			tree{"a": list{list{"x", list{"y", tree{"z": 1, "w": list{"v"}}}}, "u"}}},
		{"long keys", model.Tree{strings.Repeat("k", 3000): model.Tree{strings.Repeat("l", 3000): []any{"m"}}, "n": "o"},
			tree{strings.Repeat("k", 3000): tree{strings.Repeat("l", 3000): list{"m"}}, "n": "o"}},
		{"messages among them", model.Tree{"http": []any{model.Tree{"a": "b"}, &networking.HTTPRoute{Name: "x"}}, "to": &networking.Destination{Host: "h"}},
			tree{"http": list{tree{"a": "b"}, tree{"name": "x"}}, "to": tree{"host": "h"}}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			r := Resource{Ref: diag.Ref{APIVersion: "v", Kind: "K", Name: "n"}, spec: tt.spec}
			var got struct{ Spec map[string]any }
			if err := yaml.Unmarshal(r.YAML(), &got); err != nil {
				t.Fatalf("%v\n%s", err, r.YAML())
			}
			if diff := cmp.Diff(tt.want, got.Spec); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, r.YAML())
			}
		})
	}
}
