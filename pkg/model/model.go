package model

import (
	"reflect"
	"slices"
	"strings"
)

// Model is a whole application, read-only after New.
type Model struct {
	services         []*Service
	workloads        []*Workload
	virtualServices  []*VirtualService
	templates        []*Template
	destinationRules []*DestinationRule
	entries          []*Entry
	routingOwners    []*RoutingOwner
	sidecars         []*Sidecar
	policies         []*Policy
	admissions       []*Admission
	woven            []*Woven
	serviceEntries   []*ServiceEntry
	observed         []*Observed
	gateways         map[Key]*Gateway
	intents          map[Key][]*Intents  // by the client
	intended         map[Key][]*Workload // by the name that an annotation gives

	serviceByKey        map[Key]*Service
	serviceByName       map[string][]*Service
	workloadsNamed      map[Key][]*Workload
	configurations      map[sourceKey]*Configuration
	previousNames       map[sourceKey]*Configuration
	previous            map[Key]*Service
	previousByName      map[string][]*Service
	namespaces          map[string]bool
	namespaceByName     map[string]*Namespace
	virtualServiceByKey map[Key]*VirtualService
	servicesIn          map[string][]*Service
	sidecarsFor         selectors[*Sidecar]
	policiesFor         selectors[*Policy]
	sidecarOf           map[string]*Sidecar // the one for a whole namespace
	mentioned           map[string]bool     // the labels that Mentions looks for
	ports               map[int]bool        // those of Services and containers
	repeated            []*Object
	suppressing         []*Object
	scaled              map[scaleKey]bool

	selected  map[*Service][]*Workload
	selecting map[*Workload][]*Service
}

type scaleKey struct {
	Key
	kind string
}

type sourceKey struct {
	Key
	source Source
}

// New builds a model of objects, in whatever order. Of objects of one kind, namespace and name the last
// counts, as for kubectl apply: by file and index where they are known, else in the order given.
func New(objects []Any) *Model {
	m := &Model{
		gateways: map[Key]*Gateway{}, intents: map[Key][]*Intents{}, intended: map[Key][]*Workload{}, serviceByKey: map[Key]*Service{}, serviceByName: map[string][]*Service{}, workloadsNamed: map[Key][]*Workload{},
		configurations: map[sourceKey]*Configuration{}, previousNames: map[sourceKey]*Configuration{}, previous: map[Key]*Service{}, previousByName: map[string][]*Service{},
		namespaces: map[string]bool{}, namespaceByName: map[string]*Namespace{}, virtualServiceByKey: map[Key]*VirtualService{}, scaled: map[scaleKey]bool{},
		servicesIn: map[string][]*Service{}, sidecarOf: map[string]*Sidecar{}, mentioned: map[string]bool{}, ports: map[int]bool{},
		selected: map[*Service][]*Workload{}, selecting: map[*Workload][]*Service{},
	}
	objects, m.repeated = lastOfEach(objects)
	for _, o := range objects {
		m.add(o)
	}
	m.suppressing = suppressing(objects)
	sortObjects(m.services)
	sortObjects(m.workloads)
	sortObjects(m.virtualServices)
	sortObjects(m.templates)
	sortObjects(m.destinationRules)
	sortObjects(m.entries)
	sortObjects(m.routingOwners)
	sortObjects(m.sidecars)
	sortObjects(m.policies)
	sortObjects(m.admissions)
	sortObjects(m.woven)
	sortObjects(m.serviceEntries)
	sortObjects(m.observed)
	for _, w := range m.workloads {
		m.workloadsNamed[w.Key()] = append(m.workloadsNamed[w.Key()], w)
		if name, given := w.IntendedAs(); given {
			key := KeyOf(w.Namespace, name)
			m.intended[key] = append(m.intended[key], w)
		}
	}
	for _, of := range m.intents {
		sortObjects(of)
	}
	m.indexNames()
	m.indexMentions()
	m.indexSelectors()
	m.indexSidecars()
	m.indexPolicies()
	return m
}

func (m *Model) add(o Any) {
	switch o := o.(type) {
	case *Other:
		return
	case *Observed: // for tools alone, so that its own namespace says nothing
		m.observed = append(m.observed, o)
		return
	case *Admission: // shows no call that anything else depends on, and no namespace either
		m.admissions = append(m.admissions, o)
		return
	}
	if ns := o.Meta().Namespace; ns != "" {
		m.namespaces[ns] = true
	}
	switch o := o.(type) {
	case *Service:
		m.services = append(m.services, o)
	case *Workload:
		m.workloads = append(m.workloads, o)
	case *Configuration:
		m.configurations[sourceKey{o.Key(), o.Source}] = o
	case *Namespace:
		m.namespaceByName[o.Name] = o
	case *VirtualService:
		m.virtualServices = append(m.virtualServices, o)
		m.virtualServiceByKey[o.Key()] = o
	case *Template:
		m.templates = append(m.templates, o)
	case *DestinationRule:
		m.destinationRules = append(m.destinationRules, o)
	case *Entry:
		m.entries = append(m.entries, o)
	case *RoutingOwner:
		m.routingOwners = append(m.routingOwners, o)
	case *Sidecar:
		m.sidecars = append(m.sidecars, o)
	case *ServiceEntry:
		m.serviceEntries = append(m.serviceEntries, o)
	case *Woven:
		m.woven = append(m.woven, o)
	case *Policy:
		m.policies = append(m.policies, o)
	case *Intents:
		key := KeyOf(o.Namespace, o.Client)
		m.intents[key] = append(m.intents[key], o)
	case *Gateway:
		m.gateways[o.Key()] = o
	case *ScaleTarget:
		m.scaled[scaleKey{KeyOf(o.Namespace, o.TargetName), o.TargetKind}] = true
	}
}

// lastOfEach keeps the last of objects that share kind, namespace and name, the input's own before those of the
// context; repeated are those that were kept although others beside them shared these.
func lastOfEach(objects []Any) (kept []Any, repeated []*Object) {
	type id struct {
		Key
		kind reflect.Type
		name string
	}
	idOf := func(o Any) id { return id{o.Meta().Key(), reflect.TypeOf(o), o.Meta().Kind} }
	last, again := make(map[id]int, len(objects)), map[id]bool{}
	for i, o := range objects {
		j, known := last[idOf(o)]
		switch {
		case !known || objects[j].Meta().Context && !o.Meta().Context:
			last[idOf(o)] = i
		case o.Meta().Context && !objects[j].Meta().Context:
		default:
			again[idOf(o)] = true
			if !o.Meta().Place.Before(objects[j].Meta().Place) {
				last[idOf(o)] = i
			}
		}
	}
	for i, o := range objects {
		if last[idOf(o)] != i {
			continue
		}
		kept = append(kept, o)
		if _, unread := o.(*Other); again[idOf(o)] && !unread {
			repeated = append(repeated, o.Meta())
		}
	}
	return kept, repeated
}

func sortObjects[T Any](objects []T) {
	slices.SortFunc(objects, func(a, b T) int {
		x, y := a.Meta(), b.Meta()
		if c := x.Key().Compare(y.Key()); c != 0 {
			return c
		}
		return strings.Compare(x.Kind, y.Kind)
	})
}

func (m *Model) indexNames() {
	for _, s := range m.services {
		m.serviceByKey[s.Key()] = s
		m.serviceByName[s.Name] = append(m.serviceByName[s.Name], s)
		m.servicesIn[s.Key().Namespace] = append(m.servicesIn[s.Key().Namespace], s)
		for _, name := range s.PreviousNames {
			if name != s.Name && !slices.Contains(m.previousByName[name], s) { // kustomize notes a name again for each change
				m.previous[KeyOf(s.Namespace, name)] = s
				m.previousByName[name] = append(m.previousByName[name], s)
			}
		}
	}
	for _, c := range m.configurations {
		for _, name := range c.PreviousNames {
			key := sourceKey{KeyOf(c.Namespace, name), c.Source}
			// Of two that once had the name, the one whose present name sorts first, so that the order of
			// the input decides nothing.
			if old := m.previousNames[key]; old == nil || c.Name < old.Name {
				m.previousNames[key] = c
			}
		}
	}
}
