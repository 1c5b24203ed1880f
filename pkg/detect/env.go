package detect

import (
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/address"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// env emits the environment of every container, whether it is written there or comes from a ConfigMap or Secret of the
// input. It leaves out what can be no evidence.
func env(shared *environments) callgraph.Detector {
	return callgraph.Detector{
		Name:  "env",
		Reads: "Environment variables of all containers: `value` with `$(VAR)` expanded, `configMapKeyRef`, `secretKeyRef`, `fieldRef`, and `envFrom` with its prefix.",
		Example: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        env:
        - {name: API_HOST, value: api}
        - {name: API_URL, value: "http://$(API_HOST):8080/"}
`,
		Detect: func(m *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
			for i := range w.Containers {
				emit(shared.of(m, w, i).clues()...)
			}
		},
	}
}

// maxVariables is how many variables of whole ConfigMaps and Secrets are looked at in a container: with prefixes, a short
// list may stand for millions.
const maxVariables = 1 << 16

// clues are all variables that may be evidence, those of envFrom first.
func (e *environment) clues() []callgraph.Clue {
	var clues []callgraph.Clue
	for i, s := range e.sources {
		for _, key := range e.telling.of(e.model, s.data) {
			if name := s.prefix + key; len(clues) < maxVariables && !e.overridden(name, i) {
				clues = append(clues, e.from(s.data, key, name, s.data.Data[key]))
			}
		}
	}
	for _, v := range e.own {
		if v.known && e.mayTell(v) {
			clues = append(clues, e.clue(v))
		}
	}
	return clues
}

// mayTell tells whether a variable may be evidence. Thousands may be of one key.
func (e *environment) mayTell(v variable) bool {
	if v.data == nil {
		return mayTell(e.model, v.value)
	}
	return e.telling.has(e.model, v.data, e.container.Env[v.entry].From.Key)
}

// mayTell tells whether a value may be evidence: it mentions a Service, is a port of one, or has a placeholder.
func mayTell(m *model.Model, value string) bool {
	number, isPort := address.PortNumber(value)
	return isPort && m.HasPort(number) || m.Mentions(value) || strings.Contains(value, "$")
}

// tellingKeys are the keys of ConfigMaps and Secrets whose values may be evidence, in order. It remembers each of
// them, since a thousand workloads may read one of ten thousand keys.
type tellingKeys map[*model.Configuration][]string

// has tells whether a key is one of them.
func (t tellingKeys) has(m *model.Model, data *model.Configuration, key string) bool {
	_, found := slices.BinarySearch(t.of(m, data), key)
	return found
}

// maxTelling is how many bytes of values of one ConfigMap or Secret are looked at. Kubernetes takes none of more than one MiB, but
// aliases may stand for more (https://kubernetes.io/docs/concepts/configuration/configmap/#motivation).
const maxTelling = 1 << 26

func (t tellingKeys) of(m *model.Model, data *model.Configuration) []string {
	if keys, known := t[data]; known {
		return keys
	}
	var keys []string
	last, tells, left := "", false, maxTelling
	for _, key := range slices.Sorted(maps.Keys(data.Data)) {
		if value := data.Data[key]; value != last { // aliases of one value
			if left -= len(value); left < 0 {
				break
			}
			last, tells = value, mayTell(m, value)
		}
		if tells {
			keys = append(keys, key)
		}
	}
	t[data] = keys
	return keys
}
