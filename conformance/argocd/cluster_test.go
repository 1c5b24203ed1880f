package argocd

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/argoproj/gitops-engine/pkg/health"
	engine "github.com/argoproj/gitops-engine/pkg/sync"
	"github.com/argoproj/gitops-engine/pkg/sync/common"
	"github.com/argoproj/gitops-engine/pkg/utils/kube"
	"github.com/argoproj/gitops-engine/pkg/utils/kube/kubetest"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/rest"
	cmdutil "k8s.io/kubectl/pkg/cmd/util"
	"k8s.io/kubectl/pkg/util/openapi"
	"sigs.k8s.io/yaml"
)

// namespace is where everything is.
const namespace = "shop"

// cluster is what Argo CD's sync engine applies to: objects, and what happens to them. Workloads are healthy once they are there.
type cluster struct {
	kubetest.MockKubectlCmd
	lock sync.Mutex
	live map[kube.ResourceKey]*unstructured.Unstructured
	seen func(event string, live []*unstructured.Unstructured) // after each change
	rest *rest.Config
}

func newCluster(t *testing.T) *cluster {
	t.Helper()
	lists := map[string]metav1.APIResourceList{
		"/api/v1":                      resourceList("v1", "services/Service"),
		"/apis/apps/v1":                resourceList("apps/v1", "deployments/Deployment"),
		"/apis/networking.istio.io/v1": resourceList("networking.istio.io/v1", "destinationrules/DestinationRule", "virtualservices/VirtualService"),
	}
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(lists[r.URL.Path])
	}))
	t.Cleanup(api.Close)
	return &cluster{live: map[kube.ResourceKey]*unstructured.Unstructured{}, rest: &rest.Config{Host: api.URL}}
}

func resourceList(version string, kinds ...string) metav1.APIResourceList {
	list := metav1.APIResourceList{TypeMeta: metav1.TypeMeta{Kind: "APIResourceList", APIVersion: "v1"}, GroupVersion: version}
	for _, kind := range kinds {
		name, kind, _ := strings.Cut(kind, "/")
		list.APIResources = append(list.APIResources, metav1.APIResource{Name: name, Kind: kind, Namespaced: true, Verbs: metav1.Verbs{"get", "list", "create", "update", "patch", "delete"}})
	}
	return list
}

// ManageResources lets the engine apply to c.
func (c *cluster) ManageResources(*rest.Config, openapi.Resources) (kube.ResourceOperations, func(), error) {
	return operations{c}, func() {}, nil
}

// operations are what the engine does to objects one by one. ResourceOperations has more, which it does not use here.
type operations struct{ *cluster }

// ApplyResource keeps an object.
func (c operations) ApplyResource(_ context.Context, obj *unstructured.Unstructured, dry cmdutil.DryRunStrategy, _, _, _ bool, _ string) (string, error) {
	if dry == cmdutil.DryRunNone {
		c.change("apply", obj.GetKind(), obj.GetName(), func() {
			live := obj.DeepCopy()
			live.SetUID(types.UID(obj.GetKind() + obj.GetName())) // without one the engine takes objects for the same
			c.live[keyOf(obj)] = live
		})
	}
	return "applied", nil
}

// ReplaceResource is never asked for.
func (c operations) ReplaceResource(context.Context, *unstructured.Unstructured, cmdutil.DryRunStrategy, bool) (string, error) {
	panic("replace")
}

// CreateResource is never asked for.
func (c operations) CreateResource(context.Context, *unstructured.Unstructured, cmdutil.DryRunStrategy, bool) (string, error) {
	panic("create")
}

// UpdateResource is never asked for.
func (c operations) UpdateResource(context.Context, *unstructured.Unstructured, cmdutil.DryRunStrategy) (*unstructured.Unstructured, error) {
	panic("update")
}

// DeleteResource removes an object.
func (c *cluster) DeleteResource(_ context.Context, _ *rest.Config, gvk schema.GroupVersionKind, name, in string, _ metav1.DeleteOptions) error {
	c.change("prune", gvk.Kind, name, func() { delete(c.live, kube.NewResourceKey(gvk.Group, gvk.Kind, in, name)) })
	return nil
}

func (c *cluster) change(verb, kind, name string, by func()) {
	c.lock.Lock()
	defer c.lock.Unlock()
	by()
	if c.seen != nil {
		c.seen(verb+" "+kind+"/"+name, c.objects())
	}
}

func (c *cluster) objects() []*unstructured.Unstructured {
	var all []*unstructured.Unstructured
	for _, o := range c.live {
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b *unstructured.Unstructured) int {
		return strings.Compare(a.GetKind()+a.GetName(), b.GetKind()+b.GetName())
	})
	return all
}

func keyOf(obj *unstructured.Unstructured) kube.ResourceKey {
	return kube.NewResourceKey(obj.GroupVersionKind().Group, obj.GetKind(), namespace, obj.GetName())
}

// GetResourceHealth says that all is well (health.HealthOverride).
func (c *cluster) GetResourceHealth(*unstructured.Unstructured) (*health.HealthStatus, error) {
	return &health.HealthStatus{Status: health.HealthStatusHealthy}, nil
}

// IsNamespaced says so of every kind (kube.ResourceInfoProvider).
func (c *cluster) IsNamespaced(schema.GroupKind) (bool, error) { return true, nil }

// sync has the engine bring the cluster to some manifests, as Argo CD's controller does: it starts the engine again with its state
// until the operation is over.
func (c *cluster) sync(t *testing.T, manifests []string) {
	t.Helper()
	var phase common.OperationPhase
	var message string
	var results []common.ResourceSyncResult
	started := metav1.NewTime(time.Now())
	for range 50 {
		var targets []*unstructured.Unstructured
		for _, text := range manifests {
			obj := &unstructured.Unstructured{}
			if err := yaml.Unmarshal([]byte(text), &obj.Object); err != nil {
				t.Fatal(err)
			}
			obj.SetNamespace(namespace)
			targets = append(targets, obj)
		}
		live := map[kube.ResourceKey]*unstructured.Unstructured{}
		for key, obj := range c.live {
			live[key] = obj.DeepCopy()
		}
		ctx, cleanup, err := engine.NewSyncContext("revision", engine.Reconcile(targets, live, namespace, c), c.rest, c.rest, c, namespace, nil,
			engine.WithOperationSettings(false, true, false, false), engine.WithHealthOverride(c),
			engine.WithInitialState(phase, message, results, started))
		if err != nil {
			t.Fatal(err)
		}
		ctx.Sync()
		phase, message, results = ctx.GetState()
		cleanup()
		if phase.Completed() {
			break
		}
	}
	if phase != common.OperationSucceeded {
		t.Fatalf("the sync is %s: %s", phase, message)
	}
}
