package manifest

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Item is one object of the input.
type Item struct {
	model.Object
	// Facts are what the model needs of it, several for a kind with several roles, none for a kind that
	// graylane does not read, and none for an object that graylane generated, or that is for tools alone, and neither a template nor what was observed: but
	// for a [model.Other] where findings about it are suppressed.
	Facts       []model.Any
	Diagnostics []diag.Diagnostic
}

// Owned tells whether graylane generated the object.
func (i *Item) Owned() bool { return model.Owned(i.Annotations) }

// LocalConfig tells whether the object is for tools alone and never applied to a cluster
// (https://github.com/kubernetes-sigs/kustomize/blob/master/cmd/config/docs/api-conventions/functions-impl.md).
func (i *Item) LocalConfig() bool {
	return i.Annotations[model.LocalConfigAnnotation] == "true" || i.Annotations[model.KeptLocalAnnotation] == "true"
}

// Parse reads the object of a text, one YAML document. An object that names no namespace is taken to live in the one given.
func Parse(text []byte, place diag.Place, namespace string) (Item, error) {
	var n yaml.Node
	if err := yaml.Unmarshal(text, &n); err != nil {
		return Item{}, fmt.Errorf("%s: %w", place.File, err)
	}
	return decode(&n, place, namespace), nil
}

// Decode reads the object of a node. Place is where it stands; the object's own path and index
// annotations, which a function's host sets, take precedence. It keeps no reference to n.
func Decode(n *yaml.Node, place diag.Place) Item { return decode(n, place, "") }

func decode(n *yaml.Node, place diag.Place, namespace string) Item {
	r := &reader{root: rootOf(n)}
	meta := r.root.get("metadata")
	r.object = model.Object{
		Ref: diag.Ref{
			APIVersion: r.root.get("apiVersion").text(), Kind: r.root.get("kind").text(),
			Namespace: meta.get("namespace").text(), Name: meta.get("name").text(),
		},
		Place:       place,
		Annotations: meta.get("annotations").labels(),
	}
	r.object.Place = placeOf(&r.object)
	if previous := r.object.Annotations[model.PreviousNamesAnnotation]; previous != "" {
		r.object.PreviousNames = strings.Split(previous, ",")
	}
	r.live(namespace)
	item := Item{Object: r.object}
	switch {
	case item.Owned():
		item.Facts = r.woven()
	case api.IsObservedCalls(item.Ref):
		item.Facts = r.observed()
	case r.isTemplate():
		item.Facts = []model.Any{r.template(!item.LocalConfig())}
	case !item.LocalConfig():
		item.Facts = r.facts()
	}
	if len(item.Facts) == 0 && item.Assumed {
		item.Namespace, r.object.Namespace = "", "" // nothing is known of the kind, which may be in no namespace either
	}
	if _, marked := item.Annotations[model.SuppressAnnotation]; marked && len(item.Facts) == 0 && !item.Owned() {
		item.Facts = []model.Any{&model.Other{Object: r.object}}
	}
	if r.root.exhausted() {
		item.Facts = nil // some of them, which would pass for all
		r.diagnostics = nil
		r.report(diag.New(diag.InputNotObject, r.object.Ref, "its aliases stand for more than graylane reads"))
	}
	if why := tooLong(&r.object, item.Facts); why != "" {
		r.report(diag.New(diag.InputNotObject, r.object.Ref, why))
	}
	item.Diagnostics = append(r.diagnostics, duplicateKeys(&r.object, r.root)...)
	return item
}

// tooLong says of an object that matters here why Kubernetes does not take its name; what is generated for it has a longer one still
// (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names).
func tooLong(o *model.Object, facts []model.Any) string {
	most := model.NameLength
	if len(facts) > 0 {
		if _, ok := facts[0].(*model.Service); ok {
			most = model.LabelLength
		}
	}
	if len(facts) == 0 || len(o.Name) <= most {
		return ""
	}
	return fmt.Sprintf("its name has %d characters, and a %s may have %d", len(o.Name), o.Kind, most)
}

// placeOf is the place of o by its path and index annotations, where it has them.
func placeOf(o *model.Object) diag.Place {
	place := o.Place
	for _, keys := range [][2]string{
		{model.LegacyPathAnnotation, model.LegacyIndexAnnotation}, {model.PathAnnotation, model.IndexAnnotation},
	} {
		if path := o.Annotations[keys[0]]; path != "" {
			index, _ := strconv.Atoi(o.Annotations[keys[1]])
			place = diag.Place{File: path, Index: index}
		}
	}
	return place
}

// reader gathers the facts of one object.
type reader struct {
	root        node
	object      model.Object
	diagnostics []diag.Diagnostic
}

// live has the object live in a namespace, unless it names one itself, or is a Namespace, which is in none.
func (r *reader) live(namespace string) {
	if namespace == "" || r.object.Namespace != "" || r.group()+"/"+r.object.Kind == "/Namespace" {
		return
	}
	r.object.Namespace, r.object.Assumed = namespace, true
}

func (r *reader) group() string {
	group, _, found := strings.Cut(r.object.APIVersion, "/")
	if !found {
		return ""
	}
	return group
}

// facts reads the kinds that graylane knows. A kind is known by its group, since other groups reuse
// the names (Knative has a Service).
func (r *reader) facts() []model.Any {
	switch r.group() + "/" + r.object.Kind {
	case "/Service":
		return []model.Any{r.service()}
	case "/Namespace":
		return []model.Any{&model.Namespace{Object: r.object, Labels: r.root.get("metadata", "labels").labels()}}
	case "/ConfigMap":
		return []model.Any{r.configMap()}
	case "/Secret":
		return []model.Any{r.secret()}
	case "apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "extensions/Deployment", "extensions/DaemonSet",
		"apps.kruise.io/CloneSet", "apps.kruise.io/StatefulSet", "apps.kruise.io/DaemonSet", "apps.openshift.io/DeploymentConfig":
		return r.workload("spec.template")
	case "apps/ReplicaSet", "extensions/ReplicaSet", "batch/Job", "/ReplicationController":
		return r.unlessOwned(r.workload, "spec.template")
	case "/Pod":
		return r.unlessOwned(r.workload, "")
	case "batch/CronJob":
		return r.workload("spec.jobTemplate.spec.template")
	case "argoproj.io/Rollout":
		return r.rollout()
	case "autoscaling/HorizontalPodAutoscaler", "keda.sh/ScaledObject":
		return r.scaleTarget("spec", "scaleTargetRef")
	}
	return r.routing()
}

// unlessOwned leaves out an object that a controller owns: its owner stands for it.
func (r *reader) unlessOwned(read func(string) []model.Any, template string) []model.Any {
	if len(r.root.get("metadata", "ownerReferences").list()) > 0 {
		return nil
	}
	return read(template)
}
