package lane

import (
	"slices"
	"testing"
)

func TestSome(t *testing.T) {
	for n, want := range map[int]string{1: "a", 6: "a, a, a, a, a, a", 7: "a, a, a, a, a and 2 more"} {
		if got := some(slices.Repeat([]string{"a"}, n)); got != want {
			t.Errorf("of %d: %q", n, got)
		}
	}
}
