package detect

import (
	"maps"
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// env emits the values of the environment variables of every container, whether they are written there or
// come from a ConfigMap of the input. Of whole ConfigMaps it leaves out the values that name no host.
func env() callgraph.Detector {
	const name = "env"
	naming := hostEntries{}
	return callgraph.Detector{Name: name, Detect: func(m *model.Model, w *model.Workload, emit func(callgraph.Evidence)) {
		for _, c := range w.Containers {
			vars := environment(m, w, c, naming)
			for _, variable := range slices.Sorted(maps.Keys(vars)) {
				e := *vars[variable]
				e.Detector, e.Weak = name, c.Init
				emit(e)
			}
		}
	}}
}

// environment is what a container's process finds in its environment, by variable, as the kubelet
// makes it: envFrom in order, the later wins, then env in order, the later wins
// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables).
// Variables that a ConfigMap as a whole sets to a value that names no host are left out.
func environment(m *model.Model, w *model.Workload, c model.Container, naming hostEntries) map[string]*callgraph.Evidence {
	vars := map[string]*callgraph.Evidence{}
	for _, from := range c.EnvFrom {
		if source := m.ConfigMap(w.Namespace, from.ConfigMap); source != nil {
			naming.overlay(vars, from.Prefix, source)
		}
	}
	for i, v := range c.Env {
		if v.From == nil {
			vars[v.Name] = &callgraph.Evidence{
				Object: w.Ref, Place: w.Place, Field: c.Field + ".env[" + strconv.Itoa(i) + "].value", Value: v.Value,
			}
			continue
		}
		delete(vars, v.Name)
		if source := m.ConfigMap(w.Namespace, v.From.Name); source != nil {
			if value, ok := source.Data[v.From.Key]; ok {
				vars[v.Name] = inConfigMap(source, v.From.Key, value)
			}
		}
	}
	return vars
}
