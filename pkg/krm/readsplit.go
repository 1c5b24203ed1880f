package krm

import (
	"bytes"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/graylane/graylane/pkg/block"
	"github.com/graylane/graylane/pkg/parallel"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// readSplit reads a list by its lines. It is false where the cuts cannot be proved, and where the list is
// wrong: reading it as a whole tells what is wrong, and in which line.
func readSplit[T any](in []byte, decode func(int, *yaml.Node) T) (*List, []T, bool) {
	l, ok := cutSections(cutEnd(in))
	if !ok {
		return nil, nil, false
	}
	decoded, ok := decodeItems(l.items, decode)
	return l, decoded, ok
}

// cutEnd cuts the document's end marker off a stream whose last line it is: it says nothing, and what is added stands before
// it. No value goes on beyond such a line (YAML 1.2, 9.1.2).
func cutEnd(in []byte) []byte {
	const marker = "\n..."
	if text := bytes.TrimRight(in, " \r\n"); bytes.HasSuffix(text, []byte(marker)) {
		return text[:len(text)-len(marker)+1]
	}
	return in
}

// cutSections splits a stream and proves the cuts before and after the items.
func cutSections(in []byte) (*List, bool) {
	cuts, ok := splitClosed(in)
	if !ok {
		return nil, false
	}
	head, ok := parseSection(slices.Concat(cuts.head, cuts.key))
	if !ok || keyIndex(head, "items") != lastKey(head, cuts.key) {
		return nil, false
	}
	root := &yaml.Node{Kind: yaml.MappingNode, Content: slices.Clone(head.Content)}
	l := &List{layout: cuts}
	l.head = cutResults(l.head, head, 0)
	if len(cuts.tail) > 0 {
		tail, ok := parseSection(cuts.tail)
		if !ok {
			return nil, false
		}
		root.Content = append(root.Content, tail.Content...)
		l.tail = cutResults(l.tail, tail, 0)
	}
	return l, l.setHeader(root) == nil
}

// lastKey is where the key items must stand in the mapping before the items; -1 when its line was not found.
func lastKey(head *yaml.Node, line []byte) int {
	if line == nil {
		return -1
	}
	return len(head.Content) - 2
}

// splitClosed splits a stream as if it ended in a line break, where that changes no value.
func splitClosed(in []byte) (layout, bool) {
	if bytes.HasSuffix(in, []byte("\n")) {
		return split(in)
	}
	cuts, ok := split(slices.Concat(in, []byte("\n")))
	if !ok {
		return layout{}, false
	}
	last := slices.Concat(cuts.head, cuts.key)
	if len(cuts.tail) > 0 {
		last = cuts.tail
	} else if len(cuts.items) > 0 {
		last = cuts.items[len(cuts.items)-1]
	}
	return cuts, mayClose(last[:len(last)-1])
}

// mayClose tells whether a line break at the end of text changes no value: it does in a block scalar.
func mayClose(text []byte) bool {
	open, err := parse(text)
	if err != nil || len(open) != 1 {
		return false
	}
	closed, err := parse(slices.Concat(text, []byte("\n")))
	return err == nil && len(closed) == 1 && same(open[0], closed[0])
}

// cutResults cuts the section of the results out of text, whose parsed form is root and whose first line is
// the one after line before. A comment after the section belongs to what follows, and stays.
func cutResults(text []byte, root *yaml.Node, before int) []byte {
	i := keyIndex(root, "results")
	if i < 0 {
		return text
	}
	start, end := lineStart(text, root.Content[i].Line-before), len(text)
	if i+2 < len(root.Content) {
		end = min(end, lineStart(text, root.Content[i+2].Line-before))
	}
	_, comments := cutComments(text[start:end], 0)
	return slices.Concat(text[:start], comments, text[end:])
}

// decodeItems parses items, each on its own, and decodes them. It is false if one of them is no mapping.
func decodeItems[T any](items [][]byte, decode func(int, *yaml.Node) T) ([]T, bool) {
	decoded := make([]T, len(items))
	parsers := sync.Pool{New: func() any { return new(block.Parser) }}
	var failed atomic.Bool
	parallel.For(len(items), func(i int) {
		if failed.Load() {
			return
		}
		parser := parsers.Get().(*block.Parser)
		defer parsers.Put(parser)
		if n, ok := quickItem(parser, items[i]); ok {
			decoded[i] = decode(i, n)
		} else {
			failed.Store(true)
		}
	})
	return decoded, !failed.Load()
}

// quickItem is parseItem, without comments, for as long as the parser is used for nothing else.
func quickItem(parser *block.Parser, text []byte) (*yaml.Node, bool) {
	if root, taken := parser.Parse(unsafe.String(unsafe.SliceData(text), len(text))); taken { // nobody changes the bytes of a list
		return mappingOf(root)
	}
	return parseItem(text)
}
