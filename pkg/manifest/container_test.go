package manifest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/model"
)

func TestContainer(t *testing.T) {
	const at = "spec.template.spec.containers[0]"
	exec := func(field string, probe bool, command ...string) model.Exec {
		return model.Exec{Field: at + "." + field + ".exec.command", Command: command, Probe: probe}
	}
	tests := []struct {
		reason, text string
		want         model.Container
	}{
		{"its name", "{name: app}", model.Container{Name: "app"}},
		{"command and args", "{command: [/bin/sh, -c], args: ['curl http://api']}", model.Container{Command: []string{"/bin/sh", "-c"}, Args: []string{"curl http://api"}}},
		{"numbers and booleans as their text", "{command: [sleep, 1e3, 0x1F, 010], args: [80, true, 1.50, no]}",
			model.Container{Command: []string{"sleep", "1e3", "0x1F", "010"}, Args: []string{"80", "true", "1.50", "no"}}},
		{"what is no scalar keeps the places of the others", "{args: [a, null, [b], {c: d}, e]}", model.Container{Args: []string{"a", "", "", "", "e"}}},
		{"aliases", "{command: [&a x, *a], args: [*a]}", model.Container{Command: []string{"x", "x"}, Args: []string{"x"}}},
		{"no lists", "{command: a, args: {b: c}}", model.Container{}},
		{"empty lists", "{command: [], args: [], env: [], envFrom: [], volumeMounts: [], ports: []}", model.Container{}},
		{"nulls", "{name: , command: , args: , env: , envFrom: , volumeMounts: , ports: , livenessProbe: , lifecycle: }", model.Container{}},
		{"wrong types", "{name: [a], ports: x, livenessProbe: x, readinessProbe: [x], startupProbe: {exec: x}, lifecycle: {postStart: {exec: {command: x}}, preStop: [x]}}", model.Container{}},
		{"no mapping", "x", model.Container{}},
		{"null", "null", model.Container{}},

		{"ports", "{ports: [{name: http, containerPort: 80}, {containerPort: 65535}]}", model.Container{Ports: []model.ContainerPort{{Name: "http", Number: 80}, {Number: 65535}}}},
		{"what is no port", "{ports: [{name: a}, {containerPort: http}, {containerPort: 0}, {containerPort: 65536}, {containerPort: '${PORT}'}, {containerPort: [1]}, 80, {name: [x], containerPort: '90'}]}",
			model.Container{Ports: []model.ContainerPort{{Number: 90}}}},

		{"probes and hooks, in the order of their fields, not in that of the text",
			"{lifecycle: {preStop: {exec: {command: [e]}}, postStart: {exec: {command: [d]}}}, startupProbe: {exec: {command: [c]}}, " +
				"readinessProbe: {exec: {command: [b]}}, livenessProbe: {exec: {command: [a, 1]}}}",
			model.Container{Execs: []model.Exec{exec("livenessProbe", true, "a", "1"), exec("readinessProbe", true, "b"), exec("startupProbe", true, "c"),
				exec("lifecycle.postStart", false, "d"), exec("lifecycle.preStop", false, "e")}}},
		{"other handlers run no command", "{livenessProbe: {httpGet: {path: /}}, readinessProbe: {exec: {command: []}}, startupProbe: {exec: }, lifecycle: {preStop: {sleep: {seconds: 1}}}}", model.Container{}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			tt.want.Field = at
			if diff := cmp.Diff(tt.want, containerOf(t, tt.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestContainers(t *testing.T) {
	const at = "spec.template.spec."
	tests := []struct {
		reason, spec string
		want         []model.Container
	}{
		{"init containers first, wherever they stand", "{containers: [{name: a}, {name: b}], initContainers: [{name: c}]}", []model.Container{
			{Field: at + "initContainers[0]", Name: "c", Init: true}, {Field: at + "containers[0]", Name: "a"}, {Field: at + "containers[1]", Name: "b"}}},
		{"one that restarts always is a sidecar", "{initContainers: [{restartPolicy: Always}, {restartPolicy: Never}]}", []model.Container{
			{Field: at + "initContainers[0]"}, {Field: at + "initContainers[1]", Init: true}}},
		{"the commands of an init container", "{initContainers: [{restartPolicy: Always, startupProbe: {exec: {command: [x]}}}]}", []model.Container{
			{Field: at + "initContainers[0]", Execs: []model.Exec{{Field: at + "initContainers[0].startupProbe.exec.command", Command: []string{"x"}, Probe: true}}}}},
		{"ephemeral containers are no part of a template", "{ephemeralContainers: [{name: a}]}", nil},
		{"wrong types", "{containers: x, initContainers: {name: a}}", nil},
		{"nulls", "{containers: , initContainers: }", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, podOf(t, tt.spec).Containers); diff != "" {
				t.Error(diff)
			}
		})
	}
}
