package lane

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/internal/fuzzing"
)

func TestCompareVersions(t *testing.T) {
	tests := []struct {
		reason string
		want   []string // in order
	}{
		{"numbers by value", []string{"v1", "v2", "v10"}},
		{"without a v", []string{"1", "2", "10"}},
		{"dotted numbers", []string{"1.2.3", "1.2.10", "1.10.0", "2.0.0"}},
		{"a missing number is 0", []string{"v1", "v1.0.1", "v1.1"}},
		{"numbers of any length", []string{"v9", "v99999999999999999999999", "v100000000000000000000000"}},
		{"a pre-release before its release", []string{"1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0"}},
		{"words after versions, by letter", []string{"v1", "v2", "blue", "canary", "v1beta1"}},
		{"equal versions by text", []string{"1.0", "v1", "v1.0"}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			got := slices.Clone(tt.want)
			rand.New(rand.NewPCG(1, 1)).Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
			slices.SortFunc(got, compareVersions)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLowestRelease(t *testing.T) {
	tests := []struct {
		reason   string
		versions []string
		want     string
	}{
		{"the lowest number", []string{"v10", "v2"}, "v2"},
		{"a word is no release", []string{"canary", "v3"}, "v3"},
		{"a pre-release is never a default", []string{"1.0.0-rc.1", "1.0.0"}, "1.0.0"},
		{"pre-releases alone", []string{"1.0.0-rc.1", "1.0.0-rc.2"}, ""},
		{"words alone", []string{"blue", "green"}, ""},
		{"a date with hyphens reads as a pre-release", []string{"2026-01-02", "2026-02-01"}, ""},
		{"an API version is a word", []string{"v1beta1", "v1alpha1"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if got := lowestRelease(tt.versions); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// FuzzCompareVersions looks for values that have no consistent order, and for subset names that are no DNS labels.
//
// fuzz: weight 40
func FuzzCompareVersions(f *testing.F) {
	f.Add("v1", "v2", "1.0.0-rc.1")
	f.Add("", "v", "1..2")
	f.Add("1-01", "1-1", "1-a")
	f.Add("v1", "V1", "01")
	f.Add("V1.2_rc", "1.2-rc", "v1.2")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		fuzzing.Bounded(t)
		if len(a)+len(b)+len(c) > 500 {
			return // a label's value has 63 characters
		}
		ab, bc, ac := compareVersions(a, b), compareVersions(b, c), compareVersions(a, c)
		if ab != -compareVersions(b, a) || compareVersions(a, a) != 0 {
			t.Errorf("%q and %q: both orders say the same, or one is before itself", a, b)
		}
		if ab == 0 && a != b {
			t.Errorf("%q equals %q", a, b)
		}
		if ab < 0 && bc < 0 && ac >= 0 || ab > 0 && bc > 0 && ac <= 0 {
			t.Errorf("%q, %q and %q have no order: %d, %d, %d", a, b, c, ab, bc, ac)
		}
		lowest := lowestRelease([]string{a, b, c})
		if other := lowestRelease([]string{c, b, a}); lowest != other {
			t.Errorf("the lowest of %q, %q and %q is %q, or %q in another order", a, b, c, lowest, other)
		}
		if hasLabelForm(a) && !isDNSLabel(subsetName(a)) {
			t.Errorf("%q is called %q as a subset", a, subsetName(a))
		}
	})
}

// hasLabelForm tells whether a label may have a value that is not empty. It is written out, since a regular expression would be most of the work.
func hasLabelForm(s string) bool {
	return s != "" && len(s) <= 63 && strings.Trim(s, "-_.") == s && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' && r != '.'
	})
}

func isDNSLabel(s string) bool {
	return hasLabelForm(s) && strings.ToLower(s) == s && !strings.ContainsAny(s, "_.")
}
