package hostile_test

// located is an item with annotations of where it stands.
func located(annotations string) string {
	return with("- apiVersion: v1\n  kind: Service\n  metadata:\n    name: s\n    annotations: {" + annotations + "}\n  spec: {selector: {app: b}, ports: [{name: http, port: 8000}]}\n")
}

const (
	path        = "internal.config.kubernetes.io/path"
	index       = "internal.config.kubernetes.io/index"
	legacyPath  = "config.kubernetes.io/path"
	legacyIndex = "config.kubernetes.io/index"
)

// places are paths that lead out of the package, and indices that are none.
var places = []input{
	{name: "path-above", reason: "a path above the package", text: text(located(path + ": ../../etc/passwd, " + index + ": '0'"))},
	{name: "path-above-later", reason: "a path that goes up later on", text: text(located(path + ": a/../../b.yaml, " + index + ": '0'"))},
	{name: "path-absolute", reason: "an absolute path", text: text(located(path + ": /etc/passwd, " + index + ": '0'"))},
	{name: "path-windows", reason: "paths of another system", text: text(located(path + `: 'C:\a\..\..\b', ` + index + ": '0'"))},
	{name: "path-nul", reason: "a NUL in a path", text: text(located(path + `: "a\0.yaml", ` + index + ": '0'"))},
	{name: "path-lines", reason: "line breaks and escapes in a path", text: text(located(path + `: "a\n::error::x\e[2J/b.yaml", ` + index + ": '0'"))},
	{name: "path-legacy", reason: "the older annotation", text: text(located(legacyPath + ": ../../etc/passwd, " + legacyIndex + ": '-1'"))},
	{name: "path-long", reason: "a path of a megabyte", text: text(located(path + ": " + repeat("a/", 500_000) + "b.yaml"))},
	{name: "path-list", reason: "a path that is a list", text: text(located(path + ": [a], " + index + ": {a: b}"))},
	{name: "index-negative", reason: "a negative index", text: text(located(path + ": a.yaml, " + index + ": '-1'"))},
	{name: "index-huge", reason: "an index that no type holds", text: text(located(path + ": a.yaml, " + index + ": '99999999999999999999'"))},
	{name: "index-last", reason: "the highest index, in the file that is generated", text: text(located(path + ": destinationrule_dr-b.yaml, " + index + ": '9223372036854775807'"))},
	{name: "index-word", reason: "an index that is no number", text: text(located(path + ": a.yaml, " + index + ": x"))},
}

// breakouts are what each format, terminal and log would obey.
var breakouts = map[string]string{
	"yaml": "\"\\n- kind: Pwned\\n---\\nx: y\"", "html": "'<script>alert(1)</script><img src=x onerror=alert(1)>'", "html-end": "'</script></style></title><!--'",
	"attribute": "'\" onfocus=\"alert(1)\" autofocus x=\"'", "mermaid": "'a\"]; click x href \"javascript:alert(1)\"; %%{init: {}}%%'", "dot": "'a\"]; b [URL=\"javascript:alert(1)\"]; \\'",
	"svg": "']]></text><script>alert(1)</script>'", "markdown": "'`x` | [a](javascript:alert(1)) ![b](http://evil) <b>'", "github": "\"a\\n::error file=x::y\\n##[error]z%0A::stop-commands::q\"",
	"terminal": `"\e[2J\e]0;pwned\a\e[31m\x9b5n"`, "directions": `"\u202Eabc\u2066def\u200F"`, "separators": `"a\u2028b\u2029c\u0085d"`, "invalid": `"\x00\x01\uFFFE"`, "backslashes": `'\n\\"\\\'`, "template": "'{{ .Secret }} ${{ github.token }} $(id) `id`'",
	"prototype": "__proto__", "sarif": "'file:///etc/passwd {0} [a](0)'",
}

// escapes have each of them wherever a text of the input is shown.
var escapes = escaping()

func escaping() []input {
	var all []input
	for _, name := range sortedKeys(breakouts) {
		s := breakouts[name]
		all = append(all, input{name: "escape-" + name, reason: "what " + name + " would obey, in every text", shown: true, text: text(list(
			service("b") + deployment("b", "v1") +
				"- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: " + s + ", namespace: , annotations: {" + s + ": " + s + ", graylane.dev/calls: " + s + ", graylane.dev/suppress: " + s + "}}\n" +
				"  spec:\n    template:\n      metadata: {labels: {app: b, version: " + s + ", " + s + ": " + s + "}}\n      spec:\n        containers:\n        - name: " + s + "\n" +
				"          env: [{name: " + s + ", value: " + s + "}, {name: U, value: \"http://b:8000\"}]\n          command: [sh, -c, " + s + "]\n" +
				"- apiVersion: batch/v1\n  kind: Job\n  metadata: {name: " + s + ", annotations: {" + path + ": " + s + "}}\n  spec: {template: {metadata: {labels: {app: c}}, spec: {containers: [{name: a, env: [{name: " + s + ", value: \"http://b:8000\"}]}]}}}\n" +
				"- apiVersion: v1\n  kind: Service\n  metadata: {name: " + s + ", annotations: {graylane.dev/ignore: " + s + ", graylane.dev/baseline: " + s + "}}\n  spec: {selector: {app: b}, ports: [{name: " + s + ", port: 80}, {port: " + s + "}]}\n" +
				"- apiVersion: networking.k8s.io/v1\n  kind: Ingress\n  metadata: {name: " + s + "}\n  spec: {rules: [{host: " + s + ", http: {paths: [{path: " + s + ", backend: {service: {name: b, port: {number: 8000}}}}]}}]}\n",
		))})
	}
	return all
}
