package source

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// originsIn renders a kustomization to learn the origins of its resources; none where that fails.
func originsIn(dir string) map[diag.Ref]origin {
	o, err := newOverlay(dir, Options{})
	if err != nil || o.walk(o.root, map[filesys.ConfirmedDir]bool{}) != nil {
		return nil
	}
	o.tracing, o.kept = true, true
	m, err := o.run()
	if err != nil {
		return nil
	}
	found := make(map[diag.Ref]origin, m.Size())
	for _, res := range m.Resources() {
		found[resourceRef(res)] = o.originOf(res)
	}
	return found
}

func resourceRef(res *resource.Resource) diag.Ref {
	return diag.Ref{APIVersion: res.GetApiVersion(), Kind: res.GetKind(), Namespace: res.GetNamespace(), Name: res.GetName()}
}

// originOf reads what kustomize tells of a resource. The paths are relative to the root.
func (o *overlay) originOf(res *resource.Resource) origin {
	from, err := res.GetOrigin()
	if err != nil || from == nil || from.Repo != "" {
		return origin{}
	}
	if from.ConfiguredIn == "" {
		return origin{file: o.name(o.root.Join(from.Path))}
	}
	generator := ""
	if kind := from.ConfiguredBy.Kind; strings.HasSuffix(kind, "Generator") {
		generator = strings.ToLower(kind[:1]) + kind[1:]
	}
	return origin{file: o.name(o.root.Join(from.ConfiguredIn)), generator: generator}
}

// traced is the content of l in which kustomize tells origins, without the functions of graylane: what they add was written
// nowhere.
func (o *overlay) traced(l *layer) ([]byte, error) {
	k := l.kust
	for list, field := range pluginLists(&k) {
		*field = nil
		for _, e := range l.order(list) {
			if !slices.ContainsFunc(e.members, func(m member) bool { return m.owner == graylanes }) {
				*field = append(*field, e.source)
			}
		}
	}
	if o.isRoot(l) && !slices.Contains(k.BuildMetadata, types.OriginAnnotations) {
		k.BuildMetadata = append(slices.Clone(k.BuildMetadata), types.OriginAnnotations)
	}
	return json.Marshal(k)
}
