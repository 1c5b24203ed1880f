package detect

import (
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/setting"
)

// sidecar emits the hosts that Istio's Sidecar lets a workload reach, wildcards aside. One that selects the
// workload's pods declares its dependencies, and is weak evidence where it is for its whole namespace
// (https://istio.io/latest/docs/reference/config/networking/sidecar/).
func sidecar() callgraph.Detector {
	return callgraph.Detector{
		Name:  "sidecar",
		Reads: "The `egress` hosts of Istio's Sidecar for a workload (weak for a whole namespace), on the port of their listener where it has one; wildcards name nothing.",
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
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: web}
spec:
  workloadSelector: {labels: {app: web}}
  egress:
  - hosts: ["./api.default.svc.cluster.local", "istio-system/*"]
`,
		Detect: func(m *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
			s := m.SidecarOf(w.Namespace, w.PodLabels)
			if s == nil {
				return
			}
			for _, e := range s.Egress {
				_, host, qualified := strings.Cut(e.Host, "/")
				if !qualified || strings.HasPrefix(host, "*") {
					continue
				}
				clue := callgraph.Clue{
					Evidence: callgraph.Evidence{Object: s.Ref, Place: s.Place, Field: e.Field, Value: e.Host, Weak: len(s.Selector) == 0},
					Setting:  setting.Setting{Value: host, Host: true},
				}
				if e.Port != 0 { // the listener is for this port of the hosts alone
					clue.Setting.Port = strconv.Itoa(e.Port)
				}
				emit(clue)
			}
		},
	}
}
