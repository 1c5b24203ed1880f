package alias_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/alias"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

func TestCheck(t *testing.T) {
	bomb := "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
	for i := range 30 {
		from, to := string(rune('a'+i%25)), string(rune('b'+i%25))
		bomb += "k" + strings.Repeat("k", i) + ": &" + to + " [" + strings.Repeat("*"+from+", ", 9) + "*" + from + "]\n"
	}
	tests := []struct {
		reason, text string
		want         error
	}{
		{"no alias", "a: b", nil},
		{"an alias", "a: &a {b: c}\nd: *a", nil},
		{"many aliases of little", "a: &a b\nc: [" + strings.Repeat("*a, ", 5000) + "*a]", nil},
		{"aliases of aliases", bomb, alias.ErrTooMany},
		{"an alias of what contains it", "a: &a {b: *a}", alias.ErrCycle},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			var n yaml.Node
			if err := yaml.Unmarshal([]byte(tt.text), &n); err != nil {
				t.Fatal(err)
			}
			if err := alias.Check(&n); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}
