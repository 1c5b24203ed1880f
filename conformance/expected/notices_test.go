package expected

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance/cases"
)

// shop is a Service of two versions that a gateway shares among them, with the table that is right for it.
const shop = `
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {ports: [{name: http, port: 80}], selector: {app: api}}
---
apiVersion: v1
kind: Pod
metadata: {name: api-v1, labels: {app: api, version: v1}}
---
apiVersion: v1
kind: Pod
metadata: {name: api-v2, labels: {app: api, version: v2}}
---
apiVersion: v1
kind: Pod
metadata: {name: web-v2, labels: {app: web, version: v2}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: api}
spec: {host: api, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: entry}
spec:
  hosts: [api.example.com]
  gateways: [istio-system/app-gw]
  http:
  - route:
    - {weight: 10, destination: {host: api, subset: v1}, headers: {request: {remove: [x-lane]}}}
    - {weight: 90, destination: {host: api, subset: v2}, headers: {request: {set: {x-lane: v2}}}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: api}
spec:
  hosts: [api]
  http:
  - match: [{sourceLabels: {app: web, version: v2}}]
    headers: {request: {set: {x-lane: v2}}}
    timeout: 3s
    route: [{destination: {host: api, subset: v2}}]
  - route: [{destination: {host: api, subset: v1}}]
`

const shopTable = `
web-v2                      | api                             | api/v2 x-lane=v2 timeout=3s
gateway istio-system/app-gw | api.example.com x-lane=v9       | api/v1=10 !x-lane api/v2=90 x-lane=v2
pod default{app=curl}       | api                             | api/v1
`

// TestNotices breaks the resources, or the table, of an application that is right otherwise.
func TestNotices(t *testing.T) {
	tests := []struct{ reason, old, new, want string }{
		{"everything as it should be", "", "", ""},
		{"no default route", "  - route: [{destination: {host: api, subset: v1}}]\n", "", "line 4: it lands on api/*, not on api/v1"},
		{"swapped subsets", "{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}", "{name: v2, labels: {version: v1}}, {name: v1, labels: {version: v2}}", "line 4: it lands on api/v2(v1), not on api/v1"},
		{"another version in the default route", "http:\n  - match", "http:\n  - route: [{destination: {host: api, subset: v2}}]\n  - match", "line 4: it lands on api/v2, not on api/v1"},
		{"a gateway beside sourceLabels", "[{sourceLabels", "[{gateways: [mesh], sourceLabels", "line 4: it lands on api/v2 timeout=3s x-lane=v2, not on api/v1"},
		{"a subset that does not exist", "[{name: v1, labels: {version: v1}}, ", "[", "line 4: it lands on 503, not on api/v1"},
		{"a subset of all pods", "{name: v1, labels: {version: v1}}", "{name: v1}", "line 4: it lands on api/v1+v2[default/Pod/api-v1,default/Pod/api-v2](v1), not on api/v1"},
		{"a subset of no pod", "{name: v1, labels: {version: v1}}", "{name: v1, labels: {version: v3}}", "line 4: it lands on api/(v1), not on api/v1"},
		{"a header that is not set", "    headers: {request: {set: {x-lane: v2}}}\n", "", "line 2: it lands on api/v2 timeout=3s, not on api/v2 timeout=3s x-lane=v2"},
		{"a setting that is lost", "    timeout: 3s\n", "", "line 2: it lands on api/v2 x-lane=v2, not on"},
		{"a header that the route removes after the destination has set it", "  http:\n  - route:\n", "  http:\n  - headers: {request: {remove: [x-lane]}}\n    route:\n", "line 3: it lands on api/v1=10 !x-lane api/v2=90 !x-lane, not on"},
		{"other weights", "{weight: 10", "{weight: 9", "line 3: it lands on api/v1=9 !x-lane api/v2=90 x-lane=v2, not on"},
		{"a host that the gateway does not know", "hosts: [api.example.com]", "hosts: [example.com]", "line 3: it lands on 404, not on"},
		{"a caller that does not exist", "web-v2   ", "web-v3   ", "line 2: 0 workloads that run are web-v3"},
		{"a host that does not exist", "| api  ", "| app  ", "line 2: no Service has the name app in the namespace default"},
		{"a port that does not exist", "| api  ", "| api:81  ", "line 2: the Service api has no port 81"},
		{"a version that does not exist", "| api/v2 ", "| api/v3 ", "line 2: the Service api has no version v3"},
		{"a Service that does not exist", "| api/v2 ", "| app/v2 ", "line 2: there is no Service app"},
		{"a Service that no line lands at", "hosts: [api]", "hosts: [api, other]", "no request lands at other, for which there is the VirtualService api"},
	}
	const other = "---\napiVersion: v1\nkind: Service\nmetadata: {name: other}\nspec: {ports: [{name: http, port: 80}]}\n"
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if !strings.Contains(shop+shopTable, tt.old) {
				t.Fatalf("there is no %q to break", tt.old)
			}
			table, err := readTable(strings.Replace(shopTable, tt.old, tt.new, 1))
			if err != nil {
				t.Fatal(err)
			}
			objects, err := cases.Objects([]byte(strings.Replace(shop, tt.old, tt.new, 1) + other))
			if err != nil {
				t.Fatal(err)
			}
			wrong := strings.Join(evaluate(t, cases.Answer{Generated: objects, VersionLabel: "version"}, table), "\n")
			if wrong == "" != (tt.want == "") || !strings.Contains(wrong, tt.want) {
				t.Errorf("got %q, want %q", wrong, tt.want)
			}
		})
	}
}

// TestTables reads tables that are none.
func TestTables(t *testing.T) {
	const right = "pod default{app=curl} | api | api/v1\n"
	tests := []struct{ reason, table, want string }{
		{"a table", right, ""},
		{"comments and blanks", "# nothing\n\n" + right + "web | grpc api.shop:80/path x-a=b | shop/api/v1(stable):80=10 !x-b api/*=90 rewrite=/x # why\n", ""},
		{"nothing", "", "has no line"},
		{"comments alone", "# " + right, "has no line"},
		{"no stranger", "web | api | api/v1", "no caller that is a stranger"},
		{"two columns", "web | api", "line 1: there are 2 columns"},
		{"no caller", " | api | api/v1", "is no caller"},
		{"a caller of no kind", "job web | api | api/v1", "is no caller"},
		{"a gateway without a namespace", "gateway app-gw | api | api/v1", "is no caller"},
		{"a stranger without labels", "pod default | api | api/v1", "is no namespace{labels}"},
		{"a stranger with half a label", "pod default{app} | api | api/v1", "is no key=value"},
		{"no request", "web | http | api/v1", "there is no request"},
		{"a port that is no number", "web | api:http | api/v1", "is no port"},
		{"a header without a value", "web | api x-lane | api/v1", "is no header"},
		{"a header of a connection", "web | tcp api x-lane=v2 | api/v1", "tcp has no paths and headers"},
		{"nowhere", "web | api | ", "it lands nowhere"},
		{"a header before the landing", "web | api | x-lane=v2 api/v1", "is no landing"},
		{"no version", "web | api | api/", "is no service/version"},
		{"a share of one landing", "web | api | api/v1=10", "have weights of 10"},
		{"shares that do not add up", "web | api | api/v1=10 api/v2=80", "have weights of 90"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			_, err := readTable(tt.table)
			if (err != nil) != (tt.want != "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}
