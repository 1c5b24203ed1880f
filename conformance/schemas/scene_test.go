package schemas

import (
	"maps"
	"slices"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"istio.io/istio/pkg/config/analysis/diag"

	"github.com/graylane/graylane/conformance/cases"
)

// scene is a case as a cluster would have it, and what the analyzers say about it.
type scene struct {
	input, generated []piece
	told             string                  // what graylane says about the case
	unread, lost     map[string]bool         // the objects of the input that Kubernetes rejects, and the generated ones
	before, after    map[string]diag.Message // the messages for the input alone, and with what is generated
}

// piece is an object, and what a cluster adds to it: the Pod of a workload.
type piece struct{ object, pod map[string]any }

// analyzed has the analyzers look at an answer.
func analyzed(t *testing.T, a cases.Answer) *scene {
	t.Helper()
	s := applied(a)
	s.before, s.unread = analyze(t, s.input)
	s.after, s.lost = analyze(t, slices.Concat(s.input, s.generated))
	maps.DeleteFunc(s.lost, func(name string, _ bool) bool { return s.unread[name] })
	return s
}

// applied puts the objects of an answer where they are applied.
func applied(a cases.Answer) *scene {
	s := &scene{told: a.Told}
	for _, o := range a.Input {
		place(o)
		s.input = append(s.input, piece{o, podOf(o)})
	}
	for _, o := range a.Generated {
		place(o)
		s.generated = append(s.generated, piece{o, podOf(o)})
	}
	s.input = append(s.input, gateways(a)...)
	s.input = append(s.input, namespaces(slices.Concat(a.Input, a.Generated))...)
	return s
}

// gateways are those that entries of the configuration name and the input lacks: they are elsewhere.
func gateways(a cases.Answer) (missing []piece) {
	known := map[string]bool{}
	for _, o := range a.Input {
		known[name(o)] = true
	}
	for _, e := range a.Release.Entries {
		for _, gateway := range e.Gateways {
			namespace, short, qualified := strings.Cut(gateway, "/")
			if !qualified {
				namespace, short = e.In(a.Input), gateway
			}
			if o := cases.Gateway(namespace, short); !known[name(o)] {
				known[name(o)] = true
				missing = append(missing, piece{object: o})
			}
		}
	}
	return missing
}

// place gives an object the namespace of the client where it has none. Istio's reader takes it away again from objects
// that are in no namespace.
func place(o map[string]any) {
	if meta := cases.At(o, "metadata"); meta["namespace"] == nil {
		meta["namespace"] = metav1.NamespaceDefault
	}
}

// podOf is a Pod of a workload; nil for what is none, and for a Pod.
func podOf(o map[string]any) map[string]any {
	template := cases.Template(o)
	if template == nil || cases.Text(o, "kind") == "Pod" {
		return nil
	}
	meta := map[string]any{
		"name":      cases.Text(o, "metadata", "name") + "-" + cases.Text(o, "kind"),
		"namespace": cases.At(o, "metadata")["namespace"],
	}
	for _, field := range []string{"labels", "annotations"} {
		if value, ok := cases.At(template, "metadata")[field]; ok {
			meta[field] = value
		}
	}
	return map[string]any{"apiVersion": "v1", "kind": "Pod", "metadata": meta, "spec": template["spec"]}
}

// namespaces are those that objects are in and that none declares. Pods there get sidecars, since a check of workloads
// in the mesh would have nothing to look at otherwise.
func namespaces(objects []map[string]any) []piece {
	known := map[string]bool{}
	for _, o := range objects {
		if cases.Text(o, "kind") == "Namespace" {
			known[cases.Text(o, "metadata", "name")] = true
		}
	}
	var out []piece
	for _, o := range objects {
		namespace := cases.Text(o, "metadata", "namespace")
		if namespace == "" || known[namespace] {
			continue
		}
		known[namespace] = true
		meta := map[string]any{"name": namespace, "labels": map[string]any{"istio-injection": "enabled"}}
		out = append(out, piece{object: map[string]any{"apiVersion": "v1", "kind": "Namespace", "metadata": meta}})
	}
	return out
}
