package api

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// configMap is a ConfigMap with data.
func configMap(data string) string {
	return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: function-input}\n" + data
}

func TestLoadConfigMap(t *testing.T) {
	tests := []struct {
		reason string
		doc    string
		want   Spec
	}{
		{"kpt passes one without data", configMap(""), Default()},
		{"or with empty data", configMap("data: {}"), Default()},
		{"or with null", configMap("data:"), Default()},
		{"strings stay strings", configMap(`data: {baseline: "1.10"}`), changed(func(s *Spec) { s.Baseline = "1.10" })},
		{"dots lead into objects", configMap("data: {istio.exportTo: auto}"), changed(func(s *Spec) { s.Istio.ExportTo = ExportToAuto })},
		{"booleans are converted", configMap(`data: {checkOnly: "true", istio.syncWaves: "false"}`), changed(func(s *Spec) { s.CheckOnly = true })},
		{"lists are YAML", configMap("data:\n  calls.ignore: |\n    - from: a\n    - to: b\n"), changed(func(s *Spec) {
			s.Calls.Ignore = []IgnoredCall{{From: Party{Name: "a"}}, {To: Party{Name: "b"}}}
		})},
		{"integers are converted", configMap(`data: {calls.add: "[{from: a, to: b, port: 80}]"}`), changed(func(s *Spec) {
			s.Calls.Add = []AddedCall{{From: Party{Name: "a"}, To: Party{Name: "b"}, Port: 80}}
		})},
		{"a field comes after its object", configMap(`data: {istio.hosts: fqdn, istio: "{hosts: short, syncWaves: true}"}`), changed(func(s *Spec) {
			s.Istio.Hosts, s.Istio.SyncWaves = HostsFQDN, true
		})},
		{"a path may begin with spec", configMap("data: {spec.baseline: v3}"), changed(func(s *Spec) { s.Baseline = "v3" })},
		{"a field of a field", configMap(`data: {header.name: X-Lane, header.trust: "true"}`), changed(func(s *Spec) { s.Header = Header{"x-lane", true} })},
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

func TestLoadConfigMapRejects(t *testing.T) {
	const strings = "; a ConfigMap takes strings, under paths such as istio.hosts."
	tests := []struct {
		reason string
		data   string
		want   string
	}{
		{"a number", "data: {baseline: 1}", "GL0101 data.baseline | data.baseline is 1, which YAML reads as a number" + strings},
		{"a boolean", "data: {istio.syncWaves: true}", "GL0101 data.istio.syncWaves | data.istio.syncWaves is true, which YAML reads as a boolean" + strings},
		{"a nested object", "data: {istio: {hosts: fqdn}}", "GL0101 data.istio | data.istio is a mapping" + strings},
		{"a null", "data: {baseline: null}", "GL0101 data.baseline | data.baseline is empty" + strings},
		{"data that is no mapping", "data: [a]", "GL0101 data | data is a list; it takes a mapping of paths to strings."},
		{"an empty string", `data: {baseline: ""}`, "GL0101 data.baseline | data.baseline has no value; it takes the value of a version label, such as v1."},
		{"a wrong value", "data: {istio.hosts: full}", `GL0101 data.istio.hosts | data.istio.hosts is "full"; it takes "short" or "fqdn".`},
		{"a wrong value in a list", `data: {calls.add: "[{from: a, to: B}]"}`, `GL0101 data.calls.add[0].to | data.calls.add[0].to is "B"; it takes a Service, as name or namespace/name.`},
		{"broken YAML in a value", `data: {calls.add: "["}`, "GL0101 data.calls.add | data.calls.add is no YAML: line 1: did not find expected node content."},
		{"one field under two keys", "data: {baseline: v1, spec.baseline: v2}", "GL0101 data.spec.baseline | data.spec.baseline is the same field as data.baseline; it takes one value."},
		{"an unknown path", "data: {istio.exporTo: auto}", "GL0102 data.istio.exporTo | There is no field data.istio.exporTo (did you mean data.istio.exportTo?)."},
		{"a right name at the wrong place", "data: {exportTo: auto}", "GL0102 data.exportTo | There is no field data.exportTo (did you mean data.istio.exportTo?)."},
		{"a misspelt step on the way", "data: {isto.hosts: fqdn}", "GL0102 data.isto.hosts | There is no field data.isto.hosts (did you mean data.istio.hosts?)."},
		{"a path into a list", `data: {"calls.add[0].to": b}`, "GL0102 data.calls.add[0].to | There is no field data.calls.add[0].to (did you mean data.calls.add?)."},
		{"a spec", "spec: {baseline: v1}", "GL0102 spec | There is no field spec (did you mean data, which holds the fields of a ConfigMap?)."},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			_, ds := Load([]byte(configMap(test.data)), nil)
			if diff := cmp.Diff([]string{test.want}, said(ds)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadSets(t *testing.T) {
	doc := header + "spec: {baseline: v1, istio: {hosts: fqdn}, calls: {ignore: [{from: a}, {from: b}]}}"
	base := changed(func(s *Spec) {
		s.Baseline, s.Istio.Hosts = "v1", HostsFQDN
		s.Calls.Ignore = []IgnoredCall{{From: Party{Name: "a"}}, {From: Party{Name: "b"}}}
	})
	with := func(change func(*Spec)) Spec {
		s := base
		change(&s)
		return s
	}
	tests := []struct {
		reason string
		sets   []string
		want   Spec
	}{
		{"a set goes over the document", []string{"baseline=v2"}, with(func(s *Spec) { s.Baseline = "v2" })},
		{"the last one counts", []string{"baseline=v2", "baseline=v3"}, with(func(s *Spec) { s.Baseline = "v3" })},
		{"the rest of an object stays", []string{"istio.exportTo=auto"}, with(func(s *Spec) { s.Istio.ExportTo = ExportToAuto })},
		{"also where it is set whole", []string{"istio={exportTo: auto}"}, with(func(s *Spec) { s.Istio.ExportTo = ExportToAuto })},
		{"a list is replaced", []string{"calls.ignore=[{to: c}]"}, with(func(s *Spec) { s.Calls.Ignore = []IgnoredCall{{To: Party{Name: "c"}}} })},
		{"an empty list empties it", []string{"calls.ignore=[]"}, with(func(s *Spec) { s.Calls.Ignore = []IgnoredCall{} })},
		{"null changes nothing", []string{"calls.ignore=null"}, base},
		{"a value may hold the equals sign", []string{`calls.ignore=[{to: c}] # a=b`}, with(func(s *Spec) { s.Calls.Ignore = []IgnoredCall{{To: Party{Name: "c"}}} })},
		{"a number is a string where one is due", []string{"baseline=1.10"}, with(func(s *Spec) { s.Baseline = "1.10" })},
		{"a path may begin with spec", []string{"spec.checkOnly=true"}, with(func(s *Spec) { s.CheckOnly = true })},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			got, ds := Load([]byte(doc), test.sets)
			if diff := cmp.Diff([]string(nil), said(ds)); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.want, got.Spec); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadSetsRejects(t *testing.T) {
	tests := []struct {
		reason string
		set    string
		want   string
	}{
		{"no equals sign", "baseline", "GL0101 --set baseline | --set baseline is no assignment; it takes path=value, such as istio.hosts=fqdn."},
		{"no path", "=v1", "GL0101 --set =v1 | --set =v1 is no assignment; it takes path=value, such as istio.hosts=fqdn."},
		{"no value", "checkOnly=", "GL0101 --set checkOnly | --set checkOnly has no value; it takes true or false."},
		{"a wrong value", "istio.hosts=full", `GL0101 --set istio.hosts | --set istio.hosts is "full"; it takes "short" or "fqdn".`},
		{"a text for a boolean", "checkOnly=maybe", `GL0101 --set checkOnly | --set checkOnly is "maybe"; it takes true or false.`},
		{"a text for an object", "istio=fqdn", `GL0101 --set istio | --set istio is "fqdn"; it takes a mapping.`},
		{"an unknown field in an object", "istio={exporTo: auto}", "GL0102 --set istio.exporTo | There is no field --set istio.exporTo (did you mean --set istio.exportTo?)."},
		{"an unknown path", "nothing.like.it=1", "GL0102 --set nothing.like.it | There is no field --set nothing.like.it."},
		{"a field of a list's items, which no path can name", "port=80", "GL0102 --set port | There is no field --set port."},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			got, ds := Load([]byte(header), []string{test.set})
			if diff := cmp.Diff([]string{test.want}, said(ds)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(Default(), got.Spec); diff != "" {
				t.Errorf("an error must leave the defaults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadReportsDocumentAndSets(t *testing.T) {
	_, ds := Load([]byte(header+"spec: {baseline: 1}"), []string{"baseline=v1", "match=both"})
	var fields []string
	for _, d := range ds {
		fields = append(fields, d.Object.String()+" "+d.Field)
	}
	slices.Sort(fields)
	want := []string{" --set match", "GrayRelease/shop spec.baseline"}
	if diff := cmp.Diff(want, fields); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
