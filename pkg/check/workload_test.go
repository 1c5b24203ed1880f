package check_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/check"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/pipeline"
)

func TestHTTPS(t *testing.T) {
	const http, https, tcp, unknown = "{name: http, port: 80}", "{name: https, port: 443}", "{name: tcp, port: 80}", "{port: 80}"
	env := func(value string) string { return "{containers: [{env: [{name: WEB_URL, value: '" + value + "'}]}]}" }
	tests := []struct {
		reason, port, pod string
		want              bool
	}{
		{"http", http, env("http://web"), false},
		{"https", http, env("https://web:80/x"), true},
		{"in capitals", http, env("HTTPS://Web:80/x"), true},
		{"https by appProtocol", "{port: 80, appProtocol: https}", env("https://web:80"), false},
		{"a port for TLS", https, env("https://web"), false},
		{"a port for TCP, which TLS is", tcp, env("https://web:80"), false},
		{"a port of unknown protocol, where the sidecar sees TLS", unknown, env("https://web:80"), false},
		{"a port that the Service has not", http, env("https://web"), false},
		{"another host's https", http, env("http://web:80,https://other"), false},
		{"the host's own among others", http, env("http://other,https://web:80"), true},
		{"with a user", http, env("https://me@web:80"), true},
		{"a caller without a sidecar", http, "{hostNetwork: true, " + env("https://web:80")[1:], false},
		{"no call", http, "{containers: [{livenessProbe: {exec: {command: [curl, 'https://web:80']}}}]}", false},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			objects := service(tt.port) + deployment("web-v1", "web", "version: v1", "{}") + deployment("web-v2", "web", "version: v2", "{}") +
				deployment("shop", "shop", "a: b", tt.pod)
			if got := slices.Contains(codes(t, objects), "GL0411 Deployment/shop"); got != tt.want {
				t.Errorf("reported: %v, want %v", got, tt.want)
			}
		})
	}
}

func TestUnlabelled(t *testing.T) {
	const port = "{name: http, port: 80}"
	v1, v2, none := "version: v1", "version: v2", "a: b"
	tests := []struct {
		reason, objects string
		want            []string
	}{
		{"a base without the label", service(port) + deployment("web", "web", none, "{}") + deployment("web-v2", "web", v2, "{}"), []string{"GL0316 Service/web"}},
		{"pods beside two versions", service(port) + deployment("web", "web", none, "{}") + deployment("web-v1", "web", v1, "{}") + deployment("web-v2", "web", v2, "{}"),
			[]string{"GL0302 Service/web", "GL0401 Service/web"}},
		{"a base whose label stands beside its pods", service(port) + labelled("web", "web", v1) + deployment("web-v2", "web", v2, "{}"), []string{"GL0315 Deployment/web"}},
		{"the same beside two versions", service(port) + labelled("web", "web", "version: v3") + deployment("web-v1", "web", v1, "{}") + deployment("web-v2", "web", v2, "{}"),
			[]string{"GL0315 Deployment/web", "GL0401 Service/web"}},
		{"all of them", service(port) + labelled("web", "web", v1), []string{"GL0315 Deployment/web"}},
		{"one that does not run", strings.Replace(service(port)+labelled("web", "web", v1), "spec: {template", "spec: {replicas: 0, template", 1), nil},
		{"nothing has the label", service(port) + deployment("web", "web", none, "{}"), []string{"GL0301 "}},
		{"a headless Service", service(port+"], clusterIP: None, x: [") + deployment("web", "web", none, "{}") + deployment("web-v2", "web", v2, "{}"), nil},
		{"UDP", service("{port: 53, protocol: UDP}") + deployment("web", "web", none, "{}") + deployment("web-v2", "web", v2, "{}"), nil},
		{"a base that does not run", service(port) + deployment("web", "web", none, "{}}, replicas: 0, x: {") + deployment("web-v2", "web", v2, "{}"), nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, codes(t, tt.objects)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestSubsetsWithoutNamespace has a DestinationRule that names the namespace to which Services without one are applied.
func TestSubsetsWithoutNamespace(t *testing.T) {
	const istio = "---\n{apiVersion: networking.istio.io/v1, metadata: {name: x}, "
	objects := service("{name: http, port: 80}") + deployment("web-v1", "web", "version: v1", "{}") +
		istio + "kind: VirtualService, spec: {hosts: [web], http: [{route: [{destination: {host: web, subset: v1}}]}]}}\n" +
		istio + "kind: DestinationRule, spec: {host: web.prod.svc.cluster.local, subsets: [{name: v1}]}}\n"
	if got := codes(t, objects); got != nil {
		t.Errorf("reported: %v", got)
	}
}

// service is a Service web with a port.
func service(port string) string {
	return "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [" + port + "]}}\n"
}

// deployment is a Deployment whose pods have a label beside app.
func deployment(name, app, label, pod string) string {
	return "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: " + name + "}, " +
		"spec: {template: {metadata: {labels: {app: " + app + ", " + label + "}}, spec: " + pod + "}}}\n"
}

// labelled is a Deployment that has a label itself.
func labelled(name, app, label string) string {
	return "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: " + name + ", labels: {" + label + "}}, " +
		"spec: {template: {metadata: {labels: {app: " + app + "}}, spec: {}}}}\n"
}

// codes are the codes that the checks report, with their objects.
func codes(t *testing.T, objects string) []string {
	t.Helper()
	config, _ := api.Load(nil, nil)
	r := pipeline.Analyze(decode(t, []byte(objects), "objects.yaml"), &config)
	var all []string
	for _, d := range diag.Sort(check.Run(check.Input{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, Spec: &config.Spec})) {
		all = append(all, string(d.Code)+" "+d.Object.String())
	}
	return all
}
