package krm

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

const serviceFormat = `- apiVersion: v1
  kind: Service
  metadata:
    name: app%[1]d
    annotations:
      internal.config.kubernetes.io/path: 'apps/app%[1]d.yaml'
      internal.config.kubernetes.io/index: '0'
  spec:
    selector:
      app: app%[1]d
    ports:
    - name: http
      port: 8000
`

const deploymentFormat = `- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: app%[1]d-%[2]s
    labels:
      app: app%[1]d
      version: %[2]s
    annotations:
      internal.config.kubernetes.io/path: 'apps/app%[1]d.yaml'
      internal.config.kubernetes.io/index: '1'
  spec:
    replicas: 2
    selector:
      matchLabels:
        app: app%[1]d
        version: %[2]s
    template:
      metadata:
        labels:
          app: app%[1]d
          version: %[2]s
      spec:
        containers:
        # the application
        - name: app
          image: registry.example.com/app%[1]d:%[2]s
          ports:
          - containerPort: 8000
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {memory: 256Mi}
          livenessProbe:
            httpGet:
              path: /healthz
              port: 8000
          env:
%[3]s
`

// manyApps is a list of apps of two versions each, about 4 kB an app.
func manyApps(apps int) []byte {
	var b strings.Builder
	b.WriteString("apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n")
	for i := range apps {
		var env []string
		for j := range 12 {
			env = append(env, fmt.Sprintf("          - name: CALLEE_%d_URL\n            value: http://app%d.svc:8000/", j, (i+j+1)%apps))
		}
		fmt.Fprintf(&b, serviceFormat, i)
		for _, version := range []string{"v1", "v2"} {
			fmt.Fprintf(&b, deploymentFormat, i, version, strings.Join(env, "\n"))
		}
	}
	return []byte(b.String())
}

// BenchmarkEnvelope is what the envelope itself costs, without parsing the items.
func BenchmarkEnvelope(b *testing.B) {
	in := manyApps(3000)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		l, ok := cutSections(in)
		if !ok || len(l.items) != 9000 {
			b.Fatal("not read by lines")
		}
		if err := l.Write(io.Discard, Edits{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadWrite is a whole round trip, in which every item is parsed once.
func BenchmarkReadWrite(b *testing.B) {
	in := manyApps(3000)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		l, _, err := Read(in, func(int, *yaml.Node) struct{} { return struct{}{} })
		if err != nil || l.document != nil {
			b.Fatal("not read by lines", err)
		}
		if err := l.Write(io.Discard, Edits{}); err != nil {
			b.Fatal(err)
		}
	}
}
