package catalog

import (
	"encoding/json"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// home is where graylane lives; files is where the files of its repository are shown.
const (
	home  = "https://github.com/graylane/graylane"
	files = home + "/blob/main/"
)

// Image is the name of the container image, as releases publish it, without a tag.
const Image = "ghcr.io/graylane/graylane"

// description is what catalogues say of the function.
const description = "Keeps every version of a microservice on its lane, with Istio routing inferred from the manifests."

// license are the licences of the function and of what its image holds, as an SPDX expression.
const license = "Apache-2.0 AND EPL-2.0"

// metadata is what kpt's catalogue wants to know of a function
// (https://catalog.kpt.dev/metadata-schema/).
type metadata struct {
	Image              string   `json:"image" yaml:"image"`
	Description        string   `json:"description" yaml:"description"`
	Tags               []string `json:"tags" yaml:"tags"`
	SourceURL          string   `json:"sourceURL" yaml:"sourceURL"`
	ExamplePackageURLs []string `json:"examplePackageURLs" yaml:"examplePackageURLs"`
	License            string   `json:"license" yaml:"license"`
	Hidden             bool     `json:"hidden" yaml:"hidden"`
}

func describe() metadata {
	return metadata{
		Image: Image, Description: description, Tags: tags(), SourceURL: home,
		ExamplePackageURLs: []string{home + "/tree/main/examples/kpt/shop"}, License: license,
	}
}

// tags say what the function may be in a pipeline.
func tags() []string { return []string{"mutator", "validator"} }

// Metadata is metadata.yaml in the form of kpt's function catalogue. Equal programs give equal bytes.
func Metadata() []byte { return marshal(describe()) }

// Help is what a function says of itself to people.
type Help struct {
	Short    string `json:"short"`
	Long     string `json:"long"`
	Examples string `json:"examples"`
}

// Doc is the document that kpt's functions print for --doc, JSON with the help and the metadata.
func Doc(help Help) []byte {
	text, err := json.MarshalIndent(struct {
		Help
		metadata
	}{help, describe()}, "", "  ")
	if err != nil {
		panic("catalog: " + err.Error())
	}
	return append(text, '\n')
}

// definition is a KRMFunctionDefinition
// (https://github.com/kubernetes/enhancements/tree/master/keps/sig-cli/2906-kustomize-function-catalog#function-metadata-schema).
type definition struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string `yaml:"kind"`
	Metadata   struct {
		Name string `yaml:"name"`
	} `yaml:"metadata"`
	Spec struct {
		Group string `yaml:"group"`
		Names struct {
			Kind string `yaml:"kind"`
		} `yaml:"names"`
		Description string   `yaml:"description"`
		Publisher   string   `yaml:"publisher"`
		Home        string   `yaml:"home"`
		Tags        []string `yaml:"tags"`
		Versions    []served `yaml:"versions"`
	} `yaml:"spec"`
}

// served is a version of the configuration.
type served struct {
	Name       string   `yaml:"name"`
	Idempotent bool     `yaml:"idempotent"`
	Usage      string   `yaml:"usage"`
	Examples   []string `yaml:"examples"`
	License    string   `yaml:"license"`
	Runtime    struct {
		Container struct {
			Image string `yaml:"image"`
		} `yaml:"container"`
	} `yaml:"runtime"`
	Schema struct {
		OpenAPIV3Schema *yaml.Node `yaml:"openAPIV3Schema"`
	} `yaml:"schema"`
}

// Definition is the KRMFunctionDefinition, YAML with the OpenAPI v3 schema of a GrayRelease. Equal schemas give equal bytes.
func Definition() []byte {
	group, version, _ := strings.Cut(api.APIVersion, "/")
	d := definition{APIVersion: "config.kubernetes.io/v1alpha1", Kind: "KRMFunctionDefinition"}
	d.Metadata.Name = strings.ToLower(api.Kind) + "s." + group
	d.Spec.Group, d.Spec.Names.Kind = group, api.Kind
	d.Spec.Description, d.Spec.Publisher, d.Spec.Home, d.Spec.Tags = description, "graylane", home, tags()
	v := served{Name: version, Idempotent: true, Usage: files + "docs/config.md", License: license}
	v.Examples = []string{files + "examples/seed/README.md", files + "examples/kpt/README.md"}
	v.Runtime.Container.Image = Image
	v.Schema.OpenAPIV3Schema = api.OpenAPI()
	d.Spec.Versions = []served{v}
	return marshal(d)
}

func marshal(v any) []byte {
	text, err := yaml.Marshal(v)
	if err != nil {
		panic("catalog: " + err.Error())
	}
	return text
}
