package detect

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/command"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/setting"
)

// environment is what a container's process finds in its environment, as the kubelet makes it: envFrom in order, the
// later wins, then env in order, the later wins, then the variables of the namespace's Services
// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables;
// kubernetes pkg/kubelet/kubelet_pods.go, makeEnvironment).
type environment struct {
	model     *model.Model
	workload  *model.Workload
	container model.Container
	links     serviceLinks
	telling   tellingKeys
	sources   []source
	own       []variable // those of env, in order; of a name the last counts
	index     map[string]int
	room      *int // what references may yet add to the values of the workload
}

// source is an entry of envFrom that the input has.
type source struct {
	prefix string
	data   *model.Configuration
}

// variable is an entry of env.
type variable struct {
	entry  int                  // its index in env
	value  string               // as the process finds it
	secret bool                 // whether something of a Secret is in the value
	known  bool                 // whether the input tells its value
	data   *model.Configuration // that it is from; nil for another source
}

// environments are those of the containers of one workload, which the detectors share.
type environments struct {
	workload *model.Workload
	room     int            // what references may yet add to its values
	made     []*environment // by the index of the container; nil for one that nobody has asked for
	links    serviceLinks
	telling  tellingKeys
}

// of is the environment of the i-th container of w.
func (e *environments) of(m *model.Model, w *model.Workload, i int) *environment {
	if e.workload != w {
		e.workload, e.made, e.room = w, make([]*environment, len(w.Containers)), maxExpansions
	}
	if e.made[i] == nil {
		e.made[i] = e.environment(m, w, w.Containers[i])
	}
	return e.made[i]
}

// environment makes the environment of a container.
func (shared *environments) environment(m *model.Model, w *model.Workload, c model.Container) *environment {
	e := &environment{model: m, workload: w, container: c, links: shared.links, telling: shared.telling, room: &shared.room}
	for _, from := range c.EnvFrom {
		if data := m.Configuration(from.Source, w.Namespace, from.Name); data != nil {
			e.sources = append(e.sources, source{from.Prefix, data})
		}
	}
	if len(c.Env) > 0 {
		e.index = make(map[string]int, len(c.Env))
	}
	for i, v := range c.Env {
		entry := e.variable(i, v)
		if at, again := e.index[v.Name]; again {
			e.own[at] = entry
			continue
		}
		e.index[v.Name] = len(e.own)
		e.own = append(e.own, entry)
	}
	return e
}

// variable is the i-th entry of env. Only a value that is written there is expanded, by the variables before it.
func (e *environment) variable(i int, v model.EnvVar) variable {
	out := variable{entry: i}
	switch {
	case v.Value != "":
		out.value, out.secret = e.expand(v.Value)
		out.known = true
	case v.From != nil:
		if out.data = e.model.Configuration(v.From.Source, e.workload.Namespace, v.From.Name); out.data != nil {
			out.value, out.known = out.data.Data[v.From.Key]
			out.secret = out.data.Source == model.Secret
		}
	case v.FieldPath != "":
		out.value, out.known = podField(e.workload, v.FieldPath)
	default:
		out.known = !v.Unread
	}
	return out
}

// clue is what a variable shows.
func (e *environment) clue(v variable) callgraph.Clue {
	entry := e.container.Env[v.entry]
	if v.data != nil {
		return e.from(v.data, entry.From.Key, entry.Name, v.value)
	}
	field, written := ".value", entry.Value
	if written == "" {
		field, written = ".valueFrom.fieldRef.fieldPath", entry.FieldPath
	}
	return callgraph.Clue{
		Evidence: callgraph.Evidence{
			Object: e.workload.Ref, Place: e.workload.Place, Weak: e.container.Init,
			Field: e.container.Field + ".env[" + strconv.Itoa(v.entry) + "]" + field, Value: written,
		},
		Setting: setting.Setting{Name: entry.Name, Value: v.value},
		Filled:  v.secret,
	}
}

// from is a clue that stands under a key of a ConfigMap or Secret.
func (e *environment) from(data *model.Configuration, key, name, value string) callgraph.Clue {
	return callgraph.Clue{
		Evidence: callgraph.Evidence{Object: data.Ref, Place: data.Place, Field: dataField(data, key), Value: value, Weak: e.container.Init},
		Setting:  setting.Setting{Name: name, Value: value},
		Secret:   data.Source == model.Secret,
	}
}

// dataField is the path of a key of a ConfigMap or Secret.
func dataField(data *model.Configuration, key string) string {
	field := data.Fields[key]
	if field == "" {
		field = "data"
	}
	plain := !strings.ContainsFunc(key, func(r rune) bool {
		return r != '_' && r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	if plain && key != "" {
		return field + "." + key
	}
	return fmt.Sprintf("%s[%q]", field, key)
}

// podField is the value of a field of the pod, where its template tells it
// (https://kubernetes.io/docs/concepts/workloads/pods/downward-api/). Without a namespace the pod is in the
// default one, as for kubectl.
func podField(w *model.Workload, path string) (value string, known bool) {
	if path == "metadata.namespace" {
		return w.Key().Namespace, true
	}
	field, key, found := strings.Cut(strings.TrimSuffix(path, "']"), "['")
	if !found {
		return "", false
	}
	switch field {
	case "metadata.labels":
		value, known = w.PodLabels[key]
	case "metadata.annotations":
		value, known = w.PodAnnotations[key]
	}
	return value, known
}

// expand replaces the references in a value.
func (e *environment) expand(value string) (expanded string, secret bool) {
	return expand(value, e.lookup, e.room)
}

// lookup finds the value of a variable; ok is false when there is none, or the input does not tell its value.
func (e *environment) lookup(name string) (v callgraph.Variable, ok bool) {
	if name == command.NamespaceVariable {
		return callgraph.Variable{Value: e.workload.Key().Namespace}, true
	}
	if at, own := e.index[name]; own {
		return callgraph.Variable{Value: e.own[at].value, Secret: e.own[at].secret}, e.own[at].known
	}
	if *e.room -= len(e.sources); *e.room < 0 {
		return callgraph.Variable{}, false
	}
	for _, s := range slices.Backward(e.sources) {
		if key, prefixed := strings.CutPrefix(name, s.prefix); prefixed {
			if value, ok := s.data.Data[key]; ok {
				return callgraph.Variable{Value: value, Secret: s.data.Source == model.Secret}, true
			}
		}
	}
	if e.workload.NoServiceLinks {
		return callgraph.Variable{}, false
	}
	v.Value, ok = e.links.value(e.model, e.workload.Namespace, name)
	return v, ok
}

// overridden tells whether something hides a variable that the source at an index of sources sets.
func (e *environment) overridden(name string, at int) bool {
	if _, own := e.index[name]; own {
		return true
	}
	return slices.ContainsFunc(e.sources[at+1:], func(s source) bool {
		key, prefixed := strings.CutPrefix(name, s.prefix)
		_, set := s.data.Data[key]
		return prefixed && set
	})
}
