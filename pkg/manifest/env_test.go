package manifest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/model"
)

// containerOf reads the one container of a Deployment.
func containerOf(t *testing.T, text string) model.Container {
	t.Helper()
	return podOf(t, "{containers: ["+text+"]}").Containers[0]
}

func TestEnv(t *testing.T) {
	ref := func(source model.Source, name, key string) *model.KeyRef {
		return &model.KeyRef{Source: source, Name: name, Key: key}
	}
	tests := []struct {
		reason, env string
		want        []model.EnvVar
	}{
		{"a value", "[{name: X, value: y}]", []model.EnvVar{{Name: "X", Value: "y"}}},
		{"scalars as their text", "[{name: X, value: 80}, {name: Y, value: true}]", []model.EnvVar{{Name: "X", Value: "80"}, {Name: "Y", Value: "true"}}},
		{"one key of a ConfigMap", "[{name: X, valueFrom: {configMapKeyRef: {name: c, key: k}}}]", []model.EnvVar{{Name: "X", From: ref(model.ConfigMap, "c", "k")}}},
		{"one key of a Secret", "[{name: X, valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}}]", []model.EnvVar{{Name: "X", From: ref(model.Secret, "s", "k")}}},
		{"a field of the pod", "[{name: X, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}]", []model.EnvVar{{Name: "X", FieldPath: "metadata.namespace"}}},
		{"both a value and a source", "[{name: X, value: y, valueFrom: {secretKeyRef: {name: s, key: k}}}]",
			[]model.EnvVar{{Name: "X", Value: "y", From: ref(model.Secret, "s", "k")}}},
		{"a value beside a null", "[{name: X, value: y, valueFrom: }]", []model.EnvVar{{Name: "X", Value: "y"}}},
		{"another source still names the variable", "[{name: X, value: y}, {name: X, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}]",
			[]model.EnvVar{{Name: "X", Value: "y"}, {Name: "X", Unread: true}}},
		{"a name alone", "[{name: X}]", []model.EnvVar{{Name: "X"}}},
		{"a reference that names nothing", "[{name: X, valueFrom: {configMapKeyRef: {key: k}}}, {name: Y, valueFrom: {secretKeyRef: }}]", []model.EnvVar{{Name: "X", Unread: true}, {Name: "Y", Unread: true}}},
		{"a reference without a key", "[{name: X, valueFrom: {configMapKeyRef: {name: c}}}]", []model.EnvVar{{Name: "X", From: ref(model.ConfigMap, "c", "")}}},
		{"a null beside a reference", "[{name: X, valueFrom: {configMapKeyRef: , secretKeyRef: {name: s, key: k}}}]", []model.EnvVar{{Name: "X", From: ref(model.Secret, "s", "k")}}},
		{"wrong types keep the places of the others", "[x, null, [y], {name: X, value: [z], valueFrom: []}, {name: Y, valueFrom: {fieldRef: x, configMapKeyRef: [c]}}]",
			[]model.EnvVar{{}, {}, {}, {Name: "X", Unread: true}, {Name: "Y", Unread: true}}},
		{"no list", "{name: X}", nil},
		{"an empty list", "[]", nil},
		{"null", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, containerOf(t, "{env: "+tt.env+"}").Env); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEnvFrom(t *testing.T) {
	tests := []struct {
		reason, envFrom string
		want            []model.EnvFrom
	}{
		{"in their order", "[{configMapRef: {name: c}}, {prefix: P_, secretRef: {name: s}}, {configMapRef: {name: d, optional: true}}]",
			[]model.EnvFrom{{Source: model.ConfigMap, Name: "c"}, {Prefix: "P_", Source: model.Secret, Name: "s"}, {Source: model.ConfigMap, Name: "d"}}},
		{"what names nothing", "[{prefix: P_}, {configMapRef: }, {secretRef: {}}, {secretRef: {name: }}, {configMapRef: {name: c}}]",
			[]model.EnvFrom{{Source: model.ConfigMap, Name: "c"}}},
		{"wrong types", "[x, [y], {configMapRef: c}, {secretRef: [s]}, {prefix: [p], secretRef: {name: s}}]", []model.EnvFrom{{Source: model.Secret, Name: "s"}}},
		{"no list", "{configMapRef: {name: c}}", nil},
		{"null", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, containerOf(t, "{envFrom: "+tt.envFrom+"}").EnvFrom); diff != "" {
				t.Error(diff)
			}
		})
	}
}
