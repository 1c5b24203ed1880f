package detect

import (
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
)

// Variables may name others, ten times each, and a thousand arguments may name one of these.
const (
	// maxExpansion is how many bytes references may add to a value. With a string longer than twice that, no process starts
	// (https://man7.org/linux/man-pages/man2/execve.2.html, MAX_ARG_STRLEN).
	maxExpansion = 1 << 16
	// maxExpansions is how many bytes they may add to all values of a workload, and how many variables may be looked up in
	// sources for it. No process starts with as many in its arguments and its environment.
	maxExpansions = 1 << 23
)

// expand replaces the references $(NAME) in a value as the kubelet does: $$ is a dollar, and a reference to a variable
// that is not there stays (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables;
// kubernetes third_party/forked/golang/expansion). So does one that there is no room for. Secret tells whether something
// of a Secret has come in. Room is what references may yet add in all.
func expand(value string, lookup callgraph.Lookup, room *int) (expanded string, secret bool) {
	if !strings.Contains(value, "$") {
		return value, false
	}
	var out strings.Builder
	limit := len(value) + maxExpansion
	closed := true // whether references may be, in what is left
	for {
		before, after, found := strings.Cut(value, "$")
		out.WriteString(before)
		if !found {
			return out.String(), secret
		}
		var name, rest string
		reference := closed && strings.HasPrefix(after, "(")
		if reference {
			name, rest, reference = strings.Cut(after[1:], ")")
			closed = reference
		}
		switch {
		case strings.HasPrefix(after, "$"):
			out.WriteByte('$')
			value = after[1:]
		case reference:
			v, known := lookup(name)
			if !known || out.Len()+len(v.Value) > limit || len(v.Value) > *room {
				v = callgraph.Variable{Value: "$(" + name + ")"}
			}
			*room -= len(v.Value)
			out.WriteString(v.Value)
			secret = secret || v.Secret
			value = rest
		default:
			out.WriteByte('$')
			value = after
		}
	}
}
