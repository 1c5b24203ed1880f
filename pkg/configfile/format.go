package configfile

import (
	"path"
	"strings"
	"unicode/utf8"

	"github.com/graylane/graylane/pkg/setting"
)

const (
	maxText = 4 << 20 // the bytes of a text that are read, if it is longer as lines alone
	bom     = "\uFEFF"
)

// Read is the settings in a configuration file, in groups that belong together, in the order of the file. The format
// is chosen by the extension of the name, which may be empty, and where that says nothing, or the text is not in that
// format, by the text. Nothing is read of certificates and keys, web pages, tables, and what is no text.
func Read(name, text string) []setting.Group {
	long := len(text) > maxText
	text = prepared(text)
	if nothing(extension(name)) || !isText(text) {
		return nil
	}
	if long {
		return readLines(text)
	}
	for _, read := range append(byName(name), byText(text)...) {
		if groups, ok := read(text); ok {
			return groups
		}
	}
	return readLines(text)
}

// reader reads a format; ok is false where a text is not in it.
type reader func(text string) (groups []setting.Group, ok bool)

// prepared is a text without a byte order mark, with the ends of lines that Unix has, and cut where it is too long.
func prepared(text string) string {
	if len(text) > maxText {
		cut := maxText
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	text = strings.ReplaceAll(strings.TrimPrefix(text, bom), "\r\n", "\n")
	return strings.ReplaceAll(text, "\r", "\n")
}

// isText tells whether a text is one, and no key, certificate or web page.
func isText(text string) bool {
	if !utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0 {
		return false
	}
	text = strings.TrimSpace(text)
	for _, begin := range []string{pemBegin, "<!doctype html", "<html"} {
		if len(text) >= len(begin) && strings.EqualFold(text[:len(begin)], begin) {
			return false
		}
	}
	return true
}

// nothing tells whether files with an extension are no configuration.
func nothing(extension string) bool {
	switch extension {
	case ".html", ".htm", ".css", ".csv", ".pem", ".crt", ".cer", ".key", ".svg", ".md", ".proto":
		return true
	}
	return false
}

// byName are the readers that a name says are the right ones, in turn.
func byName(name string) []reader {
	extension := extension(name)
	switch extension {
	case ".yaml", ".yml":
		return []reader{readYAML}
	case ".json", ".jsonl", ".ndjson", ".json5", ".jsonc":
		return []reader{readJSON, readYAML}
	case ".toml":
		return []reader{readTOML, readINI}
	case ".properties":
		return []reader{readProperties}
	case ".ini", ".env", ".cnf":
		return []reader{readINI}
	case ".xml", ".config", ".xsl", ".csproj":
		return []reader{readXML}
	case ".vcl":
		return []reader{readNginx}
	case ".conf":
		if strings.Contains(path.Base(name), "nginx") {
			return []reader{readNginx}
		}
	}
	if l, ok := languageOf(extension); ok {
		return []reader{func(text string) ([]setting.Group, bool) { return readCode(text, l), true }}
	}
	if strings.HasPrefix(path.Base(name), ".env") {
		return []reader{readINI}
	}
	return nil
}

// extension is the last extension of a name that says something, in small letters, with its dot; empty for none.
func extension(name string) string {
	name = strings.ToLower(path.Base(name))
	for {
		switch last := path.Ext(name); last {
		case ".template", ".tmpl", ".tpl", ".j2", ".ctmpl", ".dist", ".default", ".example", ".sample", ".in", ".erb", ".gotmpl":
			name = strings.TrimSuffix(name, last)
		default:
			return last
		}
	}
}
