package check_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/check"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/pipeline"
)

// shop is an application in which others route web, of two versions, and graylane routes api, of two versions as well.
const shop = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, annotations: {graylane.dev/ignore: theirs}}
spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec: {selector: {app: api}, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: single, namespace: shop}
spec: {selector: {app: web, version: v1}, ports: [{name: http, port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web-v1, namespace: shop}
spec: {template: {metadata: {labels: {app: web, version: v1}}, spec: {containers: [{env: [{name: API_URL, value: "http://api"}]}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web-v2, namespace: shop}
spec: {template: {metadata: {labels: {app: web, version: v2}}, spec: {containers: [{env: [{name: API_URL, value: "http://api"}]}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api-v1, namespace: shop}
spec: {template: {metadata: {labels: {app: api, version: v1}}, spec: {}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api-v2, namespace: shop}
spec: {template: {metadata: {labels: {app: api, version: v2}}, spec: {}}}
`

// istioObject is an object of Istio's in the namespace shop.
func istioObject(kind, name, spec string) string {
	return "---\n{apiVersion: networking.istio.io/v1, kind: " + kind + ", metadata: {name: " + name + ", namespace: shop}, spec: " + spec + "}\n"
}

func virtualService(name, spec string) string  { return istioObject("VirtualService", name, spec) }
func destinationRule(name, spec string) string { return istioObject("DestinationRule", name, spec) }

// TestVirtualServices gives the application VirtualServices of others, and compares the codes and fields of what is found
// in these.
func TestVirtualServices(t *testing.T) {
	const (
		toWeb     = "route: [{destination: {host: web}}]"
		v2        = "sourceLabels: {version: v2}"
		elsewhere = "namespace: team, name: part"
	)
	web := func(rules string) string { return virtualService("v", "{hosts: [web], "+rules+"}") }
	subset := func(host, name string) string {
		return virtualService("v", "{hosts: [x.example.com], http: [{route: [{destination: {host: "+host+", subset: "+name+"}}]}]}")
	}
	weights := func(a, b string) string {
		return web("http: [{route: [{destination: {host: web}, weight: " + a + "}, {destination: {host: web}, weight: " + b + "}]}]")
	}
	const subsetField = "GL0512 v spec.http[0].route[0].destination.subset"
	tests := []struct {
		reason, objects string
		want            []string
	}{
		{"labels beside gateways", web("http: [{match: [{uri: {prefix: /}}, {gateways: [gw], " + v2 + "}], " + toWeb + "}]"), []string{"GL0510 v spec.http[0].match[1]"}},
		{"a namespace beside gateways", web("http: [{match: [{gateways: [mesh], sourceNamespace: n}], " + toWeb + "}]"), []string{"GL0510 v spec.http[0].match[0]"}},
		{"they count for TCP", web("tcp: [{match: [{gateways: [mesh], " + v2 + "}], " + toWeb + "}, {" + toWeb + "}]"), nil},
		{"gateways of the whole hold beside labels", web("gateways: [gw, mesh], http: [{match: [{" + v2 + "}], " + toWeb + "}, {" + toWeb + "}]"), nil},
		{"labels of a delegate, gateways of its root",
			web("http: [{match: [{gateways: [mesh]}], delegate: {name: d}}]") + virtualService("d", "{http: [{match: [{"+v2+"}], "+toWeb+"}, {"+toWeb+"}]}"),
			[]string{"GL0510 d spec.http[0].match[0]"}},
		{"labels of the root, gateways of its delegate",
			web("http: [{match: [{"+v2+"}], delegate: {name: d}}, {"+toWeb+"}]") + virtualService("d", "{http: [{match: [{gateways: [mesh]}], "+toWeb+"}]}"),
			[]string{"GL0510 d spec.http[0].match[0]"}},
		{"a namespace of the root, gateways of its delegate",
			web("http: [{match: [{sourceNamespace: n}], delegate: {name: d}}, {"+toWeb+"}]") + virtualService("d", "{http: [{match: [{gateways: [mesh]}], "+toWeb+"}]}"),
			[]string{"GL0510 d spec.http[0].match[0]"}},
		{"a delegate that has both itself",
			web("http: [{match: [{gateways: [mesh]}], delegate: {name: d}}]") + virtualService("d", "{http: [{match: [{gateways: [mesh], "+v2+"}], "+toWeb+"}]}"),
			[]string{"GL0510 d spec.http[0].match[0]"}},
		{"rules for TCP, which are not delegated to",
			web("http: [{match: [{gateways: [mesh]}], delegate: {name: d}}]") + virtualService("d", "{http: [{"+toWeb+"}], tcp: [{match: [{"+v2+"}], "+toWeb+"}]}"), nil},
		{"each in a match of its own", web("http: [{match: [{gateways: [gw]}, {" + v2 + "}], " + toWeb + "}, {" + toWeb + "}]"), nil},

		{"all rules are for some callers", web("http: [{match: [{" + v2 + "}], " + toWeb + "}, {match: [{sourceNamespace: n}], " + toWeb + "}]"), []string{"GL0511 v spec.http"}},
		{"or for gateways", web("gateways: [gw, mesh], http: [{match: [{gateways: [gw]}], " + toWeb + "}, {match: [{" + v2 + "}], " + toWeb + "}]"), []string{"GL0511 v spec.http"}},
		{"TCP on its own", web("http: [{" + toWeb + "}], tcp: [{match: [{" + v2 + "}], " + toWeb + "}]"), []string{"GL0511 v spec.tcp"}},
		{"TLS on its own", web("tls: [{match: [{sniHosts: [web], " + v2 + "}], " + toWeb + "}]"), []string{"GL0511 v spec.tls"}},
		{"a rule for a path is for every caller", web("http: [{match: [{" + v2 + "}], " + toWeb + "}, {match: [{uri: {prefix: /}}], " + toWeb + "}]"), nil},
		{"no sidecar is meant", web("gateways: [gw], http: [{match: [{" + v2 + "}], " + toWeb + "}]"), nil},
		{"a Service of one version", virtualService("v", "{hosts: [single], http: [{match: [{"+v2+"}], "+toWeb+"}]}"), nil},
		{"a host of no Service", virtualService("v", "{hosts: [web.example.com], http: [{match: [{"+v2+"}], "+toWeb+"}]}"), nil},
		{"a delegate whose rules are for some", web("http: [{delegate: {name: d}}]") + virtualService("d", "{http: [{match: [{"+v2+"}], "+toWeb+"}]}"), []string{"GL0511 v spec.http"}},
		{"a delegate with a rule for all", web("http: [{delegate: {name: d}}]") + virtualService("d", "{http: [{match: [{"+v2+"}], "+toWeb+"}, {"+toWeb+"}]}"), nil},

		{"a subset of nothing", subset("web", "v2"), []string{subsetField}},
		{"of the Service's full name", subset("web.shop.svc.cluster.local", "v2"), []string{subsetField}},
		{"a subset of the plan", subset("api", "v2"), nil},
		{"one that the plan lacks", subset("api", "v3"), []string{subsetField}},
		{"a subset of their own", subset("web", "v2") + destinationRule("d", "{host: web.shop.svc.cluster.local, subsets: [{name: v2}]}"), nil},
		{"of a wildcard", subset("web", "v2") + destinationRule("d", "{host: '*.shop.svc.cluster.local', subsets: [{name: v2}]}"), nil},
		{"of another wildcard", subset("web", "v2") + destinationRule("d", "{host: '*.other.svc.cluster.local', subsets: [{name: v2}]}"), []string{subsetField}},
		{"of another host", subset("web", "v2") + destinationRule("d", "{host: api, subsets: [{name: v2}]}"), []string{subsetField}},
		{"a host that nothing here is for", subset("other", "v2"), nil},
		{"a host of a DestinationRule alone", subset("db.example.com", "v2") + destinationRule("d", "{host: db.example.com, subsets: [{name: v1}]}"), []string{subsetField}},

		{"no delegate", web("http: [{delegate: {" + elsewhere + "}}]"), []string{"GL0513 v spec.http[0].delegate"}},
		{"one that has hosts", web("http: [{delegate: {name: d}}]") + virtualService("d", "{hosts: [d.example.com], http: [{"+toWeb+"}]}"), []string{"GL0513 v spec.http[0].delegate"}},
		{"of what is itself a delegate", virtualService("v", "{http: [{delegate: {"+elsewhere+"}}]}"), nil},
		{"one in another namespace", web("http: [{delegate: {namespace: other, name: d}}]") + virtualService("d", "{http: [{"+toWeb+"}]}"), []string{"GL0513 v spec.http[0].delegate"}},

		{"too little", weights("1", "98"), []string{"GL0514 v spec.http[0].route"}},
		{"no weights", weights("", "0"), []string{"GL0514 v spec.http[0].route"}},
		{"all for one", weights("100", "0"), nil},
		{"a placeholder", weights("$W", "10"), nil},
		{"a single destination", web("http: [{route: [{destination: {host: web}, weight: 10}]}]"), nil},
		{"TCP", web("tcp: [{route: [{destination: {host: web}, weight: 10}, {destination: {host: web}, weight: 10}]}]"), []string{"GL0514 v spec.tcp[0].route"}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, found(t, tt.objects, false)); diff != "" {
				t.Error(diff)
			}
			if others := found(t, tt.objects, true); others != nil {
				t.Errorf("reported of what is only context: %v", others)
			}
		})
	}
}

// TestContext marks the application as context: what is missing there is another's to say.
func TestContext(t *testing.T) {
	config, _ := api.Load(nil, nil)
	application := decode(t, []byte(shop+labelled("late", "late", "version: v1")), "shop.yaml")
	for _, o := range application {
		o.Meta().Context = true
	}
	own := decode(t, []byte(strings.TrimPrefix(virtualService("v", "{hosts: [x.example.com], http: [{route: [{destination: {host: web, subset: v2}}]}]}"), "---\n")), "own.yaml")
	r := pipeline.Analyze(append(application, own...), &config)
	for _, d := range check.Run(check.Input{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, Spec: &config.Spec}) {
		if d.Code == diag.UnknownSubset || d.Code == diag.VersionOnObject {
			t.Error(d)
		}
	}
}

// found is what the checks find in the VirtualServices among objects beside the application, as code, name and field.
func found(t *testing.T, objects string, context bool) []string {
	t.Helper()
	config, _ := api.Load(nil, nil)
	around := decode(t, []byte(strings.TrimPrefix(objects, "---\n")), "objects.yaml")
	for _, o := range around {
		o.Meta().Context = context
	}
	r := pipeline.Analyze(slices.Concat(decode(t, []byte(shop), "shop.yaml"), around), &config)
	ds := check.Run(check.Input{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, Spec: &config.Spec})
	var all []string
	for _, d := range diag.Sort(ds) {
		if d.Object.Kind == "VirtualService" {
			all = append(all, string(d.Code)+" "+d.Object.Name+" "+d.Field)
		}
	}
	return all
}
