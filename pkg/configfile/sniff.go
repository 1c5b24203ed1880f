package configfile

import (
	"regexp"
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

var (
	likeYAML = regexp.MustCompile(`^(---|%YAML|%TAG|- |-$|\?|["']?[\w./-]+["']?:(\s|$))`)
	likeINI  = regexp.MustCompile(`^(\[.*\]|(export )?[\w."'-]+\s*=.*)$`)
)

// byText are the readers that a text itself says are the right ones, in turn.
func byText(text string) []reader {
	if l, ok := languageOf(extensionOf(interpreter(text))); ok {
		return []reader{func(text string) ([]setting.Group, bool) { return readCode(text, l), true }}
	}
	switch first := firstLine(text); {
	case first == "":
		return nil
	case first[0] == '{':
		return []reader{readJSON, readYAML}
	case first[0] == '[' && !likeINI.MatchString(first):
		return []reader{readJSON, readYAML, readINI}
	case first[0] == '<':
		return []reader{readXML}
	case isHAProxy(text):
		return []reader{func(text string) ([]setting.Group, bool) { return readHAProxy(text), true }}
	case isNginx(text):
		return []reader{readNginx}
	case likeYAML.MatchString(first):
		return []reader{readYAML}
	case first[0] == '[':
		return []reader{readJSON, readTOML, readINI}
	case likeINI.MatchString(first):
		return []reader{readTOML, readINI}
	}
	return nil
}

// extensionOf is the extension of the programs of an interpreter; empty for another than these.
func extensionOf(interpreter string) string {
	switch interpreter {
	case "python":
		return ".py"
	case "node":
		return ".js"
	case "ruby":
		return ".rb"
	case "perl":
		return ".pl"
	case "lua":
		return ".lua"
	case "php":
		return ".php"
	}
	return ""
}

// firstLine is the first line of a text that is no comment, without the white space around it.
func firstLine(text string) string {
	for _, line := range lines(text) {
		return strings.TrimSpace(line)
	}
	return ""
}

// isNginx tells whether a text is of braces and semicolons: most lines end with one.
func isNginx(text string) bool {
	all, ended, semicolons := 0, 0, 0
	for _, line := range lines(text) {
		all++
		if strings.IndexByte(";{}", line[len(line)-1]) >= 0 {
			ended++
		}
		if strings.IndexByte(line, ';') >= 0 {
			semicolons++
		}
	}
	return semicolons > 0 && 3*ended >= 2*all
}
