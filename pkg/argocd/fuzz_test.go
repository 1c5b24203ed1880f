package argocd

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/api"
)

// FuzzRead reads anything as the parameters and as a variable of an Application: it is refused with a message, or gives assignments
// that the configuration takes or refuses with one, the same each time.
//
// fuzz: weight 12
func FuzzRead(f *testing.F) {
	for _, list := range []string{
		`[{"name": "gaps", "string": "clone"}]`, `[{"name": "lanes", "map": {"menu": "web=v2, shop/cart = v5", "beta": "v3"}}]`, `[{"name": "calls.ignore", "array": ["{from: loadgen}"]}]`,
		`[{"name": "header", "map": {"trust": "true", "name": "x-lane"}}]`, "{}", "[", `[{"name": "entries", "array": ["{service: a", null]}]`, `[{"name": "\u0000", "string": "\ud800"}]`, "null", "[null]",
	} {
		f.Add(list, "clone")
	}
	f.Fuzz(func(t *testing.T, list, value string) {
		fuzzing.Bounded(t)
		environ := []string{"ARGOCD_APP_PARAMETERS=" + list, "ARGOCD_ENV_GRAYLANE_GAPS=" + value, "ARGOCD_ENV_GRAYLANE_LANES=" + value}
		got, err := Read(environ)
		again, _ := Read(environ)
		if diff := cmp.Diff(got, again); diff != "" {
			t.Errorf("read twice (-first +second):\n%s", diff)
		}
		if err != nil {
			return
		}
		for _, a := range got.Assignments {
			if a.Called == "" {
				t.Errorf("an assignment that has no name in the Application: %+v", a)
			}
		}
		if config, ds := api.LoadWith(nil, got.Assignments); len(ds) > 0 && !cmp.Equal(config.Spec, api.Default()) {
			t.Errorf("an error must leave the defaults: %+v", config.Spec)
		}
	})
}

// FuzzAnnounce announces any configuration that can be loaded: an Application that sends back what was announced gets the same.
//
// fuzz: weight 12
func FuzzAnnounce(f *testing.F) {
	f.Add(everything)
	f.Add("apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nspec: {lanes: [{name: a, versions: {b: v2}}], baseline: '1.10'}\n")
	f.Fuzz(func(t *testing.T, text string) {
		fuzzing.Bounded(t)
		config, ds := api.Load([]byte(text), nil)
		if len(ds) > 0 {
			return
		}
		var announced []announcement
		if err := json.Unmarshal(Announce(&config.Spec), &announced); err != nil {
			t.Fatal(err)
		}
		for _, a := range announced {
			if a.Tooltip == "" || a.CollectionType == "" {
				t.Errorf("%+v says too little", a)
			}
		}
	})
}
