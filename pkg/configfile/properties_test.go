package configfile_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/configfile"
)

func TestProperties(t *testing.T) {
	check(t, []row{
		{"the separators", "a.properties", "a=1\nb : 2\nc 3\n", []string{"a=1 @line 1, b=2 @line 2, c=3 @line 3"}},
		{"comments", "a.properties", "# a\n ! b\na=#c\n", []string{"a=#c @line 3"}},
		{"escapes", "a.properties", `u\:v=http\://a\u003ab\\`, []string{`u:v=http://a:b\ @line 1`}},
		{"lines that go on", "a.properties", "a=b,\\\n   c\\\n\nd=e\\\\\nf=g", []string{`a=b,c @line 1, d=e\ @line 4, f=g @line 5`}},
		{"the last line goes on", "a.properties", `a=b\`, []string{"a=b @line 1"}},
		{"a key that goes on", "a.properties", "a\\\n  b=c", []string{"ab=c @line 1"}},
		{"a comment does not", "a.properties", "# a\\\nb=c", []string{"b=c @line 2"}},
		{"nothing is expanded", "a.properties", "a=${b}\nb=${a}\nc=${HOME", []string{"a=${b} @line 1, b=${a} @line 2, c=${HOME @line 3"}},
		{"the last of a name counts", "a.properties", "a=1\nb=2\na=3", []string{"a=3 @line 3, b=2 @line 2"}},
		{"also if it is empty", "a.properties", "a=1\nb=2\na=", []string{"b=2 @line 2"}},
		{"documents", "a.properties", "a=1\n#---\na=2", []string{"a=1 @line 1", "a=2 @line 3"}},
		{"a wrong escape costs its line alone", "a.properties", `a=\uZZ` + "\nb=c", []string{"b=c @line 2"}},
		{"no name", "a.properties", "=a\n:b\n\uFEFF =c\nd=e", []string{"d=e @line 4"}},
	})
}

// TestPropertiesWithoutName is about lines that keep the library's lexer waiting for ever.
func TestPropertiesWithoutName(t *testing.T) {
	before := runtime.NumGoroutine()
	configfile.Read("a.properties", strings.Repeat("=a\n:b\n\uFEFF =c\n \f=d\n", 1000))
	if after := runtime.NumGoroutine(); after > before+100 {
		t.Errorf("%d goroutines more than before", after-before)
	}
}
