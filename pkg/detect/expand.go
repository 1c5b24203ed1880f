package detect

import "strings"

// expand replaces the references $(NAME) in a value as the kubelet does: $$ is a dollar, and a reference to a variable
// that is not there stays (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables;
// kubernetes third_party/forked/golang/expansion).
func expand(value string, lookup func(name string) (string, bool)) string {
	if !strings.Contains(value, "$") {
		return value
	}
	var out strings.Builder
	for {
		before, after, found := strings.Cut(value, "$")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		name, rest, closed := strings.Cut(strings.TrimPrefix(after, "("), ")")
		switch {
		case strings.HasPrefix(after, "$"):
			out.WriteByte('$')
			value = after[1:]
		case strings.HasPrefix(after, "(") && closed:
			replacement, known := lookup(name)
			if !known {
				replacement = "$(" + name + ")"
			}
			out.WriteString(replacement)
			value = rest
		default:
			out.WriteByte('$')
			value = after
		}
	}
}
