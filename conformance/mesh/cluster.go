package mesh

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/graylane/graylane/conformance/cases"
)

// Cluster is what Kubernetes would hold of an application.
type Cluster struct {
	Services []*corev1.Service
	Pods     []*Pod           // one a workload that runs
	Istio    []map[string]any // the Istio resources
	Rejected []string         // why Kubernetes would reject a Service, which is left out
}

// Pod is the pod of a workload.
type Pod struct {
	Owner     string // kind/name of the workload
	Namespace string
	Labels    map[string]string
	Address   string
	Sidecar   bool           // whether it would get a sidecar, where its namespace wants one
	ports     map[string]int // those of its containers, by name
}

// ID is the workload of p with its namespace.
func (p *Pod) ID() string { return p.Namespace + "/" + p.Owner }

// NewCluster is what Kubernetes would hold of objects. What has no namespace is in the one called default.
func NewCluster(objects []map[string]any) (*Cluster, error) {
	c := &Cluster{}
	scaled := scaleTargets(objects)
	for _, o := range latest(objects) {
		if cases.Text(o, "metadata", "name") == "" {
			return nil, fmt.Errorf("a %s has no name", cases.Text(o, "kind"))
		}
		group, _, _ := strings.Cut(cases.Text(o, "apiVersion"), "/")
		switch {
		case cases.Text(o, "kind") == "Service" && group == "v1":
			c.addService(o)
		case strings.HasSuffix(group, ".istio.io"):
			c.Istio = append(c.Istio, inNamespace(o))
		case cases.Template(o) != nil && runs(o, scaled) && !owned(o):
			c.Pods = append(c.Pods, newPod(o, len(c.Pods)))
		}
	}
	if len(c.Pods) > 250*250 || len(c.Services) > 250*250 {
		return nil, fmt.Errorf("%d pods and %d Services have no addresses here", len(c.Pods), len(c.Services))
	}
	return c, nil
}

// latest keeps the last of objects of one kind, namespace and name, as kubectl apply does.
func latest(objects []map[string]any) []map[string]any {
	at := map[string]int{}
	var all []map[string]any
	for _, o := range objects {
		id := cases.Text(o, "apiVersion") + "/" + cases.Text(o, "kind") + "/" + namespace(o) + "/" + cases.Text(o, "metadata", "name")
		if i, known := at[id]; known {
			all[i] = o
			continue
		}
		at[id] = len(all)
		all = append(all, o)
	}
	return all
}

// namespace is where an object is applied.
func namespace(o map[string]any) string {
	if ns := cases.Text(o, "metadata", "namespace"); ns != "" {
		return ns
	}
	return "default"
}

// inNamespace is an object with its namespace written out.
func inNamespace(o map[string]any) map[string]any {
	metadata := maps.Clone(cases.At(o, "metadata"))
	metadata["namespace"] = namespace(o)
	o = maps.Clone(o)
	o["metadata"] = metadata
	return o
}

// addService adds a Service, with a cluster IP where it needs one.
func (c *Cluster) addService(o map[string]any) {
	s := &corev1.Service{}
	text, err := json.Marshal(inNamespace(o))
	if err == nil {
		err = json.Unmarshal(text, s)
	}
	if err == nil {
		err = valid(s)
	}
	if err != nil {
		c.Rejected = append(c.Rejected, fmt.Sprintf("Service %s: %v", cases.Text(o, "metadata", "name"), err))
		return
	}
	if s.Spec.ClusterIP == "" && s.Spec.Type != corev1.ServiceTypeExternalName {
		n := len(c.Services) + 1
		s.Spec.ClusterIP = fmt.Sprintf("10.1.%d.%d", n/250, n%250+1)
	}
	for i := range s.Spec.Ports {
		if p := &s.Spec.Ports[i]; p.Protocol == "" {
			p.Protocol = corev1.ProtocolTCP
		}
	}
	c.Services = append(c.Services, s)
}

// valid finds what Kubernetes rejects in a Service and Istio would stumble over.
func valid(s *corev1.Service) error {
	for _, p := range s.Spec.Ports {
		if p.Port < 1 || p.Port > 65535 {
			return fmt.Errorf("port %d", p.Port)
		}
	}
	return nil
}

// Service finds a Service; nil when there is none.
func (c *Cluster) Service(namespace, name string) *corev1.Service {
	for _, s := range c.Services {
		if s.Namespace == namespace && s.Name == name {
			return s
		}
	}
	return nil
}

// Selected are the pods that a Service selects: none for an empty selector.
func (c *Cluster) Selected(s *corev1.Service) []*Pod {
	var pods []*Pod
	for _, p := range c.Pods {
		if p.Namespace == s.Namespace && len(s.Spec.Selector) > 0 && includes(p.Labels, s.Spec.Selector) {
			pods = append(pods, p)
		}
	}
	return pods
}

// Pod finds the pod of a workload; nil when it does not run.
func (c *Cluster) Pod(namespace, owner string) *Pod {
	i := slices.IndexFunc(c.Pods, func(p *Pod) bool { return p.Namespace == namespace && p.Owner == owner })
	if i < 0 {
		return nil
	}
	return c.Pods[i]
}

// includes tells whether labels have every pair of a selector.
func includes(labels, selector map[string]string) bool {
	for key, value := range selector {
		if got, ok := labels[key]; !ok || got != value {
			return false
		}
	}
	return true
}
