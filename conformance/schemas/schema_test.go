package schemas

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"

	"github.com/graylane/graylane/conformance/cases"
)

// form is a kind in one API version, with a field of its spec.
type form struct {
	version
	field string
}

func TestSchemas(t *testing.T) {
	all := definitions(t)
	var seen sync.Map // by form
	n := each(t, func(t *testing.T, _ cases.Case, a cases.Answer) {
		for _, o := range istios(a.Generated) {
			for field := range cases.At(o, "spec") {
				seen.Store(form{versionOf(o), field}, true)
			}
			for _, finding := range rejections(t, all, o) {
				t.Errorf("%s: %s", name(o), finding)
			}
		}
	})
	t.Cleanup(func() {
		for _, want := range forms() {
			if _, ok := seen.Load(want); !ok && n.complete() {
				t.Errorf("no case has a %s of %s with %s", want.kind, want.api, want.field)
			}
		}
	})
}

// istios are the objects of Istio among those of an answer; whatever else is generated is a copy of an input item.
func istios(objects []map[string]any) []map[string]any {
	return slices.DeleteFunc(slices.Clone(objects), func(o map[string]any) bool {
		group, _, _ := strings.Cut(cases.Text(o, "apiVersion"), "/")
		return !strings.HasSuffix(group, ".istio.io")
	})
}

// forms are what the cases have to have between them.
func forms() []form {
	var out []form
	for _, api := range []string{"networking.istio.io/v1", older} {
		rule, routes := version{api, "DestinationRule"}, version{api, "VirtualService"}
		out = append(out, form{rule, "subsets"}, form{routes, "http"}, form{routes, "tcp"}, form{routes, "tls"}, form{routes, "gateways"}, form{routes, "exportTo"})
	}
	return out
}

func versionOf(o map[string]any) version {
	return version{cases.Text(o, "apiVersion"), cases.Text(o, "kind")}
}

// rejections are the reasons for which an API server would not take an object as it stands. Unknown fields are among
// them: an API server drops them, and what was meant by them does not happen.
func rejections(t *testing.T, all map[version]definition, object map[string]any) []string {
	t.Helper()
	d, ok := all[versionOf(object)]
	if !ok {
		return []string{fmt.Sprint("there is no definition of ", versionOf(object))}
	}
	o := asJSON(t, object)
	var out []string
	for _, path := range d.unknown(o) {
		out = append(out, "unknown field "+path)
	}
	for _, err := range append(metadata(o), d.invalid(o)...) {
		out = append(out, err.Error())
	}
	return out
}

// unknown are the fields of an object that the definition does not have; the object is left without them.
func (d definition) unknown(o map[string]any) []string {
	_, _, fields, _ := objectmeta.GetObjectMetaWithOptions(o, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	return append(fields, pruning.PruneWithOptions(o, d.structural, true, schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})...)
}

// invalid is what the schema and the CEL rules have against an object, after the defaults are filled in, of which Istio's
// kinds have none so far.
func (d definition) invalid(o map[string]any) field.ErrorList {
	defaulting.Default(o, d.structural)
	errs := validation.ValidateCustomResource(nil, o, d.openAPI)
	errs = append(errs, listtype.ValidateListSetsAndMaps(nil, d.structural, o)...)
	broken, _ := d.rules.Validate(context.Background(), nil, d.structural, o, nil, celconfig.RuntimeCELCostBudget)
	return append(errs, broken...)
}

// metadata is what is wrong with the metadata of a namespaced object. One without a namespace gets that of its client.
func metadata(o map[string]any) field.ErrorList {
	meta, _, _, err := objectmeta.GetObjectMetaWithOptions(o, objectmeta.ObjectMetaOptions{})
	if err != nil {
		return field.ErrorList{field.Invalid(field.NewPath("metadata"), "", err.Error())}
	}
	if meta.Namespace == "" {
		meta.Namespace = metav1.NamespaceDefault
	}
	return apivalidation.ValidateObjectMetaAccessor(meta, true, apivalidation.NameIsDNSSubdomain, field.NewPath("metadata"))
}

// asJSON is an object with the types that Kubernetes reads from JSON: whole numbers are int64.
func asJSON(t testing.TB, o map[string]any) (out map[string]any) {
	t.Helper()
	text, err := json.Marshal(o)
	if err == nil {
		err = utiljson.Unmarshal(text, &out)
	}
	if err != nil {
		t.Fatalf("%s: %v", name(o), err)
	}
	return out
}
