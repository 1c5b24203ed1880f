package detect

import (
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// hooks emits the words of the commands that run in a container beside its own: those of probes, which are checks of
// health, and of lifecycle hooks.
func hooks(shared *environments) callgraph.Detector {
	return callgraph.Detector{
		Name:  "hook",
		Reads: "The `exec` commands of probes (as health checks) and of lifecycle hooks.",
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
        lifecycle:
          preStop: {exec: {command: [curl, -X, DELETE, "http://api:8080/members/me"]}}
`,
		Detect: func(m *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
			for i, c := range w.Containers {
				for _, exec := range c.Execs {
					l := newLine(shared.of(m, w, i))
					l.health = exec.Probe
					l.append(exec.Field, exec.Command)
					l.emit(emit)
				}
			}
		},
	}
}
