package detect

import (
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
)

// maxExpansion is how many bytes references may add to a value: a variable may name others, ten times each.
const maxExpansion = 1 << 16

// expand replaces the references $(NAME) in a value as the kubelet does: $$ is a dollar, and a reference to a variable
// that is not there stays (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables;
// kubernetes third_party/forked/golang/expansion). So does one that there is no room for. Secret tells whether something
// of a Secret has come in.
func expand(value string, lookup callgraph.Lookup) (expanded string, secret bool) {
	if !strings.Contains(value, "$") {
		return value, false
	}
	var out strings.Builder
	limit := len(value) + maxExpansion
	for {
		before, after, found := strings.Cut(value, "$")
		out.WriteString(before)
		if !found {
			return out.String(), secret
		}
		var name, rest string
		reference := strings.HasPrefix(after, "(")
		if reference {
			name, rest, reference = strings.Cut(after[1:], ")")
		}
		switch {
		case strings.HasPrefix(after, "$"):
			out.WriteByte('$')
			value = after[1:]
		case reference:
			v, known := lookup(name)
			if !known || out.Len()+len(v.Value) > limit {
				v = callgraph.Variable{Value: "$(" + name + ")"}
			}
			out.WriteString(v.Value)
			secret = secret || v.Secret
			value = rest
		default:
			out.WriteByte('$')
			value = after
		}
	}
}
