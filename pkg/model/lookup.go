package model

import "slices"

// Services are all Services, by namespace and name.
func (m *Model) Services() []*Service { return m.services }

// Workloads are all workloads, by namespace, name and kind.
func (m *Model) Workloads() []*Workload { return m.workloads }

// WorkloadsNamed are the workloads of a name, of whatever kind, by kind.
func (m *Model) WorkloadsNamed(namespace, name string) []*Workload {
	return m.workloadsNamed[KeyOf(namespace, name)]
}

// VirtualServices are those of others, by namespace and name.
func (m *Model) VirtualServices() []*VirtualService { return m.virtualServices }

// Templates are the VirtualServices of others that are not applied themselves, by namespace and name.
func (m *Model) Templates() []*Template { return m.templates }

// DestinationRules are those of others, by namespace and name.
func (m *Model) DestinationRules() []*DestinationRule { return m.destinationRules }

// Entries are the Ingresses and Gateway API routes, by namespace and name.
func (m *Model) Entries() []*Entry { return m.entries }

// RoutingOwners are what writes Services' routing beside us, by namespace and name.
func (m *Model) RoutingOwners() []*RoutingOwner { return m.routingOwners }

// Service finds a Service by namespace and name; nil when there is none.
func (m *Model) Service(namespace, name string) *Service {
	return m.serviceByKey[KeyOf(namespace, name)]
}

// ServicesIn are the Services of a namespace, by name.
func (m *Model) ServicesIn(namespace string) []*Service {
	return m.servicesIn[KeyOf(namespace, "").Namespace]
}

// ServicesNamed are the Services of a name, by namespace.
func (m *Model) ServicesNamed(name string) []*Service { return m.serviceByName[name] }

// ServicesMeant are those that a configuration means by a name, and by a namespace where it gives one, by namespace: those of the
// name, else those that had it before kustomize renamed them, since a base may bring its configuration along.
func (m *Model) ServicesMeant(namespace, name string) []*Service {
	if s := m.Service(namespace, name); namespace != "" && s != nil {
		return []*Service{s}
	}
	for _, services := range [][]*Service{m.serviceByName[name], m.previousByName[name]} {
		var meant []*Service
		for _, s := range services {
			if namespace == "" || SameNamespace(namespace, s.Namespace) {
				meant = append(meant, s)
			}
		}
		if len(meant) > 0 {
			return meant
		}
	}
	return nil
}

// RenamedService finds the Service that had a name before kustomize renamed it; nil when there is none.
func (m *Model) RenamedService(namespace, previous string) *Service {
	return m.previous[KeyOf(namespace, previous)]
}

// Configuration finds a ConfigMap or Secret by its name, or by the name it had before kustomize renamed it: a
// function sees references that kustomize has not rewritten yet. Nil when there is none.
func (m *Model) Configuration(source Source, namespace, name string) *Configuration {
	key := sourceKey{KeyOf(namespace, name), source}
	if c := m.configurations[key]; c != nil {
		return c
	}
	return m.previousNames[key]
}

// ServiceEntries are Istio's, by namespace and name.
func (m *Model) ServiceEntries() []*ServiceEntry { return m.serviceEntries }

// Repeated are the objects of which the input has more than one, in no order.
func (m *Model) Repeated() []*Object { return m.repeated }

// HasNamespace tells whether an object of the input is declared in a namespace.
func (m *Model) HasNamespace(namespace string) bool { return m.namespaces[namespace] }

// Runs tells whether w has pods: not when it has replicas: 0 and nothing scales it.
func (m *Model) Runs(w *Workload) bool {
	return !w.Idle || m.scaled[scaleKey{w.Key(), w.Kind}]
}

func sortedKeys(l Labels) []string {
	keys := make([]string, 0, len(l))
	for k := range l {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
