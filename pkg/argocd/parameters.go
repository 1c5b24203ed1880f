package argocd

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/api"
)

// parameter is one of plugin.parameters in an Application. One of String, Array and Map is set.
type parameter struct {
	Name   string             `json:"name"`
	String *string            `json:"string"`
	Array  *[]string          `json:"array"`
	Map    *map[string]string `json:"map"`
}

// The fields that have a form of their own as parameters.
const (
	lanesField  = "lanes"
	headerField = "header"
)

// ofParameters are the assignments of the JSON list that Argo CD makes of an Application's parameters.
func ofParameters(text string) ([]api.Assignment, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	var parameters []parameter
	if err := json.Unmarshal([]byte(text), &parameters); err != nil {
		return nil, fmt.Errorf("%s is no list of parameters: %w", parametersVariable, err)
	}
	var all []api.Assignment
	for _, p := range parameters {
		assignments, err := p.assignments()
		if err != nil {
			return nil, err
		}
		all = append(all, assignments...)
	}
	return all, nil
}

// called is p as messages name it: as the Application does.
func (p parameter) called() string { return api.Parameter + p.Name }

// assignments are those of one parameter. An empty string, which is what a form without an entry sends, says nothing.
func (p parameter) assignments() ([]api.Assignment, error) {
	field, known := api.FieldAt(p.Name)
	if !known {
		field.Path = p.Name // which the configuration refuses, with a suggestion
	}
	switch {
	case p.String == nil && p.Array == nil && p.Map == nil:
		return nil, fmt.Errorf("%s has no value; give it a string, an array or a map", p.called())
	case p.String != nil && strings.TrimSpace(*p.String) == "":
		return nil, nil
	case p.String != nil:
		return []api.Assignment{assignment(field, *p.String, p.called())}, nil
	case p.Array != nil && known && !field.List:
		return nil, fmt.Errorf("%s is an array; it takes %s", p.called(), field.Takes)
	case p.Array != nil:
		return []api.Assignment{{Path: field.Path, Items: slices.Clip(append([]string{}, *p.Array...)), Called: p.called()}}, nil
	case p.Name == lanesField:
		return p.lanes()
	case known && !field.Mapping:
		return nil, fmt.Errorf("%s is a map; it takes %s", p.called(), field.Takes)
	}
	return p.fields(), nil
}

// fields are the assignments of a map to a field that has others below it.
func (p parameter) fields() []api.Assignment {
	var all []api.Assignment
	for _, key := range slices.Sorted(maps.Keys(*p.Map)) {
		path := p.Name + "." + key
		all = append(all, api.Assignment{Path: path, Text: (*p.Map)[key], Called: api.Parameter + path})
	}
	return all
}

// lanes is the assignment of a map of lanes by their names: to a version of every application that has it (v2), or to those
// of single ones (appa=v2, appb=v5).
func (p parameter) lanes() ([]api.Assignment, error) {
	items := []string{}
	for _, name := range slices.Sorted(maps.Keys(*p.Map)) {
		item, twice := laneItem(name, (*p.Map)[name])
		if twice != "" {
			return nil, fmt.Errorf("%s: the lane %s has two versions of %s", p.called(), name, twice)
		}
		items = append(items, item)
	}
	return []api.Assignment{{Path: lanesField, Items: items, Called: p.called()}}, nil
}

// laneItem is a lane as JSON, which is YAML as well; twice is an application that stands there twice.
func laneItem(name, text string) (item, twice string) {
	lane := map[string]any{"name": name, "version": strings.TrimSpace(text)}
	if strings.Contains(text, "=") {
		versions := map[string]string{}
		for part := range strings.SplitSeq(text, ",") {
			application, version, _ := strings.Cut(part, "=")
			application = strings.TrimSpace(application)
			if _, known := versions[application]; known {
				twice = application
			}
			versions[application] = strings.TrimSpace(version)
		}
		lane = map[string]any{"name": name, "versions": versions}
	}
	data, _ := json.Marshal(lane) // strings always can be
	return string(data), twice
}

// assignment is that of a text to a field. A bare word for the header is its name, but for those that mean to switch it on or off,
// which the configuration refuses.
func assignment(field api.Field, text, called string) api.Assignment {
	path, word := field.Path, strings.ToLower(strings.TrimSpace(text))
	if path == headerField && !strings.HasPrefix(word, "{") && word != "true" && word != "false" {
		path += ".name"
	}
	return api.Assignment{Path: path, Text: text, Called: called}
}
