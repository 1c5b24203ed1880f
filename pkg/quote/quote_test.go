package quote_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/quote"
)

func TestText(t *testing.T) {
	for _, tt := range []struct{ reason, in, want string }{
		{"a word as it stands", "http://api:80/?a=b&c", "http://api:80/?a=b&c"},
		{"letters of any script", "größe-日本", "größe-日本"},
		{"an empty value is not an absent one", "", `""`},
		{"an escape sequence", "\x1b[2Jx", `"\x1b[2Jx"`},
		{"one that begins with a C1 control", "\u009b2J", `"\u009b2J"`},
		{"line breaks", "a\nb\r\u2028c", `"a\nb\r\u2028c"`},
		{"a tab would end the cell", "a\tb", `"a\tb"`},
		{"a space would seem to", "host=db port=1", `"host=db port=1"`},
		{"a reversal of direction", "a\u202eb", `"a\u202eb"`},
		{"what looks quoted already", `"a"`, `"\"a\""`},
		{"no UTF-8", "a\xff", `"a\xff"`},
		{"as long as may be", strings.Repeat("ä", 20), strings.Repeat("ä", 20)},
		{"longer", strings.Repeat("ä", 21), strings.Repeat("ä", 20) + "..."},
		{"longer, and to be quoted", "\n" + strings.Repeat("x", 20), `"\n` + strings.Repeat("x", 19) + `"...`},
	} {
		if got := quote.Text(tt.in, 20); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.reason, got, tt.want)
		}
	}
}

// FuzzText shows anything: what is shown is printable, short, and quoted where it has a space.
//
// fuzz: weight 40
func FuzzText(f *testing.F) {
	f.Add("a b\x1b\u202e\xff")
	f.Fuzz(func(t *testing.T, s string) {
		fuzzing.Bounded(t)
		got := quote.Text(s, 20)
		if strings.ContainsFunc(got, func(r rune) bool { return !unicode.IsPrint(r) }) || !utf8.ValidString(got) {
			t.Errorf("%q: %q is not printable", s, got)
		}
		if !strings.HasPrefix(got, `"`) && strings.Contains(got, " ") {
			t.Errorf("%q: %q has a space without quotes", s, got)
		}
		if n := utf8.RuneCountInString(got); n > 20*len(`\U00000000`)+len(`""...`) {
			t.Errorf("%q: %d characters", s, n)
		}
	})
}
