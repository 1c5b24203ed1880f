package model_test

import (
	"testing"

	"github.com/graylane/graylane/pkg/model"
)

func TestForAllSidecars(t *testing.T) {
	labels := model.Labels{"version": "v2"}
	tests := []struct {
		reason  string
		layer   model.Layer
		matches []model.Match
		want    bool
	}{
		{"no match", model.HTTP, nil, true},
		{"a match of the request alone", model.HTTP, []model.Match{{}}, true},
		{"labels", model.HTTP, []model.Match{{SourceLabels: labels}}, false},
		{"a namespace", model.TCP, []model.Match{{SourceNamespace: "n"}}, false},
		{"either of two", model.HTTP, []model.Match{{SourceLabels: labels}, {}}, true},
		{"a gateway", model.HTTP, []model.Match{{Gateways: []string{"gw"}}}, false},
		{"the mesh among gateways", model.TLS, []model.Match{{Gateways: []string{"gw", "mesh"}}}, true},
		{"labels beside the mesh are ignored for HTTP", model.HTTP, []model.Match{{Gateways: []string{"mesh"}, SourceLabels: labels}}, true},
		{"but not for TCP", model.TCP, []model.Match{{Gateways: []string{"mesh"}, SourceLabels: labels}}, false},
		{"nor for TLS", model.TLS, []model.Match{{Gateways: []string{"mesh"}, SourceNamespace: "n"}}, false},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if got := (model.Rule{Layer: tt.layer, Matches: tt.matches}).ForAllSidecars(); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
