package source

import (
	"bytes"
	"slices"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// blockItems cuts the items of a list in block style out of its text, line by line and
// without their indentation. It is a guess that the caller checks: for anything unusual the
// texts may be nil or wrong.
func blockItems(list item, items []*yaml.Node) []chunk {
	lines := slices.Collect(bytes.Lines(list.text))
	end := lineAfterItems(list.node, len(lines))
	texts := make([]chunk, len(items))
	for i := len(items) - 1; i >= 0; i-- {
		n := items[i]
		first, indent := n.Line-1, n.Column-1
		end = commentsBefore(lines, end, indent)
		if first < 0 || first >= end {
			return nil
		}
		start := commentsBefore(lines, first, indent)
		texts[i] = chunk{outdent(lines[start:end], first-start, indent), list.line + start}
		end = first
	}
	return texts
}

// lineAfterItems is the line, from 0, of the field that follows items, or last.
func lineAfterItems(list *yaml.Node, last int) int {
	for i := 0; i+2 < len(list.Content); i += 2 {
		if list.Content[i].Value == "items" {
			return list.Content[i+2].Line - 1
		}
	}
	return last
}

// commentsBefore is where the comments begin that stand right above a line, with less than
// the indentation of an item, and so belong to what follows.
func commentsBefore(lines [][]byte, at, indent int) int {
	for at > 0 && at <= len(lines) {
		content := bytes.TrimLeft(lines[at-1], " ")
		if len(content) == 0 || content[0] != '#' || len(lines[at-1])-len(content) >= indent {
			break
		}
		at--
	}
	return at
}

// outdent joins lines without their indentation; nil if a line has less. The line at first
// begins with the dash of the item, those before it are comments.
func outdent(lines [][]byte, first, indent int) []byte {
	var out []byte
	for i, line := range lines {
		content := bytes.TrimLeft(line, " ")
		switch spaces := len(line) - len(content); {
		case i == first && len(line) > indent, i > first && spaces >= indent:
			out = append(out, line[indent:]...)
		case i < first, len(bytes.TrimSpace(line)) == 0:
			out = append(out, content...)
		default:
			return nil
		}
	}
	return out
}
