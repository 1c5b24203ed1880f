package configfile_test

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/configfile"
)

// TestTree is about what is read of a tree, whatever its format.
func TestTree(t *testing.T) {
	check(t, []row{
		{"a mapping is a group, those in it others", "a.yaml", "a: 1\nb: {c: 2, d: 3}\ne: 4", []string{"a=1 @a, e=4 @e", "b.c=2 @b.c, b.d=3 @b.d"}},
		{"so is each mapping of a list", "a.yaml", "a: [{b: 1}, {b: 2}]", []string{"a.b=1 @a[0].b", "a.b=2 @a[1].b"}},
		{"the scalars of a list are its mapping's", "a.yaml", "a: 1\nb: [2, 3]", []string{"a=1 @a, b=2 @b[0], b=3 @b[1]"}},
		{"and of lists in lists", "a.yaml", "b: [[2], [{c: 3}]]", []string{"b=2 @b[0][0]", "b.c=3 @b[1][0].c"}},
		{"a list of mappings and scalars", "a.yaml", "b: [{c: 1}, 2]", []string{"b=2 @b[1]", "b.c=1 @b[0].c"}},
		{"keys that are no words", "a.yaml", `{"a.b": {"c/d": 1}}`, []string{`a.b.c/d=1 @["a.b"]["c/d"]`}},
		{"a name and its value", "a.yaml", "a: {name: X, value: Y}", []string{"X=Y @a.value"}},
		{"a key and its value", "a.yaml", "- {value: Y, key: X}", []string{"X=Y @[0].value"}},
		{"those side by side are a group", "a.yaml", "a: 1\nenv: [{name: X, value: 1}, {name: Y, value: 2}]",
			[]string{"a=1 @a", "X=1 @env[0].value, Y=2 @env[1].value"}},
		{"no more than a name and a value", "a.yaml", "a: {name: X, value: Y, port: 1}", []string{"a.name=X @a.name, a.value=Y @a.value, a.port=1 @a.port"}},
		{"no value", "a.yaml", "a: {name: X, key: Y}", []string{"a.name=X @a.name, a.key=Y @a.key"}},
		{"no scalar for a value", "a.yaml", "a: {name: X, value: {b: c}}", []string{"a.name=X @a.name", "a.value.b=c @a.value.b"}},
		{"the limit of depth", "a.json", strings.Repeat(`{"a":`, 100) + "1" + strings.Repeat("}", 100),
			[]string{strings.Repeat("a.", 99) + "a=1 @" + strings.Repeat("a.", 99) + "a"}},
		{"values that are JSON or have lines stay", "a.yaml", "a: '{\"b\": 1}'\nc: |\n  d\n  e\n", []string{"a={\"b\": 1} @a, c=d\ne\n @c"}},
	})
}

// TestTooDeep is about trees that are read as lines.
func TestTooDeep(t *testing.T) {
	for _, name := range []string{"a.json", "a.yaml", "a.toml"} {
		text := strings.Repeat("[", 102) + "1" + strings.Repeat("]", 102)
		if name == "a.toml" {
			text = "a = " + text
		}
		for _, g := range configfile.Read(name, text) {
			if !strings.HasPrefix(g[0].Field, "line ") {
				t.Errorf("%s: read as a tree: %+v", name, g)
			}
		}
	}
	configfile.Read("a.json", strings.Repeat("[", 4<<20)) // would be more than a stack holds
	keys := "k" + strings.Repeat(".k", 102) + " = 1"
	for _, name := range []string{"a.json", "a.yaml", "a.toml"} {
		for _, g := range configfile.Read(name, keys) {
			if !strings.HasPrefix(g[0].Field, "line ") {
				t.Errorf("%s: read as a tree: %+v", name, g)
			}
		}
	}
	deep := strings.Repeat("<a>", 102) + "b" + strings.Repeat("</a>", 102)
	if got := configfile.Read("a.xml", deep); len(got) == 1 && got[0][0].Value == "b" {
		t.Error("a.xml: read as a tree")
	}
}

// TestLongPaths is about keys that would make a long result of a short text.
func TestLongPaths(t *testing.T) {
	key := strings.Repeat("k", 2000)
	check(t, []row{
		{"a long key", "a.json", `{"` + key + `": [1, 2], "b": 3}`, []string{"b=3 @b"}},
		{"a long section", "a.ini", "[" + key + "]\na=1", []string{"a=1 @line 2"}},
		{"a long table", "a.toml", "[" + key + "]\na=1\n[b]\nc=1", []string{"b.c=1 @b.c"}},
		{"a long block", "a.vcl", key + " {\na 1;\n}", []string{"a=1 @line 2"}},
	})
}
