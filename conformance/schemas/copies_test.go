package schemas

import (
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"sigs.k8s.io/yaml"

	"github.com/graylane/graylane/conformance/cases"
)

// TestCopies reads the copies of Deployments as an API server does: every field must be known, and the selector must match
// the pods, and those of no other Deployment of its namespace that has one.
func TestCopies(t *testing.T) {
	found := 0
	for _, c := range all(t) {
		if !strings.HasPrefix(c.Name, "apps/clone") {
			continue
		}
		var deployments []appsv1.Deployment
		for _, o := range cases.Ask(t, c).Input {
			if cases.Text(o, "kind") == "Deployment" {
				deployments = append(deployments, deployment(t, o))
			}
		}
		for i, d := range deployments {
			if d.Annotations["graylane.dev/generated"] == "" {
				continue
			}
			found++
			for j, other := range deployments {
				if selects(t, d, other) != (i == j) {
					t.Errorf("%s: %s selects the pods of %s: %v", c.Name, d.Name, other.Name, i != j)
				}
			}
		}
	}
	if found == 0 {
		t.Error("no case has a copy")
	}
}

func deployment(t *testing.T, o map[string]any) (d appsv1.Deployment) {
	t.Helper()
	text, err := yaml.Marshal(o)
	if err == nil {
		err = yaml.UnmarshalStrict(text, &d)
	}
	if err != nil {
		t.Fatalf("%s: %v", name(o), err)
	}
	return d
}

// selects tells whether the selector of a Deployment matches the pods of another one.
func selects(t *testing.T, d, other appsv1.Deployment) bool {
	t.Helper()
	selector, err := metav1.LabelSelectorAsSelector(d.Spec.Selector)
	if err != nil {
		t.Fatalf("%s: %v", d.Name, err)
	}
	return d.Namespace == other.Namespace && selector.Matches(labels.Set(other.Spec.Template.Labels))
}
