package detect

import (
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// calls emits what a workload declares with graylane.dev/calls: a list of [namespace/]service[:port].
func calls() callgraph.Detector {
	return callgraph.Detector{
		Name:  "calls",
		Reads: "The annotation `graylane.dev/calls` on a workload or its pod template: a list of `[namespace/]service[:port]`, for calls that nothing else shows.",
		Example: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations: {graylane.dev/calls: "api:8080"}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web}]
`,
		Detect: func(_ *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
			for _, clue := range annotated(w, model.CallsAnnotation) {
				for _, part := range listed(clue.Evidence.Value) {
					clue.Refers = declared(part)
					emit(clue)
				}
			}
		},
	}
}

// declared reads [namespace/]service[:port].
func declared(text string) *callgraph.Reference {
	r := &callgraph.Reference{Kind: "Service", Must: true}
	name, port, _ := strings.Cut(text, ":")
	r.Name, r.Port = name, port
	if namespace, service, qualified := strings.Cut(name, "/"); qualified {
		r.Namespace, r.Name = namespace, service
	}
	return r
}
