package krm

import "strings"

// bookkeeping are the annotations in which kustomize, kpt and the SDKs keep what they know of an item: its
// path and index, its id, its names before a renaming, its origin. They are theirs, on every item.
func bookkeeping(annotations map[string]string) map[string]string {
	out := map[string]string{}
	for key, value := range annotations {
		switch domain, _, _ := strings.Cut(key, "/"); domain {
		case "internal.config.kubernetes.io", "config.kubernetes.io", "alpha.config.kubernetes.io",
			"config.k8s.io", "kustomize.config.k8s.io":
			out[key] = value
		}
	}
	return out
}
