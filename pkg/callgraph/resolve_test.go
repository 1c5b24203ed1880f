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
		{"a namespace that nothing declares is none of the input", "bare.prod", "", "", ""},
		{"a Service with a namespace is in that alone", "plain.prod", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			domain := tt.domain
			if domain == "" {
				domain = "cluster.local"
			}
			got := ""
			if s := callgraph.NewResolver(m, domain).Service(tt.host, tt.from); s != nil {
				got = s.Namespace + "/" + s.Name
			}
			if got != tt.want {
				t.Errorf("%s from %s is %q, want %q", tt.host, tt.from, got, tt.want)
			}
		})
	}
}

// TestServiceByOtherNames resolves what is not the name of the Service itself.
func TestServiceByOtherNames(t *testing.T) {
	headless := service("shop", "db")
	headless.Headless, headless.Selector = true, model.Labels{"app": "db"}
	set := &model.Workload{Object: model.Object{Ref: diag.Ref{Kind: "StatefulSet", Namespace: "shop", Name: "pg"}}, PodLabels: model.Labels{"app": "db"}, GoverningService: "db"}
	pod := &model.Workload{Object: model.Object{Ref: diag.Ref{Kind: "Pod", Namespace: "shop", Name: "p"}}, PodLabels: model.Labels{"app": "db"}, Hostname: "first", Subdomain: "db"}
	second := &model.Workload{Object: model.Object{Ref: diag.Ref{Kind: "Pod", Namespace: "shop", Name: "q"}}, PodLabels: model.Labels{"app": "db"}, Hostname: "second", Subdomain: "other"}
	external := func(name, to string) *model.Service {
		s := service("shop", name)
		s.Type, s.ExternalName = "ExternalName", to
		return s
	}
	entry := &model.ServiceEntry{Object: model.Object{Ref: diag.Ref{Kind: "ServiceEntry", Namespace: "shop", Name: "e"}}, Hosts: []string{"api.Example.com"}, Endpoints: []string{"10.0.0.1", "api.web.svc.cluster.local"}}
	short := &model.ServiceEntry{Object: model.Object{Ref: diag.Ref{Kind: "ServiceEntry", Namespace: "web", Name: "f"}}, Hosts: []string{"short.example.com"}, Endpoints: []string{"api"}}
	brokers := service("shop", "brokers")
	brokers.Headless = true
	m := model.New([]model.Any{brokers, headless, set, pod, second, service("web", "api"), external("alias", "api.web.svc.cluster.local"), external("chain", "alias.shop.svc.cluster.local."),
		external("loop", "loop.shop.svc.cluster.local"), external("away", "db.example.com"), external("relative", "api.web.svc"), entry, short})
	tests := []struct {
		reason, host, from string
		want               string
	}{
		{"a pod of a StatefulSet", "pg-0.db", "shop", "shop/db"},
		{"from another namespace", "pg-12.db.shop", "web", "shop/db"},
		{"qualified", "pg-0.db.shop.svc.cluster.local", "web", "shop/db"},
		{"another pod", "pg.db.shop.svc", "web", ""},
		{"a pod of another set", "my-0.db.shop.svc", "web", ""},
		{"a pod that names itself", "first.db.shop.svc", "web", "shop/db"},
		{"a pod that names itself in another Service's domain", "second.db.shop.svc", "shop", ""},
		{"the pod's Service is in its own namespace", "pg-0.db", "web", ""},
		{"two names before the Service", "x.pg-0.db.shop.svc", "web", ""},
		{"an ExternalName", "alias", "shop", "web/api"},
		{"an ExternalName of an ExternalName", "chain", "shop", "web/api"},
		{"a pod that an operator makes", "kafka-0.brokers", "shop", "shop/brokers"},
		{"no name of such a pod", "kafka.brokers", "shop", ""},
		{"a circle of them", "loop", "shop", "shop/loop"},
		{"an ExternalName out of the cluster", "away", "shop", "shop/away"},
		{"an ExternalName is absolute", "relative", "shop", "shop/relative"},
		{"the host of a ServiceEntry", "api.example.com", "shop", "web/api"},
		{"an endpoint that is no qualified name", "short.example.com", "web", ""},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			got := ""
			if s := callgraph.NewResolver(m, "cluster.local").Service(tt.host, tt.from); s != nil {
				got = s.Namespace + "/" + s.Name
			}
			if got != tt.want {
				t.Errorf("%s from %s is %q, want %q", tt.host, tt.from, got, tt.want)
			}
		})
	}
}
