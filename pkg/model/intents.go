package model

// Intents are the ClientIntents of Otterize: what a workload is meant to call.
type Intents struct {
	Object
	Client string // the name of the workload, in the namespace of the object
	Kind   string // its kind; empty for any
	Calls  []Intent
}

// Intent is something that is called within the cluster.
type Intent struct {
	Field, Value string // where it stands in the object, and what stands there
	Kind         string // Service, or the kind of a workload; empty where it is not said
	Namespace    string // empty for that of the object
	Name         string
}

// WorkloadNameAnnotations are the annotations of pods by which they have another name for intents than that of their workload, the
// present one first (https://docs.otterize.com/reference/workload-identities).
var workloadNameAnnotations = [...]string{"intents.otterize.com/workload-name", "intents.otterize.com/service-name"}

// IntendedAs is the name of w for intents, and whether an annotation gives it.
func (w *Workload) IntendedAs() (name string, given bool) {
	for _, key := range workloadNameAnnotations {
		if name := w.PodAnnotations[key]; name != "" {
			return name, true
		}
	}
	return w.Name, false
}

// IntentsOf are the intents of a workload, by name.
func (m *Model) IntentsOf(w *Workload) []*Intents {
	name, given := w.IntendedAs()
	var found []*Intents
	for _, i := range m.intents[KeyOf(w.Namespace, name)] {
		if given || i.Kind == "" || i.Kind == w.Kind {
			found = append(found, i)
		}
	}
	return found
}

// Intended are the workloads that pods' annotations give a name for intents, by namespace, name and kind.
func (m *Model) Intended(namespace, name string) []*Workload {
	return m.intended[KeyOf(namespace, name)]
}
