package configfile_test

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/configfile"
)

// names are names of files, one of each format.
var names = []string{
	"", "a.yaml", "a.json", "a.toml", "a.properties", ".env", "a.xml", "nginx.conf", "haproxy.cfg", "a.txt", "a.js", "a.py",
	"a.lua", "a.sql", "a.php", "a.java", "a.rs",
}

// FuzzRead reads anything: it does not panic, and what comes out is well-formed, bounded and always the same.
//
// fuzz: weight 16
func FuzzRead(f *testing.F) {
	for _, name := range names {
		for _, text := range []string{
			"a: &x {b: 1}\nc: {<<: *x}\n---\n- name: X\n  value: Y", `{"a": [1, {"b": null}]} {"c": "\ud800"}`,
			"a.b = 1\n[[c.d]]\ne = [{f = 'g'}, 2]\n", `<a b="1"><c>2</c><c>&amp;</c><![CDATA[x]]></a>`,
			"a\\u0041\\\n  b: c\n#---\n=d\n", "[s]\nb = 'c' # d\n  e\n", "http { upstream u { server a:1; } location / { proxy_pass http://u/$x${y}; } }",
			"backend b\n server s ipv4@a:1 check\n", "replicaof a 1\n<m>\nb => c {\n} \"d\": 'e'\n", "x['a'] = `b`; f(\"c\", 'd') /* e */ -- g\n\n\"\"\"h\"\"\"",
			"-----BEGIN\n", "\u00a0\n\u0085\n\v", "#!/bin/sh\n", "\uFEFF\r\n\x00\xff",
		} {
			f.Add(name, text)
		}
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		fuzzing.Bounded(t)
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
