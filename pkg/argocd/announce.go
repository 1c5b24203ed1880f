package argocd

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/api"
)

// announcement is one parameter as Argo CD shows it
// (https://argo-cd.readthedocs.io/en/stable/operator-manual/config-management-plugins/#write-the-plugin-configuration-file).
type announcement struct {
	Name           string            `json:"name"`
	Title          string            `json:"title"`
	Tooltip        string            `json:"tooltip,omitempty"`
	ItemType       string            `json:"itemType,omitempty"`
	CollectionType string            `json:"collectionType"`
	String         string            `json:"string,omitempty"`
	Array          []string          `json:"array,omitempty"`
	Map            map[string]string `json:"map,omitempty"`
}

// Announce is the announcement of the parameters, as JSON, with the values of a configuration as defaults: that is what counts
// where an Application does not set them.
func Announce(spec *api.Spec) []byte {
	all := []announcement{
		text("baseline", "Baseline version", spec.Baseline),
		{Name: lanesField, Title: "Lanes: the version of each, or versions by application", CollectionType: "map", Map: lanesOf(spec)},
		text("gaps", "Gaps in a lane", string(spec.Gaps)),
		text(headerField, "Header that carries the lane", spec.Header.Name),
		boolean("header.trust", "Trust the header of clients", spec.Header.Trust),
		text("match", "How callers are recognised", string(spec.Match)),
		text("versionLabel", "Label of versions", spec.VersionLabel),
		text("uncalled", "Services without a known caller", string(spec.Uncalled)),
		list("calls.add", "Calls that manifests cannot show", spec.Calls.Add),
		list("calls.ignore", "Calls that do not happen", spec.Calls.Ignore),
		list("entries", "Entries of gateways", spec.Entries),
		text("istio.exportTo", "Where rules are visible", string(spec.Istio.ExportTo)),
		boolean("istio.syncWaves", "Sync waves", spec.Istio.SyncWaves),
	}
	for i, a := range all {
		field, _ := api.FieldAt(a.Name)
		all[i].Tooltip = field.Description
	}
	out, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		panic("argocd: " + err.Error()) // strings always can be
	}
	return append(out, '\n')
}

func text(name, title, value string) announcement {
	return announcement{Name: name, Title: title, CollectionType: "string", String: value}
}

func boolean(name, title string, value bool) announcement {
	return announcement{Name: name, Title: title, ItemType: "boolean", CollectionType: "string", String: strconv.FormatBool(value)}
}

// list announces a list, each item as JSON in one line, which is how it may be given back.
func list[T any](name, title string, items []T) announcement {
	a := announcement{Name: name, Title: title, CollectionType: "array"}
	for _, item := range items {
		a.Array = append(a.Array, itemText(item))
	}
	return a
}

// itemText is an item of a list without the fields that are not given.
func itemText(item any) string {
	data, err := json.Marshal(item)
	var tree any
	if err == nil {
		err = json.Unmarshal(data, &tree)
	}
	if err == nil {
		data, err = json.Marshal(given(tree))
	}
	if err != nil {
		panic("argocd: " + err.Error()) // these are plain values
	}
	return string(data)
}

// given is a tree without what is empty; nil where nothing is left.
func given(tree any) any {
	switch tree := tree.(type) {
	case map[string]any:
		for key, value := range tree {
			if tree[key] = given(value); tree[key] == nil {
				delete(tree, key)
			}
		}
		if len(tree) == 0 {
			return nil
		}
	case []any:
		for i := range tree {
			tree[i] = given(tree[i])
		}
		if len(tree) == 0 {
			return nil
		}
	case string:
		if tree == "" {
			return nil
		}
	case float64:
		if tree == 0 {
			return nil
		}
	case bool:
		if !tree {
			return nil
		}
	}
	return tree
}

// lanesOf are the lanes of a configuration in the form of the parameter.
func lanesOf(spec *api.Spec) map[string]string {
	all := map[string]string{}
	for _, lane := range spec.Lanes {
		all[lane.Name] = lane.Version
		if len(lane.Versions) > 0 {
			var parts []string
			for _, application := range slices.Sorted(maps.Keys(lane.Versions)) {
				parts = append(parts, application+"="+lane.Versions[application])
			}
			all[lane.Name] = strings.Join(parts, ", ")
		}
	}
	return all
}
