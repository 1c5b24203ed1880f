package schemas

import (
	"maps"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/conformance/cases"
)

// TestAnalyzers compares what the analyzers say about the input alone with what they say about it together with the
// generated resources.
func TestAnalyzers(t *testing.T) {
	excuses := known()
	var before, after atomic.Int64
	n := each(t, func(t *testing.T, c cases.Case, a cases.Answer) {
		s := analyzed(t, a)
		before.Add(int64(len(s.before)))
		after.Add(int64(len(s.after)))
		for _, finding := range s.caused(excuses) {
			t.Error(finding)
		}
		if diff := cmp.Diff(rejected[c.Name], slices.Sorted(maps.Keys(s.unread))); diff != "" {
			t.Errorf("objects of the input that Kubernetes rejects (-want +got):\n%s", diff)
		}
	})
	t.Cleanup(func() {
		t.Logf("%d messages for the input alone, %d with the generated resources", before.Load(), after.Load())
		for _, e := range excuses {
			t.Logf("%s explained %d times: %s", e.code, e.used.Load(), e.reason)
			if n.complete() && e.used.Load() == 0 {
				t.Errorf("%s occurs no more, so it needs no excuse: %s", e.code, e.reason)
			}
		}
	})
}

// caused is what is wrong with the generated resources of a scene: that one cannot be read, and the messages that the
// scene has only with them and that no excuse covers.
func (s *scene) caused(excuses []*excuse) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(s.lost)) {
		out = append(out, "cannot be read: "+name)
	}
	for _, text := range slices.Sorted(maps.Keys(s.after)) {
		if _, own := s.before[text]; !own && !s.excused(text, excuses) {
			out = append(out, text)
		}
	}
	return out
}

func (s *scene) excused(text string, excuses []*excuse) bool {
	m := s.after[text]
	for _, e := range excuses {
		if e.code == m.Type.Code() && e.holds(s, m) {
			e.used.Add(1)
			return true
		}
	}
	return false
}
