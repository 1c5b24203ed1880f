package manifest

import "github.com/graylane/graylane/pkg/model"

// volumes reads the volumes of a pod spec whose files are those of ConfigMaps and Secrets
// (https://kubernetes.io/docs/concepts/storage/volumes/#configmap,
// https://kubernetes.io/docs/concepts/storage/projected-volumes/).
func volumes(n node) []model.Volume {
	var out []model.Volume
	for _, v := range n.list() {
		name := v.get("name").text()
		if name == "" {
			continue // nothing can mount it
		}
		out = withVolume(out, v, name, "secretName")
		for _, source := range v.get("projected", "sources").list() {
			out = withVolume(out, source, name, "name")
		}
	}
	return out
}

// withVolume adds what of a ConfigMap or Secret is in the volume of a name. The field that names a Secret is called
// secretName in a volume, and name in a projected one.
func withVolume(volumes []model.Volume, n node, name, secretName string) []model.Volume {
	source, ref := model.ConfigMap, n.get("configMap")
	from := ref.get("name").text()
	if from == "" {
		source, ref = model.Secret, n.get("secret")
		from = ref.get(secretName).text()
	}
	if from == "" {
		return volumes
	}
	return append(volumes, model.Volume{Name: name, Source: source, From: from, Items: items(ref.get("items"))})
}

// items reads the keys that a volume takes, by their path in it. An empty list means every key, like none; one of
// which nothing can be read does not
// (https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/#KeyToPath).
func items(n node) map[string]string {
	entries := n.list()
	if len(entries) == 0 {
		return nil
	}
	out := make(map[string]string, len(entries))
	for _, e := range entries {
		if key, path := e.get("key").text(), e.get("path").text(); key != "" && path != "" {
			out[path] = key
		}
	}
	return out
}

// mounts reads the volumes of a container; of one with subPathExpr, the expression stands as it is written
// (https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath-expanded-environment).
func mounts(n node) []model.Mount {
	var out []model.Mount
	for _, e := range n.list() {
		m := model.Mount{Volume: e.get("name").text(), Path: e.get("mountPath").text(), SubPath: e.get("subPath").text()}
		if m.SubPath == "" {
			m.SubPath = e.get("subPathExpr").text()
		}
		if m.Volume != "" && m.Path != "" {
			out = append(out, m)
		}
	}
	return out
}
