package schemas

import (
	"testing"

	"github.com/graylane/graylane/conformance/cases"
)

func TestValidation(t *testing.T) {
	each(t, func(t *testing.T, _ cases.Case, a cases.Answer) {
		for _, o := range istios(a.Generated) {
			for _, finding := range complaints(t, o) {
				t.Errorf("%s: %s", name(o), finding)
			}
		}
	})
}

// complaints is [Complaints], as a check that the tests of broken resources take.
func complaints(_ *testing.T, object map[string]any) []string { return Complaints(object) }
