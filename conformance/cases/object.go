package cases

import "maps"

// At is the mapping at a path of fields; nil where there is none.
func At(o map[string]any, path ...string) map[string]any {
	for _, field := range path {
		o, _ = o[field].(map[string]any)
	}
	return o
}

// Text is the string in a field of the mapping at a path; empty where there is none.
func Text(o map[string]any, path ...string) string {
	last := len(path) - 1
	text, _ := At(o, path[:last]...)[path[last]].(string)
	return text
}

// Strings are the strings of the mapping at a path; what is no string is left out.
func Strings(o map[string]any, path ...string) map[string]string {
	all := map[string]string{}
	for key, value := range At(o, path...) {
		if text, ok := value.(string); ok {
			all[key] = text
		}
	}
	return all
}

// Annotations are those of an object.
func Annotations(o map[string]any) map[string]string { return Strings(o, "metadata", "annotations") }

// Template is the pod template of a workload: for a Pod itself; nil for what is no workload.
func Template(o map[string]any) map[string]any {
	switch Text(o, "kind") {
	case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "DeploymentConfig", "Job", "Rollout", "CloneSet":
		return At(o, "spec", "template")
	case "CronJob":
		return At(o, "spec", "jobTemplate", "spec", "template")
	case "Pod":
		return o
	}
	return nil
}

// clone is a deep copy.
func clone(o map[string]any) map[string]any {
	out := maps.Clone(o)
	for key, value := range out {
		out[key] = cloneValue(value)
	}
	return out
}

func cloneValue(value any) any {
	switch value := value.(type) {
	case map[string]any:
		return clone(value)
	case []any:
		out := make([]any, len(value))
		for i := range value {
			out[i] = cloneValue(value[i])
		}
		return out
	}
	return value
}
