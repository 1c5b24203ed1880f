package schemas

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/runtime"
	celconfig "k8s.io/apiserver/pkg/apis/cel"

	"github.com/graylane/graylane/conformance"
	"github.com/graylane/graylane/conformance/cases"
)

// definition is one version of a kind, as a CustomResourceDefinition describes it.
type definition struct {
	structural *schema.Structural
	openAPI    validation.SchemaValidator
	rules      *cel.Validator
}

// version is an API version and a kind.
type version struct{ api, kind string }

// definitions are those of Istio's networking kinds.
func definitions(t *testing.T) map[version]definition {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(moduleDir(t, "istio.io/api"), "kubernetes", "customresourcedefinitions.gen.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	objects, err := cases.Objects(text)
	if err != nil {
		t.Fatal(err)
	}
	all := map[version]definition{}
	for _, o := range objects {
		if cases.Text(o, "spec", "group") != "networking.istio.io" {
			continue
		}
		var crd apiextensionsv1.CustomResourceDefinition
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(asJSON(t, o), &crd); err != nil {
			t.Fatal(err)
		}
		for _, v := range crd.Spec.Versions {
			all[version{crd.Spec.Group + "/" + v.Name, crd.Spec.Names.Kind}] = define(t, v.Schema.OpenAPIV3Schema)
		}
	}
	return all
}

// define makes of a schema what checks objects against it.
func define(t *testing.T, props *apiextensionsv1.JSONSchemaProps) (d definition) {
	t.Helper()
	var internal apiextensions.JSONSchemaProps
	err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(props, &internal, nil)
	if err == nil {
		d.structural, err = schema.NewStructural(&internal)
	}
	if err == nil {
		d.openAPI, _, err = validation.NewSchemaValidator(&internal)
	}
	if err != nil {
		t.Fatal(err)
	}
	d.rules = cel.NewValidator(d.structural, true, celconfig.PerCallLimit)
	return d
}

// moduleDir is where the module cache has a module, in the version that this module requires.
func moduleDir(t *testing.T, module string) string {
	t.Helper()
	out, err := exec.Command(conformance.Require(t, "go"), "list", "-m", "-f", "{{.Dir}}", module).Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		conformance.Missing(t, "the module cache has no "+module)
	}
	return dir
}
