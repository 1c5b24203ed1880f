package configfile_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"sigs.k8s.io/yaml"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/configfile"
)

// written are the formats in which a name and a value can be written so that each stays what it is, with what writes them.
var written = []struct {
	file  string
	write func(name, value string) (string, error)
}{
	{"a.json", func(name, value string) (string, error) {
		text, err := json.Marshal(map[string]any{"x": map[string]any{name: value, "n": 1}})
		return string(text), err
	}},
	{"a.yaml", func(name, value string) (string, error) {
		text, err := yaml.Marshal(map[string]any{"x": map[string]any{name: value, "l": []string{value}}})
		return string(text), err
	}},
	{"a.toml", func(name, value string) (string, error) {
		text, err := toml.Marshal(map[string]any{"x": map[string]any{name: value}})
		return string(text), err
	}},
	{"a.properties", func(name, value string) (string, error) {
		return "# c\nx." + name + " = " + strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\t", `\t`).Replace(value) + "\n", nil
	}},
	{".env", func(name, value string) (string, error) { return "export " + name + "='" + value + "'\n", nil }},
	{".env", func(name, value string) (string, error) { return name + "=" + strconv.Quote(value) + " # c\n", nil }},
	{"a.ini", func(name, value string) (string, error) { return "[x]\n" + name + " = " + value + "\n", nil }},
	{"a.xml", func(name, value string) (string, error) {
		return "<x><" + name + ">" + strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(value) + "</" + name + "></x>", nil
	}},
	{"nginx.conf", func(name, value string) (string, error) {
		return "http { location / { proxy_pass \"" + value + "\"; } }\n", nil
	}},
	{"a.py", func(name, value string) (string, error) { return name + " = " + strconv.Quote(value) + "\n", nil }},
}

// FuzzWritten writes a value in each format, with the format's own writer where there is one, and reads it: the value is there, whatever is in it.
//
// fuzz: weight 32
func FuzzWritten(f *testing.F) {
	for i := range written {
		for _, value := range []string{"http://api:8080/x?y=z", "api", "host=db port=1", "it's", "a # b", "日本", "1e3", "yes", "{a: b}", "a,b"} {
			f.Add(value, uint8(i))
		}
	}
	f.Fuzz(func(t *testing.T, value string, format uint8) {
		fuzzing.Bounded(t)
		w := written[int(format)%len(written)]
		if !plain(value) || w.file != "a.json" && w.file != "a.yaml" && w.file != "a.toml" && !tame(value) {
			return
		}
		text, err := w.write("api_host", value)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range configfile.Read(w.file, text) {
			for _, s := range g {
				if s.Value == value {
					return
				}
			}
		}
		t.Errorf("%s: %q is not among %s", w.file, value, fmt.Sprint(configfile.Read(w.file, text)))
	})
}

// plain tells whether text is what a value may be: printable, on one line, with no white space around it, and not without end.
func plain(text string) bool {
	return utf8.ValidString(text) && text != "" && len(text) < 200 && strings.TrimSpace(text) == text && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

// tame tells whether text has no character that a format without rules for all of them, or these writers, would take for its own.
func tame(text string) bool {
	return !strings.ContainsAny(text, "\\'\"`#;$%{}<>&!=:[](),|*?~^@") || isURL(text)
}

func isURL(text string) bool {
	rest, found := strings.CutPrefix(text, "http://")
	return found && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz0123456789.:/-") == ""
}
