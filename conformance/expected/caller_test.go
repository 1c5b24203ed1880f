package expected

import (
	"fmt"
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
)

// The kinds of callers.
const (
	workload = "workload"
	stranger = "pod"
	gateway  = "gateway"
)

// caller sends requests.
type caller struct {
	kind, namespace, name string
	labels                map[string]string // of a stranger
}

func readCaller(text string) (c caller, err error) {
	kind, id, found := strings.Cut(text, " ")
	if !found {
		kind, id = workload, text
	}
	c.kind = kind
	switch {
	case id == "":
		return c, fmt.Errorf("%q is no caller", text)
	case kind == stranger:
		return c, c.readStranger(strings.TrimSpace(id))
	case kind == gateway && strings.Count(id, "/") != 1, kind != gateway && kind != workload:
		return c, fmt.Errorf("%q is no caller", text)
	}
	c.namespace, c.name = split(strings.TrimSpace(id))
	return c, nil
}

// readStranger reads namespace{key=value,key=value}.
func (c *caller) readStranger(text string) error {
	namespace, labels, opened := strings.Cut(text, "{")
	labels, closed := strings.CutSuffix(labels, "}")
	if namespace == "" || !opened || !closed {
		return fmt.Errorf("%q is no namespace{labels}", text)
	}
	c.namespace, c.labels = namespace, map[string]string{}
	for pair := range strings.SplitSeq(labels, ",") {
		key, value, found := strings.Cut(strings.TrimSpace(pair), "=")
		if !found && labels != "" {
			return fmt.Errorf("%q is no key=value", pair)
		}
		if found {
			c.labels[key] = value
		}
	}
	return nil
}

// proxy is the proxy of c. A caller that does not exist, or has no proxy, is an error.
func (c caller) proxy(t *testing.T, m *mesh.Mesh) (*mesh.Proxy, error) {
	switch c.kind {
	case gateway:
		o := findGateway(m.Istio, c.namespace, c.name)
		if o == nil {
			return nil, fmt.Errorf("there is no Gateway %s/%s", c.namespace, c.name)
		}
		return m.Gateway(t, c.namespace, cases.Strings(o, "spec", "selector")), nil
	case stranger:
		return m.Sidecar(t, &mesh.Pod{Owner: "pod/stranger", Namespace: c.namespace, Labels: c.labels, Address: "10.4.0.1"}), nil
	}
	var found []*mesh.Pod
	for _, p := range m.Pods {
		if _, name, _ := strings.Cut(p.Owner, "/"); p.Namespace == c.namespace && name == c.name {
			found = append(found, p)
		}
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%d workloads that run are %s", len(found), join(c.namespace, c.name))
	}
	if !found[0].Sidecar {
		return nil, fmt.Errorf("%s has no sidecar", join(c.namespace, c.name))
	}
	return m.Sidecar(t, found[0]), nil
}

// gateways are the Gateways that a table names and objects lack, each on pods of its own.
func gateways(objects []map[string]any, table []line) (missing []map[string]any) {
	for _, l := range table {
		c := l.caller
		if c.kind != gateway || findGateway(objects, c.namespace, c.name) != nil || findGateway(missing, c.namespace, c.name) != nil {
			continue
		}
		missing = append(missing, cases.Gateway(c.namespace, c.name))
	}
	return missing
}

func findGateway(objects []map[string]any, namespace, name string) map[string]any {
	for _, o := range objects {
		in := cases.Text(o, "metadata", "namespace")
		if cases.Text(o, "kind") == "Gateway" && cases.Text(o, "metadata", "name") == name && (in == namespace || in == "" && namespace == "default") {
			return o
		}
	}
	return nil
}
