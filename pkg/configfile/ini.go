package configfile

import (
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// readINI reads INI, .env and whatever else has lines of key = value; ok is false where most lines have no key, or
// lines open blocks. A section is a group.
func readINI(text string) (groups []setting.Group, ok bool) {
	var f ini
	for number, line := range lines(text) {
		if f.full() {
			break
		}
		f.line(line, onLine(number))
	}
	return f.done(), f.fit > f.unfit && !f.blocks
}

// ini reads the lines of an INI file.
type ini struct {
	writer
	section    place
	key        string // the last one
	indent     int    // of its line
	fit, unfit int    // lines
	blocks     bool   // whether a line opens a block
}

// line reads a line. One without a key that is indented deeper than that of the last key goes on with its value.
func (f *ini) line(line, field string) {
	trimmed := strings.TrimSpace(line)
	indent := len(line) - len(trimmed)
	f.blocks = f.blocks || trimmed[len(trimmed)-1] == '{'
	switch key, value, ok := cutKey(trimmed); {
	case trimmed[0] == '[' && trimmed[len(trimmed)-1] == ']':
		f.end()
		f.section, _ = place{}.down(entry{key: strings.Trim(trimmed, "[] \t"), index: -1})
		f.key = ""
	case !ok && f.key != "" && indent > f.indent:
		f.add(setting.Setting{Name: f.key, Field: field, Value: cleaned(trimmed)})
	case !ok:
		f.unfit++
	default:
		f.fit++
		f.indent = indent
		f.value(key, value, field)
	}
}

// value adds the value of a key in the section; none where the value is on the lines below.
func (f *ini) value(key, value, field string) {
	below, ok := f.section.down(entry{key: key, index: -1})
	if !ok {
		return
	}
	f.key = below.name
	if value != "" {
		f.add(setting.Setting{Name: f.key, Field: field, Value: value})
	}
}

// cutKey cuts a line at its first equals sign, or colon with white space behind it. A key has few words, and nothing
// of a sentence or of code.
func cutKey(line string) (key, value string, ok bool) {
	end := strings.IndexByte(line, '=')
	if colon := strings.Index(line+" ", ": "); colon >= 0 && (end < 0 || colon < end) {
		end = colon
	}
	if end <= 0 {
		return "", "", false
	}
	key, value = strings.TrimSpace(line[:end]), cleaned(line[end+1:])
	key = strings.TrimSpace(strings.TrimPrefix(key, "export "))
	return key, value, key != "" && !strings.ContainsAny(key, `"'<>(){}|,;?&`) && len(strings.Fields(key)) <= 3
}
