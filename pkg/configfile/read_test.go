package configfile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/configfile"
	"github.com/graylane/graylane/pkg/setting"
)

// row is a file and what is read of it, a group in a string: name=value @field, with the port behind the value, and
// an exclamation mark where the format says that it is a host.
type row struct {
	reason, name, text string
	want               []string
}

func check(t *testing.T, rows []row) {
	t.Helper()
	for _, tt := range rows {
		t.Run(tt.reason, func(t *testing.T) {
			t.Helper()
			if diff := cmp.Diff(tt.want, shown(configfile.Read(tt.name, tt.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func shown(groups []setting.Group) []string {
	var out []string
	for _, g := range groups {
		var settings []string
		for _, s := range g {
			text := s.Name + "=" + s.Value
			if s.Port != "" {
				text += " " + s.Port
			}
			if s.Host {
				text += "!"
			}
			settings = append(settings, text+" @"+s.Field)
		}
		out = append(out, strings.Join(settings, ", "))
	}
	return out
}

// TestFormat is about which format a file is taken for.
func TestFormat(t *testing.T) {
	const block = "proxy_pass http://a;\n"
	check(t, []row{
		{"no text", "a.yaml", "", nil},
		{"the extension decides", "a.properties", "a: 1", []string{"a=1 @line 1"}},
		{"in any case, below directories", "d.json/A.YAML", "a: 1", []string{"a=1 @a"}},
		{"an extension of templates is looked through", "a.properties.TMPL.example", "a=1", []string{"a=1 @line 1"}},
		{"of which nothing is left", ".template", "a: 1", []string{"a=1 @a"}},
		{"another parser where the extension is wrong", "a.json", "a: 1", []string{"a=1 @a"}},
		{"lines where every parser fails", "a.yaml", "a: [\nb: c\n", []string{"a=[ @line 1, b=c @line 2"}},
		{"YAML that is only words is no YAML", "a.yaml", "host redis 6379", []string{"host=redis 6379 @line 1"}},
		{"JSON by its text", "", `{"a": 1}`, []string{"a=1 @a"}},
		{"a JSON array by its text", "", `["a"]`, []string{"=a @[0]"}},
		{"YAML by its text", "config", "# c\na:\n  b: c", []string{"a.b=c @a.b"}},
		{"a YAML list by its text", "config", "- a: b", []string{"a=b @[0].a"}},
		{"XML by its text", "", "<a><b>c</b></a>", []string{"a.b=c @a.b"}},
		{"TOML by its text", "", "[a]\nb = 'c'", []string{"a.b=c @a.b"}},
		{"INI by its text", "a.conf", "[a]\nb = c", []string{"a.b=c @line 2"}},
		{".env by its text", "", "A=b c\nB=http://d", []string{"A=b c @line 1, B=http://d @line 2"}},
		{".env by its name", "dir/.env.production", "A=1", []string{"A=1 @line 1"}},
		{"nginx by its text", "default.conf.template", block, []string{"proxy_pass=http://a @line 1"}},
		{"HAProxy by its text", "a.cfg", "backend x\n server s a:1", []string{"backend.server=a:1! @line 2"}},
		{"blocks without semicolons are no INI", "", "a = 1\nb {\n c = d\n}\ne = f\n", []string{"a=1 @line 1", "c=d @line 3", "e=f @line 5"}},
		{"a program by its first line", "run", "#!/usr/bin/env python3\nx = 'a'", []string{"x=a @line 2"}},
		{"a byte order mark", "a.yaml", "\uFEFFa: b", []string{"a=b @a"}},
		{"a byte order mark before a name", ".env", "\uFEFFA=b", []string{"A=b @line 1"}},
		{"ends of lines of Windows", "a.properties", "a=b\r\nc=d\r\n", []string{"a=b @line 1, c=d @line 2"}},
		{"and of old Macs", "a.properties", "a=b\rc=d", []string{"a=b @line 1, c=d @line 2"}},
		{"no value, no setting", "a.json", `{"a": "", "b": null, "c": {}, "d": []}`, nil},
	})
}

// TestNothing is about what is no configuration.
func TestNothing(t *testing.T) {
	const pem = "-----BEGIN CERTIFICATE-----\na=b\n-----END CERTIFICATE-----\n"
	check(t, []row{
		{"a web page", "index.html", "a: b", nil},
		{"a web page by its text", "index", "<!DOCTYPE html><a>b</a>", nil},
		{"a web page's template", "index.html.tmpl", "a: b", nil},
		{"a style sheet", "a.css", "a: b", nil},
		{"a table", "a.csv", "a: b", nil},
		{"a certificate by its name", "tls.crt", "a: b", nil},
		{"a certificate by its text", "ca", "\n" + pem, nil},
		{"whatever its name", "a.yaml", "-----BEGIN: a", nil},
		{"binary data", "a.yaml", "a: b\x00", nil},
		{"no UTF-8", "a.yaml", "a: \xff", nil},
		{"of lines, all but the certificate", "a.conf", "a b\n" + pem + "c d", []string{"a=b @line 1, c=d @line 5"}},
		{"a certificate in YAML", "a.yaml", "a: http://b\nc: |\n  -----BEGIN X\n", []string{"a=http://b @a, c=-----BEGIN X\n @c"}},
	})
}

func TestLongText(t *testing.T) {
	long := "a: 1\n" + strings.Repeat("#é€𝄞\n", 1<<19) + "z: 1\n"
	if diff := cmp.Diff([]string{"a=1 @line 1"}, shown(configfile.Read("a.yaml", long))); diff != "" {
		t.Error("of a long text the first lines alone:", diff)
	}
	long = `{"a": 1}` + strings.Repeat("\n", 4<<20)
	if diff := cmp.Diff([]string{"a=1} @line 1"}, shown(configfile.Read("a.json", long))); diff != "" {
		t.Error("a long text is read as lines, whatever its format:", diff)
	}
	for cut := range 4 {
		long := strings.Repeat("x", 4<<20-cut-2) + " 𝄞" + "y"
		if got := configfile.Read("", long); len(got) != 1 {
			t.Errorf("cut %d bytes into a rune: %d groups", cut, len(got))
		}
	}
}

// TestOutputIsBounded is about short texts that stand for long results.
func TestOutputIsBounded(t *testing.T) {
	key := strings.Repeat("k", 1000)
	texts := map[string]string{
		"a.json":       `{"` + key + `": [1` + strings.Repeat(",1", 1<<18) + "]}",
		"a.ini":        "[" + key + "]\n" + strings.Repeat("a=b\n", 1<<18),
		"a.properties": strings.Repeat(key+"=x\n#---\n", 1<<12) + strings.Repeat("x=y\n", 1<<10),
		"a.txt":        strings.Repeat("k", 1<<20) + strings.Repeat(" a", 1<<10),
		"nginx.conf":   "set $x " + key + ";\n" + "proxy_pass " + strings.Repeat("$x", 1<<20) + ";",
		"a.vcl":        key + " {" + strings.Repeat("a b;\n", 1<<18),
	}
	for name, text := range texts {
		size := 0
		for _, g := range configfile.Read(name, text) {
			for _, s := range g {
				size += len(s.Name) + len(s.Field) + len(s.Value)
			}
		}
		if size == 0 || size > 34<<20 {
			t.Errorf("%s: %d bytes in, %d out", name, len(text), size)
		}
	}
}

func TestIsScript(t *testing.T) {
	tests := []struct {
		reason, name, text string
		want               bool
	}{
		{"by the extension", "dir/run.sh", "", true},
		{"of bash", "run.bash", "", true},
		{"below that of a template", "run.sh.tpl", "", true},
		{"by the first line", "run", "#!/bin/sh -e\n", true},
		{"by env", "run", "#!/usr/bin/env -S bash -e", true},
		{"whatever the extension", "run.txt", "\uFEFF#! /bin/ash\r\n", true},
		{"another language", "run", "#!/usr/bin/env python3", false},
		{"no program", "run", "#!", false},
		{"not in the first line", "run", "\n#!/bin/sh", false},
		{"a shell as an argument", "run", "#!/usr/bin/awk sh", false},
		{"another extension", "a.yaml", "a: b", false},
		{"nothing", "", "", false},
	}
	for _, tt := range tests {
		if got := configfile.IsScript(tt.name, tt.text); got != tt.want {
			t.Errorf("%s: got %v", tt.reason, got)
		}
	}
}

func TestStructured(t *testing.T) {
	tests := []struct {
		reason, text string
		want         bool
	}{
		{"an object", ` {"a": 1} `, true},
		{"an array", `["a"]`, true},
		{"several lines", "a\nb", true},
		{"one line with its end", "a\n", false},
		{"no JSON", "{a}", false},
		{"a list in brackets", "[a]", false},
		{"a scalar of JSON", `"a"`, false},
		{"a placeholder", "{{ .Host }}", false},
		{"white space", " \n ", false},
		{"nothing", "", false},
	}
	for _, tt := range tests {
		if got := configfile.Structured(tt.text); got != tt.want {
			t.Errorf("%s: got %v", tt.reason, got)
		}
	}
}
