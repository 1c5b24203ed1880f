package routes

import (
	"testing"

	"istio.io/istio/pkg/test"

	"github.com/graylane/graylane/conformance/cases"
)

// TestRoutes compares the plan of every case with Istio.
func TestRoutes(t *testing.T) {
	cases.Program(t)
	total := NewResult()
	for _, c := range cases.All(t) {
		t.Run(c.Name, func(t *testing.T) {
			answer := cases.Ask(t, c)
			if answer.Refused {
				total.Skipped["a case that graylane refuses"]++
				return
			}
			r, err := Compare(t, test.Failer(t), c, answer)
			if err != nil {
				t.Fatal(err)
			}
			for _, wrong := range r.Wrong {
				t.Error(wrong)
			}
			total.Add(r)
		})
	}
	total.Log(t)
}
