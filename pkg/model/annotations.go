package model

import "strings"

// The annotations that graylane reads or writes.
const (
	// OwnerAnnotation marks an object that graylane generated, and so may replace or remove.
	OwnerAnnotation = "graylane.dev/generated"
	// BaselineAnnotation on a Service names the baseline version of its application.
	BaselineAnnotation = "graylane.dev/baseline"
	// IgnoreAnnotation on a Service leaves it out; its value is the reason.
	IgnoreAnnotation = "graylane.dev/ignore"
	// CallsAnnotation on a workload or its pods lists the Services that it calls.
	CallsAnnotation = "graylane.dev/calls"
	// TemplateAnnotation marks a VirtualService that is not to be applied itself: one is made of it.
	TemplateAnnotation = "graylane.dev/template"
	// SuppressAnnotation on an object lists findings about it that are not to be reported; see [Suppressions]. On the
	// configuration it holds for the whole run.
	SuppressAnnotation = "graylane.dev/suppress"
	// MadeOfAnnotation on a generated VirtualService names the template that its routes come from.
	MadeOfAnnotation = "graylane.dev/made-of"

	// PathAnnotation and IndexAnnotation say which file of the package an object stands in, and where in it
	// (https://github.com/kubernetes-sigs/kustomize/blob/master/cmd/config/docs/api-conventions/functions-spec.md).
	PathAnnotation  = "internal.config.kubernetes.io/path"
	IndexAnnotation = "internal.config.kubernetes.io/index"
	// LegacyPathAnnotation and LegacyIndexAnnotation are their names in older hosts.
	LegacyPathAnnotation  = "config.kubernetes.io/path"
	LegacyIndexAnnotation = "config.kubernetes.io/index"
	// LocalConfigAnnotation marks an object that is for tools alone and is never applied.
	LocalConfigAnnotation = "config.kubernetes.io/local-config"
	// KeptLocalAnnotation stands for it on an object that kustomize would have dropped, had it not been replaced.
	KeptLocalAnnotation = "internal.graylane.dev/local-config"
	// PreviousNamesAnnotation lists the names that an object had before kustomize renamed it.
	PreviousNamesAnnotation = "internal.config.kubernetes.io/previousNames"
	// SyncWaveAnnotation orders what Argo CD applies
	// (https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/).
	SyncWaveAnnotation = "argocd.argoproj.io/sync-wave"
	// SyncOptionsAnnotation says how Argo CD treats an object
	// (https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/).
	SyncOptionsAnnotation = "argocd.argoproj.io/sync-options"
)

// Owned tells by an object's annotations whether graylane generated it, and so may replace or remove it.
func Owned(annotations map[string]string) bool { return annotations[OwnerAnnotation] == "true" }

// Bookkeeping tells whether an annotation is one in which kustomize, kpt and the SDKs keep what they know of an item: its path
// and index, its id, its names before a renaming, its origin. They are theirs, on every item.
func Bookkeeping(key string) bool {
	switch domain, _, _ := strings.Cut(key, "/"); domain {
	case "internal.config.kubernetes.io", "config.kubernetes.io", "alpha.config.kubernetes.io",
		"config.k8s.io", "kustomize.config.k8s.io":
		return true
	}
	return false
}
