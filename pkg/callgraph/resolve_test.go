package callgraph_test

import (
	"testing"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

func service(namespace, name string) *model.Service {
	return &model.Service{
		Object: model.Object{Ref: diag.Ref{Kind: "Service", Namespace: namespace, Name: name}},
		Ports:  []model.Port{{Name: "http", Number: 8000}},
	}
}

func TestService(t *testing.T) {
	m := model.New([]model.Any{service("shop", "api"), service("", "bare"), service("default", "plain"), service("web", "api")})
	tests := []struct {
		reason, host, from, domain string
		want                       string // namespace/name
	}{
		{"a short name is the caller's namespace's", "api", "shop", "", "shop/api"},
		{"and another caller's another", "api", "web", "", "web/api"},
		{"no such Service there", "api", "lab", "", ""},
		{"with a namespace", "api.shop", "web", "", "shop/api"},
		{"with svc", "api.shop.svc", "web", "", "shop/api"},
		{"with the cluster domain", "api.shop.svc.cluster.local", "web", "", "shop/api"},
		{"absolute", "api.shop.svc.cluster.local.", "web", "", "shop/api"},
		{"absolute needs the whole domain", "api.shop.svc.", "web", "", ""},
		{"an absolute short name is a top-level domain", "api.", "shop", "", ""},
		{"another cluster domain", "api.shop.svc.corp.example", "web", "corp.example", "shop/api"},
		{"not the default one then", "api.shop.svc.cluster.local", "web", "corp.example", ""},
		{"a domain of the internet", "api.shop.example.com", "web", "", ""},
		{"svc needs a namespace", "api.svc", "shop", "", ""},
		{"an absent namespace is default", "bare.default", "web", "", "/bare"},
		{"default is an absent one", "plain", "", "", "default/plain"},
		{"a namespace that nothing declares may be that of Services without one", "bare.prod", "", "", "/bare"},
		{"one that is declared is not", "bare.shop", "", "", ""},
		{"a Service with a namespace is in that alone", "plain.prod", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			domain := tt.domain
			if domain == "" {
				domain = "cluster.local"
			}
			got := ""
			if s := (callgraph.Resolver{Model: m, Domain: domain}).Service(tt.host, tt.from); s != nil {
				got = s.Namespace + "/" + s.Name
			}
			if got != tt.want {
				t.Errorf("%s from %s is %q, want %q", tt.host, tt.from, got, tt.want)
			}
		})
	}
}
