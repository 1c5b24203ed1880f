package configfile

import "github.com/graylane/graylane/pkg/setting"

// tree reads a tree: each mapping is a group, with its scalars and those of its lists; so are the pairs that stand
// side by side.
type tree struct{ writer }

// root reads the tree below n; ok is false where it is too deep, or no tree at all.
func (t *tree) root(n *node, at place) (ok bool) {
	if n.kind != mapping && n.kind != list || n.deeper(maxDepth) {
		return false
	}
	t.mapping(n, at)
	return true
}

// mapping reads a mapping, or a list that stands in none.
func (t *tree) mapping(n *node, at place) {
	t.scalars(n, at)
	t.end()
	t.inner(n, at)
}

// scalars adds the scalars of n and of the lists in it.
func (t *tree) scalars(n *node, at place) {
	for _, e := range n.entries {
		if e.node.kind != scalar && e.node.kind != list || t.full() {
			continue
		}
		below, ok := at.down(e)
		switch {
		case !ok:
		case e.node.kind == list:
			t.scalars(e.node, below)
		default:
			t.add(setting.Setting{Name: below.name, Field: below.lead + below.field, Value: e.node.text})
		}
	}
}

// inner reads the mappings in n and in the lists in it.
func (t *tree) inner(n *node, at place) {
	for _, e := range n.entries {
		if name, value, ok := e.node.pair(); ok {
			t.pair(name, value, at, e)
		}
	}
	t.end()
	for _, e := range n.entries {
		if len(e.node.entries) == 0 || t.full() {
			continue
		}
		if _, _, paired := e.node.pair(); paired {
			continue
		}
		below, ok := at.down(e)
		switch {
		case !ok:
		case e.node.kind == list:
			t.inner(e.node, below)
		default:
			t.mapping(e.node, below)
		}
	}
}

// pair adds the setting that a mapping stands for.
func (t *tree) pair(name string, value entry, at place, e entry) {
	below, ok := at.down(e)
	if !ok {
		return
	}
	if below, ok = below.down(value); ok {
		t.add(setting.Setting{Name: name, Field: below.lead + below.field, Value: value.node.text})
	}
}
