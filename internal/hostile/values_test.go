package hostile_test

// syntaxes are what parsers of YAML disagree about.
var syntaxes = []input{
	{name: "duplicate-keys", reason: "keys that stand twice", text: text(with("- apiVersion: v1\n  kind: Service\n  kind: ConfigMap\n  metadata: {name: x, name: y}\n  spec: {selector: {app: a, app: b}, ports: []}\n"))},
	{name: "tab-indent", reason: "a tab for an indentation", text: text(with("- apiVersion: v1\n  kind: Service\n\tmetadata: {name: x}\n"))},
	{name: "tab-inside", reason: "tabs between words", text: text(with("- apiVersion:\tv1\n  kind:\tService\t\n  metadata:\t{name:\tx}\n"))},
	{name: "markers-in-block", reason: "markers of documents in a block scalar", text: text(with(object("ConfigMap", "c", "  data:\n    a: |\n      ---\n      items:\n      - a: b\n      ...\n")))},
	{name: "markers-in-quotes", reason: "a marker at the margin, in a quoted scalar", text: text(with(object("ConfigMap", "c", "  data:\n    a: \"x\n---\ny\"\n")))},
	{name: "items-in-quotes", reason: "what looks like items, in a quoted scalar", text: text(with(object("ConfigMap", "c", "  data:\n    a: \"x\n\n- apiVersion: v1\n\nitems:\n\n- b\"\n")))},
	{name: "odd-keys", reason: "keys of other types", text: text(with(object("ConfigMap", "c", "  data: {yes: a, no: b, 1e3: c, 0x10: d, 0o7: e, null: f, ~: g, 1.0: h, 2001-01-01: i, .inf: j, .nan: k, '': l, !!binary YQ==: m}\n")))},
	{name: "complex-keys", reason: "keys that are no scalars", text: text(with(object("ConfigMap", "c", "  data:\n    ? [a]\n    : b\n    ? {c: d}\n    : e\n    ?\n    : f\n")))},
	{name: "merge-of-text", reason: "a merge key of what is no mapping", text: text(with(object("ConfigMap", "c", "  data: {<<: a, b: c}\n")))},
	{name: "numbers", reason: "numbers that no type holds", text: text(with("- apiVersion: v1\n  kind: Service\n  metadata: {name: x}\n  spec: {selector: {app: a}, ports: [{port: 99999999999999999999999}, {port: -1}, {port: 0}, {port: 65536}, {port: 1e3}, {port: 0x50}, {port: 0o120}, {port: '80'}, {port: .nan}, {port: null}, {port: [80]}, {port: http}, 80]}\n"))},
	{name: "tags", reason: "tags that would make objects", text: text(with(object("ConfigMap", "c", "  data: {a: !!python/object/apply:os.system [ls], b: !ruby/object:Gem {}, c: !!binary '????', d: !!timestamp x, e: !!int x, f: !<tag:yaml.org,2002:js/function> x, g: !!set {a, b}}\n")))},
	{name: "tag-of-item", reason: "a tag of an item", text: text(with("- !!python/object:a.B\n  apiVersion: v1\n  kind: Service\n  metadata: {name: x}\n"))},
	{name: "integer-tag", reason: "a tag that a name has not", text: text(with("- apiVersion: v1\n  kind: Service\n  metadata: {name: !!int x, labels: {a: !!float b}}\n"))},
	{name: "indent-of-zero", reason: "a block scalar with an indentation that is none", text: text(with(object("ConfigMap", "c", "  data:\n    a: |0\n      b\n")))},
	{name: "keys-long", reason: "a key of a hundred kilobytes", text: func() string { return with(object("ConfigMap", "c", "  data:\n    "+repeat("k", 100_000)+": a\n")) }},
	{name: "keys-many", reason: "a hundred thousand keys", huge: true, text: func() string {
		return with(object("ConfigMap", "c", "  data:\n"+numbered(100_000, "    k#: http://b:8000\n")))
	}},
	{name: "comments-odd", reason: "comments wherever they may be", text: text("# a\n" + head + "# b\nitems: # c\n# d\n" + application + "# e\n  # f\nresults: [] # g\n# h\n")},
}

// repeats are units that a value repeats, for readers of values that would look at each of them again and again.
var repeats = map[string]string{
	"letters": "a", "spaces": " ", "slashes": "/", "ats": "@", "dots": ".", "urls": "http://", "calls": "http://b:8000/", "commas": "a:1,", "ports": "b:8000,",
	"quotes": "\"'", "colons": ":", "assignments": "a=b;", "percents": "%2f", "users": "http://a@", "dashes": "-", "options": "--a=b:8000 ", "names": "b.default.svc.cluster.local ",
	"jdbc": "jdbc:", "backslashes": "\\", "tags": "<a ", "comments": "/*", "braces": "{", "brackets": "[", "dollars": "$", "lines": "a\n", "pairs": "a: http://b:8000\n", "ticks": "`", "control": "\x01",
	"objects": "{\"a\":\"http://b:8000\"},", "sections": "[a]\nb=http://b:8000\n", "accents": "é", "queries": "a=http://b:8000&",
}

// values are long and dull, and not what they should be.
var values = append(repeating(), []input{
	{name: "replicas", reason: "replicas that are no number", text: text(with("- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: x}\n  spec: {replicas: zero, template: {metadata: {labels: {app: a, version: v3}}}}\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: y}\n  spec: {replicas: -1, template: {metadata: {labels: {app: a, version: v4}}}}\n"))},
	{name: "weights", reason: "weights that no type holds", text: text(configured("    entries: [{service: a, hosts: [a.example.com], gateways: [g], weights: {v1: 99999999999999999999, v2: -1}}]\n"))},
	{name: "weights-float", reason: "weights that are no whole numbers", text: text(configured("    entries: [{service: a, hosts: [a.example.com], gateways: [g], weights: {v1: .inf, v2: 0.5}}]\n"))},
	{name: "config-types", reason: "a configuration of other types", text: text(configured("    versionLabel: [a]\n    lanes: {a: b}\n    calls: x\n    istio: 1\n    header: true\n    entries: null\n    yes: no\n"))},
	{name: "config-names", reason: "names of labels and headers that are none", text: text(configured("    versionLabel: \"a\\nb: c\"\n    header: {name: \"x\\r\\ny: z\"}\n    clusterDomain: \"..\"\n    lanes: [{name: \"<script>\", version: v2}]\n"))},
}...)

// repeating are cases of a variable, an argument, a script and a file that repeat a unit.
func repeating() []input {
	var all []input
	for _, name := range sortedKeys(repeats) {
		unit := repeats[name]
		all = append(all, input{name: "repeat-" + name, reason: "a value that repeats " + name + ", in every place", huge: true, text: func() string {
			s := repeat(unit, 100_000/len(unit))
			const mounts = "          volumeMounts: [{name: c, mountPath: /c}]\n"
			volumes := "        volumes: [{name: c, configMap: {name: c}}]\n"
			container := mounts + "          env: [{name: U, value: " + quoted(s) + "}]\n          command: [sh, -c, " + quoted(s) + "]\n          args: [" + quoted(s) + "]\n" + volumes
			data := "  data:\n"
			for _, file := range []string{"a", "a.yaml", "a.json", "a.toml", "a.xml", "a.properties", "a.ini", "nginx.conf", "haproxy.cfg", "a.sh", "a.js", "a.py", ".env"} {
				data += "    " + file + ": " + quoted(s) + "\n"
			}
			return with(deploymentOf("x", "v1", container) + object("ConfigMap", "c", data))
		}})
	}
	return all
}
