package observe_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/observe"
)

// ages are those of the command, on a day.
func ages(day int) observe.Ages {
	return observe.Ages{Now: time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC), Stale: 30 * 24 * time.Hour, Forget: 180 * 24 * time.Hour}
}

// seenAt is a call that was seen on a day.
func seenAt(day int, requests int64) api.ObservedCall {
	return api.ObservedCall{
		From: api.ObservedCaller{Workload: "web"}, To: api.ObservedCallee{Service: "api"}, Requests: requests, Window: "7d",
		First: fmt.Sprintf("2026-01-%02dT00:00:00Z", day-7), Last: fmt.Sprintf("2026-01-%02dT00:00:00Z", day), Source: "prometheus",
	}
}

func TestUpdateRequests(t *testing.T) {
	for _, tt := range []struct {
		reason         string
		old, now, want int64
	}{
		{"some more", 100, 199, 100},
		{"some fewer", 100, 51, 100},
		{"twice as many", 100, 200, 200},
		{"half", 100, 50, 50},
		{"from one to two", 1, 2, 2},
		{"from none that were counted", 0, 3, 3},
	} {
		file, err := observe.Document("shop", []api.ObservedCall{seenAt(10, tt.old)})
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := observe.Update(file, "", []api.ObservedCall{seenAt(20, tt.now)}, ages(20))
		if err != nil {
			t.Fatal(err)
		}
		want := seenAt(20, tt.want)
		want.First = seenAt(10, 0).First
		whole, err := observe.Document("shop", []api.ObservedCall{want})
		if err != nil {
			t.Fatal(err)
		}
		if tt.old > 0 && !bytes.Equal(got, whole) {
			t.Errorf("%s:\n%s\nwant\n%s", tt.reason, got, whole)
		}
		if !strings.Contains(string(got), fmt.Sprintf("requests: %d\n", tt.want)) {
			t.Errorf("%s: no %d in\n%s", tt.reason, tt.want, got)
		}
	}
}

// TestUpdateStreams keeps what stands around the object byte for byte.
func TestUpdateStreams(t *testing.T) {
	const object = "apiVersion: graylane.dev/v1alpha1\nkind: ObservedCalls\nmetadata: {name: shop}\n"
	for _, tt := range []struct{ reason, before, after string }{
		{"nothing", "", ""},
		{"a marker", "---\n", ""},
		{"a marker with a comment", "--- # calls\n", ""},
		{"other documents", "a:   1 # one\n---\n", "---\nb: [ 2 ]\n"},
		{"a text that looks like a document", "a: |\n  kind: ObservedCalls\n  ---\n---\n", "--- {c: 3}\n---\n"},
		{"lines as Windows ends them", "a: 1\r\n---\r\n", "---\r\nb: 2\r\n"},
		{"empty documents", "---\n---\n", "---\n"},
	} {
		got, changes, err := observe.Update([]byte(tt.before+object+tt.after), "", []api.ObservedCall{seenAt(20, 1)}, ages(20))
		if err != nil {
			t.Errorf("%s: %v", tt.reason, err)
			continue
		}
		if !bytes.HasPrefix(got, []byte(tt.before+"apiVersion")) || !bytes.HasSuffix(got, []byte("source: prometheus\n"+tt.after)) || changes.Added != 1 {
			t.Errorf("%s:\n%s", tt.reason, got)
		}
		again, _, err := observe.Update(got, "", []api.ObservedCall{seenAt(20, 1)}, ages(20))
		if err != nil || !bytes.Equal(again, got) {
			t.Errorf("%s: again, %v:\n%s", tt.reason, err, again)
		}
	}
}

// FuzzUpdate updates files that people have written. What comes of it can be updated again, and then does not change.
func FuzzUpdate(f *testing.F) {
	for _, file := range []string{
		"", "# nothing\n", "a: 1\n---\nb: 2\n", "--- {a: 1}\n",
		"apiVersion: graylane.dev/v1alpha1\nkind: ObservedCalls\n", "apiVersion: graylane.dev/v1alpha1\nkind: ObservedCalls\nspec: {calls: []}\n",
		"{apiVersion: graylane.dev/v1alpha1, kind: ObservedCalls, spec: {calls: [{from: {workload: web}, to: {service: api}, source: prometheus, note: x}]}}",
		"--- &a\napiVersion: graylane.dev/v1alpha1\nkind: ObservedCalls\nspec:\n  calls:\n  # one\n  - &c {from: &f {workload: web}, to: {service: api}, last: 2025-01-01T00:00:00Z, source: prometheus}\n  - {from: *f, to: {service: db}} # two\n# end\n",
	} {
		f.Add([]byte(file))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		fuzzing.Bounded(t)
		calls := []api.ObservedCall{seenAt(20, 1)}
		once, _, err := observe.Update(file, "", calls, ages(20))
		if err != nil {
			return
		}
		twice, changes, err := observe.Update(once, "", calls, ages(20))
		if err != nil {
			t.Fatalf("%q became %q: %v", file, once, err)
		}
		if !bytes.Equal(once, twice) || changes.Added > 0 {
			t.Errorf("%q became %q, and then %q", file, once, twice)
		}
	})
}
