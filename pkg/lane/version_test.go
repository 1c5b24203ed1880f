package lane

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
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
func FuzzCompareVersions(f *testing.F) {
	f.Add("v1", "v2", "1.0.0-rc.1")
	f.Add("", "v", "1..2")
	f.Add("1-01", "1-1", "1-a")
	labelValue := regexp.MustCompile(`^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`)
	subset := regexp.MustCompile(`^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$`)
	f.Fuzz(func(t *testing.T, a, b, c string) {
		if compareVersions(a, b) != -compareVersions(b, a) {
			t.Errorf("%q and %q: both orders say the same", a, b)
		}
		if compareVersions(a, b) == 0 && a != b {
			t.Errorf("%q equals %q", a, b)
		}
		if compareVersions(a, b) < 0 && compareVersions(b, c) < 0 && compareVersions(a, c) >= 0 {
			t.Errorf("%q < %q < %q, but not %q < %q", a, b, c, a, c)
		}
		if labelValue.MatchString(a) && !subset.MatchString(subsetName(a)) {
			t.Errorf("%q is called %q as a subset", a, subsetName(a))
		}
	})
}
