package istio

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

var (
	v1 = lane.Subset{Version: "v1", Name: "v1"}
	v2 = lane.Subset{Version: "v2", Name: "v2", Lane: "v2"}
)

// service is the plan of a Service api of two versions, of which web-v2 calls v2.
func service(namespace string, ports ...model.Port) *lane.Service {
	return &lane.Service{
		Service: &model.Service{Object: model.Object{Ref: diag.Ref{Kind: "Service", Namespace: namespace, Name: "api"}}, Ports: ports},
		Subsets: []lane.Subset{v1, v2}, Baseline: v1, RuleName: "dr-api", Routed: true,
		Rules: []lane.Rule{{Lane: "v2", Sources: []lane.Source{{Labels: model.Labels{"app": "web", "version": "v2"}}}, Subset: v2}},
	}
}

func port(name string, number int) model.Port { return model.Port{Name: name, Number: number} }

// defaults are a spec as it is without any configuration.
func defaults() *api.Spec {
	return &api.Spec{
		VersionLabel: "version", ClusterDomain: "cluster.local",
		Istio: api.Istio{APIVersion: "networking.istio.io/v1", Hosts: api.HostsShort},
	}
}

func fqdn() *api.Spec {
	spec := defaults()
	spec.Istio.Hosts = api.HostsFQDN
	return spec
}

// specs are the resources of a plan of one Service: the kind of each, and its spec.
func specs(s *lane.Service, spec *api.Spec) string {
	var out strings.Builder
	for _, r := range Resources(&lane.Plan{Services: []*lane.Service{s}}, spec) {
		_, after, _ := strings.Cut(string(r.YAML()), "\nspec:\n")
		out.WriteString(r.Kind + "\n" + after)
	}
	return out.String()
}

// TestVirtualServiceRules compares the rules that each kind of port gets.
func TestVirtualServiceRules(t *testing.T) {
	several := service("", port("http", 80))
	several.Rules[0].Sources = append(several.Rules[0].Sources, lane.Source{Labels: model.Labels{"app": "cron"}, Namespace: "jobs"})
	tests := []struct {
		reason  string
		service *lane.Service
		spec    *api.Spec
		want    string
	}{
		{"one HTTP port: no rule names it", service("", port("http", 80)), defaults(), `
  hosts:
  - api
  http:
  - match:
    - sourceLabels:
        app: web
        version: v2
    route:
    - destination:
        host: api
        subset: v2
  - route:
    - destination:
        host: api
        subset: v1
`},
		{"two ports: every rule names its own, in match and in destination, and each has a default", service("", port("http", 80), port("grpc", 90)), defaults(), `
  hosts:
  - api
  http:
  - match:
    - port: 80
      sourceLabels:
        app: web
        version: v2
    route:
    - destination:
        host: api
        subset: v2
        port:
          number: 80
  - match:
    - port: 80
    route:
    - destination:
        host: api
        subset: v1
        port:
          number: 80
  - match:
    - port: 90
      sourceLabels:
        app: web
        version: v2
    route:
    - destination:
        host: api
        subset: v2
        port:
          number: 90
  - match:
    - port: 90
    route:
    - destination:
        host: api
        subset: v1
        port:
          number: 90
`},
		{"two ports of different layers: the TCP rules name theirs", service("", port("http", 80), port("redis", 6379)), defaults(), `
  hosts:
  - api
  http:
  - match:
    - port: 80
      sourceLabels:
        app: web
        version: v2
    route:
    - destination:
        host: api
        subset: v2
        port:
          number: 80
  - match:
    - port: 80
    route:
    - destination:
        host: api
        subset: v1
        port:
          number: 80
  tcp:
  - match:
    - port: 6379
      sourceLabels:
        app: web
        version: v2
    route:
    - destination:
        host: api
        subset: v2
        port:
          number: 6379
  - match:
    - port: 6379
    route:
    - destination:
        host: api
        subset: v1
        port:
          number: 6379
`},
		{"TCP", service("", port("tcp", 5432)), defaults(), `
  hosts:
  - api
  tcp:
  - match:
    - sourceLabels:
        app: web
        version: v2
    route:
    - destination:
        host: api
        subset: v2
  - route:
    - destination:
        host: api
        subset: v1
`},
		{"HTTPS: the SNI is matched in every rule, and only a name among the hosts counts", service("shop", port("https", 443)), defaults(), `
  hosts:
  - api
  - api.shop
  - api.shop.svc
  - api.shop.svc.cluster.local
  tls:
  - match:
    - sniHosts:
      - api
      - api.shop
      - api.shop.svc
      - api.shop.svc.cluster.local
      sourceLabels:
        app: web
        version: v2
    route:
    - destination:
        host: api
        subset: v2
  - match:
    - sniHosts:
      - api
      - api.shop
      - api.shop.svc
      - api.shop.svc.cluster.local
    route:
    - destination:
        host: api
        subset: v1
`},
		{"HTTPS without a namespace: the bare name alone is known", service("", port("https", 443)), defaults(), `
  hosts:
  - api
  tls:
  - match:
    - sniHosts:
      - api
      sourceLabels:
        app: web
        version: v2
    route:
    - destination:
        host: api
        subset: v2
  - match:
    - sniHosts:
      - api
    route:
    - destination:
        host: api
        subset: v1
`},
		{"an undeclared protocol: Istio takes HTTP or TCP rules, as it finds the connection to be", service("", port("", 8080)), defaults(), `
  hosts:
  - api
  http:
  - match:
    - sourceLabels:
        app: web
        version: v2
    route:
    - destination:
        host: api
        subset: v2
  - route:
    - destination:
        host: api
        subset: v1
  tcp:
  - match:
    - sourceLabels:
        app: web
        version: v2
    route:
    - destination:
        host: api
        subset: v2
  - route:
    - destination:
        host: api
        subset: v1
`},
		{"sources are alternatives of one rule", several, defaults(), `
  hosts:
  - api
  http:
  - match:
    - sourceLabels:
        app: web
        version: v2
    - sourceLabels:
        app: cron
      sourceNamespace: jobs
    route:
    - destination:
        host: api
        subset: v2
  - route:
    - destination:
        host: api
        subset: v1
`},
		{"full names", uncalledIn("shop"), fqdn(), `
  hosts:
  - api.shop.svc.cluster.local
  http:
  - route:
    - destination:
        host: api.shop.svc.cluster.local
        subset: v1
`},
		{"full names where the namespace is not known", uncalledIn(""), fqdn(), `
  hosts:
  - api
  http:
  - route:
    - destination:
        host: api
        subset: v1
`},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff("VirtualService"+tt.want, specs(tt.service, tt.spec)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// uncalledIn is a Service that nothing calls: its one rule is the default.
func uncalledIn(namespace string) *lane.Service {
	s := service(namespace, port("http", 80))
	s.Rules = nil
	return s
}

// TestVisible writes where a VirtualService is to be seen.
func TestVisible(t *testing.T) {
	s := uncalledIn("shop")
	s.Visible = []string{".", "jobs"}
	want := "VirtualService\n  hosts:\n  - api\n  http:\n  - route:\n    - destination:\n        host: api\n        subset: v1\n  exportTo:\n  - \".\"\n  - jobs\n"
	if diff := cmp.Diff(want, specs(s, defaults())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDestinationRule(t *testing.T) {
	subset := "  subsets:\n  - name: v2\n    labels:\n      version: v2\n"
	tests := []struct {
		reason    string
		namespace string
		missing   []lane.Subset
		exportTo  []string
		spec      *api.Spec
		want      string
	}{
		{"the subsets that are missing, and no others", "shop", []lane.Subset{v2}, nil, defaults(), "DestinationRule\n  host: api\n" + subset},
		{"no subset is missing", "shop", nil, nil, defaults(), ""},
		{"a version that is no name", "", []lane.Subset{{Version: "1.10", Name: "1-10"}}, nil, defaults(),
			"DestinationRule\n  host: api\n  subsets:\n  - name: \"1-10\"\n    labels:\n      version: \"1.10\"\n"},
		{"full names", "shop", []lane.Subset{v2}, nil, fqdn(), "DestinationRule\n  host: api.shop.svc.cluster.local\n" + subset},
		{"visible where the one that it is merged with is", "shop", []lane.Subset{v2}, []string{"x"}, defaults(),
			"DestinationRule\n  host: api\n" + subset + "  exportTo:\n  - x\n"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			s := service(tt.namespace, port("http", 80))
			s.Missing, s.ExportTo, s.Routed = tt.missing, tt.exportTo, false
			if diff := cmp.Diff(tt.want, specs(s, tt.spec)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestOrder keeps DestinationRules before the VirtualServices that need their subsets.
func TestOrder(t *testing.T) {
	first, second := service("a", port("http", 80)), service("b", port("http", 80))
	first.Missing, second.Missing = first.Subsets, second.Subsets
	var got []string
	for _, r := range Resources(&lane.Plan{Services: []*lane.Service{first, second}}, defaults()) {
		got = append(got, r.String())
	}
	want := []string{"DestinationRule/a/dr-api", "DestinationRule/b/dr-api", "VirtualService/a/vs-api", "VirtualService/b/vs-api"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
