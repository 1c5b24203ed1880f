package detect

import "github.com/graylane/graylane/pkg/callgraph"

// networkPolicy emits the Services whose pods a NetworkPolicy lets a workload reach.
func networkPolicy() callgraph.Detector {
	return callgraph.Detector{
		Name: "network-policy",
		Reads: "The ingress peers of NetworkPolicy: the workloads that `podSelector` and `namespaceSelector` let in may call the Services in front of the " +
			"pods that it selects, on its ports. Namespaces are known by the labels of the Namespaces in the input, else by their names alone. " +
			"A rule for everybody or for addresses shows nothing, nor does one that lets whole namespaces into whole namespaces.",
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
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api}
spec:
  podSelector: {matchLabels: {app: api}}
  ingress:
  - from:
    - podSelector: {matchLabels: {app: web}}
    ports: [{port: 8080}]
`,
		Detect: admitted("NetworkPolicy"),
	}
}
