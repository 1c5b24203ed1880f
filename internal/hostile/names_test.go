package hostile_test

import (
	"maps"
	"slices"
)

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

// application of a name: the Service and two versions of it.
func named(service, version string) string {
	return list("- apiVersion: v1\n  kind: Service\n  metadata: {name: " + service + "}\n  spec: {selector: {app: x}, ports: [{name: http, port: 8000}]}\n" +
		deployment("x", "v1") + "- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: x-2}\n  spec:\n    template:\n      metadata: {labels: {app: x, version: " + version + "}}\n      spec: {containers: [{name: main, env: [{name: U, value: \"http://" + service + ":8000\"}]}]}\n" +
		"- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: caller}\n  spec: {template: {metadata: {labels: {app: caller}}, spec: {containers: [{env: [{name: U, value: \"http://" + service + ":8000\"}]}]}}}\n")
}

// names are longer than names may be, and no names at all.
var names = []input{
	{name: "name-63", reason: "a Service with the longest name", text: text(named(repeat("a", 63), "v2"))},
	{name: "name-64", reason: "one more than a Service may have", text: text(named(repeat("a", 64), "v2"))},
	{name: "name-253", shown: true, reason: "as long as the name of an object may be: no Service, and dr- before it is longer", text: text(named(repeat("a", 253), "v2"))},
	{name: "name-huge", shown: true, reason: "a name of a megabyte", text: text(named(repeat("a", 1_000_000), "v2"))},
	{name: "name-of-clone", reason: "a copy whose name would be too long", text: func() string {
		return head + "functionConfig: {apiVersion: graylane.dev/v1alpha1, kind: GrayRelease, metadata: {name: x}, spec: {gaps: clone}}\nitems:\n" +
			service("a") + service("b") + service("c") + deploymentOf("a", "v1", callsB) + deploymentOf("a", "v2", callsB) +
			"- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: " + repeat("b", 252) + "}\n  spec: {template: {metadata: {labels: {app: b, version: v1}}, spec: {containers: [{name: main, env: [{name: U, value: \"http://c:8000\"}]}]}}}\n" +
			deployment("c", "v1") + deployment("c", "v2")
	}},
	{name: "name-of-deployment", reason: "a Deployment with a name that no object may have", text: text(with("- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: " + repeat("x", 254) + "}\n  spec: {template: {metadata: {labels: {app: b, version: v3}}, spec: {containers: [{}]}}}\n"))},
	{name: "version-63", reason: "the longest value of a label, as a subset", text: text(named("s", repeat("v", 63)))},
	{name: "version-64", reason: "a value that no label may have", text: text(named("s", repeat("v", 64)))},
	{name: "version-float", reason: "a version that is a number", text: text(named("s", "1.10"))},
	{name: "version-bool", reason: "a version that is a truth", text: text(named("s", "yes"))},
	{name: "version-null", reason: "a version that is null", text: text(named("s", "null"))},
	{name: "version-list", reason: "a version that is a list", text: text(named("s", "[v2]"))},
	{name: "version-mapping", shown: true, reason: "a version that is a mapping", text: text(named("s", "{v: 2}"))},
	{name: "version-date", reason: "a version that is a date", text: text(named("s", "2001-01-01"))},
	{name: "version-empty", reason: "a version that is empty", text: text(named("s", "''"))},
	{name: "version-dots", reason: "a version of dots", text: text(named("s", "'...'"))},
	{name: "version-digits", reason: "a version of a hundred thousand digits", text: text(named("s", repeat("9", 100_000)))},
	{name: "version-parts", shown: true, reason: "a version of a hundred thousand parts", text: text(named("s", "v"+repeat("1.", 100_000)+"1"))},
	{name: "namespaces", shown: true, reason: "namespaces that are none", text: text(with("- {apiVersion: v1, kind: Service, metadata: {name: x, namespace: ../../etc}, spec: {selector: {app: a}}}\n- {apiVersion: v1, kind: Service, metadata: {name: x, namespace: [a]}, spec: {selector: {app: a}}}\n- {apiVersion: v1, kind: Service, metadata: {name: x, namespace: \"A B\"}, spec: {selector: {app: a}}}\n"))},
}

// objects have fields of other types than theirs.
var objects = []input{
	{name: "metadata-list", reason: "metadata is a list", text: text(with("- {apiVersion: v1, kind: Service, metadata: [name, x]}\n"))},
	{name: "metadata-null", reason: "metadata is null", text: text(with("- {apiVersion: v1, kind: Service, metadata: }\n"))},
	{name: "labels-list", reason: "labels are lists, annotations null", text: text(with("- {apiVersion: apps/v1, kind: Deployment, metadata: {name: x, labels: [a], annotations: }, spec: {template: {metadata: {labels: [a, b]}, spec: {containers: {}}}}}\n"))},
	{name: "spec-text", reason: "specs are texts", text: text(with("- {apiVersion: v1, kind: Service, metadata: {name: x}, spec: a}\n- {apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: [a]}\n- {apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: x}, spec: 1}\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: a}\n- {apiVersion: v1, kind: Secret, metadata: {name: x}, data: [a]}\n"))},
	{name: "kind-mapping", reason: "kinds that are no texts", text: text(with("- {apiVersion: [v1], kind: {a: b}, metadata: {name: x}}\n- {apiVersion: 1, kind: 2, metadata: {name: 3}}\n"))},
	{name: "names-mapping", reason: "names that are mappings", text: text(with("- {apiVersion: v1, kind: Service, metadata: {name: {a: b}}}\n- {apiVersion: v1, kind: Service, metadata: {name: }}\n"))},
	{name: "suppress", reason: "suppressions of everything, and of nothing", text: text(with("- {apiVersion: v1, kind: Service, metadata: {name: x, annotations: {graylane.dev/suppress: \"*: all\\nGL0401\\n: \\nGL9999: x\\n\"}}}\n"))},
	{name: "owned", reason: "objects that say that they are generated", text: text(with("- {apiVersion: v1, kind: Service, metadata: {name: x, annotations: {graylane.dev/generated: \"yes\"}}}\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: x, annotations: {graylane.dev/generated: [true]}}}\n"))},
}
