package manifest

import (
	"testing"

	"github.com/graylane/graylane/pkg/diag"
)

func TestHelmTest(t *testing.T) {
	tests := []struct {
		reason, hook string
		want         int // facts
	}{
		{"no hook", "", 1},
		{"a test", "test", 0},
		{"a test of Helm 2, twice", "test-success, test-failure", 0},
		{"one that also runs before an upgrade", "pre-upgrade,test", 1},
		{"another hook", "pre-install", 1},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			text := "apiVersion: v1\nkind: Pod\nmetadata: {name: a, annotations: {helm.sh/hook: \"" + tt.hook + "\"}}\nspec: {containers: [{name: main, env: [{name: URL, value: \"http://b\"}]}]}\n"
			item, err := Parse([]byte(text), diag.Place{}, "")
			if err != nil {
				t.Fatal(err)
			}
			if len(item.Facts) != tt.want {
				t.Errorf("%d facts, want %d", len(item.Facts), tt.want)
			}
		})
	}
}
