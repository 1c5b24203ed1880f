package configfile

import (
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// readLines reads a file of which nothing is known but that its lines have keys and values, or words. The lines of a
// section, [SECTION], <match>, { } or a list's element, are a group.
func readLines(text string) []setting.Group {
	var w writer
	for number, line := range lines(text) {
		if w.full() {
			break
		}
		line = strings.TrimSpace(line)
		header := isHeader(line)
		if header || strings.HasPrefix(line, "- ") {
			w.end()
		}
		if header {
			continue
		}
		w.braces(line, onLine(number))
	}
	return w.done()
}

// isHeader tells whether a line begins or ends a section.
func isHeader(line string) bool {
	last := line[len(line)-1]
	return line[0] == '[' && last == ']' && !strings.ContainsAny(line, `",`) ||
		line[0] == '<' && last == '>' && strings.Count(line, "<") == 1
}

// braces reads a line that blocks may begin and end in. A word alone before a brace that opens one is no setting, what
// stands behind it may be: reverse_proxy web:80 {.
func (w *writer) braces(line, field string) {
	for line != "" {
		before, after, brace := cutBrace(line)
		if brace != '{' || len(split(before)) > 1 {
			w.line(before, field)
		}
		if brace != 0 {
			w.end()
		}
		line = after
	}
}

// cutBrace cuts a line at the first brace that is a word, or that the line begins with and that closes a block; brace is 0 where
// there is none.
func cutBrace(line string) (before, after string, brace byte) {
	if line[0] == '}' {
		return "", strings.Trim(line[1:], " \t,;)"), '}'
	}
	for i := 0; i < len(line); {
		if isSpace(line[i]) {
			i++
			continue
		}
		end := i + wordLength(line[i:])
		if word := line[i:end]; word == "{" || word == "}" || word == "}," {
			return line[:i], strings.TrimSpace(line[end:]), word[0]
		}
		i = end
	}
	return line, "", 0
}

// line adds the settings of a line without blocks: those of pairs, or of words.
func (w *writer) line(line, field string) {
	line = strings.TrimLeft(strings.TrimPrefix(strings.TrimSpace(line), "- "), "{[( \t")
	for line != "" {
		key, value, ok := cutPair(line)
		if !ok {
			w.words(split(line), field)
			return
		}
		value, line = cutValue(value)
		w.add(setting.Setting{Name: key, Field: field, Value: cleaned(value)})
	}
}

// cutValue cuts a value from the pairs that may stand behind it: what is in quotes ends with them, anything else with
// a comma that has a pair behind it.
func cutValue(text string) (value, rest string) {
	if text != "" && isQuote(text[0]) {
		end := wordLength(text)
		return text[:end], strings.TrimLeft(text[end:], " \t,;)")
	}
	before, after, _ := strings.Cut(text, ", ")
	if after = strings.TrimSpace(after); after != "" {
		if _, _, ok := cutPair(after); ok {
			return before, after
		}
	}
	return text, ""
}

// words adds the words behind the first, which is the name of them all, unless it has a colon or a slash as addresses
// have. A number behind a word is its port.
func (w *writer) words(words []string, field string) {
	if master, ok := redisMaster(words); ok {
		master.Field = field
		w.add(master)
		return
	}
	name := ""
	if len(words) > 1 && !strings.ContainsAny(words[0], ":/") {
		name, words = strings.TrimLeft(words[0], "-"), words[1:]
	}
	for i := 0; i < len(words); i++ {
		s := setting.Setting{Name: name, Field: field, Value: words[i]}
		if i+1 < len(words) && isPort(words[i+1]) && !isPort(words[i]) {
			s.Port = words[i+1]
			i++
		}
		w.add(s)
	}
}

// cutPair cuts a line at what separates a key from its value.
func cutPair(line string) (key, value string, ok bool) {
	line = strings.TrimPrefix(line, "export ")
	end := strings.IndexAny(line, " \t=:")
	if line != "" && isQuote(line[0]) {
		end = wordLength(line)
	}
	if end <= 0 {
		return "", "", false
	}
	key, rest := strings.TrimLeft(cleaned(line[:end]), "-"), strings.TrimLeft(line[end:], " \t")
	for _, separator := range []string{"=>", ":=", "==", "=", ":"} {
		if value, ok = strings.CutPrefix(rest, separator); ok {
			return key, strings.TrimLeft(value, " \t"), separator != ":" || endsKey(value)
		}
	}
	return "", "", false
}

// endsKey tells whether a colon with this behind it ends a key: that of host:6379 and http://host does not.
func endsKey(behind string) bool {
	return behind == "" || strings.IndexByte(" \t\"'[", behind[0]) >= 0
}

// isPort tells whether a word is the number of a port.
func isPort(word string) bool {
	number, err := strconv.ParseUint(word, 10, 16)
	return err == nil && number > 0
}
