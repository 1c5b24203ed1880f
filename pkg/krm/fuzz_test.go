package krm

import (
	"bytes"
	"slices"
	"testing"

	"github.com/graylane/graylane/internal/fuzzing"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// node keeps a copy of an item as it was parsed.
func node(_ int, n *yaml.Node) *yaml.Node {
	return copied(n, map[*yaml.Node]*yaml.Node{})
}

func copied(n *yaml.Node, known map[*yaml.Node]*yaml.Node) *yaml.Node {
	if n == nil || known[n] != nil {
		return known[n]
	}
	out := new(yaml.Node)
	known[n] = out
	*out = *n
	out.Alias = copied(n.Alias, known)
	for i, c := range n.Content {
		if i == 0 {
			out.Content = nil
		}
		out.Content = append(out.Content, copied(c, known))
	}
	return out
}

var seeds = []string{
	"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- a: b\n- c: |\n    d\n\n  # e\n- f: g\n",
	"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n",
	"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nfunctionConfig:\n  a: |\n    items:\n    - x: y\n",
	"# c\n---\nkind: ResourceList\r\nitems: # d\r\n\r\n  # e\r\n  - a: b\r\n  -\r\n    c: d\r\nresults:\r\n- x\r\napiVersion: config.kubernetes.io/v1\r\n",
	"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- a: \"b\n- c: d\"\n- e: 'f\n\nresults:\n  g'\nresults: [h]\n",
	"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- a: &x {b: c}\n- d: *x\n  e: {f: [g,\n- h]}\n",
	"{\"apiVersion\": \"config.kubernetes.io/v1\", \"kind\": \"ResourceList\", \"items\": [{\"a\": 1}, {\"b\": \"#\"}]}",
	"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n    - a: |+\n        b\n\n    - c: >-\n        d\n\n        e\n    # f\n    - ? g\n      : h\n",
	"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- !!map\n  a: !!str 1\n- &z\n  b: c\nx: *z\n",
	"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- a: |\n    b",
	"%YAML 1.1\n--- # a\napiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: [{a: b}] # c\n...\n",
	"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- a: b\rc: d\n",
	"apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n  &a\n  - b: c\n\n  # d\nresults:\n  []\n",
	"\ufeffapiVersion: config.kubernetes.io/v1\nkind: ResourceList\nresults:\n- a\n# b\nitems:\n- c: d\n---\n",
}

// FuzzRead compares reading by lines with parsing the whole stream: where both read a list, its items are the
// same as data, and writing leaves every item that has bytes of its own as it was.
//
// fuzz: weight 16
func FuzzRead(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		fuzzing.Bounded(t)
		checkRead(t, in)
	})
}

// checkRead says how a list was read, after checking that it was read rightly.
func checkRead(t *testing.T, in []byte) string {
	t.Helper()
	whole, nodes, err := readWhole(in)
	split, items, ok := readSplit(in, node)
	if ok && err != nil {
		t.Fatalf("read by lines, but the whole is wrong: %v\n%s", err, in)
	}
	if err != nil {
		return "wrong"
	}
	checkWritten(t, whole, nodes)
	switch {
	case ok:
		checkSameItems(t, nodes, items)
		checkWritten(t, split, nodes)
		return "by lines"
	case whole.rewritten:
		return "anew"
	}
	return "by nodes"
}

func checkSameItems(t *testing.T, want, got []*yaml.Node) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("%d items, want %d", len(got), len(want))
	}
	for i := range want {
		if !same(want[i], got[i]) {
			t.Fatalf("item %d differs:\n%s\n%s", i, mustEncode(want[i]), mustEncode(got[i]))
		}
	}
}

func mustEncode(n *yaml.Node) []byte {
	text, err := encode(n)
	if err != nil {
		return []byte(err.Error())
	}
	return text
}

// checkWritten checks that a list, written with some edits, has the items that it should have, with their bytes,
// and stays as it is when written again.
func checkWritten(t *testing.T, l *List, nodes []*yaml.Node) {
	t.Helper()
	object := []byte("new: |\n  object\n")
	parsed, _ := parse(object)
	added := parsed[0].Content[0]
	cases := []struct {
		edits Edits
		want  []*yaml.Node
	}{
		{Edits{}, nodes},
		{Edits{Append: [][]byte{object}}, append(slices.Clone(nodes), added)},
	}
	if len(nodes) > 0 {
		last := len(nodes) - 1
		cases = append(cases, []struct {
			edits Edits
			want  []*yaml.Node
		}{
			{Edits{Replace: map[int][]byte{0: object}}, append([]*yaml.Node{added}, nodes[1:]...)},
			{Edits{Remove: map[int]bool{last: true}}, nodes[:last]},
		}...)
	}
	for _, c := range cases {
		var out bytes.Buffer
		if err := l.Write(&out, c.edits); err != nil {
			if l.document == nil {
				t.Fatalf("writing: %v", err)
			}
			continue
		}
		second, items, err := Read(out.Bytes(), node)
		if err != nil {
			t.Fatalf("reading what was written: %v\n%s", err, out.Bytes())
		}
		checkSameItems(t, c.want, items)
		if len(c.edits.Replace)+len(c.edits.Remove) == 0 && !bytes.Contains(out.Bytes(), bytes.Join(l.items, nil)) {
			t.Fatalf("the bytes of the items have changed:\n%s", out.Bytes())
		}
		checkStable(t, second, out.Bytes())
	}
}

func checkStable(t *testing.T, l *List, text []byte) {
	t.Helper()
	var again bytes.Buffer
	if err := l.Write(&again, Edits{}); err != nil {
		t.Fatalf("writing again: %v", err)
	}
	if !bytes.Equal(text, again.Bytes()) {
		t.Fatalf("writing again changes\n%s\nto\n%s", text, again.Bytes())
	}
}
