package manifest_test

import (
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/graylane/graylane/pkg/model"
)

// TestConfiguration reads ConfigMaps and Secrets. The text in base64 is mostly http://api:80 (aHR0cDovL2FwaTo4MA==).
func TestConfiguration(t *testing.T) {
	text := func(source model.Source, data map[string]string) []model.Any {
		return []model.Any{&model.Configuration{Source: source, Data: data}}
	}
	tests := []struct {
		reason, kind, fields string
		want                 []model.Any
	}{
		{"a ConfigMap's text", "ConfigMap", "data: {a: b}", text(model.ConfigMap, map[string]string{"a": "b"})},
		{"and no bytes", "ConfigMap", "binaryData: {a: aHR0cDovL2FwaTo4MA==}", text(model.ConfigMap, nil)},
		{"which is not decoded", "ConfigMap", "data: {a: aHR0cDovL2FwaTo4MA==}",
			text(model.ConfigMap, map[string]string{"a": "aHR0cDovL2FwaTo4MA=="})},
		{"stringData is no field of it", "ConfigMap", "stringData: {a: b}", text(model.ConfigMap, nil)},
		{"scalars as their text, what is none as nothing", "ConfigMap", "data: {a: 1, b: true, c: , d: [x], e: {x: y}}",
			text(model.ConfigMap, map[string]string{"a": "1", "b": "true", "c": "", "d": "", "e": ""})},
		{"data that is no mapping", "ConfigMap", "data: [a]", text(model.ConfigMap, nil)},

		{"a Secret's data is decoded", "Secret", "data: {a: aHR0cDovL2FwaTo4MA==}", text(model.Secret, map[string]string{"a": "http://api:80"})},
		{"stringData is not", "Secret", "stringData: {a: aHR0cDovL2FwaTo4MA==}", text(model.Secret, map[string]string{"a": "aHR0cDovL2FwaTo4MA=="})},
		{"stringData wins, key by key", "Secret", "stringData: {a: x}\ndata: {a: aHR0cDovL2FwaTo4MA==, b: aHR0cDovL2FwaTo4MA==}",
			text(model.Secret, map[string]string{"a": "x", "b": "http://api:80"})},
		{"even if it is empty", "Secret", "data: {a: eA==}\nstringData: {a: ''}", text(model.Secret, map[string]string{"a": ""})},
		{"and over what cannot be decoded", "Secret", "data: {a: '?'}\nstringData: {a: x}", text(model.Secret, map[string]string{"a": "x"})},
		{"no base64", "Secret", "data: {a: 'http://api:80', b: '${B64}', c: 'ENC[AES256_GCM,data:x]', d: eA==}", text(model.Secret, map[string]string{"d": "x"})},
		{"base64 without its padding, which Kubernetes refuses", "Secret", "data: {a: eA}", text(model.Secret, nil)},
		{"base64 for URLs, which Kubernetes refuses", "Secret", "data: {a: fn5-, b: fn5+}", text(model.Secret, map[string]string{"b": "~~~"})},
		{"no UTF-8 text", "Secret", "data: {a: /////w==, b: eA==}", text(model.Secret, map[string]string{"b": "x"})},
		{"text beyond ASCII", "Secret", "data: {a: w6k=}", text(model.Secret, map[string]string{"a": "é"})},
		{"newlines, as base64 prints them", "Secret", "data:\n  a: |\n    aHR0cDov\n    L2FwaTo4MA==\n", text(model.Secret, map[string]string{"a": "http://api:80"})},
		{"a folded value has spaces for its newlines", "Secret", "data:\n  a: >-\n    aHR0cDov\n    L2FwaTo4MA==\n", text(model.Secret, map[string]string{"a": "http://api:80"})},
		{"tabs and carriage returns", "Secret", `data: {a: "\taHR0cDov\r\n L2FwaTo4MA==\t"}`, text(model.Secret, map[string]string{"a": "http://api:80"})},
		{"a null, and what is no scalar", "Secret", "data: {a: , b: [eA==], c: {d: eA==}}", text(model.Secret, map[string]string{"a": "", "b": "", "c": ""})},
		{"a null in stringData", "Secret", "data: {a: eA==}\nstringData: {a: }", text(model.Secret, map[string]string{"a": ""})},
		{"of a repeated key the last value counts", "Secret", "data: {a: eA==, a: eQ==}", text(model.Secret, map[string]string{"a": "y"})},
		{"even one that cannot be decoded", "Secret", "data: {a: eA==, a: '?'}", text(model.Secret, nil)},
		{"merge keys", "Secret", "x: &x {a: eA==, b: eA==}\ndata: {<<: *x, b: eQ==}", text(model.Secret, map[string]string{"a": "x", "b": "y"})},
		{"data that is no mapping", "Secret", "data: eA==\nstringData: [a]", text(model.Secret, nil)},
		{"no data", "Secret", "type: Opaque", text(model.Secret, nil)},
	}
	for _, tt := range tests {
		t.Run(tt.kind+" "+tt.reason, func(t *testing.T) {
			item := decode(t, "apiVersion: v1\nkind: "+tt.kind+"\n"+tt.fields+"\n")
			if diff := cmp.Diff(tt.want, item.Facts, cmpopts.IgnoreTypes(model.Object{}), cmpopts.IgnoreFields(model.Configuration{}, "Fields"), cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSecretOfAnotherGroup(t *testing.T) {
	if facts := decode(t, "{apiVersion: example.com/v1, kind: Secret, stringData: {a: b}}").Facts; facts != nil {
		t.Errorf("got %v", facts)
	}
}

// TestSecretOfAliases decodes a long value for which many short aliases stand. Decoded for each, it would take gigabytes.
func TestSecretOfAliases(t *testing.T) {
	const many, most = 10_000, 100 << 20
	for _, tt := range []struct {
		reason, end string
		want        int
	}{
		{"text", "", many + 1},
		{"what is no base64, as its end tells", "?", 0},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			long := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("abc", 100_000))) + tt.end
			before := allocated()
			item := decode(t, fmt.Sprintf("apiVersion: v1\nkind: Secret\ndata:\n  long: &long %q\n%s", long, numbered(many, "  k%d: *long\n")))
			if took := allocated() - before; took > most {
				t.Errorf("took %d bytes, want at most %d", took, most)
			}
			if len(item.Facts) != 1 || len(item.Facts[0].(*model.Configuration).Data) != tt.want {
				t.Errorf("diagnostics %v", item.Diagnostics)
			}
		})
	}
}

// allocated is how many bytes were allocated since the start.
func allocated() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.TotalAlloc
}

// TestFieldsOfASecret tells where each key stands.
func TestFieldsOfASecret(t *testing.T) {
	facts := decode(t, "{apiVersion: v1, kind: Secret, data: {a: eA==, b: eA==}, stringData: {b: y, c: z}}").Facts
	if len(facts) != 1 {
		t.Fatalf("got %v", facts)
	}
	want := map[string]string{"b": "stringData", "c": "stringData"}
	if diff := cmp.Diff(want, facts[0].(*model.Configuration).Fields); diff != "" {
		t.Error(diff)
	}
}
