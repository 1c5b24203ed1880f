package lane

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// Variable is an entry of a container's env that gets another value.
type Variable struct {
	Container int    // its number among Workload.Containers
	Field     string // the path of the value in the workload
	Name      string
	Value     string // the new one
	entry     int
}

// labelFor is the value of the version label that a copy for a lane gets: the one version of a lane that is declared with it,
// else the lane's name.
func (p *Plan) labelFor(lane string) string {
	if version := p.declaredAs[lane]; version != "" {
		return version
	}
	return lane
}

// cloneName is the name of a copy: that of the original without its version, and the lane.
func cloneName(w *model.Workload, label, lane string) string {
	name := w.Name
	for _, version := range []string{w.PodLabels[label], subsetName(w.PodLabels[label])} {
		if rest, found := strings.CutSuffix(name, "-"+version); found && version != "" && rest != "" {
			name = rest
			break
		}
	}
	return name + "-" + strings.Trim(subsetName(lane), "-")
}

// variables are those that hold the version of w, with the version of its copy: those whose names end in the name of the
// version label. One that ends in API_VERSION is of another thing.
func variables(w *model.Workload, label, version string) []Variable {
	_, key, qualified := strings.Cut(label, "/")
	if !qualified {
		key = label
	}
	own := w.PodLabels[label]
	var found []Variable
	for i, c := range w.Containers {
		for j, e := range c.Env {
			if e.Value == own && e.From == nil && e.FieldPath == "" && !e.Unread && holdsVersion(e.Name, key) {
				field := fmt.Sprintf("%s.env[%d].value", c.Field, j)
				found = append(found, Variable{Container: i, Field: field, Name: e.Name, Value: version, entry: j})
			}
		}
	}
	return found
}

// holdsVersion tells by the name of a variable whether it holds what the label of a key does.
func holdsVersion(variable, key string) bool {
	plain := func(s string) string { return strings.NewReplacer("-", "_", ".", "_").Replace(strings.ToLower(s)) }
	name := plain(variable)
	return strings.HasSuffix(name, plain(key)) && name != "api_version" && !strings.HasSuffix(name, "_api_version")
}

// Workload is the copy as a workload: the original's, but for what is the copy's own.
func (c Clone) Workload(label string) *model.Workload {
	w := *c.Of
	w.Name, w.CopyOf, w.Idle, w.PreviousNames = c.Name, c.Of, false, nil
	w.PodLabels = maps.Clone(w.PodLabels)
	w.PodLabels[label] = c.Version
	if len(w.MatchLabels) > 0 {
		w.MatchLabels = maps.Clone(w.MatchLabels)
		w.MatchLabels[label] = c.Version
	}
	w.Expressions = slices.DeleteFunc(slices.Clone(w.Expressions), func(r model.Requirement) bool { return r.Key == label })
	w.Containers = slices.Clone(w.Containers)
	for _, v := range c.Env {
		container := &w.Containers[v.Container]
		container.Env = slices.Clone(container.Env)
		container.Env[v.entry].Value = v.Value
	}
	return &w
}
