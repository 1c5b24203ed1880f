package schemas

import (
	"encoding/json"
	"errors"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/resource"
)

// Complaints are the errors and the warnings that Istio's validation has for an object: an error of it is a refusal by
// Istio's webhook, a warning is shown by kubectl apply.
func Complaints(object map[string]any) []string {
	schema, spec, err := read(object)
	if err != nil {
		return []string{"error: " + err.Error()}
	}
	warnings, err := schema.ValidateConfig(*spec)
	return append(list("error", err), list("warning", warnings)...)
}

// read makes of an object what Istio works with. Unlike Istio's own reading this one does not skip unknown fields.
func read(object map[string]any) (resource.Schema, *config.Config, error) {
	text, err := json.Marshal(object)
	if err != nil {
		return nil, nil, err
	}
	var kind crd.IstioKind
	if err := json.Unmarshal(text, &kind); err != nil {
		return nil, nil, err
	}
	if kind.Namespace == "" {
		kind.Namespace = metav1.NamespaceDefault
	}
	gvk := kind.GroupVersionKind()
	schema, ok := collections.Pilot.FindByGroupVersionAliasesKind(resource.FromKubernetesGVK(&gvk))
	if !ok {
		return nil, nil, fmt.Errorf("no kind of Istio is %s", gvk)
	}
	spec, err := crd.ConvertObjectInternal(schema, &kind, "cluster.local", strict)
	return schema, spec, err
}

// strict reads a spec.
func strict(schema resource.Schema, text string) (config.Spec, error) {
	spec, err := schema.NewInstance()
	if err != nil {
		return nil, err
	}
	return spec, config.ApplyJSONStrict(spec, text)
}

// list is each part of an error, if there is one.
func list(level string, err error) []string {
	var out []string
	var several interface{ WrappedErrors() []error }
	switch {
	case err == nil:
	case errors.As(err, &several):
		for _, part := range several.WrappedErrors() {
			out = append(out, level+": "+part.Error())
		}
	default:
		out = append(out, level+": "+err.Error())
	}
	return out
}
