package mesh

import (
	"fmt"

	"github.com/graylane/graylane/conformance/cases"
)

// newPod is the n-th pod, that of a workload.
func newPod(o map[string]any, n int) *Pod {
	template := cases.Template(o)
	p := &Pod{
		Owner: cases.Text(o, "kind") + "/" + cases.Text(o, "metadata", "name"), Namespace: namespace(o),
		Labels: cases.Strings(template, "metadata", "labels"), Address: fmt.Sprintf("10.2.%d.%d", (n+1)/250, (n+1)%250+1),
		Sidecar: true, ports: map[string]int{},
	}
	for _, switched := range []map[string]string{p.Labels, cases.Annotations(template)} {
		if switched["sidecar.istio.io/inject"] == "false" {
			p.Sidecar = false
		}
	}
	spec := cases.At(template, "spec")
	if spec["hostNetwork"] == true {
		p.Sidecar = false
	}
	containers, _ := spec["containers"].([]any)
	for _, c := range containers {
		container, _ := c.(map[string]any)
		ports, _ := container["ports"].([]any)
		for _, port := range ports {
			port, _ := port.(map[string]any)
			if number, ok := port["containerPort"].(float64); ok {
				p.ports[cases.Text(port, "name")] = int(number)
			}
		}
	}
	return p
}

// scaleTargets are the workloads, as namespace/kind/name, whose replicas something else sets: an autoscaler or a Rollout.
func scaleTargets(objects []map[string]any) map[string]bool {
	targets := map[string]bool{}
	for _, o := range objects {
		for _, field := range []string{"scaleTargetRef", "workloadRef"} {
			if target := cases.At(o, "spec", field); target != nil {
				kind := cases.Text(target, "kind")
				if kind == "" {
					kind = "Deployment" // KEDA's default
				}
				targets[namespace(o)+"/"+kind+"/"+cases.Text(target, "name")] = true
			}
		}
	}
	return targets
}

// runs tells whether a workload has pods: not with replicas: 0, unless something scales it.
func runs(o map[string]any, scaled map[string]bool) bool {
	replicas, set := cases.At(o, "spec")["replicas"].(float64)
	return !set || replicas > 0 || scaled[namespace(o)+"/"+cases.Text(o, "kind")+"/"+cases.Text(o, "metadata", "name")]
}

// owned tells whether another object makes a ReplicaSet, a Pod or a Job.
func owned(o map[string]any) bool {
	owners, _ := cases.At(o, "metadata")["ownerReferences"].([]any)
	kind := cases.Text(o, "kind")
	return len(owners) > 0 && (kind == "ReplicaSet" || kind == "Pod" || kind == "Job")
}
