package command_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/command"
	"github.com/graylane/graylane/pkg/setting"
)

// FuzzRead reads any command line.
//
// fuzz: weight 24
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"web\x00--host\x00api", "sh\x00-c\x00curl $X ${Y:-z} $(a `b`)", "nc\x00-z\x00db\x0080", "env\x00-S\x00a b", "mysql\x00-hdb", "socat\x00TCP:a:1", "dockerize\x00-wait\x00x\x00--"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		fuzzing.Bounded(t)
		wellFormed(t, line, func() []setting.Group { return command.Read(strings.Split(line, "\x00")) })
	})
}

// FuzzScript reads any shell script.
//
// fuzz: weight 16
func FuzzScript(f *testing.F) {
	for _, seed := range []string{"for a in b c; do curl $a; done", "cat <<EOF\nx $y\nEOF", "a=b; eval $a", "exec 3<>/dev/tcp/a/1", "${a:-${b:=c}}", "case a in b) c;; esac", "x() { y; }", "a=(1 2) b+=c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, script string) {
		fuzzing.Bounded(t)
		wellFormed(t, script, func() []setting.Group { return command.Script(script) })
	})
}

// wellFormed checks that what is read of a text is whole, in proportion, and the same each time.
func wellFormed(t *testing.T, text string, read func() []setting.Group) {
	t.Helper()
	groups := read()
	size := 0
	for _, g := range groups {
		if len(g) == 0 {
			t.Error("an empty group")
		}
		for _, s := range g {
			size += len(s.Name) + len(s.Value)
			if s.Value == "" || s.Field == "" {
				t.Errorf("a setting without a value or a field: %+v", s)
			}
		}
	}
	if size > 8<<20+len(text) {
		t.Errorf("%d bytes of %d", size, len(text))
	}
	if !reflect.DeepEqual(groups, read()) {
		t.Error("read twice, two results")
	}
}

// FuzzQuoted gives a program any argument, quoted as a shell needs it: in a script, and in a script within a command, it is read as it is without.
//
// fuzz: weight 24
func FuzzQuoted(f *testing.F) {
	for _, seed := range []string{"http://api:8080/", "a b", "it's", "$x", "`x`", "\"", "\\", "a\nb", "~", "*", "日本", "!", "#x", "--host=api"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, argument string) {
		fuzzing.Bounded(t)
		quoted, err := syntax.Quote(argument, syntax.LangPOSIX)
		if err != nil || !utf8.ValidString(argument) || len(argument) > 1000 || strings.ContainsAny(argument, "$`") {
			return
		}
		want := values(command.Read([]string{"curl", argument}))
		if got := values(command.Script("curl " + quoted)); !subset(want, got) {
			t.Errorf("%q as a script gives %q, not %q", quoted, got, want)
		}
		if got := values(command.Read([]string{"sh", "-c", "curl " + quoted})); !subset(want, got) {
			t.Errorf("%q in a command gives %q, not %q", quoted, got, want)
		}
	})
}

func values(groups []setting.Group) (all []string) {
	for _, g := range groups {
		for _, s := range g {
			all = append(all, s.Value)
		}
	}
	return all
}

func subset(want, got []string) bool {
	return !slices.ContainsFunc(want, func(s string) bool { return !slices.Contains(got, s) })
}
