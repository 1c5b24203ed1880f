package callgraph

import (
	"regexp"
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// Resolver finds the Service that a host means, as the cluster's DNS would for a pod of a namespace
// (https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/).
type Resolver struct {
	Model  *model.Model
	Domain string // the cluster domain, without a trailing dot
	// aliases are the Services that the hosts of ServiceEntries stand for, by host.
	aliases map[string]*model.Service
	numbers map[*model.Service]map[int]int // what served has told
}

// NewResolver makes a resolver for a cluster domain.
func NewResolver(m *model.Model, domain string) Resolver {
	r := Resolver{Model: m, Domain: domain, aliases: map[string]*model.Service{}, numbers: map[*model.Service]map[int]int{}}
	for _, e := range m.ServiceEntries() {
		for _, endpoint := range e.Endpoints {
			if s := r.Service(strings.ToLower(endpoint), e.Namespace); s != nil && r.qualified(endpoint) {
				for _, host := range e.Hosts {
					r.aliases[strings.ToLower(host)] = s
				}
				break
			}
		}
	}
	return r
}

// fresh is r with nothing remembered, so that it may be used beside r.
func (r Resolver) fresh() Resolver {
	r.numbers = map[*model.Service]map[int]int{}
	return r
}

// split takes a host apart into what stands before the namespace, and the namespace, the caller's where the host
// gives none. A trailing dot makes a name absolute, so it needs the whole cluster domain.
func (r Resolver) split(host, callerNamespace string) (name, namespace string, ok bool) {
	host, absolute := strings.CutSuffix(host, ".")
	short, qualified := strings.CutSuffix(host, ".svc."+r.Domain)
	if absolute && !qualified {
		return "", "", false
	}
	if !qualified {
		short, qualified = strings.CutSuffix(host, ".svc")
	}
	dot := strings.LastIndexByte(short, '.')
	if dot < 0 {
		return short, callerNamespace, !qualified
	}
	return short[:dot], short[dot+1:], true
}

// qualified tells whether a host is no other than that of a Service, since it says so itself.
func (r Resolver) qualified(host string) bool {
	host = strings.TrimSuffix(host, ".")
	return strings.HasSuffix(host, ".svc") || strings.HasSuffix(host, ".svc."+r.Domain)
}

// Service is the Service that host, in lower case, means to a pod in callerNamespace, whether it is the Service's
// name or that of one of its pods; nil when it means none of the input. What stands for another Service, an
// ExternalName or the host of a ServiceEntry, means that one.
func (r Resolver) Service(host, callerNamespace string) *model.Service {
	if s := r.aliases[strings.TrimSuffix(host, ".")]; s != nil {
		return s
	}
	name, namespace, ok := r.split(host, callerNamespace)
	if !ok {
		return nil
	}
	if s := r.named(name, namespace); s != nil {
		return r.follow(s)
	}
	if r.qualified(host) || !strings.Contains(host, ".") {
		return nil
	}
	// pod.service is written like service.namespace.
	return r.named(name+"."+namespace, callerNamespace)
}

// named is the Service of a name, or of a pod's name before it.
func (r Resolver) named(name, namespace string) *model.Service {
	pod, service, ofPod := cutLast(name, ".")
	if !ofPod {
		return r.Model.Service(namespace, name)
	}
	s := r.Model.Service(namespace, service)
	if s == nil || strings.Contains(pod, ".") || !r.hasPod(s, pod) {
		return nil
	}
	return s
}

var ordinal = regexp.MustCompile(`-[0-9]+$`)

// hasPod tells whether the pods of a Service have DNS names, and pod is one of them: of a StatefulSet that the
// Service governs, or of pods that give themselves a hostname
// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id).
func (r Resolver) hasPod(s *model.Service, pod string) bool {
	if s.Headless && len(r.Model.Selected(s)) == 0 {
		return ordinal.MatchString(pod) // an operator makes them
	}
	for _, w := range r.Model.Selected(s) {
		if w.Hostname == pod && w.Subdomain == s.Name {
			return true
		}
		if w.Kind == "StatefulSet" && (w.GoverningService == s.Name || s.Headless) && ordinal.ReplaceAllString(pod, "") == w.Name && pod != w.Name {
			return true
		}
	}
	return false
}

// maxAliases is how many ExternalName Services in a row are followed, as DNS servers bound chains of aliases.
const maxAliases = 8

// follow is the Service that an ExternalName Service is an alias of; s itself where that is none of the input. The name
// is absolute (https://kubernetes.io/docs/concepts/services-networking/service/#externalname).
func (r Resolver) follow(s *model.Service) *model.Service {
	for target, i := s, 0; i < maxAliases; i++ {
		if target.ExternalName == "" {
			return target
		}
		host := strings.ToLower(strings.TrimSuffix(target.ExternalName, "."))
		name, namespace, ok := r.split(host, "")
		if next := r.Model.Service(namespace, name); ok && next != nil && strings.HasSuffix(host, ".svc."+r.Domain) {
			target = next
			continue
		}
		return target
	}
	return s
}

// IstioService is the Service that a host in an Istio object of a namespace means; nil when it means none of the
// input. Istio completes a name without a dot and no other (istio pkg/config/model, ResolveShortnameToFQDN). A namespace
// that no object of the input declares may be the one that Services without a namespace will be applied to.
func (r Resolver) IstioService(host, objectNamespace string) *model.Service {
	if !strings.Contains(host, ".") {
		return r.Model.Service(objectNamespace, host)
	}
	if !strings.HasSuffix(host, ".svc."+r.Domain) {
		return nil
	}
	name, namespace, ok := r.split(host, objectNamespace)
	if !ok {
		return nil
	}
	if s := r.Model.Service(namespace, name); s != nil {
		return s
	}
	s, _ := r.elsewhere(host)
	return s
}

// elsewhere is the Service without a namespace that host means if that namespace, which no object of the input
// declares, is the one that the Service will be applied to; nil when there is none.
func (r Resolver) elsewhere(host string) (s *model.Service, namespace string) {
	name, namespace, ok := r.split(host, "")
	if !ok || namespace == "" || r.Model.HasNamespace(namespace) {
		return nil, ""
	}
	if s := r.named(name, ""); s != nil && s.Namespace == "" {
		return s, namespace
	}
	return nil, ""
}

// renamed is the Service that host meant before kustomize renamed it; nil when there is none.
func (r Resolver) renamed(host, callerNamespace string) *model.Service {
	name, namespace, ok := r.split(host, callerNamespace)
	if !ok {
		return nil
	}
	if s := r.Model.RenamedService(namespace, name); s != nil || !r.qualified(host) {
		return s
	}
	return r.Model.RenamedService(callerNamespace, name)
}

func cutLast(text, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(text, sep); i >= 0 {
		return text[:i], text[i+len(sep):], true
	}
	return "", text, false
}
