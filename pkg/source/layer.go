package source

import (
	"slices"

	"sigs.k8s.io/kustomize/api/types"
)

// layer is one kustomization file and the plugin configurations that it leads to.
type layer struct {
	path    string // of the file
	content []byte
	kust    types.Kustomization
	entries []entry
	err     error // why its entries are not known
}

// entry is one element of generators, transformers or validators.
type entry struct {
	list    int    // which of pluginLists
	index   int    // place in its list
	inline  bool   // a configuration itself, not a path to one
	source  string // as it stands in the kustomization file
	file    string // the file that holds it; empty for what a directory or a URL leads to
	content []byte // of the configuration as it stands there
	members []member
	unknown bool // members could not be found out
}

// pluginLists are the fields of a kustomization that name plugins.
func pluginLists(k *types.Kustomization) []*[]string {
	return []*[]string{&k.Generators, &k.Transformers, &k.Validators}
}

// listNames are their names.
func listNames() []string { return []string{"generators", "transformers", "validators"} }

// transformers is the index of that list.
const transformers = 1

// is tells whether two entries of one layer are the same.
func (e *entry) is(other entry) bool {
	return e != nil && e.list == other.list && e.index == other.index
}

// own are the function configs of graylane itself.
func (l *layer) own() []member {
	var out []member
	for _, e := range l.entries {
		for _, m := range e.members {
			if m.owner == graylanes {
				out = append(out, m)
			}
		}
	}
	return out
}

// order is the order in which kustomize takes the entries of a list: what stands inline
// comes before what stands in files.
func (l *layer) order(list int) []entry {
	var inline, paths []entry
	for _, e := range l.entries {
		switch {
		case e.list != list:
		case e.inline:
			inline = append(inline, e)
		default:
			paths = append(paths, e)
		}
	}
	return append(inline, paths...)
}

// last is the entry at the very end of what kustomize does for l, if that is a function
// config of graylane alone in its file, and l is more than this entry.
func (l *layer) last() (entry, bool) {
	if len(l.kust.Validators) > 0 {
		return entry{}, false
	}
	entries := l.order(transformers)
	if len(entries) == 0 {
		return entry{}, false
	}
	e := entries[len(entries)-1]
	alone := len(e.members) == 1 && e.members[0].owner == graylanes && e.file != ""
	if !alone {
		return entry{}, false
	}
	rest := l.without(e)
	return e, rest.CheckEmpty() == nil
}

// without is the kustomization without an entry.
func (l *layer) without(e entry) types.Kustomization {
	k := l.kust
	list := pluginLists(&k)[e.list]
	if *list = slices.Delete(slices.Clone(*list), e.index, e.index+1); len(*list) == 0 {
		*list = nil
	}
	return k
}
