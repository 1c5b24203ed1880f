package source

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// chunk is the text of one document in a stream.
type chunk struct {
	text []byte
	line int // of the first line of text, from 1
}

// bom is the byte order mark in UTF-8.
const bom = "\uFEFF"

// utf8Of is data in UTF-8 without a byte order mark. Like every YAML parser it takes UTF-16
// with a byte order mark (YAML 1.2, 5.2 Character Encodings).
func utf8Of(data []byte) []byte {
	switch {
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return fromUTF16(data[2:], binary.BigEndian)
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return fromUTF16(data[2:], binary.LittleEndian)
	}
	return bytes.TrimPrefix(data, []byte(bom))
}

func fromUTF16(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

// split divides a YAML stream at its document markers: the lines that begin with --- or ...,
// followed by white space or the end. They are markers even inside scalars (YAML 1.2,
// 9.1.4 Explicit Documents). What follows --- on its line belongs to the document. Documents
// that hold comments and directives alone are left out.
func split(stream []byte) []chunk {
	s := splitter{stream: stream, line: 1}
	number := 1
	for at := 0; at < len(stream); number++ {
		end := nextLine(stream, at)
		switch marker(stream[at:end]) {
		case "---":
			s.cut(at)
			s.begin(at+3, number)
			s.skipBlanks(end, number)
		case "...":
			s.cut(at)
			s.begin(end, number+1)
		}
		at = end
	}
	s.cut(len(stream))
	return s.chunks
}

// splitter holds where the current document begins.
type splitter struct {
	stream []byte
	start  int
	line   int
	chunks []chunk
}

func (s *splitter) begin(start, line int) { s.start, s.line = start, line }

// skipBlanks moves the beginning of the document past the white space after its marker; not
// where that keeps a scalar from being a marker.
func (s *splitter) skipBlanks(end, number int) {
	content := bytes.TrimLeft(s.stream[s.start:end], " \t")
	switch {
	case len(trimBreak(content)) == 0:
		s.begin(end, number+1)
	case marker(content) == "" && content[0] != '%':
		s.begin(end-len(content), number)
	}
}

func (s *splitter) cut(end int) {
	text := bytes.TrimPrefix(s.stream[s.start:end], []byte(bom))
	if hasContent(text) {
		s.chunks = append(s.chunks, chunk{text, s.line})
	}
}

// marker is the document marker that a line begins with; empty for any other line.
func marker(line []byte) string {
	if len(line) < 3 || (line[0] != '-' && line[0] != '.') {
		return ""
	}
	mark := string(line[:3])
	if mark != "---" && mark != "..." {
		return ""
	}
	if rest := line[3:]; len(trimBreak(rest)) > 0 && rest[0] != ' ' && rest[0] != '\t' {
		return ""
	}
	return mark
}

// hasContent tells whether text holds a line that is neither blank nor a comment nor a
// directive.
func hasContent(text []byte) bool {
	for at := 0; at < len(text); {
		end := nextLine(text, at)
		line := text[at:end]
		at = end
		content := bytes.TrimLeft(trimBreak(line), " \t")
		if len(content) > 0 && content[0] != '#' && line[0] != '%' {
			return true
		}
	}
	return false
}

// breakChars are the line breaks of YAML 1.1, which the parser knows.
const breakChars = "\r\n\u0085\u2028\u2029"

// nextLine is where the line after the one at offset at begins.
func nextLine(s []byte, at int) int {
	for i := at; i < len(s); i++ {
		if n := breakAt(s[i:]); n > 0 {
			return i + n
		}
	}
	return len(s)
}

// breakAt is the length of the line break that s begins with, 0 for none.
func breakAt(s []byte) int {
	switch c := s[0]; {
	case c == '\n' || c == '\r' && !bytes.HasPrefix(s, []byte("\r\n")):
		return 1
	case c == '\r':
		return 2
	case c < utf8.RuneSelf:
		return 0
	}
	if r, n := utf8.DecodeRune(s); strings.ContainsRune(breakChars, r) {
		return n
	}
	return 0
}

func trimBreak(line []byte) []byte {
	return bytes.TrimRight(line, breakChars)
}
