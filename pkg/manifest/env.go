package manifest

import "github.com/graylane/graylane/pkg/model"

// env reads the variables of a container, an entry for each that the manifest has: what names a variable hides what
// named it before, whether its source is one that is read or not
// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables).
func env(n node) []model.EnvVar {
	entries := n.list()
	if len(entries) == 0 {
		return nil
	}
	out := make([]model.EnvVar, len(entries))
	for i, e := range entries {
		out[i] = model.EnvVar{Name: e.get("name").text(), Value: e.get("value").text()}
		if from := e.get("valueFrom"); from.Node != nil {
			out[i].From = keyRef(from)
			out[i].FieldPath = from.get("fieldRef", "fieldPath").text()
			out[i].Unread = out[i].From == nil && out[i].FieldPath == ""
		}
	}
	return out
}

// keyRef reads the one key of a ConfigMap or Secret that gives a variable its value; nil for another source.
func keyRef(from node) *model.KeyRef {
	source, ref := named(from, "configMapKeyRef", "secretKeyRef")
	if ref.Node == nil {
		return nil
	}
	return &model.KeyRef{Source: source, Name: ref.get("name").text(), Key: ref.get("key").text()}
}

// envFrom reads the ConfigMaps and Secrets whose keys are variables of a container
// (https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/#configure-all-key-value-pairs-in-a-secret-as-container-environment-variables).
func envFrom(n node) []model.EnvFrom {
	var out []model.EnvFrom
	for _, e := range n.list() {
		if source, ref := named(e, "configMapRef", "secretRef"); ref.Node != nil {
			out = append(out, model.EnvFrom{Prefix: e.get("prefix").text(), Source: source, Name: ref.get("name").text()})
		}
	}
	return out
}

// named finds the field of n that names a ConfigMap, or else the one that names a Secret; ref is absent where
// neither gives a name.
func named(n node, configMap, secret string) (source model.Source, ref node) {
	if ref = n.get(configMap); ref.get("name").text() != "" {
		return model.ConfigMap, ref
	}
	if ref = n.get(secret); ref.get("name").text() != "" {
		return model.Secret, ref
	}
	return "", node{}
}
