package lane

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestCommon holds the intersection against a look at each number in each list.
func TestCommon(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	hits := 0
	for range 2000 {
		lists := make([][]int32, r.IntN(4))
		for i := range lists {
			for n := range int32(30) {
				if r.IntN(4) > i {
					lists[i] = append(lists[i], n)
				}
			}
		}
		var want []int32
		for n := range int32(30) {
			if len(lists) > 0 && !slices.ContainsFunc(lists, func(list []int32) bool { return !slices.Contains(list, n) }) {
				want = append(want, n)
			}
		}
		if got := common(slices.Clone(lists)); !slices.Equal(got, want) {
			t.Fatalf("%v have %v in common, not %v", lists, want, got)
		}
		hits += len(want)
	}
	if hits < 1000 {
		t.Errorf("%d numbers in common are too few to tell", hits)
	}
}
