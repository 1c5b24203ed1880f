package krm

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

const header = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n"

func TestRead(t *testing.T) {
	const byLines, byNodes, anew = "by lines", "by nodes", "anew"
	tests := []struct {
		reason string
		in     string
		how    string
		want   []string // the items in flow style
	}{
		{"kyaml writes items without indentation", header + "items:\n- a: 1\n- b: 2\n", byLines, []string{"{a: 1}", "{b: 2}"}},
		{"others indent them", header + "items:\n    - a: 1\n    - b: 2\n", byLines, []string{"{a: 1}", "{b: 2}"}},
		{"absent items are an empty list", header, byLines, nil},
		{"null items are an empty list", header + "items:\n", byLines, nil},
		{"explicit null items are an empty list", header + "items: null # none\n", byLines, nil},
		{"an empty list, as this package writes it", header + "items: []\nresults: [x]\n", byLines, nil},
		{"items may come first", "items:\n- a: 1\n" + header, byLines, []string{"{a: 1}"}},
		{"one document marker may lead", "---\n" + header + "items:\n- a: 1\n", byLines, []string{"{a: 1}"}},
		{"a byte order mark may lead", "\ufeff" + header + "items:\n- a: 1\n", byLines, []string{"{a: 1}"}},
		{"older version", "apiVersion: config.kubernetes.io/v1beta1\nkind: ResourceList\n", byLines, nil},
		{"oldest version", "apiVersion: config.kubernetes.io/v1alpha1\nkind: ResourceList\n", byLines, nil},
		{"CRLF", strings.ReplaceAll(header+"items:\n- a: |\n    x\n- b: 2\n", "\n", "\r\n"), byLines, []string{`{a: "x\n"}`, "{b: 2}"}},
		{"a block scalar may look like items", header + "items:\n- a: |\n    - b: 1\n\n    items:\n  c: 2\n", byLines, []string{`{a: "- b: 1\n\nitems:\n", c: 2}`}},
		{"a functionConfig may look like items", header + "functionConfig:\n  a: |\n    items:\n    - b: 1\nitems:\n- c: 2\n", byLines, []string{"{c: 2}"}},
		{"an anchor within an item", header + "items:\n- a: &x 1\n  b: *x\n", byLines, []string{"{a: &x 1, b: *x}"}},
		{"no line break at the end", header + "items:\n- a: 1", byLines, []string{"{a: 1}"}},
		{"a quoted line may look like an item", header + "items:\n- a: \"b\n- c: d\"\n- e: 1\n", byNodes, []string{`{a: "b - c: d"}`, "{e: 1}"}},
		{"a quoted line may look like a top-level key", header + "items:\n- a: 'b\nresults:\n  d'\n- e: 1\n", byNodes, []string{`{a: "b results: d"}`, "{e: 1}"}},
		{"an anchor across items", header + "items:\n- a: &x 1\n- b: *x\n", byNodes, []string{"{a: &x 1}", "{b: *x}"}},
		{"a tagged item", header + "items:\n- !!map\n  a: 1\n- b: 2\n", byLines, []string{"!!map {a: 1}", "{b: 2}"}},
		{"a directive", "%YAML 1.1\n---\n" + header + "items:\n- a: 1\n", byNodes, []string{"{a: 1}"}},
		{"an alias is an item", header + "x: &x {a: 1}\nitems:\n- *x\n", byNodes, []string{"&x {a: 1}"}},
		{"JSON", `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":[{"a":1}]}`, anew, []string{`{"a": 1}`}},
		{"flow style", header + "items: [{a: 1}, {b: 2}]\n", anew, []string{"{a: 1}", "{b: 2}"}},
		{"a block scalar that the end of the stream ends", header + "items:\n- a: |\n    b", anew, []string{`{a: "b"}`}},
		{"a document end marker", header + "items:\n- a: 1\n...\n", byLines, []string{"{a: 1}"}},
		{"blank lines behind it", header + "items:\n- a: |+\n    b\n\n...\n\n", byLines, []string{`{a: "b\n\n"}`}},
		{"a document end marker behind a directive", "%YAML 1.1\n---\n" + header + "items:\n- a: 1\n...\n", byNodes, []string{"{a: 1}"}},
		{"a document end marker with a comment", header + "items:\n- a: 1\n... # end\n", anew, []string{"{a: 1}"}},
		{"dots that are no marker", header + "items:\n- a: |\n    b\n    ...\n", byLines, []string{`{a: "b\n...\n"}`}},
		{"old line breaks", strings.ReplaceAll(header+"items:\n- a: 1\n- b: 2\n", "\n", "\r"), anew, []string{"{a: 1}", "{b: 2}"}},
		{"a quoted key", header + "\"items\":\n- a: 1\n", anew, []string{"{a: 1}"}},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			l, items, err := Read([]byte(test.in), node)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, flow(t, items)); diff != "" {
				t.Error(diff)
			}
			how := byLines
			if l.rewritten {
				how = anew
			} else if l.document != nil {
				how = byNodes
			}
			if how != test.how {
				t.Errorf("read %s, want %s", how, test.how)
			}
		})
	}
}

// flow is each node in flow style, with double quotes where it needs any.
func flow(t *testing.T, nodes []*yaml.Node) []string {
	t.Helper()
	var out []string
	for _, n := range nodes {
		n.Style = yaml.FlowStyle | n.Style&yaml.TaggedStyle
		walk([]*yaml.Node{n}, func(n *yaml.Node) {
			if n.Kind == yaml.ScalarNode && n.Style&^yaml.DoubleQuotedStyle != 0 {
				n.Style = yaml.DoubleQuotedStyle
			}
		})
		out = append(out, strings.TrimSpace(string(mustEncode(n))))
	}
	return out
}

func TestReadErrors(t *testing.T) {
	deep := header + "items:\n- a: " + strings.Repeat("[", 20_000) + "\n"
	bomb := header + "functionConfig:\n  a0: &a0 [x, x]\n"
	for i := range 40 {
		bomb += strings.NewReplacer("N", string(rune('a'+i%26))+strings.Repeat("z", i/26), "M", prev(i)).Replace("  N: &N [*M, *M]\n")
	}
	tests := []struct {
		reason, in, want string
	}{
		{"nothing", "", "the input is empty, not a ResourceList"},
		{"blank lines", "\n \n", "the input is empty, not a ResourceList"},
		{"comments", "# x\n", "the input has comments alone, no ResourceList"},
		{"not YAML", header + "items:\n- a: b: c\n", "the input is not YAML: line 4: mapping values are not allowed in this context"},
		{"not YAML by the parser proper", header + "items:\n- a: b\n  - c\n- d: [\n", "the input is not YAML: line 4: did not find expected key"},
		{"a scalar between items", header + "items:\n- a: b\nx\n", "the input is not YAML: line 5: could not find expected ':'"},
		{"truncated in a quoted value", header + "items:\n- a: \"b\n", "the input is not YAML: line 4: found unexpected end of stream"},
		{"truncated in a flow collection", header + "items:\n- a: {b: c\n", "the input is not YAML: line 4: did not find expected ',' or '}'"},
		{"a flow collection with a line like an item", header + "items:\n- a: [b,\n- 1]\n", "the input is not YAML: line 5: did not find expected node content"},
		{"binary", "\x7fELF\x02\x01\x00\x00", "the input is binary, not a ResourceList: byte 7 is 0"},
		{"bytes that are no text", header + "a: \xff\xfe\n", "the input is not YAML: invalid leading UTF-8 octet"},
		{"a list", "- a: b\n", "line 1: the input is a list, not a ResourceList; to read manifests use graylane build -"},
		{"a scalar", "hello\n", "line 1: the input is a string, not a ResourceList; to read manifests use graylane build -"},
		{"null", "---\n", "line 2: the input is null, not a ResourceList; to read manifests use graylane build -"},
		{"another kind", "apiVersion: apps/v1\nkind: Deployment\n", "line 2: this is a Deployment, not a ResourceList; to read manifests use graylane build -"},
		{"manifests", "apiVersion: apps/v1\nkind: Deployment\n---\na: b\n", "line 2: this is a Deployment, not a ResourceList; to read manifests use graylane build -"},
		{"a hostile kind", "kind: \"a\\nb\"\n", "line 1: this is a \"a\\nb\", not a ResourceList; to read manifests use graylane build -"},
		{"no kind", "a: b\n", "the input has no kind, so it is not a ResourceList; to read manifests use graylane build -"},
		{"no apiVersion", "kind: ResourceList\n", "the ResourceList has no apiVersion; graylane reads config.kubernetes.io/v1"},
		{"another apiVersion", "apiVersion: v1\nkind: ResourceList\n", "line 1: the ResourceList's apiVersion is v1; graylane reads config.kubernetes.io/v1"},
		{"two documents", header + "items: []\n---\n" + header, "line 4: a second document; a ResourceList is one document"},
		{"a broken second document", header + "---\n\"a", "the input is not YAML: line 4: found unexpected end of stream"},
		{"items is a mapping", header + "items:\n  a: b\n", "line 3: items is a mapping, not a list"},
		{"items is a scalar", header + "items: 5\n", "line 3: items is the value 5, not a list"},
		{"items is an alias", header + "x: &x []\nitems: *x\n", "line 4: items is an alias, not a list"},
		{"an item is a scalar", header + "items:\n- a: b\n- c\n", "line 5: items[1] is a string, not an object"},
		{"an item is null", header + "items:\n- a: b\n-\n", "line 5: items[1] is null, not an object"},
		{"an item is a list", header + "items:\n- - a\n", "line 4: items[0] is a list, not an object"},
		{"an item is a block scalar", header + "items:\n- |\n  a: b\n", "line 4: items[0] is a string, not an object"},
		{"items after an empty list", header + "items: []\n- a: b\n", "the input is not YAML: line 4: did not find expected key"},
		{"items twice", header + "items:\n- a: b\nitems: []\n", "line 5: the ResourceList has the key items twice"},
		{"results with an anchor", header + "results: &x []\ny: *x\n", "line 4: the alias *x refers into results, which is written anew"},
		{"a config with an anchor from outside", header + "x: &x y\nfunctionConfig:\n  a: *x\n", "line 5: the functionConfig cannot be read on its own: an alias (*) of an unknown anchor; a text that begins with * needs quotes"},
		{"deep nesting", deep, "the input is not YAML: line 4: exceeded max depth of 10000"},
		{"aliases that stand for too much", bomb + "items: 1\n", "the input is no ResourceList that can be read: its aliases stand for too many nodes"},
		{"such aliases in one item", header + "items:\n- a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + powers(8), "the input is no ResourceList that can be read: its aliases stand for too many nodes"},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			_, _, err := Read([]byte(test.in), node)
			if err == nil {
				t.Fatal("no error")
			}
			if diff := cmp.Diff(test.want, err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// prev is the name of the anchor before the one of a number.
func prev(i int) string {
	if i == 0 {
		return "a0"
	}
	return string(rune('a'+(i-1)%26)) + strings.Repeat("z", (i-1)/26)
}

func TestFunctionConfig(t *testing.T) {
	tests := []struct {
		reason, in, want string
	}{
		{"absent", header, ""},
		{"null", header + "functionConfig:\n", ""},
		{"before the items", header + "functionConfig:\n  a: b # c\nitems: []\n", "a: b # c\n"},
		{"after the items", header + "items:\n- x: y\nfunctionConfig:\n  a:\n  - b\n", "a:\n- b\n"},
		{"in JSON", `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","functionConfig":{"a":"b"}}`, `{"a": "b"}` + "\n"},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			l, _, err := Read([]byte(test.in), node)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(l.FunctionConfig())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestReadManyItems reads more items than one goroutine takes at once.
func TestReadManyItems(t *testing.T) {
	l, names, err := Read(manyApps(50), func(i int, n *yaml.Node) string {
		return valueOf(valueOf(n, "metadata"), "name").Value
	})
	if err != nil || len(names) != 150 {
		t.Fatal(len(names), err)
	}
	for i, name := range names {
		if want := "name: " + name + "\n"; !bytes.Contains(l.Text(i), []byte(want)) {
			t.Errorf("item %d is not %s", i, name)
		}
	}
}

// powers are keys of an item, each of which stands for ten times as many nodes as the one before; the first is a.
func powers(n int) string {
	text := ""
	for i := range n {
		anchor := string(rune('a' + i))
		text += "  " + string(rune('b'+i)) + ": &" + string(rune('b'+i)) + " [" + strings.Repeat("*"+anchor+", ", 9) + "*" + anchor + "]\n"
	}
	return text
}
