package manifest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// TestMergeKeys reads a selector, key by key as labels are read, and as the field that clusterIP is.
func TestMergeKeys(t *testing.T) {
	const anchors = "apiVersion: v1\nkind: Service\nx: &x {app: x, version: v1}\ny: &y {app: b, tier: web}\n" +
		"deep: &deep {<<: *x, version: v2}\nh: &h {clusterIP: None}\ni: &i {clusterIP: 10.0.0.1, externalName: e}\n"
	tests := []struct {
		reason, spec string
		want         model.Service
	}{
		{"its pairs are there", "selector: {<<: *x}", model.Service{Selector: model.Labels{"app": "x", "version": "v1"}}},
		{"own keys override, wherever they stand", "selector: {version: v3, <<: *x, app: z}", model.Service{Selector: model.Labels{"app": "z", "version": "v3"}}},
		{"the first of a list wins", "selector: {<<: [*x, *y]}", model.Service{Selector: model.Labels{"app": "x", "version": "v1", "tier": "web"}}},
		{"and the other way round", "selector: {<<: [*y, *x]}", model.Service{Selector: model.Labels{"app": "b", "version": "v1", "tier": "web"}}},
		{"merge keys in what is merged", "selector: {<<: *deep}", model.Service{Selector: model.Labels{"app": "x", "version": "v2"}}},
		{"a mapping without an anchor", "selector: {<<: {app: x}}", model.Service{Selector: model.Labels{"app": "x"}}},
		{"a quoted << is a key like others", "selector: {'<<': x}", model.Service{Selector: model.Labels{"<<": "x"}}},
		{"neither a mapping nor a list", "selector: {<<: x, app: a}", model.Service{Selector: model.Labels{"app": "a"}}},
		{"itself", "selector: &s {<<: *s, app: a}", model.Service{Selector: model.Labels{"app": "a"}}},
		{"a field", "<<: *h", model.Service{Headless: true}},
		{"an own field overrides", "{<<: *h, clusterIP: 10.0.0.2}", model.Service{}},
		{"a field of the first of a list", "<<: [*h, *i]", model.Service{Headless: true}},
		{"a field of the first of a list, the other way round", "<<: [*i, *h]", model.Service{}},
		{"a field that the first of a list lacks", "<<: [*x, *h]", model.Service{Headless: true}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			item := decode(t, anchors+"spec:\n  "+tt.spec+"\n")
			if diff := cmp.Diff([]model.Any{&tt.want}, item.Facts, cmpopts.IgnoreTypes(model.Object{})); diff != "" {
				t.Error(diff)
			}
			if len(item.Diagnostics) > 0 {
				t.Errorf("diagnostics %v", item.Diagnostics)
			}
		})
	}
}

// TestBombs reads short texts that stand for long ones. Followed to their end, none would finish in a lifetime.
func TestBombs(t *testing.T) {
	thirty := func(alias string) string { return "[" + strings.Repeat(alias+", ", 29) + alias + "]" }
	var merges strings.Builder
	merges.WriteString("m0: &m0 {a: b}\n")
	for i := range 7 {
		fmt.Fprintf(&merges, "m%d: &m%d {<<: %s}\n", i+1, i+1, thirty(fmt.Sprintf("*m%d", i)))
	}
	itself := "&s {<<: " + thirty("*s") + "}"
	tenThousand := func(alias string) string { return "[" + strings.Repeat(alias+", ", 9_999) + alias + "]" }
	for _, tt := range []struct{ reason, text string }{
		{"merge keys in a field", "kind: Service\n" + merges.String() + "spec: {<<: *m7}\n"},
		{"merge keys in labels", "kind: Service\n" + merges.String() + "spec: {selector: {<<: *m7}}\n"},
		{"merge keys in an object's own name", "kind: Service\n" + merges.String() + "metadata: {<<: *m7}\n"},
		{"a mapping that merges itself", "kind: Service\nspec: {selector: " + itself + "}\n"},
		{"lists of lists", "kind: Pod\nm: &m {name: x}\nv: &v {<<: " + tenThousand("*m") + "}\n" +
			"e: &e " + tenThousand("*v") + "\nspec: {containers: " + tenThousand("{env: *e}") + "}\n"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			item := decode(t, "apiVersion: v1\n"+tt.text)
			if len(item.Facts) > 0 || len(item.Diagnostics) != 1 || item.Diagnostics[0].Code != diag.InputNotObject {
				t.Errorf("facts %v, diagnostics %v; want %s alone", item.Facts, item.Diagnostics, diag.InputNotObject)
			}
		})
	}
}

// TestLargeObjects reads objects that are long and stand for nothing else: there is no limit for them.
func TestLargeObjects(t *testing.T) {
	const many = 20_000
	data := decode(t, "apiVersion: v1\nkind: ConfigMap\ndata:\n"+numbered(many, "  k%d: x\n"))
	if len(data.Facts) != 1 || len(data.Facts[0].(*model.Configuration).Data) != many {
		t.Errorf("not all of a large ConfigMap: diagnostics %v", data.Diagnostics)
	}
	containers := decode(t, "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n"+numbered(many, "  - env: [{name: k%d, value: x}]\n"))
	if len(containers.Facts) != 1 || len(containers.Facts[0].(*model.Workload).Containers) != many {
		t.Errorf("not all of a large Pod: diagnostics %v", containers.Diagnostics)
	}
}

// TestLargeContainers reads a Pod whose containers have all that is read of one, each part with as few nodes as it can.
func TestLargeContainers(t *testing.T) {
	const many = 5_000
	const full = "  - {env: [{}], envFrom: [{}, {secretRef: {}}], volumeMounts: [{}], ports: [{}], args: [x], livenessProbe: {}, lifecycle: {}, name: k%d}\n  - {}\n"
	text := "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n" + numbered(many, full) +
		"  volumes:\n" + numbered(many, "  - {}\n  - {name: v%d, projected: {sources: [{}, {secret: {name: s}}]}}\n")
	item := decode(t, text)
	if len(item.Facts) != 1 {
		t.Fatalf("diagnostics %v", item.Diagnostics)
	}
	if w := item.Facts[0].(*model.Workload); len(w.Containers) != 2*many || len(w.Volumes) != many {
		t.Errorf("%d containers, %d volumes", len(w.Containers), len(w.Volumes))
	}
}

func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
