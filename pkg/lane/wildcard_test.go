package lane

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// TestWildcards compares both indices with looking at each host.
func TestWildcards(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := func(most int) string {
		var out strings.Builder
		for range r.IntN(most + 1) {
			out.WriteByte("ab."[r.IntN(3)])
		}
		return out.String()
	}
	for range 500 {
		rules := wildcardRules{bySuffix: map[string][]int{}}
		for range r.IntN(6) {
			rules.add(&model.DestinationRule{Object: model.Object{Ref: diag.Ref{Name: text(3)}}, Host: "*" + text(3)})
		}
		var services hosts
		var texts []string
		for i := range r.IntN(6) {
			texts = append(texts, text(5))
			services = append(services, reversedHost{reversed(texts[i]), i})
		}
		slices.SortFunc(services, func(x, y reversedHost) int { return strings.Compare(x.text, y.text) })
		host, end := text(5), text(3)

		var wantRules []*model.DestinationRule
		for _, d := range rules.all {
			if strings.HasSuffix(host, strings.TrimPrefix(d.Host, "*")) {
				wantRules = append(wantRules, d)
			}
		}
		if got := rules.covering(host); !slices.Equal(wantRules, got) {
			t.Fatalf("covering %q: %v, not %v", host, got, wantRules)
		}
		var wantPlaces []int
		for i, host := range texts {
			if strings.HasSuffix(host, end) {
				wantPlaces = append(wantPlaces, i)
			}
		}
		if d := cmp.Diff(wantPlaces, services.ending(end)); d != "" {
			t.Fatalf("hosts %q that end in %q: %s", texts, end, d)
		}
	}
}
