package krm

import (
	"bytes"
	"slices"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// layoutOf is the layout of a parsed stream, by the lines of its nodes. It is false for a stream whose
// items or top-level keys do not start at lines of their own.
func layoutOf(in []byte, document *yaml.Node) (layout, bool) {
	root := document.Content[0]
	if unusualBreaks(in) || utf16(in) || hasLine(in, "...") || !isBlock(root, yaml.MappingNode) || !keysAtLineStart(root) {
		return layout{}, false
	}
	if !bytes.HasSuffix(in, []byte("\n")) {
		if !mayClose(in) {
			return layout{}, false
		}
		in = slices.Concat(in, []byte("\n"))
	}
	i := keyIndex(root, "items")
	if i < 0 {
		return layout{head: cutResults(in, root, 0)}, true
	}
	before := root.Content[i].Line - 1
	l := layout{head: in[:lineStart(in, before+1)]}
	var rest []byte
	l.key, rest = cutLine(in[len(l.head):])
	if _, _, ok := keyForm(l.key); !ok {
		return layout{}, false
	}
	end := len(rest)
	if i+2 < len(root.Content) {
		end = lineStart(rest, root.Content[i+2].Line-before-1)
		l.tail = cutResults(rest[end:], root, root.Content[i+2].Line-1)
	}
	l.head = cutResults(l.head, root, 0)
	if !l.cutNodes(rest[:end], before+1, root.Content[i+1]) {
		return layout{}, false
	}
	return l, true
}

// cutNodes cuts a section into the items of list. The first line of the section is the one after line before.
func (l *layout) cutNodes(section []byte, before int, list *yaml.Node) bool {
	starts := []int{len(section)}
	if len(list.Content) > 0 {
		if !isBlock(list, yaml.SequenceNode) {
			return false
		}
		l.indent = list.Column - 1
		starts = itemStarts(section, before, list)
	}
	if starts == nil {
		return false
	}
	var other []byte
	l.lead, other = cutLead(section[:starts[0]])
	for i := range list.Content {
		end := len(section)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		l.items = append(l.items, section[starts[i]:end:end])
	}
	return len(other) == 0
}

// itemStarts is where in a section each item of list starts: at the last line that looks like the start of one
// and is not after the item's first node, since blank lines and comments alone may stand between the two. It is
// nil if an item has no such line.
func itemStarts(section []byte, before int, list *yaml.Node) []int {
	at, line := 0, before+1
	var starts []int
	for _, n := range list.Content {
		start := -1
		for ; line <= n.Line && at < len(section); line++ {
			text, _ := cutLine(section[at:])
			if startsItem(text, list.Column-1) {
				start = at
			}
			at += len(text)
		}
		if start < 0 {
			return nil
		}
		starts = append(starts, start)
	}
	return starts
}
