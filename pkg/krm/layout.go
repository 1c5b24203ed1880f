package krm

import (
	"bytes"
)

// layout is a stream cut at lines: head, key, lead, items and tail in this order are the stream, but for
// the section of the results, which is left out since it is always written anew.
type layout struct {
	head   []byte   // what stands before the key items
	key    []byte   // the line of the key items; nil when there is none
	lead   []byte   // blank and comment lines between key and the first item
	items  [][]byte // each item with the blank and comment lines that follow it
	tail   []byte   // from the next top-level key on
	indent int      // the spaces before an item's hyphen
}

// split cuts a stream at the lines that look like the key items, like items and like the next top-level
// key. It is false where no cut is likely to be right. Whoever uses the cuts must prove them.
func split(in []byte) (layout, bool) {
	if unusualBreaks(in) || hasLine(in, "%") || hasLine(in, "...") {
		return layout{}, false
	}
	start := lineWith(in, "items:")
	if start < 0 {
		return layout{head: in}, true
	}
	l := layout{head: in[:start]}
	var rest []byte
	l.key, rest = cutLine(in[start:])
	form, _, ok := keyForm(l.key)
	if !ok {
		return layout{}, false
	}
	l.lead, rest = cutLead(rest)
	l.indent = indentOf(rest)
	if startsItem(rest, l.indent) {
		l.items, rest = cutItems(rest, l.indent)
	}
	l.tail = rest
	ok = startsKey(l.tail) && (form == "" || len(l.items) == 0)
	return l, ok
}

// cutItems cuts the items that in starts with, up to the first line at column 0 that is none.
func cutItems(in []byte, indent int) (items [][]byte, rest []byte) {
	start, at := 0, 0
	for at < len(in) {
		line, _ := cutLine(in[at:])
		switch {
		case at > start && startsItem(line, indent):
			items = append(items, in[start:at:at])
			start = at
		case !startsItem(line, indent) && !bytes.ContainsAny(line[:1], " \t#\r\n"):
			return append(items, in[start:at:at]), in[at:]
		}
		at += len(line)
	}
	return append(items, in[start:at:at]), nil
}

// cutLead cuts off the blank and comment lines that in starts with.
func cutLead(in []byte) (lead, rest []byte) {
	at := 0
	for at < len(in) {
		line, _ := cutLine(in[at:])
		if !blankOrComment(line) {
			break
		}
		at += len(line)
	}
	return in[:at:at], in[at:]
}

// cutComments cuts off the comments at the end of an item, or of another section, that are indented no more than
// indent: they belong to what follows. The blank lines before them stay, since they may be part of a
// block scalar.
func cutComments(section []byte, indent int) (body, comments []byte) {
	cut := len(section)
	for end := len(section); end > 0; {
		start := bytes.LastIndexByte(section[:end-1], '\n') + 1
		line := section[start:end]
		if start == 0 || !blankOrComment(line) {
			break
		}
		if spaces := indentOf(line); spaces <= indent && line[spaces] == '#' {
			cut = start
		}
		end = start
	}
	return section[:cut:cut], section[cut:]
}

// keyForm reads the line of the key items: what stands after the key (nothing, [], null or ~), and the
// comment. It is false for anything else.
func keyForm(line []byte) (form, comment string, ok bool) {
	text, found := bytes.CutPrefix(bytes.TrimRight(line, "\r\n"), []byte("items:"))
	if !found || len(text) > 0 && text[0] != ' ' {
		return "", "", false
	}
	if i := bytes.Index(text, []byte(" #")); i >= 0 {
		text, comment = text[:i], string(text[i:])
	}
	form = string(bytes.TrimSpace(text))
	return form, comment, form == "" || form == "[]" || form == "null" || form == "~"
}

// endOfLine is the line break of the stream: that of its first line.
func (l *layout) endOfLine() string {
	first := l.head
	if len(first) == 0 {
		first = l.key
	}
	if line, _ := cutLine(first); bytes.HasSuffix(line, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}
