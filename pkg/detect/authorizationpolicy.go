package detect

import "github.com/graylane/graylane/pkg/callgraph"

// authorizationPolicy emits the Services whose pods an AuthorizationPolicy of Istio lets a workload call.
func authorizationPolicy() callgraph.Detector {
	return callgraph.Detector{
		Name: "authorization-policy",
		Reads: "Istio's AuthorizationPolicy with the action ALLOW: the workloads that `principals`, `serviceAccounts` and `namespaces` of its sources let in, " +
			"with an asterisk at either end as Istio reads it, may call the Services in front of the pods that it selects, or those of its `targetRefs`, on the ports of its operations. " +
			"A rule for everybody shows nothing, nor does one that lets whole namespaces into whole namespaces.",
		Example: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      serviceAccountName: web
      containers: [{name: web}]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  rules:
  - from:
    - source: {principals: [cluster.local/ns/default/sa/web]}
`,
		Detect: admitted("AuthorizationPolicy"),
	}
}
