package detect

import (
	"fmt"
	"maps"
	"regexp"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// hostEntries are the keys of ConfigMaps whose values name hosts, with these as evidence. It remembers each
// ConfigMap, since a thousand workloads may read one of ten thousand keys.
type hostEntries map[*model.ConfigMap]map[string]*callgraph.Evidence

func (h hostEntries) of(source *model.ConfigMap) map[string]*callgraph.Evidence {
	if entries, known := h[source]; known {
		return entries
	}
	entries := map[string]*callgraph.Evidence{}
	for key, value := range source.Data {
		if len(callgraph.Targets(value)) > 0 {
			entries[key] = inConfigMap(source, key, value)
		}
	}
	h[source] = entries
	return entries
}

// overlay sets the variables that a whole ConfigMap gives, named with a prefix, over those that are in vars. It
// removes the ones whose new value names no host.
func (h hostEntries) overlay(vars map[string]*callgraph.Evidence, prefix string, source *model.ConfigMap) {
	if len(vars) < len(source.Data) {
		maps.DeleteFunc(vars, func(variable string, _ *callgraph.Evidence) bool {
			key, prefixed := strings.CutPrefix(variable, prefix)
			_, set := source.Data[key]
			return prefixed && set
		})
	} else {
		for key := range source.Data {
			delete(vars, prefix+key)
		}
	}
	for key, e := range h.of(source) {
		vars[prefix+key] = e
	}
}

var plainKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// inConfigMap is evidence that stands under a key of a ConfigMap.
func inConfigMap(source *model.ConfigMap, key, value string) *callgraph.Evidence {
	field := "data." + key
	if !plainKey.MatchString(key) {
		field = fmt.Sprintf("data[%q]", key)
	}
	return &callgraph.Evidence{Object: source.Ref, Place: source.Place, Field: field, Value: value}
}
