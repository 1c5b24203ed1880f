package callgraph

import (
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// Resolver finds the Service that a host means, as the cluster's DNS would for a pod of a namespace
// (https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/).
type Resolver struct {
	Model  *model.Model
	Domain string // the cluster domain, without a trailing dot
}

// split takes a host apart into a Service's name and its namespace, the caller's where the host gives
// none. A trailing dot makes a name absolute, so it needs the whole cluster domain.
func (r Resolver) split(host, callerNamespace string) (name, namespace string, ok bool) {
	host, absolute := strings.CutSuffix(host, ".")
	short, qualified := strings.CutSuffix(host, ".svc."+r.Domain)
	if absolute && !qualified {
		return "", "", false
	}
	if !qualified {
		short, qualified = strings.CutSuffix(host, ".svc")
	}
	name, namespace, dotted := strings.Cut(short, ".")
	switch {
	case strings.Contains(namespace, "."):
		return "", "", false
	case dotted:
		return name, namespace, true
	}
	return name, callerNamespace, !qualified
}

// Service is the Service that host means to a pod in callerNamespace; nil when it means none of the
// input. A namespace that no object of the input declares may be the one that Services
// without a namespace will be applied to.
func (r Resolver) Service(host, callerNamespace string) *model.Service {
	name, namespace, ok := r.split(host, callerNamespace)
	if !ok {
		return nil
	}
	if s := r.Model.Service(namespace, name); s != nil {
		return s
	}
	if s := r.Model.Service("", name); s != nil && s.Namespace == "" && !r.Model.HasNamespace(namespace) {
		return s
	}
	return nil
}

// IstioService is the Service that a host in an Istio object of a namespace means; nil when it means none of the
// input. Istio completes a name without a dot and no other (istio pkg/config/model, ResolveShortnameToFQDN).
func (r Resolver) IstioService(host, objectNamespace string) *model.Service {
	if !strings.Contains(host, ".") {
		return r.Model.Service(objectNamespace, host)
	}
	if !strings.HasSuffix(host, ".svc."+r.Domain) {
		return nil
	}
	return r.Service(host, objectNamespace)
}

// renamed is the Service that host meant before kustomize renamed it; nil when there is none.
func (r Resolver) renamed(host, callerNamespace string) *model.Service {
	name, namespace, ok := r.split(host, callerNamespace)
	if !ok {
		return nil
	}
	if s := r.Model.RenamedService(namespace, name); s != nil {
		return s
	}
	return r.Model.RenamedService(callerNamespace, name)
}

// port is the port of s that a target means; 0 when it gives none, or one that s does not have.
func port(s *model.Service, t Target) int {
	if _, ok := s.Port(t.Port); ok {
		return t.Port
	}
	return 0
}
