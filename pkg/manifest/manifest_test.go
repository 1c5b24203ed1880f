package manifest_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

func decode(t *testing.T, text string) manifest.Item {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err != nil {
		t.Fatal(err)
	}
	return manifest.Decode(&n, diag.Place{File: "f.yaml", Line: 10})
}

const pod = `{metadata: {labels: {app: a, version: v1}}, spec: {containers: [{env: [{name: X, value: y}]}]}}`

func workload(field string) *model.Workload {
	return &model.Workload{
		PodLabels:  model.Labels{"app": "a", "version": "v1"},
		Containers: []model.Container{{Field: field, Env: []model.EnvVar{{Name: "X", Value: "y"}}}},
	}
}

// TestFacts compares what each kind yields, without the object's identity.
func TestFacts(t *testing.T) {
	template := workload("spec.template.spec.containers[0]")
	idle := *template
	idle.Idle = true
	host := func(field, name, namespace string) model.Destination {
		return model.Destination{Field: field, Host: name, Namespace: namespace}
	}
	toS := []model.Destination{{Field: "spec.http[0].route[0].destination", Host: "a", Subset: "s"}}
	toA := []model.Destination{{Field: "spec.tcp[0].route[0].destination", Host: "a"}}
	tests := []struct {
		reason, text string
		want         []model.Any
	}{
		{"Deployment", "{apiVersion: apps/v1, kind: Deployment, spec: {template: " + pod + "}}", []model.Any{template}},
		{"Deployment of an old API", "{apiVersion: extensions/v1beta1, kind: Deployment, spec: {template: " + pod + "}}", []model.Any{template}},
		{"StatefulSet", "{apiVersion: apps/v1, kind: StatefulSet, spec: {template: " + pod + "}}", []model.Any{template}},
		{"DaemonSet", "{apiVersion: apps/v1, kind: DaemonSet, spec: {template: " + pod + "}}", []model.Any{template}},
		{"CloneSet", "{apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, spec: {template: " + pod + "}}", []model.Any{template}},
		{"Rollout", "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: {template: " + pod + "}}", []model.Any{template}},
		{"Job", "{apiVersion: batch/v1, kind: Job, spec: {template: " + pod + "}}", []model.Any{template}},
		{"CronJob", "{apiVersion: batch/v1, kind: CronJob, spec: {jobTemplate: {spec: {template: " + pod + "}}}}",
			[]model.Any{workload("spec.jobTemplate.spec.template.spec.containers[0]")}},
		{"Pod", "{apiVersion: v1, kind: Pod, " + pod[1:], []model.Any{workload("spec.containers[0]")}},
		{"ReplicaSet", "{apiVersion: apps/v1, kind: ReplicaSet, spec: {template: " + pod + "}}", []model.Any{template}},
		{"a ReplicaSet that a Deployment owns is none",
			"{apiVersion: apps/v1, kind: ReplicaSet, metadata: {ownerReferences: [{name: a}]}, spec: {template: " + pod + "}}", nil},
		{"replicas: 0", "{apiVersion: apps/v1, kind: Deployment, spec: {replicas: 0, template: " + pod + "}}", []model.Any{&idle}},
		{"a kind of another group", "{apiVersion: example.com/v1, kind: Deployment, spec: {template: " + pod + "}}", nil},
		{"Knative's Service", "{apiVersion: serving.knative.dev/v1, kind: Service, spec: {template: " + pod + "}}", nil},
		{"a Rollout of another workload's template",
			"{apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: {workloadRef: {kind: Deployment, name: a}}}",
			[]model.Any{&model.ScaleTarget{TargetKind: "Deployment", TargetName: "a"}}},
		{"a Rollout that routes",
			"{apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: {strategy: {canary: {stableService: s, canaryService: c, trafficRouting: {istio: {}}}}}}",
			[]model.Any{&model.RoutingOwner{Hosts: []model.Destination{
				host("spec.strategy.canary.stableService", "s", ""), host("spec.strategy.canary.canaryService", "c", "")}}}},
		{"Service", "{apiVersion: v1, kind: Service, spec: {clusterIP: None, selector: {app: a}, ports: [{name: http, port: 80, protocol: TCP, appProtocol: grpc}, {port: x}, {port: 99999}]}}",
			[]model.Any{&model.Service{Headless: true, Selector: model.Labels{"app": "a"},
				Ports: []model.Port{{Name: "http", Number: 80, Transport: "TCP", AppProtocol: "grpc"}}}}},
		{"the ports behind a Service", "{apiVersion: v1, kind: Service, spec: {ports: [{port: 1, targetPort: http}, {port: 2, targetPort: 8080}, {port: 3, targetPort: }, {port: 4, targetPort: [x]}]}}",
			[]model.Any{&model.Service{Ports: []model.Port{{Number: 1, Target: "http"}, {Number: 2, Target: "8080"}, {Number: 3}, {Number: 4}}}}},
		{"autoscaler", "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, spec: {scaleTargetRef: {kind: StatefulSet, name: a}}}",
			[]model.Any{&model.ScaleTarget{TargetKind: "StatefulSet", TargetName: "a"}}},
		{"KEDA's autoscaler means a Deployment", "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, spec: {scaleTargetRef: {name: a}}}",
			[]model.Any{&model.ScaleTarget{TargetKind: "Deployment", TargetName: "a"}}},
		{"VirtualService", "{apiVersion: networking.istio.io/v1, kind: VirtualService, spec: {hosts: [a], gateways: [g], http: [{route: [{destination: {host: a, subset: s}}]}]}}",
			[]model.Any{&model.VirtualService{Hosts: []string{"a"}, Gateways: []string{"g"}, Destinations: toS,
				Rules: []model.Rule{{Field: "spec.http[0]", Destinations: toS}}}}},
		{"VirtualService of the mesh", "{apiVersion: networking.istio.io/v1, kind: VirtualService, spec: {hosts: [a], gateways: [mesh], tcp: [{route: [{destination: {host: a}}]}]}}",
			[]model.Any{&model.VirtualService{Hosts: []string{"a"}, Gateways: []string{"mesh"}, Destinations: toA,
				Rules: []model.Rule{{Field: "spec.tcp[0]", Layer: model.TCP, Destinations: toA}}}}},
		{"a template, which is no VirtualService", "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {annotations: {graylane.dev/template: 'true', config.kubernetes.io/local-config: 'true'}}, " +
			"spec: {hosts: [a], gateways: [mesh, g], exportTo: ['.'], http: [{match: [{uri: {prefix: /}, gateways: [g]}, {sourceLabels: {a: b}, port: 80}, {gateways: [mesh], sourceLabels: {a: b}, method: {exact: GET}}], mirror: {host: m}}], " +
			"tls: [{match: [{sniHosts: [a], sourceLabels: {a: b}, gateways: [mesh]}], route: [{destination: {host: a, subset: s}}]}], tcp: [{match: [{destinationSubnets: [10.0.0.0/8]}]}]}}",
			[]model.Any{&model.Template{Hosts: []string{"a"}, Gateways: []string{"mesh", "g"}, ExportTo: []string{"."}, Routes: []model.TemplateRoute{
				{Layer: model.HTTP, Mirrors: []model.Destination{{Field: "spec.http[0].mirror", Host: "m"}}, Matches: []model.TemplateMatch{
					{OffMesh: true}, {Port: 80, BySource: true}, {OffGateway: true, Restricted: true}}},
				{Layer: model.TLS, Destinations: []model.Destination{{Field: "spec.tls[0].route[0].destination", Host: "a", Subset: "s"}},
					Matches: []model.TemplateMatch{{OffGateway: true, BySource: true, SNIHosts: []string{"a"}}}},
				{Layer: model.TCP, Matches: []model.TemplateMatch{{ByAddress: true}}},
			}}}},
		{"a template that is applied as well", "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {annotations: {graylane.dev/template: 'true'}}}",
			[]model.Any{&model.Template{Applied: true}}},
		{"a template that kustomize would have dropped", "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {annotations: {graylane.dev/template: 'true', internal.graylane.dev/local-config: 'true'}}}",
			[]model.Any{&model.Template{}}},
		{"one that graylane generated is no fact", "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {annotations: {graylane.dev/generated: 'true'}}, spec: {hosts: [a]}}", nil},
		{"nor one that is for tools alone", "{apiVersion: v1, kind: Service, metadata: {annotations: {config.kubernetes.io/local-config: 'true'}}}", nil},
		{"DestinationRule", "{apiVersion: networking.istio.io/v1beta1, kind: DestinationRule, spec: {host: a, exportTo: ['.'], workloadSelector: {}, subsets: [{name: s, labels: {version: v1}}]}}",
			[]model.Any{&model.DestinationRule{Host: "a", ExportTo: []string{"."}, WorkloadSelector: true,
				Subsets: []model.Subset{{Name: "s", Labels: model.Labels{"version": "v1"}}}}}},
		{"Namespace", "{apiVersion: v1, kind: Namespace, metadata: {labels: {a: b}}}", []model.Any{&model.Namespace{Labels: model.Labels{"a": "b"}}}},
		{"Ingress", "{apiVersion: networking.k8s.io/v1, kind: Ingress, spec: {defaultBackend: {service: {name: d}}, rules: [{http: {paths: [{backend: {service: {name: a}}}]}}]}}",
			[]model.Any{&model.Entry{Destinations: []model.Destination{host("spec.defaultBackend", "d", ""), host("spec.rules[0].http.paths[0].backend", "a", "")}}}},
		{"HTTPRoute", "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, spec: {parentRefs: [{name: gw}], rules: [{backendRefs: [{name: a, namespace: n}, {kind: X, name: b}]}]}}",
			[]model.Any{&model.Entry{Destinations: []model.Destination{host("spec.rules[0].backendRefs[0]", "a", "n")}}}},
		{"HTTPRoute of the mesh", "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, spec: {parentRefs: [{kind: Service, name: a}]}}",
			[]model.Any{&model.RoutingOwner{Hosts: []model.Destination{host("spec.parentRefs[0]", "a", "")}}}},
		{"Canary", "{apiVersion: flagger.app/v1beta1, kind: Canary, spec: {targetRef: {name: a}}}",
			[]model.Any{&model.RoutingOwner{Hosts: []model.Destination{host("spec.targetRef.name", "a", "")}}}},
		{"wrong types everywhere", "{apiVersion: v1, kind: Service, metadata: [], spec: {selector: x, ports: {a: b}, type: []}}", []model.Any{&model.Service{}}},
		{"no mapping", "[1, 2]", nil},
		{"an empty document", "", nil},
		{"merge keys and aliases", "x: &l {app: a}\napiVersion: v1\nkind: Service\nspec:\n  <<: {clusterIP: None}\n  selector: *l\n",
			[]model.Any{&model.Service{Headless: true, Selector: model.Labels{"app": "a"}}}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			got := decode(t, tt.text).Facts
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreTypes(model.Object{}, model.Tree{}), cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestObject(t *testing.T) {
	item := decode(t, `{apiVersion: v1, kind: Service, metadata: {name: p-a, namespace: n, annotations: {
  internal.config.kubernetes.io/path: d/x.yaml, internal.config.kubernetes.io/index: '2', config.kubernetes.io/path: old.yaml,
  internal.config.kubernetes.io/previousNames: 'a,b-a'}}}`)
	if got, want := item.Ref, (diag.Ref{APIVersion: "v1", Kind: "Service", Namespace: "n", Name: "p-a"}); got != want {
		t.Errorf("ref %+v, want %+v", got, want)
	}
	if got, want := item.Place, (diag.Place{File: "d/x.yaml", Index: 2}); got != want {
		t.Errorf("place %+v, want %+v", got, want)
	}
	if diff := cmp.Diff([]string{"a", "b-a"}, item.PreviousNames); diff != "" {
		t.Error(diff)
	}
}

func TestDiagnostics(t *testing.T) {
	tests := []struct {
		reason, text string
		want         []string
	}{
		{"a selector that is no string", "apiVersion: v1\nkind: Service\nspec:\n  selector:\n    version: 1\n",
			[]string{"GL0204 spec.selector.version"}},
		{"one that a merge key brings", "apiVersion: v1\nkind: Service\nspec:\n  selector: {<<: {version: 1, app: 2}, app: a}\n",
			[]string{"GL0204 spec.selector.version"}},
		{"a selector that is a date, which Kubernetes reads as a string", "apiVersion: v1\nkind: Service\nspec:\n  selector:\n    version: 2024-01-01\n", nil},
		{"no selector value", "apiVersion: v1\nkind: Service\nspec: {selector: {app: , version: [v1]}}\n",
			[]string{"GL0204 spec.selector.app", "GL0204 spec.selector.version"}},
		{"words that YAML 1.1 and Kubernetes read as booleans", "apiVersion: v1\nkind: Service\nspec: {selector: {app: y, version: OFF, tier: oN}}\n",
			[]string{"GL0204 spec.selector.app", "GL0204 spec.selector.version"}},
		{"the same in quotes", "apiVersion: v1\nkind: Service\nspec: {selector: {app: 'y', version: \"yes\"}}\n", nil},
		{"ports", "apiVersion: v1\nkind: Service\nspec: {ports: [{port: 1}, {port: 65535}]}\n", nil},
		{"a placeholder for a port", "apiVersion: v1\nkind: Service\nspec:\n  ports:\n  - port: ${PORT}\n", []string{"GL0206 spec.ports[0].port"}},
		{"what is no port", "apiVersion: v1\nkind: Service\nspec: {ports: [{port: 80}, {port: http}, {port: 0}, {port: 65536}, {name: x}]}\n",
			[]string{"GL0208 spec.ports[1].port", "GL0208 spec.ports[2].port", "GL0208 spec.ports[3].port", "GL0208 spec.ports[4].port"}},
		{"a placeholder in a pod label", "apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    version: ${TAG}\nspec: {}\n",
			[]string{"GL0206 metadata.labels.version"}},
		{"a placeholder where nothing depends on it", "apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    a: ${TAG}\nspec: {}\n", nil},
		{"a repeated key", "apiVersion: v1\nkind: X\nspec:\n- a: 1\n  b: 2\n  a: 3\n", []string{"GL0203 spec[0].a"}},
		{"a repeated key among many", "kind: X\n" + many(40) + "k7: again\n", []string{"GL0203 k7"}},
		{"the same key in two mappings", "kind: X\na: {b: 1}\nc: {b: 1}\n", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			var got []string
			for _, d := range decode(t, tt.text).Diagnostics {
				got = append(got, string(d.Code)+" "+d.Field)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRepeatedKeyLine(t *testing.T) {
	d := decode(t, "kind: X\na: 1\na: 2\n").Diagnostics
	if len(d) != 1 || d[0].Place.Line != 12 {
		t.Errorf("got %+v, want line 12: the third of an object that begins at 10", d)
	}
}

func many(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("k" + string(rune('0'+i/10)) + string(rune('0'+i%10)) + ": x\n")
	}
	return strings.Replace(b.String(), "k07:", "k7:", 1)
}

// FuzzDecode looks for YAML that makes it panic.
//
// fuzz: weight 16
func FuzzDecode(f *testing.F) {
	f.Add("apiVersion: v1\nkind: Service\nspec: &a\n  selector: *a\n")
	f.Add("apiVersion: apps/v1\nkind: Deployment\nspec: {template: " + pod + "}\n")
	f.Add("apiVersion: v1\nkind: Secret\ndata: {a: &a eA==, b: *a, c: ?}\nstringData: {a: b}\n")
	f.Add("apiVersion: v1\nkind: Pod\nspec: {volumes: [{name: v, projected: {sources: [{secret: {name: s, items: [{key: a, path: b}]}}]}}], " +
		"containers: [{args: [a, 1], envFrom: [{secretRef: {name: s}}], volumeMounts: [{name: v, mountPath: /}], livenessProbe: {exec: {command: [a]}}}]}\n")
	f.Add("apiVersion: networking.istio.io/v1\nkind: Sidecar\nspec: {workloadSelector: {labels: {a: b}}, egress: [{hosts: [./*]}]}\n")
	f.Add("apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nspec: {hosts: [a], endpoints: [{address: b}]}\n")
	f.Add("apiVersion: networking.istio.io/v1\nkind: VirtualService\nspec: {http: [{match: [{gateways: [a], sourceLabels: {b: c}}], delegate: {name: d}, route: [{weight: 1}]}]}\n")
	f.Add("apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {annotations: {graylane.dev/template: 'true'}}\n" +
		"spec: &s {hosts: [a], http: [{match: [{uri: {prefix: /}, x: *s}], route: [{destination: {host: a}}]}]}\n")
	f.Add("<<: [*a]\n")
	f.Add("apiVersion: v1\nkind: Service\nspec: {selector: &s {<<: [*s, {a: b}]}, ports: [{port: x}]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		fuzzing.Bounded(t)
		var n yaml.Node
		if yaml.Unmarshal([]byte(text), &n) == nil {
			manifest.Decode(&n, diag.Place{})
		}
	})
}
