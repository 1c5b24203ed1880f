package api

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCounting(t *testing.T) {
	const generates = "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\n"
	const checks = generates + "spec: {checkOnly: true}\n"
	tests := []struct {
		reason string
		texts  []string
		want   []int
	}{
		{"none", nil, nil},
		{"one", []string{generates}, []int{0}},
		{"a validator's alone", []string{checks}, []int{0}},
		{"a validator's beside another", []string{checks, generates}, []int{1}},
		{"two", []string{generates, checks, generates}, []int{0, 2}},
		{"two validators': neither is passed over", []string{checks, checks}, []int{0, 1}},
		{"a wrong one counts, so that it is reported", []string{"kind: [", checks}, []int{0}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			var texts [][]byte
			for _, text := range tt.texts {
				texts = append(texts, []byte(text))
			}
			if diff := cmp.Diff(tt.want, Counting(texts)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
