package krm

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Edits are what to change in a list. Objects are YAML texts: one mapping in block style at column 0, with
// no document marker, anchor or tag.
type Edits struct {
	Replace map[int][]byte // by the number of the item
	Remove  map[int]bool   // by the number of the item
	Append  [][]byte
	Results []diag.Diagnostic // in this order; they replace the results that the list has
}

// gone are the numbers of the items whose text leaves the list.
func (e Edits) gone() []int {
	var out []int
	for i := range e.Replace {
		out = append(out, i)
	}
	for i := range e.Remove {
		out = append(out, i)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Write writes the list with some edits. Items that they do not name leave byte for byte, with the comments
// around them; the list always has items, and it has results, at its end, exactly when there are some. Nothing
// is written when the edits cannot be carried out.
func (l *List) Write(w io.Writer, edits Edits) error {
	results, err := resultsSection(edits.Results)
	if err != nil {
		return err
	}
	if err := l.checkAliases(edits); err != nil {
		return err
	}
	if l.rewritten {
		text, err := l.reencoded(edits, results)
		if err != nil {
			return err
		}
		_, err = w.Write(text)
		return err
	}
	pieces := l.splice(edits, results) // all of them before the first is written
	out := bufio.NewWriterSize(w, 64<<10)
	for _, piece := range pieces {
		out.Write(piece)
	}
	return out.Flush()
}

// checkAliases refuses to remove or replace an item with an anchor that another one uses.
func (l *List) checkAliases(edits Edits) error {
	gone := edits.gone()
	if l.document == nil || len(gone) == 0 {
		return nil
	}
	root := l.document.Content[0]
	var into []*yaml.Node
	from := slices.Clone(root.Content)
	if i := keyIndex(root, "items"); i >= 0 {
		from = slices.Delete(from, i, i+2)
	}
	for i, n := range l.nodes() {
		if _, found := slices.BinarySearch(gone, i); found {
			into = append(into, n)
		} else {
			from = append(from, n)
		}
	}
	if alias := aliasInto(from, into); alias != nil {
		return fmt.Errorf("line %d: the alias *%s refers into an item that graylane has to replace or remove", alias.Line, alias.Value)
	}
	return nil
}

// splice is the bytes of the list, edited, in pieces.
func (l *List) splice(edits Edits, results []byte) [][]byte {
	eol := l.endOfLine()
	count := len(edits.Append)
	for i := range l.items {
		if !edits.Remove[i] {
			count++
		}
	}
	out := make([][]byte, 0, len(l.items)+len(edits.Append)+5)
	out = append(out, l.head, []byte(l.keyLine(count, eol)), l.lead)
	for i, item := range l.items {
		text, replaced := edits.Replace[i]
		if !replaced && !edits.Remove[i] {
			out = append(out, item)
			continue
		}
		if !edits.Remove[i] {
			out = append(out, indented(text, l.indent, eol))
		}
		_, comments := cutComments(item, l.indent)
		out = append(out, comments)
	}
	for _, text := range edits.Append {
		out = append(out, indented(text, l.indent, eol))
	}
	return append(out, l.tail, withBreaks(results, eol))
}

// keyLine is the line of the key items for a number of items.
func (l *layout) keyLine(count int, eol string) string {
	form, comment, _ := keyForm(l.key)
	switch {
	case count == 0:
		return "items: []" + comment + eol
	case form == "" && l.key != nil:
		return string(l.key)
	}
	return "items:" + comment + eol
}

// indented is an object as an item of a list with an indentation.
func indented(object []byte, indent int, eol string) []byte {
	var out bytes.Buffer
	margin := strings.Repeat(" ", indent)
	out.Grow(len(object) + bytes.Count(object, []byte("\n"))*(indent+3))
	prefix := margin + "- "
	for line := range bytes.Lines(withBreaks(object, eol)) {
		if len(bytes.TrimRight(line, "\r\n")) > 0 {
			out.WriteString(prefix)
		}
		out.Write(line)
		prefix = margin + "  "
	}
	return out.Bytes()
}

// withBreaks is text, whose lines end in line feeds, with other line breaks, and with one at its end.
func withBreaks(text []byte, eol string) []byte {
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = slices.Concat(text, []byte("\n"))
	}
	if eol == "\n" {
		return text
	}
	return bytes.ReplaceAll(text, []byte("\n"), []byte(eol))
}
