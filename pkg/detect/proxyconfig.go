package detect

import (
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/setting"
)

// proxyConfig emits the configuration of the sidecar that a pod carries, which names the collectors of traces and
// access logs (https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig).
func proxyConfig() callgraph.Detector {
	return callgraph.Detector{
		Name:  "proxy-config",
		Reads: "The annotation `proxy.istio.io/config` on a pod template: addresses of the sidecar's own collectors.",
		Example: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
      annotations:
        proxy.istio.io/config: |
          tracing: {zipkin: {address: "api:8080"}}
    spec:
      containers: [{name: web}]
`,
		Detect: func(_ *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
			for _, clue := range annotated(w, "proxy.istio.io/config") {
				clue.File, clue.Setting = "config.yaml", setting.Setting{Value: clue.Evidence.Value}
				emit(clue)
			}
		},
	}
}
