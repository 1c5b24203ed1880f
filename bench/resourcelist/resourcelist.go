// Package resourcelist writes the input of the comparison: an application of any size, as a function host passes it.
package resourcelist

import (
	"fmt"
	"io"
)

// team is the number of apps in a namespace. Each calls the next one there, so that a namespace is a chain.
const team = 10

// Write writes a ResourceList of apps, each one a Service and two Deployments, v1 and v2. The same number of apps
// gives the same bytes.
func Write(w io.Writer, apps int) error {
	if _, err := io.WriteString(w, "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n"); err != nil {
		return err
	}
	for app := range apps {
		if err := writeApp(w, app, apps); err != nil {
			return err
		}
	}
	return nil
}

func writeApp(w io.Writer, app, apps int) error {
	name, namespace := fmt.Sprintf("app-%05d", app), fmt.Sprintf("team-%04d", app/team)
	if _, err := fmt.Fprintf(w, service, name, namespace, app/team); err != nil {
		return err
	}
	for index, version := range []string{"v1", "v2"} {
		if _, err := fmt.Fprintf(w, deployment, name, namespace, app/team, version, index, upstreams(app, apps)); err != nil {
			return err
		}
	}
	return nil
}

// upstreams are the env entries that name the next app of the chain, and for every third app the one after, each in
// a spelling of its own.
func upstreams(app, apps int) string {
	env := ""
	if next := app + 1; next < apps && next/team == app/team {
		env += fmt.Sprintf(upstream, "UPSTREAM_URL", fmt.Sprintf("http://app-%05d:8080/api", next))
	}
	if next := app + 2; app%3 == 0 && next < apps && next/team == app/team {
		env += fmt.Sprintf(upstream, "SEARCH_ADDR", fmt.Sprintf("app-%05d.team-%04d.svc.cluster.local:8080", next, next/team))
	}
	return env
}

const upstream = `
          - name: %s
            value: %s`

// The items are as kpt passes them: block style, with the annotations that say where each came from.
const service = `- apiVersion: v1
  kind: Service
  metadata:
    name: %[1]s
    namespace: %[2]s
    labels:
      app: %[1]s
      team: team-%04[3]d
    annotations:
      config.kubernetes.io/index: '0'
      config.kubernetes.io/path: 'team-%04[3]d/%[1]s/service.yaml'
      internal.config.kubernetes.io/index: '0'
      internal.config.kubernetes.io/path: 'team-%04[3]d/%[1]s/service.yaml'
      internal.config.kubernetes.io/seqindent: 'compact'
  spec:
    selector:
      app: %[1]s
    ports:
    - name: http
      port: 8080
      targetPort: http
`

const deployment = `- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: %[1]s-%[4]s
    namespace: %[2]s
    labels:
      app: %[1]s
      team: team-%04[3]d
      version: %[4]s
    annotations:
      config.kubernetes.io/index: '%[5]d'
      config.kubernetes.io/path: 'team-%04[3]d/%[1]s/deployments.yaml'
      internal.config.kubernetes.io/index: '%[5]d'
      internal.config.kubernetes.io/path: 'team-%04[3]d/%[1]s/deployments.yaml'
      internal.config.kubernetes.io/seqindent: 'compact'
  spec:
    replicas: 2
    selector:
      matchLabels:
        app: %[1]s
        version: %[4]s
    template:
      metadata:
        labels:
          app: %[1]s
          team: team-%04[3]d
          version: %[4]s
      spec:
        containers:
        - name: app
          image: registry.example/%[1]s:%[4]s
          args: ["--listen=:8080", "--name", "%[1]s", "--collector=http://$(COLLECTOR_HOST):4317"]
          env:
          - name: COLLECTOR_HOST
            value: collector.telemetry
          - name: LOG_LEVEL
            value: info%[6]s
          - name: POD_IP
            valueFrom:
              fieldRef:
                fieldPath: status.podIP
          ports:
          - name: http
            containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
            periodSeconds: 5
          livenessProbe:
            httpGet:
              path: /live
              port: http
            initialDelaySeconds: 10
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            runAsNonRoot: true
`
