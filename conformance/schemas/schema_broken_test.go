package schemas

import (
	"strings"
	"testing"
)

// TestSchemasFind shows that each part of the check has an effect.
func TestSchemasFind(t *testing.T) {
	all := definitions(t)
	finds(t, []broken{
		{"a DestinationRule as it should be", destinationRule(subsets), ""},
		{"a VirtualService as it should be", virtualService(rules), ""},
		{"a kind that has no definition", header("DestinationRules", "dr-api"), "no definition of {networking.istio.io/v1 DestinationRules}"},
		{"a version that no definition has", strings.Replace(destinationRule(subsets), "io/v1", "io/v2", 1), "no definition of {networking.istio.io/v2 DestinationRule}"},
		{"an unknown field of the spec", destinationRule(subsets + "  subset: v1\n"), "unknown field spec.subset"},
		{"an unknown field in a list", destinationRule("  subsets: [{name: v1, label: {version: v1}}]\n"), "unknown field spec.subsets[0].label"},
		{"an unknown field beside the spec", destinationRule(subsets) + "specs: {}\n", "unknown field specs"},
		{"an unknown field of the metadata", header("DestinationRule", "dr-api, annotation: {}") + "spec: {host: api}\n", "unknown field metadata.annotation"},
		{"a required field is missing", header("DestinationRule", "dr-api") + "spec: {exportTo: ['.']}\n", "spec.host: Required value"},
		{"a version that YAML reads as a number", destinationRule("  subsets: [{name: v1, labels: {version: 1.10}}]\n"), "spec.subsets[0].labels.version: Invalid value"},
		{"a port out of range", virtualService("  http: [{route: [{destination: {host: api, port: {number: -1}}}]}]\n"), "spec.http[0].route[0].destination.port.number"},
		{"two alternatives at once", virtualService("  http: [{match: [{uri: {exact: /a, prefix: /a}}], route: [{destination: {host: api}}]}]\n"), "spec.http[0].match[0].uri"},
		{"a value out of an enumeration", destinationRule("  trafficPolicy: {tls: {mode: PLAIN}}\n"), `Unsupported value: "PLAIN"`},
		{"a key of a list twice", header("ServiceEntry", "far") + "spec: {hosts: [a.example.com], ports: [{name: http, number: 80}, {name: http, number: 81}]}\n", "spec.ports[1]: Duplicate value"},
		{"a duration that CEL alone finds too short", virtualService(rules + "    timeout: 0s\n"), "must be a valid duration greater than 1ms"},
		{"a label that CEL alone finds to be a wildcard", destinationRule("  workloadSelector: {matchLabels: {app: 'web-*'}}\n"), "wildcard not allowed in label value match"},
		{"a CEL rule in the older version", strings.Replace(virtualService(rules+"    timeout: 0s\n"), "io/v1", "io/v1beta1", 1), "must be a valid duration greater than 1ms"},
		{"a name that no object can have", header("DestinationRule", "dr_api") + "spec: {host: api}\n", "metadata.name: Invalid value"},
		{"an annotation that is no string", header("DestinationRule", "dr-api, annotations: {graylane.dev/generated: true}") + "spec: {host: api}\n", "metadata"},
	}, func(t *testing.T, o map[string]any) []string { return rejections(t, all, o) })
}
