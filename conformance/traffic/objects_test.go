package traffic

import (
	"cmp"
	"encoding/json"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/schema/collections"

	"github.com/graylane/graylane/conformance/cases"
)

// objects are what a cluster needs to know to serve an application.
type objects struct {
	services    []*corev1.Service
	deployments []*appsv1.Deployment
	routing     []config.Config     // what graylane generates
	code        map[string][]string // the calls that no manifest shows, as host:port, by namespace/app
}

// decode reads objects; another kind than these ends the test, so that none is lost unseen. An object without
// a namespace goes to the default one, as with kubectl apply.
func decode(t *testing.T, all []map[string]any) objects {
	t.Helper()
	var o objects
	for _, object := range all {
		switch kind := cases.Text(object, "kind"); kind {
		case "Service":
			s := as[corev1.Service](t, object)
			s.Namespace = cmp.Or(s.Namespace, metav1.NamespaceDefault)
			o.services = append(o.services, s)
		case "Deployment":
			d := as[appsv1.Deployment](t, object)
			d.Namespace = cmp.Or(d.Namespace, metav1.NamespaceDefault)
			o.deployments = append(o.deployments, d)
		case "DestinationRule", "VirtualService":
			o.routing = append(o.routing, istio(t, object))
		default:
			t.Fatalf("a %s has no place in the cluster of this test", kind)
		}
	}
	return o
}

// as is an object as a type of Kubernetes.
func as[T any](t *testing.T, object map[string]any) *T {
	t.Helper()
	out := new(T)
	if err := json.Unmarshal(text(t, object), out); err != nil {
		t.Fatal(err)
	}
	return out
}

// istio is an object as istiod holds it. Without the domain, short hosts would match nothing.
func istio(t *testing.T, object map[string]any) config.Config {
	t.Helper()
	gvk := schema.FromAPIVersionAndKind(cases.Text(object, "apiVersion"), cases.Text(object, "kind"))
	known, ok := collections.Pilot.FindByGroupVersionAliasesKind(config.FromKubernetesGVK(gvk))
	if !ok {
		t.Fatalf("Istio does not know %s", gvk)
	}
	spec, err := crd.FromJSON(known, string(text(t, cases.At(object, "spec"))))
	if err != nil {
		t.Fatal(err)
	}
	return config.Config{Spec: spec, Meta: config.Meta{
		GroupVersionKind: known.GroupVersionKind(),
		Name:             cases.Text(object, "metadata", "name"),
		Namespace:        cmp.Or(cases.Text(object, "metadata", "namespace"), metav1.NamespaceDefault),
		Domain:           "cluster.local",
	}}
}

// text is an object as JSON.
func text(t *testing.T, object map[string]any) []byte {
	t.Helper()
	out, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
