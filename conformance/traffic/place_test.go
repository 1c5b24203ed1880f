package traffic

import (
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// place is how tests name a visit: app[.namespace][:port][/version], the namespace if it is not the default one, the
// port if the pod has several. It follows the labels that the pod has now, so that all pods of a version are one place.
func (w *world) place(v visit) string {
	p := w.pods[v.Pod]
	out := p.object.Labels["app"]
	if p.object.Namespace != metav1.NamespaceDefault {
		out += "." + p.object.Namespace
	}
	if len(p.ports) > 1 {
		out += ":" + v.Port
	}
	if version := p.object.Labels["version"]; version != "" {
		out += "/" + version
	}
	return out
}

// at are the visits that are possible at a place, one for each of its pods.
func (w *world) at(place string) []visit {
	var all []visit
	for _, name := range w.names {
		for _, port := range w.pods[name].main().Ports {
			if v := (visit{name, port.Name}); w.place(v) == place {
				all = append(all, v)
			}
		}
	}
	return all
}

// walk is a path as text, place by place.
func (w *world) walk(path []visit) string {
	var places []string
	for _, v := range path {
		places = append(places, w.place(v))
	}
	return strings.Join(places, " ")
}
