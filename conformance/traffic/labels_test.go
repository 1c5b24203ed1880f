package traffic

import (
	"context"
	"maps"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pkg/config/constants"
	"istio.io/istio/pkg/test/util/retry"
)

// relabel changes labels of a running pod, as kubectl label does, waits until istiod knows, and then changes the
// endpoints of the Services that select the pod no longer or newly, as the controller for them does. It does not wait
// for the pods.
func (w *world) relabel(t *testing.T, p *pod, labels map[string]string) {
	t.Helper()
	before := p.object.Labels
	p.object = p.object.DeepCopy()
	maps.Copy(p.object.Labels, labels)
	api, ns, ctx := w.istiod.KubeClient().Kube(), p.object.Namespace, context.Background()
	_, err := api.CoreV1().Pods(ns).Update(ctx, p.object, metav1.UpdateOptions{})
	must(t, err)
	w.told(t, p)
	for _, s := range w.services {
		slices, slice := api.DiscoveryV1().EndpointSlices(ns), endpoint(s, p)
		switch was, is := selects(s, p, before), selects(s, p, p.object.Labels); {
		case was && !is:
			must(t, slices.Delete(ctx, slice.Name, metav1.DeleteOptions{}))
		case is && !was:
			_, err := slices.Create(ctx, slice, metav1.CreateOptions{})
			must(t, err)
		}
	}
}

// told waits until istiod knows a pod's proxies by the labels that the pod has now. After a second it tells istiod once
// more, because istiod may lose such a change: when one of endpoints joins it in the queue, the two are taken for
// a change of endpoints alone, for which no labels are looked at (pushConnection in pilot/pkg/xds/ads.go). And of the
// connections of a pod, of which gRPC has one for each Service that is called, istiod tells one.
func (w *world) told(t *testing.T, p *pod) {
	t.Helper()
	for range int(patience / time.Second) {
		if retry.Until(func() bool { return w.known(p) }, retry.Timeout(time.Second)) == nil {
			return
		}
		t.Logf("istiod has missed the new labels of %s; telling it again", p.name)
		w.istiod.Discovery.ProxyUpdate(constants.DefaultClusterName, p.object.Status.PodIP)
	}
	t.Fatalf("istiod does not know the labels of %s after %s", p.name, patience)
}

// known tells whether istiod has the labels of a pod for each of its connections.
func (w *world) known(p *pod) bool {
	for _, connection := range w.istiod.Discovery.Clients() {
		proxy := connection.Proxy()
		if proxy.IPAddresses[0] == p.object.Status.PodIP && !has(proxy, p.object.Labels) {
			return false
		}
	}
	return true
}

// has tells whether a proxy has labels; istiod adds some of its own.
func has(proxy *model.Proxy, labels map[string]string) bool {
	proxy.RLock()
	defer proxy.RUnlock()
	for key, value := range labels {
		if proxy.Labels[key] != value {
			return false
		}
	}
	return true
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
