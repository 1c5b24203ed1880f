package krm

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
)

var (
	object   = []byte("kind: New\nspec:\n  text: |\n    a\n\n    b\n")
	appended = Edits{Append: [][]byte{object}}
	warned   = Edits{Results: []diag.Diagnostic{{Code: "GL0401", Severity: diag.Warning, Message: "Nobody calls it."}}}
)

const resultText = "results:\n- message: Nobody calls it.\n  severity: warning\n  tags:\n    code: GL0401\n"

func TestWrite(t *testing.T) {
	tests := []struct {
		reason string
		in     string
		edits  Edits
		want   string
	}{
		{"no edits change nothing", "# a\n---\n" + header + "items: # b\n# c\n- d: e\n# f\nfunctionConfig:\n  g: h\n", Edits{}, "# a\n---\n" + header + "items: # b\n# c\n- d: e\n# f\nfunctionConfig:\n  g: h\n"},
		{"items are always written", header, Edits{}, header + "items: []\n"},
		{"null items become an empty list", "items: # b\nkind: ResourceList\napiVersion: config.kubernetes.io/v1\n", Edits{}, "items: [] # b\nkind: ResourceList\napiVersion: config.kubernetes.io/v1\n"},
		{"an object for an absent list", header, appended, header + "items:\n- kind: New\n  spec:\n    text: |\n      a\n\n      b\n"},
		{"an object for an empty list", header + "items: [] # b\nfunctionConfig: {}\n", appended, header + "items: # b\n- kind: New\n  spec:\n    text: |\n      a\n\n      b\nfunctionConfig: {}\n"},
		{"a new object takes the indentation of the others", header + "items:\n  - a: b\n\nfunctionConfig: {}\n", appended, header + "items:\n  - a: b\n\n  - kind: New\n    spec:\n      text: |\n        a\n\n        b\nfunctionConfig: {}\n"},
		{"a new object takes the line breaks of the others", crlf(header + "items:\n- a: b\n"), appended, crlf(header + "items:\n- a: b\n- kind: New\n  spec:\n    text: |\n      a\n\n      b\n")},
		{"a new object stands on lines of its own", header + "items:\n- a: b", appended, header + "items:\n- a: b\n- kind: New\n  spec:\n    text: |\n      a\n\n      b\n"},
		{"an item is replaced where it stands; the comment of the next one stays", header + "items:\n- a: b\n  # own\n\n# of c\n- c: d\n", Edits{Replace: map[int][]byte{0: []byte("x: y\n")}}, header + "items:\n- x: y\n# of c\n- c: d\n"},
		{"an item is removed; the comment of the next one stays", header + "items:\n- a: |+\n    b\n\n- c: d\n\n# of e\n\n- e: f\n", Edits{Remove: map[int]bool{1: true}}, header + "items:\n- a: |+\n    b\n\n# of e\n\n- e: f\n"},
		{"the last item is removed", header + "items:\n# a\n- a: b\n# c\n", Edits{Remove: map[int]bool{0: true}}, header + "items: []\n# a\n# c\n"},
		{"one removed, one appended", header + "items:\n- a: b\n", Edits{Remove: map[int]bool{0: true}, Append: [][]byte{[]byte("x: y")}}, header + "items:\n- x: y\n"},
		{"results stand at the end", header + "items: []\nfunctionConfig: {}\n", warned, header + "items: []\nfunctionConfig: {}\n" + resultText},
		{"old results are replaced", header + "results:\n- message: old\n# of items\nitems:\n- a: b\n", warned, header + "# of items\nitems:\n- a: b\n" + resultText},
		{"old results after the items go", header + "items:\n- a: b\nresults:\n- message: old\n", Edits{}, header + "items:\n- a: b\n"},
		{"old results between other keys go", header + "items:\n- a: b\nx: y\nresults: [{message: old}]\nz: z\n", Edits{}, header + "items:\n- a: b\nx: y\nz: z\n"},
		{"items read by their nodes keep their bytes", header + "items:\n- a: &x   1 # c\n- b:   *x\nresults: []\n", appended, header + "items:\n- a: &x   1 # c\n- b:   *x\n- kind: New\n  spec:\n    text: |\n      a\n\n      b\n"},
		{"results before items read by their nodes", header + "results: []\nitems:\n- a: \"b\n- c: d\"\n- e: f\nx: y\n", Edits{Remove: map[int]bool{1: true}}, header + "items:\n- a: \"b\n- c: d\"\nx: y\n"},
		{"JSON", `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":[{"a": "# 1"}],"results":[]}`, appended, `{"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList", "items": [{"a": "# 1"}, {kind: New, spec: {text: "a\n\nb\n"}}]}` + "\n"},
		{"a value with a comment's sign in double quotes", `{apiVersion: config.kubernetes.io/v1, kind: ResourceList, items: [{"a": "b # c\nd"}]}`, Edits{}, `{apiVersion: config.kubernetes.io/v1, kind: ResourceList, items: [{"a": "b # c\nd"}]}` + "\n"},
		{"and in single quotes", `{apiVersion: config.kubernetes.io/v1, kind: ResourceList, items: [{a: 'b # it''s'}]}`, Edits{}, `{apiVersion: config.kubernetes.io/v1, kind: ResourceList, items: [{a: 'b # it''s'}]}` + "\n"},
		{"JSON without items", `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList"}`, Edits{}, `{"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList", items: []}` + "\n"},
		{"flow style keeps comments", header + "items: [{a: b}] # c\n", Edits{}, header + "items: [{a: b}] # c\n"},
		{"flow style, one replaced, results", header + "items: [{a: b}, {c: d}]\n", Edits{Replace: map[int][]byte{1: []byte("x: y\n")}, Results: warned.Results}, header + "items: [{a: b}, {x: y}]\n" + resultText},
		{"a block scalar that the end of the stream ends keeps its value", header + "items:\n- a: |\n    b", appended, header + "items:\n- a: |-\n    b\n- kind: New\n  spec:\n    text: |\n      a\n\n      b\n"},
		{"results take the line breaks of the others", crlf(header + "items: []\n"), warned, crlf(header + "items: []\n" + resultText)},
		{"lines that only YAML 1.1 breaks do not count", header + "x: 'a\u0085 b'\nresults: []\ny: z\nitems:\n- a: b\n", Edits{}, header + "x: 'a b'\ny: z\nitems:\n- a: b\n"},
		{"a key with a mark of its own belongs to its section", header + "items:\n- a: b\n?\n  x\n: y\n", Edits{Remove: map[int]bool{0: true}}, header + "items: []\nx: y\n"},
		{"a byte order mark within the list is part of a key", header + "items:\n- a: b\n\ufeffresults: y\n", Edits{}, header + "items:\n- a: b\n\ufeffresults: y\n"},
		{"an empty list on a line of its own", header + "items:\n  []\nx: y\n", appended, header + "items: [{kind: New, spec: {text: \"a\\n\\nb\\n\"}}]\nx: y\n"},
		{"a null on a line of its own", header + "items:\n  ~\nx: y\n", Edits{}, header + "items: []\nx: y\n"},
		{"an anchor on a line of its own", header + "items:\n  &x\n- a: b\n", Edits{Remove: map[int]bool{0: true}}, header + "items: &x []\n"},
		{"items before a document end marker keep their bytes", header + "items:\n- a:   b # c\n...\n", warned, header + "items:\n- a:   b # c\n" + resultText},
		{"a document end marker goes", header + "items:\n- a: b\n...\n", warned, header + "items:\n- a: b\n" + resultText},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			got := write(t, test.in, test.edits)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if again := write(t, got, Edits{Results: test.edits.Results}); again != got {
				t.Errorf("not stable: %s", cmp.Diff(got, again))
			}
		})
	}
}

func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

func write(t *testing.T, in string, edits Edits) string {
	t.Helper()
	l, _, err := Read([]byte(in), node)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := l.Write(&out, edits); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWriteErrors(t *testing.T) {
	remove := Edits{Remove: map[int]bool{0: true}}
	replace := Edits{Replace: map[int][]byte{0: object}}
	tests := []struct {
		reason, in string
		edits      Edits
		want       string
	}{
		{"an anchor that another item uses is not removed", header + "items:\n- a: &x 1\n- b: *x\n", remove, "line 5: the alias *x refers into an item that graylane has to replace or remove"},
		{"nor replaced", header + "items: [{a: &x 1}, {b: *x}]\n", replace, "line 3: the alias *x refers into an item that graylane has to replace or remove"},
		{"nor one that another key uses", header + "items:\n- a: &x 1\nother: *x\n", remove, "line 5: the alias *x refers into an item that graylane has to replace or remove"},
		{"a comment is not lost", header + "items: [ # lost\n  {a: b}]\n", Edits{}, errUnfaithful.Error()},
		{"nor moved time and again", header + "items: # a\n  # b\n  [{c: d}]\n", Edits{}, errUnfaithful.Error()},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			l, _, err := Read([]byte(test.in), node)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			err = l.Write(&out, test.edits)
			if err == nil || err.Error() != test.want {
				t.Errorf("error %v, want %s", err, test.want)
			}
			if out.Len() > 0 {
				t.Errorf("written all the same: %s", out.String())
			}
		})
	}
}

type brokenPipe struct{}

var errPipe = errors.New("broken pipe")

func (brokenPipe) Write([]byte) (int, error) { return 0, errPipe }

func TestWriteReportsTheWriter(t *testing.T) {
	for _, in := range []string{header, `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList"}`} {
		l, _, err := Read([]byte(in), node)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Write(brokenPipe{}, Edits{}); !errors.Is(err, errPipe) {
			t.Errorf("%v, want %v", err, errPipe)
		}
	}
}

// TestText says that the text of an item is the item, however the list was read.
func TestText(t *testing.T) {
	for _, in := range []string{
		header + "items:\n- a: b\n- c: d\n",
		header + "items: [{a: b}, {c: d}]\n",
		header + "items:\n- a: \"b\"\n- c: d\nx: 'e\nitems:'\n",
	} {
		l, items, err := Read([]byte(in), node)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range items {
			if got, ok := parseItem(l.Text(i)); !ok || !same(want, got) {
				t.Errorf("item %d of %s is %s", i, in, l.Text(i))
			}
		}
	}
}
