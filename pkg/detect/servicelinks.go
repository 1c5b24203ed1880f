package detect

import (
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// value is the value of a variable that Kubernetes sets for the Services of a pod's namespace that have a
// cluster IP, with the Service's name in the place of its address
// (https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables; kubernetes pkg/kubelet/envvars).
func (l serviceLinks) value(m *model.Model, namespace, name string) (value string, ok bool) {
	for end := range len(name) {
		if name[end] != '_' {
			continue
		}
		if s := l.of(m, namespace)[name[:end]]; s != nil {
			if value, ok := linkValue(s, name[end+1:]); ok {
				return value, true
			}
		}
	}
	return "", false
}

// serviceLinks are the Services that pods get variables for, by namespace and the beginning of the variables' names.
type serviceLinks map[string]map[string]*model.Service

func (l serviceLinks) of(m *model.Model, namespace string) map[string]*model.Service {
	if known, ok := l[namespace]; ok {
		return known
	}
	links := map[string]*model.Service{}
	for _, s := range m.ServicesIn(namespace) {
		if !s.Headless && s.ExternalName == "" && len(s.Ports) > 0 {
			links[variableName(s.Name)] = s
		}
	}
	l[namespace] = links
	return links
}

// linkValue is the value of the variable of a Service that has a name behind the Service's own.
func linkValue(s *model.Service, name string) (value string, ok bool) {
	host := s.Name + "." + s.Key().Namespace + ".svc"
	first := s.Ports[0]
	switch name {
	case "SERVICE_HOST":
		return host, true
	case "SERVICE_PORT":
		return strconv.Itoa(first.Number), true
	case "PORT":
		return link(first, host), true
	}
	for _, p := range s.Ports {
		number, prefix := strconv.Itoa(p.Number), "PORT_"+strconv.Itoa(p.Number)+"_"+transport(p)
		switch {
		case p.Name != "" && name == "SERVICE_PORT_"+variableName(p.Name), name == prefix+"_PORT":
			return number, true
		case name == prefix:
			return link(p, host), true
		case name == prefix+"_ADDR":
			return host, true
		case name == prefix+"_PROTO":
			return strings.ToLower(transport(p)), true
		}
	}
	return "", false
}

func link(p model.Port, host string) string {
	return strings.ToLower(transport(p)) + "://" + host + ":" + strconv.Itoa(p.Number)
}

func transport(p model.Port) string {
	if p.Transport == "" {
		return "TCP"
	}
	return strings.ToUpper(p.Transport)
}

// variableName is how the kubelet writes a name in a variable's.
func variableName(name string) string {
	return strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}
