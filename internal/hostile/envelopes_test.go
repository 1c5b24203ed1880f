package hostile_test

import "strings"

const head = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n"

// service is an item.
func service(name string) string {
	return "- apiVersion: v1\n  kind: Service\n  metadata: {name: " + name + "}\n  spec: {selector: {app: " + name + "}, ports: [{name: http, port: 8000}]}\n"
}

// deployment is an item that calls b.
func deployment(app, version string) string { return deploymentOf(app, version, "") }

// deploymentOf is one with more fields of its container, indented by eight.
func deploymentOf(app, version, container string) string {
	return "- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: " + app + "-" + version + "}\n  spec:\n    template:\n" +
		"      metadata: {labels: {app: " + app + ", version: " + version + "}}\n      spec:\n        containers:\n        - name: main\n" +
		"          image: a\n" + container
}

const callsB = "          env: [{name: U, value: \"http://b:8000\"}]\n"

// application is a and b, in two versions each, where a calls b.
var application = service("a") + service("b") + deploymentOf("a", "v1", callsB) + deploymentOf("a", "v2", callsB) + deployment("b", "v1") + deployment("b", "v2")

// list is a ResourceList of items.
func list(items string) string { return head + "items:\n" + items }

// with is the application with more items.
func with(items string) string { return list(application + items) }

// configured is the application with a functionConfig's spec, indented by four.
func configured(spec string) string {
	return head + "functionConfig:\n  apiVersion: graylane.dev/v1alpha1\n  kind: GrayRelease\n  metadata: {name: x}\n  spec:\n" + spec + "items:\n" + application
}

// object is an item of another kind with some fields, indented by two.
func object(kind, name, fields string) string {
	return "- apiVersion: v1\n  kind: " + kind + "\n  metadata: {name: " + name + "}\n" + fields
}

func text(s string) func() string { return func() string { return s } }

func repeat(s string, n int) string { return strings.Repeat(s, n) }

// envelopes are lists that are none, or not the usual ones.
var envelopes = []input{
	{name: "plain", reason: "nothing is wrong with it", shown: true, text: text(list(application))},
	{name: "empty", reason: "no byte at all", text: text("")},
	{name: "comments", reason: "comments alone", text: text("# a\n# b\n")},
	{name: "scalar", reason: "a scalar", text: text("yes\n")},
	{name: "null", reason: "null", text: text("null\n")},
	{name: "sequence", reason: "a list of objects without its envelope", text: text(application)},
	{name: "binary", reason: "bytes that are no text", text: text("\x7fELF\x02\x01\x01\x00\x00\x00")},
	{name: "zero-byte", reason: "a NUL within a list", text: text(with(object("ConfigMap", "c", "  data: {a: \"\x00\"}\n")))},
	{name: "latin1", reason: "bytes that are no UTF-8", text: text(with(object("ConfigMap", "c", "  data: {a: \"\xe4\"}\n")))},
	{name: "surrogates", reason: "surrogates in UTF-8", text: text(with(object("ConfigMap", "c", "  data: {a: \"\xed\xa0\x80\"}\n")))},
	{name: "bom", reason: "a byte order mark of UTF-8", text: text("\ufeff" + list(application))},
	{name: "utf16", reason: "UTF-16", text: func() string { return utf16(list(application)) }},
	{name: "utf16-half", reason: "UTF-16 that ends within a character", text: func() string { return utf16(list(application)) + "a" }},
	{name: "crlf", reason: "carriage returns before line feeds", text: text(strings.ReplaceAll(list(application), "\n", "\r\n"))},
	{name: "cr", reason: "carriage returns alone", text: text(strings.ReplaceAll(list(application), "\n", "\r"))},
	{name: "nel", reason: "the line break of EBCDIC", text: text(strings.ReplaceAll(list(application), "\n", "\u0085"))},
	{name: "json", reason: "JSON in one line", text: text(`{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":[{"apiVersion":"v1","kind":"Service","metadata":{"name":"a\u2028\ud83d\ude00"}}]}`)},
	{name: "json-twice", reason: "two JSON objects behind each other", text: text(`{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":[]}{"a":1}`)},
	{name: "json-cut", reason: "JSON that ends too early", text: text(`{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":[{"apiVersion":`)},
	{name: "items-mapping", reason: "items is a mapping", text: text(head + "items:\n  a: {apiVersion: v1, kind: Service, metadata: {name: a}}\n")},
	{name: "items-scalar", reason: "items is a text", text: text(head + "items: a\n")},
	{name: "items-alias", reason: "items is an alias", text: text(head + "x: &x []\nitems: *x\n")},
	{name: "items-twice", reason: "the key items stands twice", text: text(list(application) + "items:\n" + service("c"))},
	{name: "items-of-scalars", reason: "items are no objects", text: text(head + "items: [a, 1, null, [b], {}]\n")},
	{name: "items-null", reason: "one item is null", text: text(list(application + "-\n"))},
	{name: "items-empty", reason: "items without kind or metadata", text: text(list(application + "- {}\n- {kind: Service}\n- {apiVersion: v1}\n"))},
	{name: "lists-in-lists", reason: "a list in a list in a list", text: text(with(object("List", "x", "  items: [{apiVersion: config.kubernetes.io/v1, kind: ResourceList, items: [{apiVersion: v1, kind: Service, metadata: {name: c}}]}]\n")))},
	{name: "two-documents", reason: "two lists in one stream", text: text(list(application) + "---\n" + list(service("c")))},
	{name: "document-end", reason: "a document that says where it ends", text: text(list(application) + "...\n")},
	{name: "document-end-and-more", reason: "and something behind it", text: text(list(application) + "...\nitems: a\n")},
	{name: "directives", reason: "directives of YAML and of tags", text: text("%YAML 1.1\n%TAG ! tag:example.com,2000:\n---\n" + list(application))},
	{name: "directive-unknown", reason: "a version of YAML that there is not", text: text("%YAML 9.9\n---\n" + list(application))},
	{name: "another-kind", reason: "an object and no list", text: text("apiVersion: v1\nkind: Service\nmetadata: {name: a}\n")},
	{name: "many-empty-items", reason: "a hundred thousand items without anything", huge: true, text: func() string { return list(repeat("- {}\n", 100_000)) }},
	{name: "comments-huge", reason: "twenty megabytes of comments", huge: true, text: func() string { return list(application) + repeat("# "+repeat("x", 98)+"\n", 200_000) }},
	{name: "line-huge", reason: "one line of twenty megabytes", huge: true, text: func() string { return with(object("ConfigMap", "c", "  data: {a: "+repeat("x ", 10<<20)+"}\n")) }},
	{name: "block-huge", reason: "a block scalar of a million lines", huge: true, text: func() string {
		return with(object("ConfigMap", "c", "  data:\n    a: |\n"+repeat("      line\n", 1_000_000)))
	}},
}

// utf16 is an ASCII text in UTF-16, with its byte order mark.
func utf16(s string) string {
	out := []byte{0xff, 0xfe}
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return string(out)
}
