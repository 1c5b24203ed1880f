package drift

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Object is a generated object.
type Object struct {
	diag.Ref
	Text []byte // one YAML document
	// Of is what a finding about it is told of: the object itself, or what it was generated for; At is where that stands.
	Of diag.Ref
	At diag.Place
}

// Find reports how the objects that are there differ from those that are wanted, in the order of the latter and then of the
// former: what is missing, what says something else, what is no longer wanted and what stands twice. Group, kind, namespace and
// name identify an object. One whose name alone differs, as a later layer of kustomize renames it, is up to date all the same.
// Labels, annotations that the wanted object does not have, and how many pods a copy of a Deployment has are others' business.
func Find(there, wanted []Object) []diag.Diagnostic {
	c := comparison{there: contents(there), wanted: contents(wanted)}
	c.pair(content.identity)
	c.pair(content.renamed)
	return c.findings()
}

// content is an object as data.
type content struct {
	Object
	fields map[string]any
	pair   *content // its counterpart on the other side
}

// contents are objects as data. What cannot be read has none, and so differs from all others.
func contents(objects []Object) []*content {
	all := make([]*content, len(objects))
	for i, o := range objects {
		all[i] = &content{Object: o}
		if err := yaml.Unmarshal(o.Text, &all[i].fields); err != nil {
			all[i].fields = nil
		}
	}
	return all
}

// identity is what makes two objects one to a cluster. The version is no part of it.
func (c content) identity() string {
	key := model.KeyOf(c.Namespace, c.Name)
	return strings.Join([]string{c.group(), c.Kind, key.Namespace, key.Name}, "/")
}

// renamed is equal for objects that differ in their names alone.
func (c content) renamed() string {
	key := model.KeyOf(c.Namespace, c.Name)
	return strings.Join([]string{c.group(), c.Kind, key.Namespace, fmt.Sprint(nameless(unscaled(c)))}, "/")
}

func (c content) group() string {
	group, _, found := strings.Cut(c.APIVersion, "/")
	if !found {
		return ""
	}
	return group
}

// nameless is a specification without the names of delegates, which are renamed with them.
func nameless(spec any) any {
	fields, _ := spec.(map[string]any)
	rules, _ := fields["http"].([]any)
	if len(rules) == 0 {
		return spec
	}
	fields, rules = maps.Clone(fields), slices.Clone(rules)
	for i, rule := range rules {
		if r, ok := rule.(map[string]any); ok && r["delegate"] != nil {
			rules[i] = maps.Clone(r)
			rules[i].(map[string]any)["delegate"] = nil
		}
	}
	fields["http"] = rules
	return fields
}

// comparison is the state of one Find.
type comparison struct{ there, wanted []*content }

// pair makes counterparts of those that have none yet and are equal by a key.
func (c comparison) pair(key func(content) string) {
	single := map[string]*content{}
	for _, t := range c.there {
		if k := key(*t); t.pair == nil && single[k] == nil {
			single[k] = t
		}
	}
	for _, w := range c.wanted {
		if t := single[key(*w)]; w.pair == nil && t != nil && t.pair == nil {
			w.pair, t.pair = t, w
		}
	}
}

// findings are what is left without a counterpart, or has one that says something else.
func (c comparison) findings() []diag.Diagnostic {
	var ds []diag.Diagnostic
	about := func(o *content, what string) {
		ds = append(ds, diag.New(diag.GeneratedOutdated, o.Of, o.Ref.String(), what).At(o.At))
	}
	kept := map[string]bool{}
	for _, w := range c.wanted {
		switch {
		case w.pair == nil:
			about(w, "is not there")
		case !w.says(w.pair):
			about(w.pair, "is not what graylane generates now")
		}
		if w.pair != nil {
			kept[w.pair.identity()] = true
		}
	}
	for _, t := range c.there {
		switch {
		case t.pair != nil:
		case kept[t.identity()]:
			about(t, "stands there more than once")
		default:
			about(t, "is no longer wanted")
		}
	}
	return ds
}

// says tells whether an object has the specification of w, and its annotations.
func (c content) says(other *content) bool {
	a, b := unscaled(c), unscaled(*other)
	if c.Name != other.Name {
		a, b = nameless(a), nameless(b)
	}
	if !reflect.DeepEqual(a, b) {
		return false
	}
	annotations := other.annotations()
	for key, value := range c.annotations() {
		if !model.Bookkeeping(key) && annotations[key] != value {
			return false
		}
	}
	return true
}

// unscaled is the specification without the number of pods, which autoscalers and people change. Without any pod a copy is not what
// was generated.
func unscaled(c content) any {
	fields, isMapping := c.fields["spec"].(map[string]any)
	if c.Kind != "Deployment" || !isMapping || fields["replicas"] == 0 {
		return c.fields["spec"]
	}
	fields = maps.Clone(fields)
	delete(fields, "replicas")
	return fields
}

func (c content) annotations() map[string]any {
	metadata, _ := c.fields["metadata"].(map[string]any)
	annotations, _ := metadata["annotations"].(map[string]any)
	return annotations
}
