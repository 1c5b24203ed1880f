package telemetry

import "strings"

// podSuffix are the characters of what Kubernetes appends to names
// (https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go).
const podSuffix = "bcdfghjklmnpqrstvwxz2456789"

// workloadOf is the name of the workload that a pod belongs to, by the pod's name: a Deployment's pods have the hash of their template and five
// characters behind it, a DaemonSet's the five, a StatefulSet's a number. A name that has none of these is the workload's own.
func workloadOf(pod string) string {
	pod = name(pod)
	rest, last := cutLast(pod)
	switch {
	case rest == "":
		return pod
	case isNumber(last):
		return rest
	case len(last) != 5 || !isGenerated(last):
		return pod
	}
	if deployment, hash := cutLast(rest); deployment != "" && len(hash) >= 8 && len(hash) <= 10 && isGenerated(hash) {
		return deployment
	}
	return rest
}

// cutLast cuts a name before its last hyphen.
func cutLast(text string) (before, after string) {
	i := strings.LastIndexByte(text, '-')
	if i < 0 {
		return "", text
	}
	return text[:i], text[i+1:]
}

func isGenerated(text string) bool { return strings.Trim(text, podSuffix) == "" }

func isNumber(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }
