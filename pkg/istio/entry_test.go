package istio

import (
	"testing"

	"github.com/graylane/graylane/pkg/lane"
)

func TestWaveOf(t *testing.T) {
	to := func(lanes ...string) lane.EntryRule {
		var r lane.EntryRule
		for _, l := range lanes {
			r.Shares = append(r.Shares, lane.Share{Lane: l})
		}
		return r
	}
	tests := []struct {
		reason string
		entry  lane.Entry
		want   string
	}{
		{"it keeps requests away from new versions", lane.Entry{Rules: []lane.EntryRule{to(lane.Baseline)}}, "-1"},
		{"it shares them with pods that have to be there", lane.Entry{Rules: []lane.EntryRule{to(lane.Baseline, "v2")}}, "1"},
		{"some of them go to such pods alone", lane.Entry{Rules: []lane.EntryRule{to("v2"), to(lane.Baseline)}}, "1"},
		{"the mesh gets to its rules through the root too", lane.Entry{Delegate: true, Rules: []lane.EntryRule{to(lane.Baseline, "v2")}}, "-1"},
	}
	for _, tt := range tests {
		if got := waveOf(&tt.entry); got != tt.want {
			t.Errorf("%s: wave %s, want %s", tt.reason, got, tt.want)
		}
	}
}
