package lane

import (
	"testing"

	"github.com/graylane/graylane/pkg/model"
)

func TestReadsHeaders(t *testing.T) {
	s := &model.Service{Ports: []model.Port{{Name: "http", Number: 80}, {Name: "tcp", Number: 90}, {Number: 100}}}
	tests := []struct {
		reason, header string
		service        *model.Service
		port           int
		want           bool
	}{
		{"a port for HTTP", "x-lane", s, 80, true},
		{"one whose protocol Istio detects", "x-lane", s, 100, true},
		{"one for TCP", "x-lane", s, 90, false},
		{"one that the Service lacks", "x-lane", s, 81, false},
		{"a Service without ports", "x-lane", &model.Service{}, 0, false},
		{"no lane header", "", s, 80, false},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			p := &Plan{header: test.header}
			if got := p.readsHeaders(test.service, test.port); got != test.want {
				t.Errorf("readsHeaders(%d) = %v", test.port, got)
			}
		})
	}
}
