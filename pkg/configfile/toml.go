package configfile

import (
	"github.com/graylane/graylane/pkg/setting"
	"github.com/pelletier/go-toml/v2/unstable"
)

// readTOML reads TOML, each table as a group. It takes the parser alone: the decoder loses the order of the file, and
// its time grows with the square of the keys of a table.
func readTOML(text string) ([]setting.Group, bool) {
	var parser unstable.Parser
	parser.Reset([]byte(text))
	t := tables{counts: map[string]int{}, table: &node{kind: mapping}, reads: true}
	for parser.NextExpression() {
		if !t.expression(parser.Expression()) {
			return nil, false
		}
	}
	if parser.Error() != nil || !t.close() || !t.found {
		return nil, false
	}
	return t.done(), true
}

// tables reads the tables of a TOML file.
type tables struct {
	tree
	counts map[string]int // of the elements of arrays of tables, by the array's field
	at     place          // of the table
	table  *node
	reads  bool // whether the table is read: not where its path is too long
	found  bool // whether there has been an expression
}

// expression reads a header of a table or a key with its value; ok is false where it is too deep.
func (t *tables) expression(e *unstable.Node) (ok bool) {
	t.found = true
	keys := tomlKeys(e.Key())
	if e.Kind == unstable.KeyValue {
		t.table.put(keys, tomlValue(e.Value()))
		return true
	}
	ok = t.close()
	t.at, t.reads = t.header(keys, e.Kind == unstable.ArrayTable)
	t.table = &node{kind: mapping}
	return ok
}

// close reads the table that is complete.
func (t *tables) close() (ok bool) {
	return !t.reads || t.root(t.table, t.at)
}

// header is the place of a table. A key that names an array of tables means its last element
// (https://toml.io/en/v1.0.0#array-of-tables). ok is false where the path is too long.
func (t *tables) header(keys []string, element bool) (at place, ok bool) {
	for i, key := range keys {
		below, ok := at.down(entry{key: key, index: -1})
		if !ok {
			return at, false
		}
		if element && i == len(keys)-1 {
			t.counts[below.field]++
		}
		at, _ = at.down(entry{key: key, index: t.counts[below.field] - 1})
	}
	return at, true
}

// tomlKeys is the keys of a dotted key.
func tomlKeys(of unstable.Iterator) (keys []string) {
	for of.Next() {
		keys = append(keys, string(of.Node().Data))
	}
	return keys
}

// tomlValue is the node of a value. The parser bounds how deep it is.
func tomlValue(v *unstable.Node) *node {
	n := &node{kind: scalar, text: string(v.Data)}
	switch v.Kind {
	case unstable.Array:
		n = &node{kind: list}
	case unstable.InlineTable:
		n = &node{kind: mapping}
	}
	for inner := v.Children(); inner.Next(); {
		if value := inner.Node(); value.Kind == unstable.KeyValue {
			n.put(tomlKeys(value.Key()), tomlValue(value.Value()))
		} else {
			n.put(nil, tomlValue(value))
		}
	}
	return n
}

// put puts a value under dotted keys of a mapping, or at the end of a list. Keys that follow one another share
// mappings.
func (n *node) put(keys []string, value *node) {
	for ; len(keys) > 1; keys = keys[1:] {
		last := len(n.entries) - 1
		if last < 0 || n.entries[last].key != keys[0] || n.entries[last].node.kind != mapping {
			n.entries = append(n.entries, entry{keys[0], -1, &node{kind: mapping}})
			last++
		}
		n = n.entries[last].node
	}
	if n.kind == list {
		n.entries = append(n.entries, entry{"", len(n.entries), value})
		return
	}
	n.entries = append(n.entries, entry{keys[0], -1, value})
}
