package configfile

import (
	"regexp"
	"strconv"
	"strings"
)

// maxDepth is how deep trees are read.
const maxDepth = 100

// kind is what a node is.
type kind int

const (
	null kind = iota
	scalar
	list
	mapping
)

// node is a value in a tree, whatever the format. Nodes may be shared (YAML's aliases), and are not changed once they
// are in a tree.
type node struct {
	kind    kind
	text    string // of a scalar
	entries []entry
}

// entry is what stands under a key of a mapping or at an index of a list. In XML it has both.
type entry struct {
	key   string // empty in a list, and for the text of an XML element that has attributes
	index int    // none if negative
	node  *node
}

// deeper tells whether there are more levels than left below n.
func (n *node) deeper(left int) bool {
	if left < 0 {
		return true
	}
	for _, e := range n.entries {
		if e.node.deeper(left - 1) {
			return true
		}
	}
	return false
}

// pair is what the usual mapping says that stands for a setting, {name: X, value: Y} or {key: X, value: Y}; in XML
// also <property name="X">Y</property>, and with Hadoop's description and final beside it
// (https://hadoop.apache.org/docs/stable/api/org/apache/hadoop/conf/Configuration.html).
func (n *node) pair() (name string, value entry, ok bool) {
	if n.kind != mapping || len(n.entries) < 2 || len(n.entries) > 4 {
		return "", entry{}, false
	}
	var names, values int
	for _, e := range n.entries {
		switch strings.ToLower(e.key) {
		case "name", "key":
			name = e.node.text
			names++
		case "value", "":
			value = e
			values++
		case "description", "final":
			continue
		default:
			return "", entry{}, false
		}
		if e.node.kind != scalar {
			return "", entry{}, false
		}
	}
	return name, value, names == 1 && values == 1 && len(name) <= maxPath
}

// place is where a node stands.
type place struct {
	lead  string // the document, where a file has several
	name  string // the keys
	field string // the keys and the indices
}

var plainKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// down is the place of an entry; ok is false where it gets too long.
func (p place) down(e entry) (below place, ok bool) {
	if len(p.name)+len(e.key) > maxPath || len(p.field)+len(e.key) > 2*maxPath {
		return p, false
	}
	switch {
	case e.key == "":
	case !plainKey.MatchString(e.key):
		p.field += "[" + strconv.Quote(e.key) + "]"
	case p.field == "":
		p.field = e.key
	default:
		p.field += "." + e.key
	}
	if e.key != "" && p.name != "" {
		p.name += "."
	}
	p.name += e.key
	if e.index >= 0 {
		p.field += "[" + strconv.Itoa(e.index) + "]"
	}
	return p, true
}
