package hostile_test

import (
	"fmt"
	"strings"
)

// laughs is a text of few lines that stands for a hundred billion nodes, indented.
func laughs(margin string) string {
	out := margin + "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := range 11 {
		alias := fmt.Sprintf("*a%d", i)
		out += fmt.Sprintf("%sa%d: &a%d [%s]\n", margin, i+1, i+1, strings.Join([]string{alias, alias, alias, alias, alias, alias, alias, alias, alias, alias}, ", "))
	}
	return out
}

// numbered is a format for each number below n.
func numbered(n int, format string) string {
	var out strings.Builder
	for i := range n {
		out.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
	}
	return out.String()
}

// mounted is the application, whose a-v1 mounts a ConfigMap and has its keys as variables.
func mounted(configMap string) string {
	const mounts = "          envFrom: [{configMapRef: {name: c}}]\n          volumeMounts: [{name: c, mountPath: /c}]\n        volumes: [{name: c, configMap: {name: c}}]\n"
	return list(service("a") + service("b") + deploymentOf("a", "v1", mounts) + deploymentOf("a", "v2", callsB) + deployment("b", "v1") + deployment("b", "v2") + configMap)
}

// file is a ConfigMap with one file.
func file(name, content string) string {
	return object("ConfigMap", "c", fmt.Sprintf("  data: {%q: %s}\n", name, quoted(content)))
}

// quoted is a text as a YAML scalar in double quotes.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\x01", `\x01`).Replace(s) + `"`
}

// variable is the application beside a workload with a variable of a value.
func variable(value string) string {
	return with(deploymentOf("x", "v1", "          env: [{name: U, value: "+quoted(value)+"}]\n"))
}

// command is the application beside a workload with a command line.
func command(argv ...string) string {
	var words []string
	for _, word := range argv {
		words = append(words, quoted(word))
	}
	return with(deploymentOf("x", "v1", "          command: ["+strings.Join(words, ", ")+"]\n"))
}

var long = "http://b:8000/" + repeat("x", 60_000)

// bombs are short texts that stand for much.
var bombs = []input{
	{name: "laughs-item", reason: "a billion laughs in an item", text: text(with(object("ConfigMap", "c", "  data:\n"+laughs("    "))))},
	{name: "laughs-envelope", reason: "in the envelope", text: text(head + laughs("") + "items:\n" + application)},
	{name: "laughs-config", reason: "in the functionConfig", text: text(configured(laughs("    ")))},
	{name: "laughs-release", reason: "in a GrayRelease among the items", text: text(with("- apiVersion: graylane.dev/v1alpha1\n  kind: GrayRelease\n  metadata: {name: x}\n  spec:\n" + laughs("    ")))},
	{name: "laughs-file", reason: "in a file of a ConfigMap", text: text(mounted(file("x.yaml", laughs(""))))},
	{name: "laughs-labels", reason: "in labels", text: text(with("- apiVersion: apps/v1\n  kind: Deployment\n  metadata:\n    name: x\n    labels:\n" + laughs("      ")))},
	{name: "cycle", reason: "an alias of what contains it", text: text(with(object("ConfigMap", "c", "  data: &d {a: *d}\n")))},
	{name: "cycle-merge", reason: "a mapping merged into itself", text: text(with(object("ConfigMap", "c", "  data: &d {<<: *d, a: b}\n")))},
	{name: "anchor-unknown", reason: "an alias of nothing", text: text(with(object("ConfigMap", "c", "  data: {a: *nothing}\n")))},
	{name: "anchor-of-another-item", reason: "an alias of an anchor in another item", text: text(with(object("ConfigMap", "c", "  data: &d {a: b}\n") + object("ConfigMap", "e", "  data: *d\n")))},
	{name: "anchor-twice", reason: "two anchors of one name", text: text(with(object("ConfigMap", "c", "  data: {a: &x 1, b: *x, c: &x 2, d: *x}\n")))},
	{name: "merges", reason: "merge keys of merge keys", text: text(with("- apiVersion: apps/v1\n  kind: Deployment\n  metadata:\n    name: x\n  x0: &x0 {a: b}\n" + numbered(2000, "  y#: &y# {<<: [*x0, *x0]}\n") + "  spec: {template: {metadata: {labels: {<<: [*y0, *y1], app: x}}}}\n"))},
	{name: "aliases-of-one-text", reason: "twenty thousand aliases of a long text", huge: true,
		text: func() string {
			return mounted(object("ConfigMap", "c", "  data:\n    a: &a "+long+"\n"+numbered(20_000, "    k#: *a\n")))
		}},
	{name: "aliases-of-one-list", reason: "twenty thousand aliases of a long list", huge: true,
		text: func() string {
			return mounted(file("x.yaml", "a: &a ["+repeat("x, ", 20_000)+"x]\n"+numbered(20_000, "k#: *a\n")))
		}},
	{name: "aliases-of-one-container", reason: "a hundred thousand aliases of a container", huge: true,
		text: func() string {
			return with("- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: x}\n  spec:\n    template:\n      metadata: {labels: {app: a, version: v1}}\n      spec:\n        containers:\n        - &c {name: main, env: [{name: U, value: \"http://b:8000\"}]}\n" + repeat("        - *c\n", 100_000))
		}},
	{name: "variables-doubling", reason: "a thousand variables, each ten times the one before", text: func() string {
		return with(deploymentOf("x", "v1", "          env:\n          - {name: A0, value: \"http://b:8000/\"}\n"+doublings(1000)))
	}},
	{name: "variables-of-one", reason: "twenty thousand variables that are each a long one", huge: true, text: func() string {
		return with(deploymentOf("x", "v1", "          env:\n          - {name: A, value: "+quoted(long)+"}\n"+numbered(20_000, "          - {name: B#, value: $(A)}\n")))
	}},
	{name: "variables-of-each-other", reason: "variables in a circle", text: text(with(deploymentOf("x", "v1", "          env:\n"+repeat("          - {name: A, value: $(B)$(A)}\n          - {name: B, value: $(A)$(B)}\n", 1000))))},
	{name: "arguments-of-one", reason: "twenty thousand arguments that are each a long variable", huge: true, text: func() string {
		return with(deploymentOf("x", "v1", "          args: ["+repeat("$(A), ", 20_000)+"x]\n          env: [{name: A, value: "+quoted(long)+"}]\n"))
	}},
	{name: "lines-of-one", reason: "twenty thousand lines of a file that are each a long variable", huge: true, text: func() string {
		const mounts = "          volumeMounts: [{name: c, mountPath: /c}]\n"
		return with(deploymentOf("x", "v1", mounts+"          env: [{name: A, value: "+quoted(long)+"}]\n        volumes: [{name: c, configMap: {name: c}}]\n") + file("x.properties", numbered(20_000, "k#=${A}\n")))
	}},
	{name: "keys-of-one", reason: "a large ConfigMap, five thousand times under a prefix", huge: true, text: func() string {
		return with(object("ConfigMap", "c", "  data: {U: "+quoted("http://b:8000/"+repeat("x", 900_000))+"}\n") +
			deploymentOf("x", "v1", "          envFrom:\n"+numbered(5000, "          - {prefix: P#, configMapRef: {name: c}}\n")))
	}},
	{name: "references-to-one", reason: "a large key of a ConfigMap, five thousand times", huge: true, text: func() string {
		return with(object("ConfigMap", "c", "  data: {U: "+quoted("http://b:8000/"+repeat("x", 900_000))+"}\n") +
			deploymentOf("x", "v1", "          env:\n"+numbered(5000, "          - {name: P#, valueFrom: {configMapKeyRef: {name: c, key: U}}}\n")))
	}},
}

// doublings are variables that are each ten times the one before.
func doublings(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "          - {name: A%d, value: %q}\n", i+1, repeat(fmt.Sprintf("$(A%d)", i), 10))
	}
	return out.String()
}
