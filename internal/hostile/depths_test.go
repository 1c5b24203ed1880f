package hostile_test

import "strings"

// deep is how deep nested input is: beyond what any parser goes down.
const deep = 100_000

// nested is a text within n pairs.
func nested(open, inside, shut string, n int) string {
	return repeat(open, n) + inside + repeat(shut, n)
}

// shells is a command within shells within shells, each in the quotes of the other.
func shells(n int) string {
	out := "curl http://b:8000"
	for range n {
		out = "sh -c '" + strings.ReplaceAll(out, "'", `'\''`) + "'"
	}
	return out
}

// staircase is a block of n levels.
func staircase(n int) string {
	var out strings.Builder
	for i := range n {
		out.WriteString(repeat(" ", i) + "a:\n")
	}
	return out.String()
}

// indented is a text with a margin.
func indented(margin, text string) string {
	return margin + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+margin) + "\n"
}

// depths are what recursion would go down without end.
var depths = []input{
	{name: "deep-flow", reason: "lists in lists, in an item", text: func() string { return with(object("ConfigMap", "c", "  data: "+nested("[", "", "]", deep)+"\n")) }},
	{name: "deep-flow-legal", reason: "as deep as the parser allows", text: func() string { return with(object("ConfigMap", "c", "  data: "+nested("[", "", "]", 9900)+"\n")) }},
	{name: "deep-mapping-legal", reason: "mappings as deep as the parser allows, in a pod template", text: func() string {
		return with("- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: x}\n  spec: {template: " + nested("{a: ", "1", "}", 9900) + "}\n")
	}},
	{name: "deep-virtualservice", reason: "a VirtualService as deep as the parser allows, which is kept whole", text: func() string {
		return with("- apiVersion: networking.istio.io/v1\n  kind: VirtualService\n  metadata: {name: x, annotations: {graylane.dev/template: \"true\"}}\n  spec: {hosts: [b], http: [{route: [{destination: {host: b}}], timeout: " + nested("{a: ", "1", "}", 9900) + "}]}\n")
	}},
	{name: "deep-open", reason: "lists that are not closed", text: func() string { return with(object("ConfigMap", "c", "  data: "+repeat("[", deep)+"\n")) }},
	{name: "deep-block", reason: "a staircase of mappings", text: func() string { return with(object("ConfigMap", "c", "  data:\n"+indented("    ", staircase(2000)))) }},
	{name: "deep-dashes", reason: "lists in one line", text: func() string { return with(object("ConfigMap", "c", "  data:\n  "+repeat("- ", deep)+"x\n")) }},
	{name: "deep-questions", reason: "keys that are mappings", text: func() string { return with(object("ConfigMap", "c", "  data:\n    "+repeat("? ", deep)+"x\n")) }},
	{name: "deep-config", reason: "in the functionConfig", text: func() string { return configured("    lanes: " + nested("[", "", "]", deep) + "\n") }},
	{name: "deep-config-legal", reason: "in the functionConfig, as deep as the parser allows", text: func() string { return configured("    lanes: " + nested("[", "", "]", 9900) + "\n") }},
	{name: "deep-envelope", reason: "in the envelope", text: func() string { return head + "x: " + nested("[", "", "]", 9900) + "\nitems:\n" + application }},
	{name: "deep-json", reason: "JSON, all of it", text: func() string { return nested(`{"a":`, "1", "}", deep) }},
	{name: "deep-json-item", reason: "JSON, in an item", text: func() string {
		return `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":[` + nested(`{"a":`, "1", "}", 9000) + "]}"
	}},
	{name: "deep-lists", reason: "a List in a List", text: func() string {
		return list(nested("- kind: List\n  apiVersion: v1\n  items: [", "", "", 1) + nested("{kind: List, apiVersion: v1, items: [", "", "]}", 3000) + "]\n")
	}},
	{name: "deep-file-json", reason: "JSON in a file", text: func() string { return mounted(file("x.json", nested("[", "", "]", deep))) }},
	{name: "deep-file-json-legal", reason: "JSON in a file, that parses", text: func() string { return mounted(file("x.json", nested(`{"a":`, `"http://b:8000"`, "}", 9000))) }},
	{name: "deep-file-yaml", reason: "YAML in a file", text: func() string { return mounted(file("x.yaml", staircase(2000)+"http://b:8000")) }},
	{name: "deep-file-toml", reason: "TOML in a file", text: func() string { return mounted(file("x.toml", "a = "+nested("[", "", "]", deep))) }},
	{name: "deep-file-toml-table", reason: "a table of TOML with a long name", text: func() string { return mounted(file("x.toml", "["+repeat("a.", deep)+"a]\nb = \"http://b:8000\"\n")) }},
	{name: "deep-file-xml", reason: "XML in a file", text: func() string { return mounted(file("x.xml", nested("<a>", "http://b:8000", "</a>", deep))) }},
	{name: "deep-file-nginx", reason: "blocks of nginx", text: func() string {
		return mounted(file("nginx.conf", nested("http {\n", "proxy_pass http://b:8000;\n", "}\n", deep)))
	}},
	{name: "deep-file-script", reason: "substitutions of a shell", text: func() string { return mounted(file("x.sh", nested("$(", "curl http://b:8000", ")", deep))) }},
	{name: "deep-file-code", reason: "brackets of a program", text: func() string { return mounted(file("x.js", repeat("({[", deep)+"'http://b:8000'")) }},
	{name: "deep-file-key", reason: "a key of many parts", text: func() string { return mounted(file("x.properties", repeat("a.", deep)+"url=http://b:8000")) }},
	{name: "deep-shells", reason: "shells in shells", text: func() string { return command("sh", "-c", shells(10)) }},
	{name: "deep-shell-words", reason: "sh -c sh -c sh -c, in words", huge: true, text: func() string { return command("sh", "-c", repeat("sh -c ", deep)+"curl http://b:8000") }},
	{name: "deep-shell-arguments", reason: "and in arguments", huge: true, text: func() string { return command(strings.Fields(repeat("sh -c ", deep) + "curl http://b:8000")...) }},
	{name: "deep-wrappers", reason: "programs that run programs", huge: true, text: func() string { return command("sh", "-c", repeat("timeout 5 env A=b ", deep/4)+"curl http://b:8000") }},
	{name: "deep-subshells", reason: "subshells that are not closed", text: func() string { return command("sh", "-c", repeat("(", deep)) }},
	{name: "deep-defaults", reason: "defaults in defaults", text: func() string { return variable("http://" + nested("${A:-", "b", "}", deep/5) + ":8000") }},
	{name: "deep-defaults-script", reason: "defaults in defaults, in a script", text: func() string { return command("sh", "-c", "curl http://"+nested("${A:-", "b", "}", deep/5)+":8000") }},
	{name: "deep-defaults-open", reason: "defaults that are not closed", text: func() string { return variable(repeat("${A:-", deep)) }},
	{name: "deep-references-open", reason: "references that are not closed", text: func() string { return variable(repeat("$(", 5*deep)) }},
	{name: "deep-templates-open", reason: "templates that are not closed", text: func() string { return variable(repeat("{{", 5*deep)) }},
	{name: "deep-json-in-json", reason: "JSON in a text in JSON in a text", text: func() string {
		out := `{"a": "http://b:8000"}`
		for range 10 {
			out = `{"a": ` + quoted(out) + "}"
		}
		return variable(out)
	}},
}
