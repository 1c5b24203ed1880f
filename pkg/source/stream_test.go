package source

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/internal/fuzzing"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

type cut struct {
	Text string
	Line int
}

func cuts(chunks []chunk) []cut {
	var out []cut
	for _, c := range chunks {
		out = append(out, cut{string(c.text), c.line})
	}
	return out
}

func TestSplit(t *testing.T) {
	for _, tt := range []struct {
		reason, stream string
		want           []cut
	}{
		{"nothing", "", nil},
		{"one document needs no marker", "a: 1\n", []cut{{"a: 1\n", 1}}},
		{"markers are no part of documents", "---\na: 1\n---\nb: 2\n", []cut{{"a: 1\n", 2}, {"b: 2\n", 4}}},
		{"empty and comment-only documents are left out", "# c\n---\n\n---\n# d\n---\na: 1\n---\n", []cut{{"a: 1\n", 7}}},
		{"comments of a document stay", "---\n# of a\na: 1 # one\n# end\n", []cut{{"# of a\na: 1 # one\n# end\n", 2}}},
		{"the rest of a marker's line belongs to the document", "--- {a: 1}\n---  # c\nb: 2\n", []cut{{"{a: 1}\n", 1}, {"# c\nb: 2\n", 2}}},
		{"white space after a marker", "--- \t\na: 1\n---\t\nb: 2\n", []cut{{"a: 1\n", 2}, {"b: 2\n", 4}}},
		{"a scalar like a marker", "--- ---\n", []cut{{" ---\n", 1}}},
		{"the end marker", "a: 1\n...\nb: 2\n... # c\n", []cut{{"a: 1\n", 1}, {"b: 2\n", 3}}},
		{"a directive is no document", "%YAML 1.2\n---\na: 1\n...\n%TAG ! tag:x,2000:\n---\nb: 2\n", []cut{{"a: 1\n", 3}, {"b: 2\n", 7}}},
		{"longer dashes are no marker", "a: |\n ---\n----\n---b\n--- c", []cut{{"a: |\n ---\n----\n---b\n", 1}, {"c", 5}}},
		{"markers end block scalars", "a: |\n  x\n---\nb: 2", []cut{{"a: |\n  x\n", 1}, {"b: 2", 4}}},
		{"no marker when indented", "a: |\n  ---\n  ...\n", []cut{{"a: |\n  ---\n  ...\n", 1}}},
		{"CRLF", "---\r\na: 1\r\n---\r\nb: 2\r\n", []cut{{"a: 1\r\n", 2}, {"b: 2\r\n", 4}}},
		{"CR alone is a line break of YAML", "a: 1\r---\rb: 2", []cut{{"a: 1\r", 1}, {"b: 2", 3}}},
		{"so is U+2028", "a: 1\u2028---\nb: 2", []cut{{"a: 1\u2028", 1}, {"b: 2", 3}}},
		{"a byte order mark", "\uFEFFa: 1\n---\n\uFEFFb: 2\n", []cut{{"a: 1\n", 1}, {"b: 2\n", 3}}},
		{"UTF-16, big endian", "\xFE\xFF\x00a\x00:\x00 \x00\xE4\x00\n", []cut{{"a: ä\n", 1}}},
		{"UTF-16, little endian", "\xFF\xFEa\x00:\x00 \x00\x3D\xD8\x00\xDE\n\x00", []cut{{"a: \U0001F600\n", 1}}},
	} {
		if diff := cmp.Diff(tt.want, cuts(split(utf8Of([]byte(tt.stream))))); diff != "" {
			t.Errorf("%s: split(%q) (-want +got):\n%s", tt.reason, tt.stream, diff)
		}
	}
}

// The mappings that a YAML parser reads from a stream are those of its documents after the split.
//
// fuzz: weight 16
func FuzzSplit(f *testing.F) {
	for _, seed := range []string{
		"a: 1\n---\nb: 2\n...\n---\n", "--- {a: 1}\n--- |\n x\n", "# c\n---\n\"x\n y\"\n", "%YAML 1.1\n---\na\r---\rb",
		"a: \u0085---\n", "\uFEFF---\na: 1\n...\n# c\n", "- a\n- |\n  ---\n", "{\"a\": \"---\"}\n{\"b\": 1}",
		"apiVersion: v1\nkind: List\nitems:\n# c\n- apiVersion: v1\n  kind: A\n- {apiVersion: v1, kind: B, x: &a [1]}\n- *a\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzing.Bounded(t)
		for _, d := range parse(data, "f").documents {
			if n, err := root(d.Text); err != nil || n == nil || notObject(n) != nil || len(split(d.Text)) != 1 {
				t.Fatalf("%q: the document %q is no object of its own", data, d.Text)
			}
		}
		data = utf8Of(data)
		want, err := decodeStream(data)
		if err != nil {
			return
		}
		var got []*yaml.Node
		for _, c := range split(data) {
			n, err := root(c.text)
			if err != nil {
				return // checked on the level of documents: cyclic aliases, for one
			}
			if n != nil && n.Kind == yaml.MappingNode {
				got = append(got, n)
			}
		}
		if len(got) != len(want) {
			t.Fatalf("%q: %d documents, the parser reads %d", data, len(got), len(want))
		}
		for i := range got {
			if !same(got[i], want[i]) {
				t.Fatalf("%q: document %d differs", data, i)
			}
		}
	})
}

// decodeStream gives the mappings of a stream as the parser splits it.
func decodeStream(data []byte) ([]*yaml.Node, error) {
	var out []*yaml.Node
	for d := yaml.NewDecoder(bytes.NewReader(data)); ; {
		var n yaml.Node
		err := d.Decode(&n)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if len(n.Content) > 0 && n.Content[0].Kind == yaml.MappingNode {
			out = append(out, n.Content[0])
		}
	}
}
