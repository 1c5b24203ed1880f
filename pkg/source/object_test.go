package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
)

const service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n"

// shown is a result in short: documents as index:line text, diagnostics as code:line message.
func shown(r Result) []string {
	var out []string
	for _, d := range r.Documents {
		out = append(out, fmt.Sprintf("%d:%d %s", d.Place.Index, d.Place.Line, d.Text))
	}
	for _, d := range r.Diagnostics {
		out = append(out, fmt.Sprintf("%s:%d %s", d.Code, d.Place.Line, d.Message))
	}
	return out
}

func TestParse(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'k'; c++ {
		bomb += fmt.Sprintf("%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", c, c, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1)
	}
	for _, tt := range []struct {
		reason, stream string
		want           []string
	}{
		{"nothing is no error", "", nil},
		{"a null is nothing", "null\n---\n~\n", nil},
		{"the text stays, comments and style included", "# head\n---\n# of a\n" + service + "spec: {ports: [ ]} # x\n", []string{"0:3 # of a\n" + service + "spec: {ports: [ ]} # x\n"}},
		{"a JSON object", `{"apiVersion": "v1", "kind": "Service"}`, []string{`0:1 {"apiVersion": "v1", "kind": "Service"}`}},
		{"JSON objects in a row", "{\"apiVersion\": \"v1\",\n \"kind\": \"A\"}\n\n{\"apiVersion\": \"v1\", \"kind\": \"B\"}\n",
			[]string{"0:1 {\"apiVersion\": \"v1\",\n \"kind\": \"A\"}", `1:4 {"apiVersion": "v1", "kind": "B"}`}},
		{"escapes that YAML lacks", `{"kind": "A", "apiVersion": "v1", "x": "\ud83d\ude00 \/ <", "n": 12345678901234567890}`,
			[]string{"0:1 {\"apiVersion\":\"v1\",\"kind\":\"A\",\"n\":12345678901234567890,\"x\":\"😀 / <\"}\n"}},
		{"tabs in JSON", "{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"A\"\n}\n", []string{"0:1 {\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"A\"\n}"}},
		{"a repeated key is the reader's concern; the last value counts", "apiVersion: v1\nkind: ''\nkind: A\n", []string{"0:1 apiVersion: v1\nkind: ''\nkind: A\n"}},
		{"a merge key gives the header", "x: &x {apiVersion: v1}\n<<: *x\nkind: A\n", []string{"0:1 x: &x {apiVersion: v1}\n<<: *x\nkind: A\n"}},

		{"the line of an error, and the rest is read", service + "---\n\na: b: c\n---\n" + service,
			[]string{"0:1 " + service, "1:9 " + service, "GL0201:7 This is no YAML: mapping values are not allowed in this context."}},
		{"the line of a token in the wrong place", service + "---\na:\n  - b\n c: d\n", []string{"0:1 " + service, "GL0201:8 This is no YAML: did not find expected key."}},
		{"a control structure of a template", "{{- if .Values.x }}\n" + service + "{{- end }}\n", []string{"GL0201:1 This is no YAML: did not find expected node content."}},
		{"a value of a template is a mapping as key", service + "spec: {{ .Values.x }}\n", []string{"GL0202:1 This is no Kubernetes object: a key is no string, as in a template."}},
		{"a binary file", "PK\x03\x04\xff\xfe\x00", []string{"GL0201:1 This is no YAML: control characters are not allowed."}},
		{"no UTF-8", service + "x: \xff\n", []string{"GL0201:1 This is no YAML: invalid leading UTF-8 octet."}},
		{"deep nesting", strings.Repeat("[", 20000), []string{"GL0201:1 This is no YAML: exceeded max depth of 10000."}},
		{"deep nesting of JSON", strings.Repeat(`{"a":`, 20000), []string{"GL0201:1 This is no YAML: exceeded max depth of 10000."}},
		{"aliases that multiply", service + bomb, []string{"GL0201:1 This is no YAML: its aliases stand for too many nodes."}},
		{"an alias of what contains it", service + "a: &a {b: *a}\n", []string{"GL0201:1 This is no YAML: an alias stands for a node that contains it."}},
		{"an unknown alias", service + "a: *a\n", []string{"GL0201:1 This is no YAML: an alias (*) of an unknown anchor; a text that begins with * needs quotes."}},
		{"cut short", "apiVersion: v1\nkind: \"Serv", []string{"GL0201:2 This is no YAML: found unexpected end of stream."}},

		{"no kind", service + "---\napiVersion: v1\n", []string{"0:1 " + service, "GL0202:6 This is no Kubernetes object: it has no kind."}},
		{"a kind that is no string", "apiVersion: v1\nkind: 1\n", []string{"GL0202:1 This is no Kubernetes object: it has no kind."}},
		{"no apiVersion", "kind: Service\n", []string{"GL0202:1 This is no Kubernetes object: it has no apiVersion."}},
		{"a list", "- a\n", []string{"GL0202:1 This is no Kubernetes object: it is no mapping."}},
		{"a scalar", "hello\n", []string{"GL0202:1 This is no Kubernetes object: it is no mapping."}},
	} {
		if diff := cmp.Diff(tt.want, shown(parse([]byte(tt.stream), "f").result(true))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}
}

func TestParseOfAFileThatWasNotNamed(t *testing.T) {
	for _, tt := range []struct {
		reason, stream string
		want           []string
	}{
		{"a file without any object is no manifest", "image: x\n---\n- a\n", nil},
		{"nor is a package.json", `{"name": "x", "kind": "y"}`, nil},
		{"beside an object, something else is a mistake", service + "---\nkind: x\n", []string{"0:1 " + service, "GL0202:6 This is no Kubernetes object: it has no apiVersion."}},
		{"so it is beside a list", "apiVersion: v1\nkind: List\nitems: []\n---\nx: y\n", []string{"GL0202:5 This is no Kubernetes object: it has no apiVersion."}},
		{"what is no YAML is always an error", "a: [\n", []string{"GL0201:2 This is no YAML: did not find expected node content."}},
	} {
		if diff := cmp.Diff(tt.want, shown(parse([]byte(tt.stream), "f").result(false))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}
}

func TestPlaceOfADiagnostic(t *testing.T) {
	got := parse([]byte(service+"---\na: b: c\n"), "dir/f.yaml").result(true).Diagnostics
	want := diag.New(diag.InputNotYAML, diag.Ref{}, "mapping values are not allowed in this context").
		At(diag.Place{File: "dir/f.yaml", Index: 1, Line: 6})
	if diff := cmp.Diff([]diag.Diagnostic{want}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
