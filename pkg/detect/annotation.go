package detect

import (
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// annotated are the clues of an annotation of a workload and of its pods, without a value: where it stands, and what it
// says.
func annotated(w *model.Workload, annotation string) []callgraph.Clue {
	var clues []callgraph.Clue
	add := func(prefix, value string) {
		field := fmt.Sprintf("%smetadata.annotations[%q]", prefix, annotation)
		clues = append(clues, callgraph.Clue{Evidence: callgraph.Evidence{Object: w.Ref, Place: w.Place, Field: field, Value: value}})
	}
	if value, has := w.Annotations[annotation]; has {
		add("", value)
	}
	if template := templateOf(w); template != "" {
		if value, has := w.PodAnnotations[annotation]; has {
			add(template, value)
		}
	}
	return clues
}

// templateOf is the path of the pod template in w, with a dot behind it; empty for a Pod.
func templateOf(w *model.Workload) string {
	if len(w.Containers) == 0 {
		return ""
	}
	template, _, _ := strings.Cut(w.Containers[0].Field, "spec.containers[")
	template, _, _ = strings.Cut(template, "spec.initContainers[")
	return template
}

// listed are the elements of a list with commas, without white space around them.
func listed(value string) []string {
	var out []string
	for part := range strings.SplitSeq(value, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
