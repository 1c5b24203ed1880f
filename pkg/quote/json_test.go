package quote_test

import (
	"encoding/json"
	"testing"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/quote"
)

func TestJSON(t *testing.T) {
	for _, tt := range []struct{ reason, in, want string }{
		{"as it stands", "{\"größe\": \"日本 😀 \\u001b\"}\n", "{\"größe\": \"日本 😀 \\u001b\"}\n"},
		{"an escape sequence of one character", "\"\u009b31m\x7f\"", `"\u009b31m\u007f"`},
		{"a reversal of direction", "\"a\u202eb\"", `"a\u202eb"`},
		{"a line break of Unicode", "\"\u2028\u0085\"", `"\u2028\u0085"`},
		{"beyond the first plane", "\"\U000E0001\"", `"\udb40\udc01"`},
	} {
		if got := string(quote.JSON([]byte(tt.in))); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.reason, got, tt.want)
		}
	}
}

// FuzzJSON decodes what it gives: it is the text that it was.
//
// fuzz: weight 40
func FuzzJSON(f *testing.F) {
	f.Add("a\u009b\u202e\U000E0001\\\"")
	f.Fuzz(func(t *testing.T, s string) {
		fuzzing.Bounded(t)
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var want, got string
		if json.Unmarshal(text, &want) != nil || json.Unmarshal(quote.JSON(text), &got) != nil || want != got {
			t.Errorf("%q becomes %q", want, got)
		}
	})
}
