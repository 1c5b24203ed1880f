package detect

import (
	"encoding/json"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// connectsTo emits the workloads that app.openshift.io/connects-to names: a JSON array of names or of references with
// kind and name, or a list of names (https://docs.redhat.com/en/documentation/openshift_container_platform, "Labels and
// annotations used for the Topology view").
func connectsTo() callgraph.Detector {
	return callgraph.Detector{
		Name:  "connects-to",
		Reads: "The annotation `app.openshift.io/connects-to` on a workload: the workloads it names, as the Services in front of them.",
		Example: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    app.openshift.io/connects-to: '[{"apiVersion":"apps/v1","kind":"Deployment","name":"api"}]'
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web}]
`,
		Detect: func(_ *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
			for _, clue := range annotated(w, "app.openshift.io/connects-to") {
				for _, r := range connected(clue.Evidence.Value) {
					clue.Refers = &r
					emit(clue)
				}
			}
		},
	}
}

// connected reads the value of the annotation.
func connected(value string) []callgraph.Reference {
	var out []callgraph.Reference
	var elements []json.RawMessage
	if !strings.HasPrefix(strings.TrimSpace(value), "[") || json.Unmarshal([]byte(value), &elements) != nil {
		for _, name := range listed(value) {
			out = append(out, callgraph.Reference{Name: name})
		}
		return out
	}
	for _, element := range elements {
		var r callgraph.Reference
		if json.Unmarshal(element, &r.Name) != nil {
			var named struct{ Kind, Name string }
			if json.Unmarshal(element, &named) != nil {
				continue
			}
			r.Kind, r.Name = named.Kind, named.Name
		}
		if r.Name != "" {
			out = append(out, r)
		}
	}
	return out
}
