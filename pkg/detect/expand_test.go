package detect

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/callgraph"
)

func TestExpandRoom(t *testing.T) {
	long := strings.Repeat("x", 1000)
	lookup := func(name string) (v callgraph.Variable, ok bool) {
		return callgraph.Variable{Value: long}, name == "LONG"
	}
	tests := []struct {
		reason, value string
		room          int
		want          string
		left          int
	}{
		{"there is room", "$(LONG)!", 1000, long + "!", 0},
		{"there is none", "$(LONG)!", 999, "$(LONG)!", 992},
		{"for one of them", "$(LONG)$(LONG)", 1500, long + "$(LONG)", 493},
		{"a reference that is not closed, and dollars behind it", "$(LONG $$ $(", 1000, "$(LONG $ $(", 1000},
		{"many that are not closed", strings.Repeat("$(", 1<<20), 1000, strings.Repeat("$(", 1<<20), 1000},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			room := tt.room
			got, _ := expand(tt.value, lookup, &room)
			if got != tt.want || room != tt.left {
				t.Errorf("%.100q, %d left", got, room)
			}
		})
	}
}
