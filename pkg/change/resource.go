package change

import (
	"cmp"
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Resource is a generated resource that differs.
type Resource struct {
	Kind Kind
	diag.Ref
}

// compareResources are the generated resources that differ.
func compareResources(before, after []Generated) []Resource {
	o, n := byName(before), byName(after)
	var all []Resource
	for _, name := range keys(o, n, resourceName.compare) {
		gone, was := o[name]
		come, is := n[name]
		switch {
		case !was:
			all = append(all, Resource{Added, come.Ref})
		case !is:
			all = append(all, Resource{Removed, gone.Ref})
		case !slices.Equal(gone.Text, come.Text):
			all = append(all, Resource{Changed, come.Ref})
		}
	}
	return all
}

// generated are the resources that concern the namespace.
func (p *picture) generated() []Generated {
	return slices.DeleteFunc(slices.Clone(p.Generated), func(g Generated) bool { return !p.concerns(g.Namespace) })
}

type resourceName struct {
	kind string
	model.Key
}

func (r resourceName) compare(other resourceName) int {
	return cmp.Or(cmp.Compare(r.kind, other.kind), r.Key.Compare(other.Key))
}

func byName(resources []Generated) map[resourceName]Generated {
	all := map[resourceName]Generated{}
	for _, r := range resources {
		all[resourceName{r.Kind, model.KeyOf(r.Namespace, r.Name)}] = r
	}
	return all
}
