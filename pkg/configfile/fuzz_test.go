package configfile_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/graylane/graylane/pkg/configfile"
)

// names are names of files, one of each format.
var names = []string{
	"", "a.yaml", "a.json", "a.toml", "a.properties", ".env", "a.xml", "nginx.conf", "haproxy.cfg", "a.txt", "a.js", "a.py",
	"a.lua", "a.sql", "a.php", "a.java", "a.rs",
}

// FuzzRead reads anything: it does not panic, and what comes out is well-formed, bounded and always the same.
func FuzzRead(f *testing.F) {
	for _, name := range names {
		for _, text := range []string{
			"a: &x {b: 1}\nc: {<<: *x}\n---\n- name: X\n  value: Y", `{"a": [1, {"b": null}]} {"c": "\ud800"}`,
			"a.b = 1\n[[c.d]]\ne = [{f = 'g'}, 2]\n", `<a b="1"><c>2</c><c>&amp;</c><![CDATA[x]]></a>`,
			"a\\u0041\\\n  b: c\n#---\n=d\n", "[s]\nb = 'c' # d\n  e\n", "http { upstream u { server a:1; } location / { proxy_pass http://u/$x${y}; } }",
			"backend b\n server s ipv4@a:1 check\n", "replicaof a 1\n<m>\nb => c {\n} \"d\": 'e'\n", "x['a'] = `b`; f(\"c\", 'd') /* e */ -- g\n\n\"\"\"h\"\"\"",
			"-----BEGIN\n", "#!/bin/sh\n", "\uFEFF\r\n\x00\xff",
		} {
			f.Add(name, text)
		}
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		got := configfile.Read(name, text)
		size := 0
		for _, g := range got {
			if len(g) == 0 {
				t.Error("an empty group")
			}
			for _, s := range g {
				size += len(s.Name) + len(s.Field) + len(s.Value)
				if !utf8.ValidString(s.Name) || !utf8.ValidString(s.Field) || !utf8.ValidString(s.Value) || s.Value == "" {
					t.Errorf("ill-formed: %+v", s)
				}
			}
		}
		if size > 32<<20+len(text) {
			t.Errorf("%d bytes in, %d out", len(text), size)
		}
		if !reflect.DeepEqual(got, configfile.Read(name, text)) {
			t.Error("read twice, two results")
		}
		configfile.IsScript(name, text)
		configfile.Structured(text)
	})
}

// TestHostile reads long texts that a parser may choke on, each as every format.
func TestHostile(t *testing.T) {
	const length = 1 << 15
	pieces := []string{
		"a", " ", "\n", "\t", "\\", "'", "\"", "`", "#", "/*", "//", "--[[", "\"\"\"", "'''", "[", "]", "{", "}", "<", ">", "(", ";", ":", "=", "=>", ",", "-",
		"a ", "a\n", "a\n\n", "a: b\n", "a:\n", "- ", "- a\n", "? ", "a=b\n", "a=\\\n", "\\'", "'\\'", "\"\\", "a = 'b' # c\n", "a.", ".a", "[a]\n", "[[a]]\n", "[a.b]\n", "a.b=1\n",
		"{\"a\":", "{a=", "[1,", "{\"a\":1}", "1,", "<a>", "<a b=\"c\">", "<a/>", "<!--", "<![CDATA[", "&a;", "a {", "a {\n", "a {}\n", "a { b }\n", "a b;", "a b;\n", "${", "${a ",
		"server a 80;\n", "upstream a {server a;}\n", "proxy_pass http://a;\n", "x_by_lua_block {", "backend a\n server b c:1\n", "backend a\n", " server b c\n", "sentinel monitor a b 1 2\n",
		"f('a', ", "'a': ", "x['a'] = ", "a: string = ", "&a [*a,", "- &a b\n", "--- a\n", "#---\n", "-----BEGIN\n", "# a\nb: c\n", "a: b # c\n", "\r", "\uFEFF", "\u00e9",
	}
	for _, name := range names {
		for _, piece := range pieces {
			configfile.Read(name, strings.Repeat(piece, length/len(piece)))
		}
		for _, head := range []string{"k", "[", "\"", "<a ", "a {", "a: ", "{\"a\": ["} {
			configfile.Read(name, head+strings.Repeat("x", length/2)+"]\n"+strings.Repeat("a = 1, \n", length/16))
		}
	}
}
