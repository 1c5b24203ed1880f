package schemas

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance/cases"
)

// The input that broken resources are added to: the Service api, with pods of two versions.
const (
	service = `
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{name: http, port: 80}]}
`
	gateway = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: outside}
spec: {selector: {istio: ingress}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*']}]}
`
	workloads = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: api-v1}
spec:
  selector: {matchLabels: {app: api, version: v1}}
  template:
    metadata: {labels: {app: api, version: v1}}
    spec: {containers: [{name: main, image: example/api}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: api-v2}
spec:
  selector: {matchLabels: {app: api, version: v2}}
  template:
    metadata: {labels: {app: api, version: v2}}
    spec: {containers: [{name: main, image: example/api}]}
`
)

// objects are those of YAML documents.
func objects(t *testing.T, documents ...string) []map[string]any {
	t.Helper()
	all, err := cases.Objects([]byte(strings.Join(documents, "---\n")))
	if err != nil {
		t.Fatal(err)
	}
	return all
}
