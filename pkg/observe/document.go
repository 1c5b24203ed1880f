package observe

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/graylane/graylane/pkg/api"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// localConfig keeps an object out of clusters
// (https://kubectl.docs.kubernetes.io/references/kustomize/glossary/, config.kubernetes.io/local-config).
const localConfig = "config.kubernetes.io/local-config"

// Document is ObservedCalls as YAML, which [api.ReadObserved] reads.
func Document(name string, calls []api.ObservedCall) ([]byte, error) {
	return encode(object(name, calls))
}

// object is ObservedCalls as YAML nodes.
func object(name string, calls []api.ObservedCall) *yaml.Node {
	annotations := &yaml.Node{Kind: yaml.MappingNode}
	put(annotations, localConfig, text("true"))
	metadata := &yaml.Node{Kind: yaml.MappingNode}
	put(metadata, "name", text(name))
	put(metadata, "annotations", annotations)
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for i := range calls {
		list.Content = append(list.Content, nodeOf(&calls[i]))
	}
	n := &yaml.Node{Kind: yaml.MappingNode}
	put(n, "apiVersion", text(api.APIVersion))
	put(n, "kind", text(api.ObservedKind))
	put(n, "metadata", metadata)
	spec := &yaml.Node{Kind: yaml.MappingNode}
	put(spec, "calls", list)
	put(n, "spec", spec)
	return n
}

// encode writes an object in the way of Kubernetes' YAML: lists begin where their field does.
func encode(n *yaml.Node) ([]byte, error) {
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	e.CompactSeqIndent()
	if err := e.Encode(n); err != nil {
		return nil, fmt.Errorf("writing ObservedCalls: %w", err)
	}
	if err := e.Close(); err != nil {
		return nil, fmt.Errorf("writing ObservedCalls: %w", err)
	}
	return b.Bytes(), nil
}

// JSON is ObservedCalls as JSON.
func JSON(name string, calls []api.ObservedCall) ([]byte, error) {
	type metadata struct {
		Name        string            `json:"name"`
		Annotations map[string]string `json:"annotations"`
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(struct {
		APIVersion string           `json:"apiVersion"`
		Kind       string           `json:"kind"`
		Metadata   metadata         `json:"metadata"`
		Spec       api.ObservedSpec `json:"spec"`
	}{api.APIVersion, api.ObservedKind, metadata{name, map[string]string{localConfig: "true"}}, api.ObservedSpec{Calls: calls}})
	return b.Bytes(), err
}
