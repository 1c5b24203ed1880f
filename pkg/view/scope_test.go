package view_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestContext shows what of the context takes part in the application's calls, and no more.
func TestContext(t *testing.T) {
	own, around := facts(t, []byte(pair())), facts(t, []byte(
		service("far", "")+deployment("far", "v1")+service("outer", "")+deployment("outer", "v1", "http://api", "http://far")+
			service("behind", "")+deployment("behind", "v1")+deployment("behind", "v2")))
	for _, o := range around {
		o.Meta().Context = true
	}
	g := analyze(t, slices.Concat(own, around, facts(t, []byte(deployment("job", "v1", "http://behind")))), nil)
	compare(t, render(t, g, "wide"),
		[]string{"outer v1 (context) - api v1*,v2", "Deployment/job-v1 v1 - behind v1*,v2 (context)", "4 Services, 8 workloads, 4 calls"},
		[]string{"far", "\nouter - 80"})
	var got []string
	for _, s := range decode(t, render(t, g, "json")).Services {
		if s.Context != nil && *s.Context {
			got = append(got, s.Name)
		}
	}
	if diff := cmp.Diff([]string{"behind", "outer"}, got); diff != "" {
		t.Errorf("Services of the context (-want +got):\n%s", diff)
	}
}
