package lane

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

func serviceIn(namespace string) *Service {
	return &Service{Service: &model.Service{Object: model.Object{Ref: diag.Ref{Kind: "Service", Namespace: namespace, Name: "api"}}}}
}

func TestVisible(t *testing.T) {
	auto := &api.Spec{Istio: api.Istio{ExportTo: api.ExportToAuto}}
	tests := []struct {
		reason    string
		namespace string
		callers   []string
		limited   []string // exportTo of someone else's DestinationRule
		spec      *api.Spec
		want      []string
	}{
		{"without auto, everywhere", "shop", []string{"shop", "web"}, nil, &api.Spec{}, nil},
		{"callers of the Service's own namespace", "shop", []string{"shop"}, nil, auto, []string{"."}},
		{"no callers", "shop", nil, nil, auto, []string{"."}},
		{"callers of others", "shop", []string{"jobs", "shop", "web"}, nil, auto, []string{".", "jobs", "web"}},
		{"a caller whose namespace is not known may be anywhere", "shop", []string{"", "web"}, nil, auto, nil},
		{"without any namespace, all are in one", "", []string{""}, nil, auto, []string{"."}},
		{"no namespace is the default one", "", []string{"default"}, nil, auto, []string{"."}},
		{"callers from anywhere", "shop", []string{"shop", "web", AnyNamespace}, nil, auto, nil},
		{"routes are seen where the subsets are", "shop", []string{"shop", "web"}, []string{"x"}, auto, []string{"x"}},
		{"also without auto", "shop", nil, []string{"."}, &api.Spec{}, []string{"."}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			s := serviceIn(tt.namespace)
			s.Callers, s.ExportTo = tt.callers, tt.limited
			if diff := cmp.Diff(tt.want, (&builder{spec: tt.spec}).visible(s)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestExportedTo(t *testing.T) {
	tests := []struct {
		reason, service, namespace string
		exportTo                   []string
		want                       bool
	}{
		{"nothing said is everywhere", "shop", "web", nil, true},
		{"a star is everywhere", "shop", "web", []string{".", "*"}, true},
		{"a dot is the Service's own namespace", "shop", "shop", []string{"."}, true},
		{"and no other", "shop", "web", []string{"."}, false},
		{"a namespace by its name", "shop", "web", []string{".", "web"}, true},
		{"also the Service's own", "shop", "shop", []string{"shop"}, true},
		{"without a dot or its name the Service's own is left out", "shop", "shop", []string{"web"}, false},
		{"an absent namespace is the default one", "", "default", []string{"."}, true},
		{"by its name too", "shop", "", []string{"default"}, true},
		{"a tilde is nowhere", "shop", "shop", []string{"~"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if got := serviceIn(tt.service).exportedTo(tt.exportTo, tt.namespace); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}
