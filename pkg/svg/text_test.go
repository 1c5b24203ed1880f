package svg

import "testing"

func TestFit(t *testing.T) {
	for _, tt := range []struct {
		reason, in, want string
		room             float64
	}{
		{"as it stands where there is room", "checkout", "checkout", 100},
		{"cut, with an ellipsis", "checkout", "check…", 48},
		{"no letter is cut in two", "日本語日本語", "日本語…", 50},
		{"nothing has room for nothing", "abc", "…", 5},
	} {
		if got := fit(tt.in, 10, tt.room); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.reason, got, tt.want)
		}
	}
}
