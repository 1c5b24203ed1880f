package model

import "testing"

func TestClaims(t *testing.T) {
	labels := Labels{"app": "b", "version": "v1"}
	tests := []struct {
		reason string
		w      Workload
		want   bool
	}{
		{"no selector", Workload{}, false},
		{"labels", Workload{MatchLabels: Labels{"app": "b"}}, true},
		{"another value", Workload{MatchLabels: Labels{"app": "b", "version": "v2"}}, false},
		{"In", Workload{Expressions: []Requirement{{"version", "In", []string{"v1", "v2"}}}}, true},
		{"In, another value", Workload{MatchLabels: Labels{"app": "b"}, Expressions: []Requirement{{"version", "In", []string{"v2"}}}}, false},
		{"In, no label", Workload{Expressions: []Requirement{{"tier", "In", []string{""}}}}, false},
		{"NotIn", Workload{Expressions: []Requirement{{"version", "NotIn", []string{"v1"}}}}, false},
		{"NotIn, no label", Workload{Expressions: []Requirement{{"tier", "NotIn", []string{"x"}}}}, true},
		{"Exists", Workload{Expressions: []Requirement{{Key: "version", Operator: "Exists"}}}, true},
		{"DoesNotExist", Workload{Expressions: []Requirement{{Key: "version", Operator: "DoesNotExist"}}}, false},
		{"an unknown operator", Workload{Expressions: []Requirement{{Key: "version", Operator: "Gt"}}}, false},
	}
	for _, tt := range tests {
		if got := tt.w.Claims(labels); got != tt.want {
			t.Errorf("%s: %v", tt.reason, got)
		}
	}
}
