package quote_test

import (
	"testing"

	"github.com/graylane/graylane/pkg/quote"
)

func TestLogLine(t *testing.T) {
	tests := []struct{ reason, text, want string }{
		{"other text", "a: b::c", "a: b::c"},
		{"a workflow command", "::set-output name=a::b", `\::set-output name=a::b`},
		{"one behind white space", "  ::error::x", `\  ::error::x`},
		{"the older form, anywhere", "Service/##[add-mask]e ##[error]", `Service/##\[add-mask]e ##\[error]`},
		{"a line of its own", "a\n::error::x", `a\n::error::x`},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if got := quote.LogLine(tt.text); got != tt.want {
				t.Errorf("%q becomes %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}
