package detect

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// env emits the value of every environment variable of every container, whether it is written there or
// comes from a ConfigMap of the input.
func env() callgraph.Detector {
	const name = "env"
	return callgraph.Detector{Name: name, Detect: func(m *model.Model, w *model.Workload, emit func(callgraph.Evidence)) {
		for _, c := range w.Containers {
			vars := environment(m, w, c)
			for _, variable := range slices.Sorted(maps.Keys(vars)) {
				e := vars[variable]
				e.Detector, e.Weak = name, c.Init
				emit(e)
			}
		}
	}}
}

// environment is what a container's process finds in its environment, by variable, as the kubelet
// makes it: envFrom in order, the later wins, then env in order, the later wins
// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables).
func environment(m *model.Model, w *model.Workload, c model.Container) map[string]callgraph.Evidence {
	vars := map[string]callgraph.Evidence{}
	for _, from := range c.EnvFrom {
		if source := m.ConfigMap(w.Namespace, from.ConfigMap); source != nil {
			for key, value := range source.Data {
				vars[from.Prefix+key] = inConfigMap(source, key, value)
			}
		}
	}
	for i, v := range c.Env {
		if v.From == nil {
			vars[v.Name] = callgraph.Evidence{
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

var plainKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// inConfigMap is evidence that stands under a key of a ConfigMap.
func inConfigMap(source *model.ConfigMap, key, value string) callgraph.Evidence {
	field := "data." + key
	if !plainKey.MatchString(key) {
		field = fmt.Sprintf("data[%q]", key)
	}
	return callgraph.Evidence{Object: source.Ref, Place: source.Place, Field: field, Value: value}
}
