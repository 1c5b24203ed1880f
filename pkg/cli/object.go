package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
)

// objects are those of a result that a word of the command line may name.
type objects []diag.Ref

// callersOf are the Services, the workloads, and what lets requests in from outside.
func callersOf(r pipeline.Result) objects {
	all := objectsOf(r.Model.Services())
	all = append(all, objectsOf(r.Model.Workloads())...)
	for _, h := range r.Trace.Hops {
		if h.Call == nil && !slices.Contains(all, h.Caller) {
			all = append(all, h.Caller)
		}
	}
	return all
}

// objectsOf are objects by their names.
func objectsOf[O model.Any](list []O) objects {
	var all objects
	for _, o := range list {
		all = append(all, o.Meta().Ref)
	}
	return all
}

// find is the object that [kind/][namespace/]name means. A Service goes before what else has its name.
func (all objects) find(word string) (diag.Ref, error) {
	found := all.named(word)
	if services := found.of("Service"); len(services) > 0 {
		found = services
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return diag.Ref{}, fmt.Errorf("%q is the name of several: %s", word, oneOf(found.texts()))
	}
	if meant := all.nearest(word); meant != "" {
		return diag.Ref{}, fmt.Errorf("there is no %q; did you mean %s?", word, meant)
	}
	return diag.Ref{}, fmt.Errorf("there is no %q; there are %s", word, firstOf(slices.Compact(all.names())))
}

// nearest is the name that is nearest to a word, with its namespace where the word has one; empty when none is near.
func (all objects) nearest(word string) string {
	bare, qualified := all.names(), map[string]string{}
	if !strings.Contains(word, "/") {
		return api.Nearest(word, bare)
	}
	for _, ref := range all {
		if qualified[ref.Name] == "" {
			qualified[ref.Name] = model.KeyOf(ref.Namespace, "").Namespace + "/" + ref.Name
		}
	}
	return qualified[api.Nearest(word[strings.LastIndex(word, "/")+1:], bare)]
}

// named are the objects that a word may mean.
func (all objects) named(word string) objects {
	parts := strings.Split(word, "/")
	name := parts[len(parts)-1]
	return slices.DeleteFunc(slices.Clone(all), func(ref diag.Ref) bool {
		namespace := model.KeyOf(ref.Namespace, "").Namespace
		switch {
		case ref.Name != name || len(parts) > 3:
			return true
		case len(parts) == 3:
			return !isKind(parts[0], ref.Kind) || parts[1] != namespace
		case len(parts) == 2:
			return !isKind(parts[0], ref.Kind) && parts[0] != namespace
		}
		return false
	})
}

// isKind tells whether a word means a kind, as kubectl takes it: in any case, in the plural, short.
func isKind(word, kind string) bool {
	word = strings.ToLower(word)
	lower := strings.ToLower(kind)
	return slices.Contains([]string{lower, lower + "s", lower + "es", shortName(kind)}, word)
}

// shortName is what kubectl calls a kind for short; empty for none.
func shortName(kind string) string {
	switch kind {
	case "Service":
		return "svc"
	case "Deployment":
		return "deploy"
	case "StatefulSet":
		return "sts"
	case "DaemonSet":
		return "ds"
	case "ReplicaSet":
		return "rs"
	case "CronJob":
		return "cj"
	case "Pod":
		return "po"
	case "Gateway":
		return "gw"
	case "Ingress":
		return "ing"
	}
	return ""
}

// of are those of a kind.
func (all objects) of(kind string) objects {
	return slices.DeleteFunc(slices.Clone(all), func(ref diag.Ref) bool { return ref.Kind != kind })
}

// texts are the objects as diagnostics name them.
func (all objects) texts() []string {
	var texts []string
	for _, ref := range all {
		texts = append(texts, ref.String())
	}
	return texts
}

// names are the names of objects, in order.
func (all objects) names() []string {
	var names []string
	for _, ref := range all {
		names = append(names, ref.Name)
	}
	slices.Sort(names)
	return names
}

// firstOf lists words, of many the first ones.
func firstOf(words []string) string {
	const most = 10
	switch {
	case len(words) == 0:
		return "none"
	case len(words) > most:
		return fmt.Sprintf("%s and %d more", strings.Join(words[:most], ", "), len(words)-most)
	}
	return strings.Join(words, ", ")
}
