package model

// What decides whether pods get Istio's sidecar: labels of the Namespace, labels of the pod, and an annotation of it.
const (
	injectionLabel = "istio-injection"         // of a Namespace
	revisionLabel  = "istio.io/rev"            // of either
	modeLabel      = "istio.io/dataplane-mode" // of either
	injectLabel    = "sidecar.istio.io/inject" // of a pod, where it also is an annotation
	proxyContainer = "istio-proxy"
)

// Namespace is a Kubernetes Namespace.
type Namespace struct {
	Object
	Labels Labels
}

// NoSidecar says why the pods of w get no Istio sidecar, by their template or their Namespace; empty when nothing in the
// input keeps it away (https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy).
func (m *Model) NoSidecar(w *Workload) string {
	ns := m.namespaceOf(w)
	setting, set := ns.Labels[injectionLabel]
	switch {
	case w.hasProxy():
		return ""
	case w.HostNetwork:
		return "hostNetwork: true"
	case w.inject() == "false":
		return injectLabel + ": false"
	case set && setting != "enabled":
		return injectionLabel + ": " + setting + " on " + ns.Ref.String()
	case set || ns.Labels[revisionLabel] != "" || w.asksForSidecar():
		return ""
	case w.PodLabels[modeLabel] == "ambient":
		return modeLabel + ": ambient"
	case ns.Labels[modeLabel] == "ambient" && w.PodLabels[modeLabel] != "none":
		return modeLabel + ": ambient on " + ns.Ref.String()
	}
	return ""
}

// namespaceOf is the Namespace of w; one without labels where the input has none.
func (m *Model) namespaceOf(w *Workload) *Namespace {
	if ns := m.namespaceByName[w.Key().Namespace]; ns != nil {
		return ns
	}
	return &Namespace{}
}

// hasProxy tells whether the template has a sidecar already (istioctl kube-inject).
func (w *Workload) hasProxy() bool {
	for _, c := range w.Containers {
		if c.Name == proxyContainer {
			return true
		}
	}
	return false
}

// inject is what the pods of w say of injection: the label, else the annotation (istio pkg/kube/inject, injectRequired).
func (w *Workload) inject() string {
	if value, ok := w.PodLabels[injectLabel]; ok {
		return value
	}
	return w.PodAnnotations[injectLabel]
}

// asksForSidecar tells whether the pods of w get a sidecar in a namespace that says nothing of it. Istio's webhook selects
// pods by labels, so the annotation alone asks for nothing. A pod with a sidecar is not taken into the ambient mesh.
func (w *Workload) asksForSidecar() bool {
	return w.PodLabels[injectLabel] == "true" || w.PodLabels[revisionLabel] != ""
}
