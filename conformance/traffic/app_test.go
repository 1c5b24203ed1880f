package traffic

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"text/template"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/graylane/graylane/conformance/cases"
)

// app is an application under test.
type app struct {
	Services []service
	Unseen   []service // they run beside the others, but graylane does not read them
	Config   string    // the spec of a GrayRelease; empty for none
	Observed string    // ObservedCalls, as a document; empty for none
	Pods     int       // how many pods each Deployment has
}

// service is a Service and its Deployments, one a version.
type service struct {
	Name, Namespace string
	Versions        string   // "v1 v2"; empty for one Deployment without the version label
	Env             []string // NAME=value: whom the pods call, in this order; {version} stands for their own
	Code            []string // whom they call after these, as host:port, without a word of it in a manifest
	Admin           bool     // a second gRPC port, 9090
	Baseline        string   // the annotation graylane.dev/baseline; empty for none
	Deaf            bool     // its pods do not forward the lane header
}

// laneHeader is the header that applications forward, and deaf the label of pods that do not.
const (
	laneHeader = "x-lane"
	deaf       = "deaf"
)

// Deployments are the versions of a service; the empty one stands for no label.
func (s service) Deployments() []string {
	if s.Versions == "" {
		return []string{""}
	}
	return strings.Fields(s.Versions)
}

// Variables are the names and values of the environment in a version.
func (s service) Variables(version string) [][]string {
	var all [][]string
	for _, entry := range s.Env {
		all = append(all, strings.SplitN(strings.ReplaceAll(entry, "{version}", version), "=", 2))
	}
	return all
}

const manifests = `{{range .Services}}{{$service := .}}
---
apiVersion: v1
kind: Service
metadata:
  name: {{.Name}}
  {{with .Namespace}}namespace: {{.}}{{end}}
  {{with .Baseline}}annotations: {graylane.dev/baseline: "{{.}}"}{{end}}
spec:
  selector: {app: {{.Name}}}
  ports:
  - {name: grpc, port: 8080}
  {{if .Admin}}- {name: grpc-admin, port: 9090, targetPort: admin}{{end}}
{{range .Deployments}}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{$service.Name}}{{with .}}-{{.}}{{end}}
  {{with $service.Namespace}}namespace: {{.}}{{end}}
spec:
  replicas: {{$.Pods}}
  selector:
    matchLabels: {app: {{$service.Name}}{{with .}}, version: "{{.}}"{{end}}}
  template:
    metadata:
      labels: {app: {{$service.Name}}{{with .}}, version: "{{.}}"{{end}}{{if $service.Deaf}}, deaf: "yes"{{end}}}
    spec:
      containers:
      - name: main
        image: example.test/{{$service.Name}}
        ports:
        - {name: grpc, containerPort: 8080}
        {{if $service.Admin}}- {name: admin, containerPort: 9090}{{end}}
        env:
        {{range $service.Variables .}}
        - {name: {{index . 0}}, value: "{{index . 1}}"}
        {{end}}
{{end}}{{end}}
{{with .Config}}
---
apiVersion: graylane.dev/v1alpha1
kind: GrayRelease
metadata: {name: lanes}
spec: {{"{"}}{{.}}{{"}"}}
{{end}}
{{with .Observed}}
---
{{.}}
{{end}}`

// yaml is the application as its authors would write it.
func (a app) yaml(t *testing.T) []byte {
	t.Helper()
	var out strings.Builder
	if err := template.Must(template.New("").Parse(manifests)).Execute(&out, a); err != nil {
		t.Fatal(err)
	}
	return []byte(out.String())
}

// build renders an application with graylane.
func build(t *testing.T, a app) objects {
	t.Helper()
	answer := cases.Ask(t, cases.Case{Name: t.Name(), Input: a.yaml(t)})
	if answer.Refused || len(answer.Generated) == 0 {
		t.Fatalf("graylane generates nothing:\n%s", answer.Told)
	}
	return a.world(t, answer)
}

// world is what a cluster needs to know of an application, as graylane has answered.
func (a app) world(t *testing.T, answer cases.Answer) objects {
	t.Helper()
	unseen, err := cases.Objects(app{Services: a.Unseen, Pods: a.Pods}.yaml(t))
	if err != nil {
		t.Fatal(err)
	}
	o := decode(t, append(append(answer.Input, unseen...), answer.Generated...))
	o.code = a.code()
	return o
}

// code are the calls that stand in code alone, by application.
func (a app) code() map[string][]string {
	all := map[string][]string{}
	for _, s := range slices.Concat(a.Services, a.Unseen) {
		all[cmp.Or(s.Namespace, metav1.NamespaceDefault)+"/"+s.Name] = s.Code
	}
	return all
}
