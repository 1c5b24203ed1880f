package quote_test

import (
	"testing"

	"github.com/graylane/graylane/pkg/quote"
)

func TestLine(t *testing.T) {
	for _, tt := range []struct{ reason, in, want string }{
		{"a sentence as it stands", `It is "so", größer: \n is no break.`, `It is "so", größer: \n is no break.`},
		{"line breaks", "a\nb\r\u2028c", `a\nb\r\u2028c`},
		{"escape sequences, also of one character", "\x1b[2J\u009b31m\x07", `\x1b[2J\u009b31m\a`},
		{"a reversal of direction", "a\u202eb", `a\u202eb`},
		{"no UTF-8", "a\xff\xfeb", `a\xff\xfeb`},
		{"the character for what was no UTF-8 elsewhere", "a\ufffdb", "a\ufffdb"},
	} {
		if got := quote.Line(tt.in); got != tt.want {
			t.Errorf("%s: %q is %q, want %q", tt.reason, tt.in, got, tt.want)
		}
	}
}
