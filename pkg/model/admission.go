package model

import (
	"slices"
	"strings"
)

// Admission is an object that says whose requests certain pods take: an AuthorizationPolicy of Istio with the action ALLOW, or a
// NetworkPolicy for ingress. It shows who may call, and not who does.
type Admission struct {
	Object
	// Pods are those that it is for: of its namespace, of every one where [Admission.Everywhere].
	Pods PodSelector
	// Services are those that it is for in place of pods, by their names in its namespace (targetRefs).
	Services []string
	Rules    []AdmissionRule
}

// AdmissionRule admits each of its peers to each of its ports.
type AdmissionRule struct {
	Peers []Peer
	Ports []AdmittedPort // of the pods; none for all
}

// AdmittedPort is one port of pods, or a range of them.
type AdmittedPort struct {
	Number    int    // 0 for one with a name
	Last      int    // of a range; 0 for Number alone
	Name      string // of a container's port
	Transport string // empty for the default, TCP
}

// Peer is pods that are admitted: those of which all is true that it asks for. One that asks for nothing admits everybody, and is
// not kept.
type Peer struct {
	Field, Value string // where it stands in the object, and what stands there
	// Is is who they are, of an AuthorizationPolicy; And are alternatives of which one holds as well, Not those of which none does.
	Is  Identity
	And [][]Identity
	Not []Identity
	// Pods and Namespaces are their labels and those of their namespace, of a NetworkPolicy. Without Namespaces it means the
	// namespace of the object.
	Pods       *PodSelector
	Namespaces *PodSelector
}

// Identity is a pattern for the service account of pods, or for their namespace alone, as Istio matches strings: exact, a prefix
// with an asterisk behind it, or a suffix with one before it
// (https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source).
type Identity struct {
	// Pattern is for ns/NAMESPACE/sa/ACCOUNT, or for NAMESPACE where OfNamespace.
	Pattern     string
	OfNamespace bool
}

// Matches tells whether an identity is that of pods with a service account. An empty one is nobody's.
func (i Identity) Matches(namespace, account string) bool {
	text := IdentityOf(namespace, account)
	if i.OfNamespace {
		text = namespace
	}
	if prefix, ok := strings.CutSuffix(i.Pattern, "*"); ok {
		return strings.HasPrefix(text, prefix)
	}
	if suffix, ok := strings.CutPrefix(i.Pattern, "*"); ok {
		return strings.HasSuffix(text, suffix)
	}
	return text == i.Pattern
}

// IdentityOf is what an identity matches: the principal of pods with a service account, without its trust domain.
func IdentityOf(namespace, account string) string { return "ns/" + namespace + "/sa/" + account }

// Anybody tells whether every pod matches.
func (i Identity) Anybody() bool {
	prefix, cut := strings.CutSuffix(i.Pattern, "*")
	return cut && (prefix == "" || !i.OfNamespace && strings.HasPrefix("ns/", prefix))
}

// Whole tells whether an identity means namespaces, with all service accounts in them.
func (i Identity) Whole() bool {
	prefix, cut := strings.CutSuffix(i.Pattern, "*")
	_, account, named := strings.Cut(prefix, "/sa/")
	return i.OfNamespace || cut && (!named || account == "")
}

// Whole tells whether a peer means namespaces, with all pods in them.
func (p *Peer) Whole() bool {
	if p.Is != (Identity{}) {
		return p.Is.Whole() && !slices.ContainsFunc(p.And, func(any []Identity) bool {
			return !slices.ContainsFunc(any, Identity.Whole)
		})
	}
	return p.Pods == nil || p.Pods.Empty()
}

// Admits tells whether pods with a service account are what an AuthorizationPolicy asks of a peer.
func (p *Peer) Admits(namespace, account string) bool {
	matches := func(i Identity) bool { return i.Matches(namespace, account) }
	return matches(p.Is) && !slices.ContainsFunc(p.Not, matches) &&
		!slices.ContainsFunc(p.And, func(any []Identity) bool { return !slices.ContainsFunc(any, matches) })
}

// Everywhere tells whether a is for the pods of every namespace: one of Istio's in its root namespace.
func (a *Admission) Everywhere() bool {
	return a.Kind == "AuthorizationPolicy" && a.Namespace == RootNamespace
}

// Whole tells whether a is for all pods of namespaces.
func (a *Admission) Whole() bool { return len(a.Services) == 0 && a.Pods.Empty() }

// PodSelector is a label selector of Kubernetes. Unlike that of a Service, an empty one selects everything
// (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/).
type PodSelector struct {
	Labels      Labels
	Expressions []Requirement
}

// Empty tells whether s selects everything.
func (s *PodSelector) Empty() bool { return len(s.Labels)+len(s.Expressions) == 0 }

// Selects tells whether s matches a label set.
func (s *PodSelector) Selects(labels Labels) bool {
	return (len(s.Labels) == 0 || s.Labels.Selects(labels)) &&
		!slices.ContainsFunc(s.Expressions, func(r Requirement) bool { return !r.Admits(labels) })
}

// Admissions are those of the input, by namespace and name, those of Istio first.
func (m *Model) Admissions() []*Admission { return m.admissions }

// NamespaceLabels are the labels of a namespace; those that are known alone where the input does not have the Namespace itself. Every
// namespace has its name as a label (https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name).
func (m *Model) NamespaceLabels(namespace string) (labels Labels, all bool) {
	labels = Labels{NameOfNamespace: namespace}
	object := m.namespaceByName[namespace]
	if object == nil {
		return labels, false
	}
	for key, value := range object.Labels {
		if key != NameOfNamespace {
			labels[key] = value
		}
	}
	return labels, true
}

// NameOfNamespace is the label of a Namespace that has its name.
const NameOfNamespace = "kubernetes.io/metadata.name"

// Account is the service account that the pods of w run as
// (https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts).
func (w *Workload) Account() string {
	if w.ServiceAccount == "" {
		return "default"
	}
	return w.ServiceAccount
}
