package argocd

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/pkg/api"
)

const everything = `
apiVersion: graylane.dev/v1alpha1
kind: GrayRelease
metadata: {name: shop}
spec:
  baseline: v3
  lanes: [{name: menu, versions: {web: v2, cart: v5}}, {name: beta, version: v4}]
  header: {name: X-Lane, trust: true}
  match: lane
  calls: {add: [{from: {namespace: web, labels: {app: web}}, to: shop/cart, port: 80}, {from: a, to: b}], ignore: [{from: loadgen}]}
  entries: [{service: web, hosts: [a.example], gateways: [gw], weights: {v3: 90, v4: 10}, match: [{headers: {x: {exact: "1"}}, version: v4}]}]
  istio: {exportTo: auto, syncWaves: true}
`

// TestAnnouncedDefaults: an Application that sets every parameter to its default gets the same as one that sets none.
func TestAnnouncedDefaults(t *testing.T) {
	for _, text := range []string{everything, ""} {
		want, ds := api.Load([]byte(text), nil)
		if len(ds) > 0 {
			t.Fatal(ds)
		}
		var announced []map[string]any
		if err := json.Unmarshal(Announce(&want.Spec), &announced); err != nil {
			t.Fatal(err)
		}
		var set []map[string]any
		for _, a := range announced {
			kind := a["collectionType"].(string)
			if a[kind] != nil {
				set = append(set, map[string]any{"name": a["name"], kind: a[kind]})
			}
			if a["tooltip"] == nil {
				t.Errorf("%s has no description", a["name"])
			}
		}
		sent, err := json.Marshal(set)
		if err != nil {
			t.Fatal(err)
		}
		said, err := Read([]string{"ARGOCD_APP_PARAMETERS=" + string(sent)})
		if err != nil {
			t.Fatal(err)
		}
		got, ds := api.LoadWith(nil, said.Assignments)
		if len(ds) > 0 {
			t.Fatal(ds)
		}
		byName := cmp.Transformer("byName", func(lanes []api.Lane) map[string]api.Lane {
			all := map[string]api.Lane{}
			for _, l := range lanes {
				all[l.Name] = l
			}
			return all
		})
		if diff := cmp.Diff(want.Spec, got.Spec, byName); diff != "" {
			t.Errorf("(-configuration +parameters)\n%s", diff)
		}
	}
}
