package block_test

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/block"
)

type row struct{ text, reason string }

// taken are texts that the package reads itself.
var taken = []row{
	{"a: b\n", "a mapping"},
	{"a: b", "without a line break at the end"},
	{"- a: b\n  c: d\n- e\n", "a sequence of a mapping and a scalar"},
	{"  - a: b\n    c:\n    - d\n", "a root that is indented, a sequence as far left as its key"},
	{"a:\n  b:\n  - - c\n    - d\n  -   e: f\n      g: h\n", "sequences in sequences, and several spaces behind a hyphen"},
	{"a:\n  - b\n  -\n    c: d\n  -\n  - e\n", "hyphens on lines of their own"},
	{"a:\nb:\n  c:\nd: # none\n", "keys without values"},
	{"# one\na: b # two\n\n  # three\nc: #four\n  d: e#f\n", "comments"},
	{"a: 1\nb: 0x1F\nc: 1e3\nd: yes\ne: true\nf: ~\ng: 2001-01-01\nh: 1_000\ni: .5\nj: -.inf\nk: 0o7\nl: 010\nm: +1\nn: 123456789012345678901234\no: 1.2.3\n", "tags of plain scalars"},
	{"1: a\ntrue: b\nnull: c\n~: d\n", "tags of keys"},
	{"a: \"b\"\n'c': 'it''s'\n\"d\": \"\\\"e\\\\f\\n\\tg\"\n", "quotes"},
	{"a: 'b # c: d'\ne: \"'f' \" # g\n", "quotes around what would mean something"},
	{"a: http://b:8080/c?d=e&f=[g]\nh: -i\nj: --k\nl: b:c\n", "plain scalars with indicators inside"},
	{"a: []\nb: {}\nc: [d, \"e\", 'f', 1, --g=h]\ni: {j: k, l: [m, {n: o}]} # p\n", "flow collections"},
	{"a: |\n  b\n    c\n\n  d # e\n\nf: |-\n  g\n\nh: |+\n  i\n\nj: k\n", "literal scalars"},
	{"a: |\n\n  b\n   \n  \tc\n \n# d\ne: f\n", "blank lines in a literal scalar"},
	{"- |\n  a\n- b: |\n   c\n  d: e\n", "literal scalars in a sequence"},
	{"a: größer\nb: \"größer\" # größer\n# größer\nc: |\n  größer\n", "what is not ASCII"},
	{"a: b c  \nd: e  # f\n", "spaces"},
	{strings.Repeat("- ", 90) + "a\n", "much nesting"},
}

// declined are texts that are left to the full parser, valid or not.
var declined = []row{
	{"", "nothing"},
	{"# a\n", "a comment alone"},
	{"a\n", "a scalar"},
	{"[a]\n", "a flow collection"},
	{"a: b\nc\n", "no key"},
	{"a: b\n  c: d\n", "a mapping behind a scalar"},
	{"a: b\n  c\n", "a plain scalar of two lines"},
	{"a: \"b\n  c\"\n", "a quoted scalar of two lines"},
	{"a: [b,\n  c]\n", "a flow collection of two lines"},
	{"a: >\n  b\n", "a folded scalar"},
	{"a: |2\n   b\n", "an indentation indicator"},
	{"a: |\nb: c\n", "a literal scalar without text"},
	{"a: |\n    \n  b\n", "a blank line beyond the indentation of the text"},
	{"a: |\n  b", "a literal scalar without a line break at its end"},
	{"a: |\n  b\n \tc\n", "a tab in an indentation"},
	{"a:\tb\n", "a tab"},
	{"a: b\r\n", "a carriage return"},
	{"a: b\u2028\n", "a line break of YAML 1.1"},
	{"\ufeffa: b\n", "a byte order mark"},
	{"a: \x01\n", "a control character"},
	{"a: \xff\n", "no UTF-8"},
	{"a: &b c\n", "an anchor"},
	{"a: *b\n", "an alias"},
	{"a: !!str b\n", "a tag"},
	{"<<: {a: b}\n", "a merge key"},
	{"a: <<\n", "a merge key as a value"},
	{"? a\n: b\n", "an explicit key"},
	{"a: b: c\n", "two keys on a line"},
	{"a: - b\n", "an entry on the line of its key"},
	{"---\na: b\n", "a document marker"},
	{"a: b\n...\n", "the end of a document"},
	{"%YAML 1.2\n", "a directive"},
	{"a b: c\n", "a key with a space"},
	{"ä: b\n", "a key that is not ASCII"},
	{strings.Repeat("k", 1100) + ": b\n", "a long key"},
	{"a: {" + strings.Repeat("k", 1100) + ": b}\n", "a long key in a flow collection"},
	{"a: {'" + strings.Repeat("k", 1100) + "': b}\n", "a long key in quotes in a flow collection"},
	{"a: \"\\x41\"\n", "an escape that is rare"},
	{"a: 'b'c\n", "more behind a quoted scalar"},
	{"a: {b}\n", "a flow mapping without values"},
	{"a: [b, ]\n", "a comma at the end"},
	{"a: [ä, b]\n", "a flow collection that is not ASCII"},
	{"a:\n  - b\n c: d\n", "an indentation that is none of those around it"},
	{"a:\n    b: c\n  d: e\n", "an indentation between two others"},
	{strings.Repeat("- ", 200) + "a\n", "too much nesting"},
	{"a: " + strings.Repeat("[", 200) + "\n", "too much nesting in a flow collection"},
}

func TestParse(t *testing.T) {
	var p block.Parser
	for _, r := range taken {
		if !compare(t, &p, r.text) {
			t.Errorf("%s: it declines %q", r.reason, r.text)
		}
	}
	for _, r := range declined {
		if _, ok := p.Parse(r.text); ok {
			t.Errorf("%s: it takes %q", r.reason, r.text)
		}
	}
}
