package manifest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/model"
)

// TestVolumes tells no items, which stand for every key, from items of which nothing could be read.
func TestVolumes(t *testing.T) {
	tests := []struct {
		reason, volumes string
		want            []model.Volume
	}{
		{"a ConfigMap", "[{name: v, configMap: {name: c, defaultMode: 420}}]", []model.Volume{{Name: "v", Source: model.ConfigMap, From: "c"}}},
		{"a Secret, which has another field for its name", "[{name: v, secret: {secretName: s, name: x}}]", []model.Volume{{Name: "v", Source: model.Secret, From: "s"}}},
		{"some keys, by path", "[{name: v, configMap: {name: c, items: [{key: a, path: x/a.yaml}, {key: b, path: b, mode: 1}]}}, {name: w, secret: {secretName: s, items: [{key: a, path: p}]}}]",
			[]model.Volume{{Name: "v", Source: model.ConfigMap, From: "c", Items: map[string]string{"x/a.yaml": "a", "b": "b"}},
				{Name: "w", Source: model.Secret, From: "s", Items: map[string]string{"p": "a"}}}},
		{"one key under two paths", "[{name: v, configMap: {name: c, items: [{key: a, path: x}, {key: a, path: y}]}}]",
			[]model.Volume{{Name: "v", Source: model.ConfigMap, From: "c", Items: map[string]string{"x": "a", "y": "a"}}}},
		{"of two keys under one path the last", "[{name: v, configMap: {name: c, items: [{key: a, path: x}, {key: b, path: x}]}}]",
			[]model.Volume{{Name: "v", Source: model.ConfigMap, From: "c", Items: map[string]string{"x": "b"}}}},
		{"an empty list of keys is every key", "[{name: v, configMap: {name: c, items: []}}]", []model.Volume{{Name: "v", Source: model.ConfigMap, From: "c"}}},
		{"a list of which nothing can be read is none", "[{name: v, configMap: {name: c, items: [{key: a}, {path: x}, x, null, {key: [a], path: x}]}}]",
			[]model.Volume{{Name: "v", Source: model.ConfigMap, From: "c", Items: map[string]string{}}}},
		{"no list of keys", "[{name: v, configMap: {name: c, items: {key: a, path: x}}}]", []model.Volume{{Name: "v", Source: model.ConfigMap, From: "c"}}},
		{"a projected volume, in its order", "[{name: v, projected: {sources: [{secret: {name: s, secretName: x}}, {downwardAPI: {}}, {configMap: {name: c, items: [{key: a, path: p}]}}, {secret: {name: t}}, {serviceAccountToken: {path: x}}]}}, {name: w, configMap: {name: d}}]",
			[]model.Volume{{Name: "v", Source: model.Secret, From: "s"}, {Name: "v", Source: model.ConfigMap, From: "c", Items: map[string]string{"p": "a"}},
				{Name: "v", Source: model.Secret, From: "t"}, {Name: "w", Source: model.ConfigMap, From: "d"}}},
		{"other volumes", "[{name: v, emptyDir: {}}, {name: w, hostPath: {path: /}}]", nil},
		{"what names nothing", "[{configMap: {name: c}}, {name: v, configMap: {}}, {name: v, configMap: }, {name: v, secret: {secretName: }}, {name: v, secret: {name: s}}, {name: v, projected: {sources: [{secret: {secretName: s}}, {configMap: {}}]}}]", nil},
		{"wrong types", "[x, null, [y], {name: [v], configMap: {name: c}}, {name: v, configMap: c}, {name: v, secret: [s]}, {name: v, projected: [x]}, {name: v, projected: {sources: {configMap: {name: c}}}}, {name: v, projected: {sources: [x, null]}}]", nil},
		{"no list", "{name: v, configMap: {name: c}}", nil},
		{"null", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, podOf(t, "{volumes: "+tt.volumes+"}").Volumes); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMounts(t *testing.T) {
	tests := []struct {
		reason, mounts string
		want           []model.Mount
	}{
		{"all of a volume", "[{name: v, mountPath: /etc/v, readOnly: true}]", []model.Mount{{Volume: "v", Path: "/etc/v"}}},
		{"one file of it", "[{name: v, mountPath: /etc/v/a, subPath: a}]", []model.Mount{{Volume: "v", Path: "/etc/v/a", SubPath: "a"}}},
		{"an expression, as written", "[{name: v, mountPath: /etc/v, subPathExpr: $(POD)/a}]", []model.Mount{{Volume: "v", Path: "/etc/v", SubPath: "$(POD)/a"}}},
		{"an empty subPath beside it", "[{name: v, mountPath: /etc/v, subPath: '', subPathExpr: a}]", []model.Mount{{Volume: "v", Path: "/etc/v", SubPath: "a"}}},
		{"in their order", "[{name: w, mountPath: /w}, {name: v, mountPath: /v}]", []model.Mount{{Volume: "w", Path: "/w"}, {Volume: "v", Path: "/v"}}},
		{"what mounts nothing", "[{name: v}, {mountPath: /v}, {}, null]", nil},
		{"wrong types", "[x, [y], {name: [v], mountPath: /v}, {name: v, mountPath: {a: b}}, {name: v, mountPath: /v, subPath: [a]}]", []model.Mount{{Volume: "v", Path: "/v"}}},
		{"no list", "{name: v, mountPath: /v}", nil},
		{"null", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, containerOf(t, "{volumeMounts: "+tt.mounts+"}").Mounts); diff != "" {
				t.Error(diff)
			}
		})
	}
}
