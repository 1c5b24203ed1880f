package model

import (
	"strings"

	"github.com/graylane/graylane/pkg/diag"
)

// How long names may be, in characters
// (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names).
const (
	NameLength  = 253 // of an object
	LabelLength = 63  // of a Service, a namespace, and the value of a label
)

// Object is what every kind has in common.
type Object struct {
	diag.Ref
	Place       diag.Place
	Annotations map[string]string
	// PreviousNames are the names it had before kustomize renamed it, oldest first.
	PreviousNames []string
	// Assumed marks an object whose manifest names no namespace: Namespace is where it will be applied, as the user says.
	Assumed bool
	// Context marks an object that is only read for callers and callees: nothing is
	// generated for it.
	Context bool
}

// Meta is o itself; it makes every kind of the model an [Any].
func (o *Object) Meta() *Object { return o }

// Any is one of the kinds that [New] takes: *Service, *Workload, *Configuration,
// *VirtualService, *Template, *DestinationRule, *Entry, *RoutingOwner, *ScaleTarget, *Sidecar, *ServiceEntry, *Namespace, *Gateway, *Policy, *Admission, *Intents, *Observed,
// *Woven, *Other.
type Any interface{ Meta() *Object }

// Key identifies an object of a known kind. The namespace is never empty in a Key: an
// absent one is "default", as for kubectl.
type Key struct{ Namespace, Name string }

// KeyOf is the key of a name in a namespace.
func KeyOf(namespace, name string) Key {
	if namespace == "" {
		namespace = "default"
	}
	return Key{namespace, name}
}

// Key is the key of o.
func (o *Object) Key() Key { return KeyOf(o.Namespace, o.Name) }

// Compare orders keys by namespace, then name.
func (k Key) Compare(other Key) int {
	if c := strings.Compare(k.Namespace, other.Namespace); c != 0 {
		return c
	}
	return strings.Compare(k.Name, other.Name)
}

// SameNamespace tells whether two namespaces are the same; an absent one is "default".
func SameNamespace(a, b string) bool { return KeyOf(a, "") == KeyOf(b, "") }

// Labels are a label set or an equality selector.
type Labels map[string]string

// Selects tells whether a selector matches a label set: every pair of it is there. An empty
// selector selects nothing, as for a Service
// (https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors).
func (l Labels) Selects(labels Labels) bool {
	if len(l) == 0 {
		return false
	}
	for k, v := range l {
		if got, ok := labels[k]; !ok || got != v {
			return false
		}
	}
	return true
}
