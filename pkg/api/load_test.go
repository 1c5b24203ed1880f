package api

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/pkg/diag"
)

// header begins a GrayRelease whose spec follows, indented.
const header = "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata: {name: shop}\n"

// said is what diagnostics tell, without their remedies.
func said(ds []diag.Diagnostic) []string {
	var lines []string
	for _, d := range ds {
		lines = append(lines, fmt.Sprintf("%s %s | %s", d.Code, d.Field, d.Message))
	}
	return lines
}

// changed is the default Spec after a change.
func changed(change func(*Spec)) Spec {
	s := Default()
	change(&s)
	return s
}

func TestLoadReadsEveryField(t *testing.T) {
	doc := header + `
spec:
  versionLabel: app.kubernetes.io/version
  baseline: v2
  match: lane
  lanes:
    - {name: gray, versions: {appa: v2, shop/appb: v5}}
    - {name: blue, version: v3}
  calls:
    add:
      - {from: productpage, to: shop/reviews, port: 9080}
      - {from: {namespace: web, labels: {app: web, team.io/x: ""}}, to: reviews}
      - {from: {labels: {app: cron}}, to: reviews}
    ignore: [{from: shop/loadgen}, {to: reviews}, {from: a.b, to: c}]
  uncalled: baseline
  header: {name: X-Lane, trust: true}
  gaps: clone
  entries:
    - service: shop/appa
      hosts: [192.168.1.106, "www.shop.example"]
      gateways: [istio-system/app-gw, gw]
      port: 8000
      weights: {v1: 10, v2: 90}
      match: [{headers: {X-User-Group: {exact: beta}, x: {regex: a.*}}, version: v2}]
      delegate: true
  clusterDomain: corp.example
  istio:
    apiVersion: networking.istio.io/v1beta1
    hosts: fqdn
    exportTo: auto
    syncWaves: true
  checkOnly: true
`
	want := GrayRelease{
		Given: true, Ref: diag.Ref{APIVersion: APIVersion, Kind: Kind, Name: "shop"},
		Spec: Spec{
			VersionLabel: "app.kubernetes.io/version", Baseline: "v2", Match: MatchLane,
			Calls: Calls{
				Add: []AddedCall{
					{From: Party{Name: "productpage"}, To: Party{Namespace: "shop", Name: "reviews"}, Port: 9080},
					{From: Party{Namespace: "web", Labels: map[string]string{"app": "web", "team.io/x": ""}}, To: Party{Name: "reviews"}},
					{From: Party{Labels: map[string]string{"app": "cron"}}, To: Party{Name: "reviews"}},
				},
				Ignore: []IgnoredCall{
					{From: Party{Namespace: "shop", Name: "loadgen"}},
					{To: Party{Name: "reviews"}},
					{From: Party{Name: "a.b"}, To: Party{Name: "c"}},
				},
			},
			Lanes: []Lane{
				{Name: "gray", Versions: map[string]string{"appa": "v2", "shop/appb": "v5"}}, {Name: "blue", Version: "v3"},
			},
			Header: Header{Name: "x-lane", Trust: true}, Gaps: GapsClone,
			Entries: []Entry{{
				Service: Party{Namespace: "shop", Name: "appa"}, Hosts: []string{"192.168.1.106", "www.shop.example"},
				Gateways: []string{"istio-system/app-gw", "gw"}, Port: 8000, Weights: map[string]int{"v1": 10, "v2": 90},
				Match:    []EntryMatch{{Headers: map[string]StringMatch{"x-user-group": {Exact: "beta"}, "x": {Regex: "a.*"}}, Version: "v2"}},
				Delegate: true,
			}},
			Uncalled: UncalledBaseline, ClusterDomain: "corp.example",
			Istio:     Istio{APIVersion: "networking.istio.io/v1beta1", Hosts: HostsFQDN, ExportTo: ExportToAuto, SyncWaves: true},
			CheckOnly: true,
		},
	}
	got, ds := Load([]byte(doc), nil)
	if diff := cmp.Diff([]string(nil), said(ds)); diff != "" {
		t.Fatalf("diagnostics (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLoadAccepts(t *testing.T) {
	tests := []struct {
		reason string
		doc    string
		want   Spec
	}{
		{"no configuration is the defaults", "", Default()},
		{"so is null", "null\n", Default()},
		{"so is an empty mapping", "{}", Default()},
		{"so are comments", "# nothing\n---\n# at all\n", Default()},
		{"so is a GrayRelease without a spec", header, Default()},
		{"a null is the same as no field", header + "spec:\n  baseline:\n  istio: {hosts: null}\n  calls: ~", Default()},
		{"a null spec too", header + "spec:\n", Default()},
		{"a list may be empty, and a mapping", header + "spec: {lanes: [], header: {}, gaps: ~, entries: []}", changed(func(s *Spec) { s.Lanes, s.Entries = []Lane{}, []Entry{} })},
		{"metadata is the user's", header[:len(header)-2] + ", annotations: {a/b: c}, labels: {}}\n", Default()},
		{"empty documents around it do not count", "---\n" + header + "---\n", Default()},
		{"YAML 1.1 booleans are booleans", header + "spec: {checkOnly: yes}", changed(func(s *Spec) { s.CheckOnly = true })},
		{"and so is off", header + "spec: {checkOnly: off}", Default()},
		{"a quoted number is a string", header + `spec: {baseline: "1.10"}`, changed(func(s *Spec) { s.Baseline = "1.10" })},
		{"Kubernetes reads a date as a string", header + "spec: {baseline: 2024-05-01}", changed(func(s *Spec) { s.Baseline = "2024-05-01" })},
		{"an anchor may be used again", header + "spec: {baseline: &v v1, calls: {ignore: [{to: *v}]}}", changed(func(s *Spec) {
			s.Baseline, s.Calls.Ignore = "v1", []IgnoredCall{{To: Party{Name: "v1"}}}
		})},
		{"JSON is YAML", `{"apiVersion": "graylane.dev/v1alpha1", "kind": "GrayRelease", "spec": {"match": "lane"}}`, changed(func(s *Spec) { s.Match = MatchLane })},
		{"a port may be written as any whole number", header + "spec: {calls: {add: [{from: a, to: b, port: 9.08e3}]}}", changed(func(s *Spec) {
			s.Calls.Add = []AddedCall{{From: Party{Name: "a"}, To: Party{Name: "b"}, Port: 9080}}
		})},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			got, ds := Load([]byte(test.doc), nil)
			if diff := cmp.Diff([]string(nil), said(ds)); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.want, got.Spec); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadKnowsWhatIsGiven(t *testing.T) {
	tests := []struct {
		reason, doc string
		want        bool
	}{
		{"nothing", "", false},
		{"an empty mapping", "{}", false},
		{"the ConfigMap that kpt passes where there is none", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: function-input}\ndata: {}\n", false},
		{"a ConfigMap with data", "apiVersion: v1\nkind: ConfigMap\ndata: {baseline: v1}\n", true},
		{"a GrayRelease", "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\n", true},
		{"something wrong", "apiVersion: v1\nkind: Secret\n", true},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if got, _ := Load([]byte(tt.doc), nil); got.Given != tt.want {
				t.Errorf("given: %v, want %v", got.Given, tt.want)
			}
		})
	}
}
