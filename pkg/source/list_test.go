package source

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const listHeader = "apiVersion: v1\nkind: List\n"

func TestLists(t *testing.T) {
	for _, tt := range []struct {
		reason, stream string
		want           []string
	}{
		{"items in block style keep their text and line",
			"apiVersion: v1\nitems:\n- apiVersion: v1 # one\n  kind: A\n  data: {x:   y}\n\n# of b\n- apiVersion: v1\n  kind: B\n  text: |\n    a\n\n      b\nkind: List\n",
			[]string{"0:3 apiVersion: v1 # one\nkind: A\ndata: {x:   y}\n\n", "1:7 # of b\napiVersion: v1\nkind: B\ntext: |\n  a\n\n    b\n"}},
		{"indented items", listHeader + "items:\n  # of a\n  -   apiVersion: v1\n      kind: A\n      # in a\n      x: 1\n  # end\n",
			[]string{"0:4 # of a\napiVersion: v1\nkind: A\n# in a\nx: 1\n"}},
		{"comments with the indentation of an item are its own", listHeader + "items:\n- apiVersion: v1\n  kind: A\n  # end of a\n# of b\n- apiVersion: v1\n  kind: B\n",
			[]string{"0:4 apiVersion: v1\nkind: A\n# end of a\n", "1:7 # of b\napiVersion: v1\nkind: B\n"}},
		{"CRLF", "apiVersion: v1\r\nkind: List\r\nitems:\r\n- apiVersion: v1\r\n  kind: A\r\n", []string{"0:4 apiVersion: v1\r\nkind: A\r\n"}},
		{"a list in a stream", service + "---\n" + listHeader + "items:\n- {apiVersion: v1, kind: A}\n---\n" + service,
			[]string{"0:1 " + service, "1:9 {apiVersion: v1, kind: A}\n", "2:11 " + service}},
		{"items in flow style are encoded anew", listHeader + "items: [{apiVersion: v1, kind: A}, {apiVersion: v1, kind: B}]\n",
			[]string{"0:3 {apiVersion: v1, kind: A}\n", "1:3 {apiVersion: v1, kind: B}\n"}},
		{"an anchor in another item", listHeader + "items:\n- apiVersion: v1\n  kind: A\n  x: &x {y: z}\n- apiVersion: v1\n  kind: B\n  x: *x\n",
			[]string{"0:4 apiVersion: v1\nkind: A\nx: &x {y: z}\n", "1:7 apiVersion: v1\nkind: B\nx: {y: z}\n"}},
		{"a line with less indentation than its item", listHeader + "items:\n  - apiVersion: v1\n    kind: A\n    x: {\n}\n", []string{"0:4 apiVersion: v1\nkind: A\nx: {}\n"}},
		{"white space in a scalar", listHeader + "items:\n- apiVersion: v1\n  kind: A\n  x: |\n    a\n      \n    b\n", []string{"0:4 apiVersion: v1\nkind: A\nx: |\n  a\n    \n  b\n"}},
		{"JSON items keep their text", "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"items\": [\n {\"apiVersion\":\"v1\",  \"kind\":\"A\"}\n]}",
			[]string{`0:2 {"apiVersion":"v1",  "kind":"A"}`}},
		{"lists in lists", listHeader + "items:\n- apiVersion: v1\n  kind: List\n  items:\n  - apiVersion: v1\n    kind: A\n", []string{"0:7 apiVersion: v1\nkind: A\n"}},
		{"a list of one kind implies the items' header", "apiVersion: apps/v1\nkind: DeploymentList\nitems:\n- metadata:\n    name: a\n- apiVersion: apps/v1\n  kind: Deployment\n",
			[]string{"0:4 apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n", "1:6 apiVersion: apps/v1\nkind: Deployment\n"}},
		{"a kind that ends in List without items is an object", "apiVersion: x/v1\nkind: AllowList\n", []string{"0:1 apiVersion: x/v1\nkind: AllowList\n"}},
		{"an empty list", listHeader + "items: []\n---\n" + listHeader + "items:\n---\n" + listHeader, nil},
		{"items that are no list", listHeader + "items: {a: b}\n", []string{"GL0202:3 This is no Kubernetes object: it has no apiVersion."}},
		{"an item that is no object", listHeader + "items:\n- a\n- null\n- apiVersion: v1\n  kind: A\n",
			[]string{"0:6 apiVersion: v1\nkind: A\n", "GL0202:4 This is no Kubernetes object: it is no mapping.", "GL0202:5 This is no Kubernetes object: it is no mapping."}},
		{"an item of a List has no implied kind", listHeader + "items:\n- metadata: {name: a}\n", []string{"GL0202:4 This is no Kubernetes object: it has no apiVersion."}},
		{"nor has one of a ResourceList", "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- metadata: {name: a}\n", []string{"GL0202:4 This is no Kubernetes object: it has no apiVersion."}},
	} {
		if diff := cmp.Diff(tt.want, shown(parse([]byte(tt.stream), "f").result(false))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}
}

func TestResourceList(t *testing.T) {
	const header = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- apiVersion: v1\n  kind: A\nfunctionConfig:\n"
	for _, tt := range []struct {
		reason, config, want string
	}{
		{"a GrayRelease is graylane's", "  apiVersion: graylane.dev/v1alpha1\n  kind: GrayRelease\n", "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease"},
		{"another function's config is not", "  apiVersion: v1\n  kind: ConfigMap\n", ""},
		{"none", "  null\n", ""},
	} {
		r := parse([]byte(header+tt.config), "f").result(true)
		if diff := cmp.Diff([]string{"0:4 apiVersion: v1\nkind: A\n"}, shown(r)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
		var got string
		for _, c := range r.Configs {
			got += string(c.Text)
		}
		if got != tt.want {
			t.Errorf("%s: config %q, want %q", tt.reason, got, tt.want)
		}
	}
}
