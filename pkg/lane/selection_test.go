package lane

import (
	"fmt"
	"testing"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// TestSelectionsKeepFew says that what labels select is kept as one workload of each namespace and lane, however many there are.
func TestSelectionsKeepFew(t *testing.T) {
	b := &builder{plan: &Plan{member: map[*model.Workload]*application{}}, selectedBy: map[string]selection{}, label: "version"}
	var objects []model.Any
	for _, namespace := range []string{"", "default", "shop"} {
		a := &application{versions: []string{"v1", "v2"}, baseline: "v1", label: "version"}
		for i := range 100 {
			w := &model.Workload{
				Object:    model.Object{Ref: diag.Ref{Kind: "Deployment", Namespace: namespace, Name: fmt.Sprint(namespace, "w-", i)}},
				PodLabels: model.Labels{"app": "api", "version": fmt.Sprint("v", 1+i%2)},
			}
			objects = append(objects, w)
			b.plan.member[w] = a
		}
	}
	b.model = model.New(objects)
	firsts := b.selected(model.Labels{"app": "api"}).firsts
	if len(firsts) != 2 || len(firsts["default"]) != 2 || len(firsts["shop"]) != 2 {
		t.Errorf("of 300 workloads of two lanes in two namespaces it keeps %v", firsts)
	}
	first := b.model.Workloads()[0]
	if other := b.inAnotherLane(model.Labels{"app": "api"}, first); other != firsts["default"][1] {
		t.Errorf("in another lane than %s is %v", first.Ref, other)
	}
	if other := b.inAnotherLane(model.Labels{"app": "api", "version": "v1"}, first); other != nil {
		t.Errorf("with the version, %v is in another lane than %s", other.Ref, first.Ref)
	}
	if !b.inAnotherNamespace(model.Labels{"app": "api"}, first) || b.inAnotherNamespace(model.Labels{"app": "other"}, first) {
		t.Error("what is in another namespace is not known")
	}
}
