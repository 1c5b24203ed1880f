package detect

import (
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// intents emits what ClientIntents of Otterize say that a workload is meant to call.
func intents() callgraph.Detector {
	return callgraph.Detector{
		Name: "intents",
		Reads: "ClientIntents of Otterize, of every version of that API: the Services and workloads in the cluster that the workload is meant to call. " +
			"Pods may have another name for them, by the annotation `intents.otterize.com/workload-name`.",
		Example: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web}]
---
apiVersion: k8s.otterize.com/v2beta1
kind: ClientIntents
metadata: {name: web}
spec:
  workload: {name: web, kind: Deployment}
  targets:
  - service: {name: api}
  - internet: {domains: [example.com]}
`,
		Detect: func(m *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
			for _, i := range m.IntentsOf(w) {
				for _, intent := range i.Calls {
					clue := callgraph.Clue{Evidence: callgraph.Evidence{Object: i.Ref, Place: i.Place, Field: intent.Field, Value: intent.Value}}
					for _, r := range intended(m, i, intent) {
						clue.Refers = &r
						emit(clue)
					}
				}
			}
		},
	}
}

// intended is what an intent means: the workloads whose pods have the name by an annotation, else what has the name itself.
func intended(m *model.Model, of *model.Intents, intent model.Intent) []callgraph.Reference {
	namespace := intent.Namespace
	if namespace == "" {
		namespace = of.Key().Namespace
	}
	var all []callgraph.Reference
	if intent.Kind != "Service" {
		for _, w := range m.Intended(namespace, intent.Name) {
			all = append(all, callgraph.Reference{Kind: w.Kind, Namespace: namespace, Name: w.Name})
		}
	}
	if len(all) == 0 {
		all = append(all, callgraph.Reference{Kind: intent.Kind, Namespace: namespace, Name: intent.Name})
	}
	return all
}
