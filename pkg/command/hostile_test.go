package command_test

import (
	"strings"
	"testing"
	"time"

	"github.com/graylane/graylane/pkg/command"
)

// repeated are what a hostile text repeats: what opens and never closes, what runs another command, what grows in each line.
var repeated = []string{
	"a", " ", "\n", "\t", "/", ";", "|", "& ", "&& a ", "|| a ", "(", ")", "()", "{ ", "}", "[", "[[ a ", "<", ">", "<<A\n", "<<<a ", "\"", "'", "`", "$", "$(", "${", "${A:-", "$((",
	"$[", "((", "! ", "\\", "\\\n", "#", "*(", "@(a|", "{a,b}", "{a,", "if a; then ", "case a in b) ", "while a; do ", "for i in a b; do ", "for i in b:80; do ", "f() { ",
	"a=b ", "a=$a$a\n", "a=\"$a$a\"\n", "export a=$a\n", "a=${a:-$a}\n", "sh -c ", "sh -c '", "sh -c \"", "sh -c 'sh -c x';", "bash -c \"a\" ", "eval ", "eval a;", "eval \"a", "env ", "env a=b ",
	"exec ", "timeout 1 ", "xargs ", "nohup ", "sudo ", "curl http://b:80 ", "curl http://b:80\n", "http://b:80/", "--a=b:80 ", "-a b:80 ", "cat <<A\nx\nA\n", "cat <<A | sh\nx\nA\n",
	"sh <<A\n", "sh <<A\nx\nA\n", "echo > /dev/tcp/b/80\n", "$(a)", "\"$(a)\"", "`a`", "time ", "coproc ", "select i in a; do ", "\x00", "\xff", "é", "\r\n",
}

// TestHostileText reads texts that repeat something ten thousand times and more, in every place that commands have. Each takes some
// hundredths of a second; what takes long is told, and what grows faster than with the square of the text has no end here.
func TestHostileText(t *testing.T) {
	const length = 100_000
	places := []struct {
		name string
		read func(text string)
	}{
		{"a script of a file", func(text string) { command.Script(text) }},
		{"sh -c", func(text string) { command.Read([]string{"sh", "-c", text}) }},
		{"sh -c of sh -c", func(text string) { command.Read([]string{"sh", "-c", "sh -c '" + text + "'"}) }},
		{"eval, twice", func(text string) { command.Read([]string{"bash", "-c", "eval \"" + text + "\" " + text}) }},
		{"arguments", func(text string) { command.Read(strings.Fields(text)) }},
		{"one argument", func(text string) { command.Read([]string{"program", text}) }},
	}
	for _, unit := range repeated {
		text := strings.Repeat(unit, length/len(unit))
		for _, place := range places {
			done := make(chan struct{})
			started := time.Now()
			go func() {
				place.read(text)
				close(done)
			}()
			select {
			case <-done:
				if took := time.Since(started); took > time.Second {
					t.Logf("%q in %s took %v", unit, place.name, took)
				}
			case <-time.After(time.Minute):
				t.Fatalf("%q in %s has no end", unit, place.name)
			}
		}
	}
}
