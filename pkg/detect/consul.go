package detect

import (
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// consul emits the upstreams that a pod declares for Consul's mesh. The port in them is the one that the pod's own
// proxy listens on, not the Service's (https://developer.hashicorp.com/consul/docs/reference/k8s/annotation-label,
// connect-service-upstreams).
func consul() callgraph.Detector {
	return callgraph.Detector{
		Name:  "consul",
		Reads: "The annotation `consul.hashicorp.com/connect-service-upstreams` on a pod template.",
		Example: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
      annotations: {consul.hashicorp.com/connect-service-upstreams: "api:1234"}
    spec:
      containers: [{name: web}]
`,
		Detect: func(_ *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
			for _, clue := range annotated(w, "consul.hashicorp.com/connect-service-upstreams") {
				for _, part := range listed(clue.Evidence.Value) {
					if r, ok := upstream(part); ok {
						clue.Refers = &r
						emit(clue)
					}
				}
			}
		},
	}
}

// upstream reads one upstream: service:port[:datacenter], service.namespace:port, or with labels
// service.svc.namespace.ns.…:port.
func upstream(text string) (callgraph.Reference, bool) {
	name, _, found := strings.Cut(text, ":")
	if !found || name == "prepared_query" {
		return callgraph.Reference{}, false
	}
	r := callgraph.Reference{Kind: "Service"}
	labels := strings.Split(name, ".")
	r.Name = labels[0]
	for i, label := range labels {
		if label == "ns" && i > 1 {
			r.Namespace = labels[i-1]
		}
	}
	if len(labels) == 2 && labels[1] != "svc" {
		r.Namespace = labels[1]
	}
	return r, true
}
