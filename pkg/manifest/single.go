package manifest

import "github.com/graylane/graylane/pkg/model"

// single says why the pods of a workload must not be there twice: a volume that is one for all of them, or a strategy that
// never runs two at once. A generic ephemeral volume is each pod's own
// (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes,
// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment).
func single(workload, pod node) string {
	if workload.get("strategy", "type").text() == "Recreate" {
		return "its strategy is Recreate"
	}
	for _, v := range pod.get("volumes").list() {
		name := v.get("name").text()
		if claim := v.get("persistentVolumeClaim"); claim.Node != nil {
			return "its volume " + name + " is the PersistentVolumeClaim " + claim.get("claimName").text()
		}
		if path := v.get("hostPath"); path.Node != nil {
			return "its volume " + name + " is the hostPath " + path.get("path").text()
		}
	}
	return ""
}

// requirements reads the expressions of a label selector.
func requirements(n node) []model.Requirement {
	var out []model.Requirement
	for _, e := range n.list() {
		out = append(out, model.Requirement{Key: e.get("key").text(), Operator: e.get("operator").text(), Values: e.get("values").texts()})
	}
	return out
}
