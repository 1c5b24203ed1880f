package manifest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/graylane/graylane/pkg/model"
)

// admissionOf is what an object admits; nil where it does not say.
func admissionOf(t *testing.T, text string) *model.Admission {
	t.Helper()
	for _, fact := range decode(t, text).Facts {
		if a, ok := fact.(*model.Admission); ok {
			return a
		}
	}
	return nil
}

func TestAuthorizationPolicy(t *testing.T) {
	peer := func(field, value, pattern string) model.Peer {
		return model.Peer{Field: "spec.rules[0].from[0].source." + field, Value: value, Is: model.Identity{Pattern: pattern}}
	}
	web := peer("principals[0]", "cluster.local/ns/web/sa/front", "ns/web/sa/front")
	const from = "from: [{source: {principals: [cluster.local/ns/web/sa/front]}}]"
	rules := func(ports []model.AdmittedPort, peers ...model.Peer) *model.Admission {
		return &model.Admission{Rules: []model.AdmissionRule{{Peers: peers, Ports: ports}}}
	}
	tests := []struct {
		reason, spec string
		want         *model.Admission
	}{
		{"a service account", "{rules: [{" + from + "}]}", rules(nil, web)},
		{"of any trust domain", "{rules: [{from: [{source: {principals: [example.org/ns/web/sa/front]}}]}]}", rules(nil, peer("principals[0]", "example.org/ns/web/sa/front", "ns/web/sa/front"))},
		{"all of a namespace", "{rules: [{from: [{source: {principals: ['cluster.local/ns/web/*']}}]}]}", rules(nil, peer("principals[0]", "cluster.local/ns/web/*", "ns/web/*"))},
		{"in any namespace", "{rules: [{from: [{source: {principals: ['*/sa/front']}}]}]}", rules(nil, peer("principals[0]", "*/sa/front", "*/sa/front"))},
		{"by a suffix with a namespace", "{rules: [{from: [{source: {principals: ['*/ns/web/sa/front']}}]}]}", rules(nil, peer("principals[0]", "*/ns/web/sa/front", "ns/web/sa/front"))},
		{"of the policy's namespace", "{rules: [{from: [{source: {serviceAccounts: [front]}}]}]}", rules(nil, peer("serviceAccounts[0]", "front", "ns/shop/sa/front"))},
		{"of another namespace", "{rules: [{from: [{source: {serviceAccounts: [web/front]}}]}]}", rules(nil, peer("serviceAccounts[0]", "web/front", "ns/web/sa/front"))},
		{"a principal that is none keeps the places of others", "{rules: [{from: [{source: {principals: [front, cluster.local/ns/web/sa/front]}}]}]}",
			rules(nil, peer("principals[1]", "cluster.local/ns/web/sa/front", "ns/web/sa/front"))},
		{"two fields hold together", "{rules: [{from: [{source: {principals: [cluster.local/ns/web/sa/front], namespaces: [web, 'w*']}}]}]}", rules(nil, model.Peer{
			Field: web.Field, Value: web.Value, Is: web.Is, And: [][]model.Identity{{{Pattern: "web", OfNamespace: true}, {Pattern: "w*", OfNamespace: true}}}})},
		{"what is excluded", "{rules: [{from: [{source: {principals: [cluster.local/ns/web/sa/front], notPrincipals: ['*/sa/x'], notNamespaces: [y], notServiceAccounts: [z]}}]}]}",
			rules(nil, model.Peer{Field: web.Field, Value: web.Value, Is: web.Is, Not: []model.Identity{{Pattern: "*/sa/x"}, {Pattern: "ns/shop/sa/z"}, {Pattern: "y", OfNamespace: true}}})},
		{"the pods", "{selector: {matchLabels: {app: api}}, action: ALLOW, rules: [{" + from + "}]}",
			&model.Admission{Pods: model.PodSelector{Labels: model.Labels{"app": "api"}}, Rules: []model.AdmissionRule{{Peers: []model.Peer{web}}}}},
		{"Services", "{targetRefs: [{kind: Service, group: '', name: api}, {kind: Service, group: core, name: db}, {kind: Gateway, name: g}], rules: [{" + from + "}]}",
			&model.Admission{Services: []string{"api", "db"}, Rules: []model.AdmissionRule{{Peers: []model.Peer{web}}}}},
		{"one Service, as it was written once", "{targetRef: {kind: Service, name: api}, rules: [{" + from + "}]}",
			&model.Admission{Services: []string{"api"}, Rules: []model.AdmissionRule{{Peers: []model.Peer{web}}}}},
		{"ports of all operations", "{rules: [{" + from + ", to: [{operation: {ports: ['8080', 9090]}}, {operation: {ports: ['70000', 80]}}]}]}",
			rules([]model.AdmittedPort{{Number: 8080}, {Number: 9090}, {Number: 80}}, web)},
		{"an operation on every port", "{rules: [{" + from + ", to: [{operation: {ports: ['8080']}}, {operation: {methods: [GET]}}]}]}", rules(nil, web)},
		{"a rule for everybody beside one that is not", "{rules: [{" + from + "}, {}]}", rules(nil, web)},

		{"a gateway", "{targetRefs: [{kind: Gateway, group: gateway.networking.k8s.io, name: g}], rules: [{" + from + "}]}", nil},
		{"a Service of another group", "{targetRefs: [{kind: Service, group: example.com, name: api}], rules: [{" + from + "}]}", nil},
		{"DENY", "{action: DENY, rules: [{" + from + "}]}", nil},
		{"AUDIT", "{action: AUDIT, rules: [{" + from + "}]}", nil},
		{"CUSTOM", "{action: CUSTOM, provider: {name: x}, rules: [{" + from + "}]}", nil},
		{"an empty rule", "{rules: [{}]}", nil},
		{"everybody with a principal", "{rules: [{from: [{source: {principals: ['*']}}]}]}", nil},
		{"everybody of a trust domain", "{rules: [{from: [{source: {principals: ['cluster.local/*']}}]}]}", nil},
		{"everybody of any namespace", "{rules: [{from: [{source: {principals: ['cluster.local/ns/*']}}]}]}", nil},
		{"every namespace", "{rules: [{from: [{source: {namespaces: ['*']}}]}]}", nil},
		{"one and everybody", "{rules: [{from: [{source: {principals: [cluster.local/ns/web/sa/front, '*']}}]}]}", nil},
		{"users and addresses", "{rules: [{from: [{source: {requestPrincipals: ['*'], ipBlocks: [10.0.0.0/8]}}]}]}", nil},
		{"all but one", "{rules: [{from: [{source: {notPrincipals: [cluster.local/ns/web/sa/front]}}]}]}", nil},
		{"nobody", "{}", nil},
		{"wrong types", "{selector: [a], rules: [a, {from: b}, {from: [c, {source: d}, {source: {principals: {a: b}}}, {source: {namespaces: [[e]]}}]}]}", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			for _, version := range []string{"v1beta1", "v1"} {
				got := admissionOf(t, "{apiVersion: security.istio.io/"+version+", kind: AuthorizationPolicy, metadata: {namespace: shop}, spec: "+tt.spec+"}")
				if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreTypes(model.Object{}), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("%s: %s", version, diff)
				}
			}
		})
	}
	if got := admissionOf(t, "{apiVersion: example.com/v1, kind: AuthorizationPolicy, spec: {rules: [{"+from+"}]}}"); got != nil {
		t.Errorf("of another group: %+v", got)
	}
}

func TestNetworkPolicy(t *testing.T) {
	pods := func(l model.Labels) *model.PodSelector { return &model.PodSelector{Labels: l} }
	front := model.Peer{Field: "spec.ingress[0].from[0]", Value: "pods app=front", Pods: pods(model.Labels{"app": "front"})}
	const from = "from: [{podSelector: {matchLabels: {app: front}}}]"
	rule := func(ports []model.AdmittedPort, peers ...model.Peer) *model.Admission {
		return &model.Admission{Rules: []model.AdmissionRule{{Peers: peers, Ports: ports}}}
	}
	tests := []struct {
		reason, spec string
		want         *model.Admission
	}{
		{"pods of the namespace", "{podSelector: {}, ingress: [{" + from + "}]}", rule(nil, front)},
		{"the pods that it is for", "{podSelector: {matchLabels: {app: api}, matchExpressions: [{key: a, operator: Exists}]}, policyTypes: [Egress, Ingress], ingress: [{" + from + "}]}",
			&model.Admission{Pods: model.PodSelector{Labels: model.Labels{"app": "api"}, Expressions: []model.Requirement{{Key: "a", Operator: "Exists"}}}, Rules: []model.AdmissionRule{{Peers: []model.Peer{front}}}}},
		{"namespaces", "{ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}]}]}",
			rule(nil, model.Peer{Field: front.Field, Value: "namespaces team=a", Namespaces: pods(model.Labels{"team": "a"})})},
		{"pods of namespaces", "{ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: front}}}]}]}",
			rule(nil, model.Peer{Field: front.Field, Value: "pods app=front in namespaces all", Pods: front.Pods, Namespaces: &model.PodSelector{}})},
		{"expressions", "{ingress: [{from: [{podSelector: {matchExpressions: [{key: a, operator: In, values: [x, y]}, {key: b, operator: DoesNotExist}, {key: c, operator: Exists}]}}]}]}",
			rule(nil, model.Peer{Field: front.Field, Value: "pods a in (x,y),!b,c", Pods: &model.PodSelector{Expressions: []model.Requirement{
				{Key: "a", Operator: "In", Values: []string{"x", "y"}}, {Key: "b", Operator: "DoesNotExist"}, {Key: "c", Operator: "Exists"}}}})},
		{"ports", "{ingress: [{" + from + ", ports: [{port: 80}, {port: web, protocol: TCP}, {port: 53, protocol: UDP}, {port: 1, endPort: 9}, {protocol: TCP}]}]}",
			rule([]model.AdmittedPort{{Number: 80}, {Name: "web", Transport: "TCP"}, {Number: 53, Transport: "UDP"}, {Number: 1, Last: 9}, {Number: 1, Last: 65535, Transport: "TCP"}}, front)},
		{"addresses beside pods keep the places", "{ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}, {podSelector: {matchLabels: {app: front}}}]}]}",
			rule(nil, model.Peer{Field: "spec.ingress[0].from[1]", Value: front.Value, Pods: front.Pods})},
		{"the namespace itself", "{ingress: [{from: [{podSelector: {}}]}]}", rule(nil, model.Peer{Field: front.Field, Value: "pods all", Pods: &model.PodSelector{}})},

		{"for egress alone", "{policyTypes: [Egress], ingress: [{" + from + "}]}", nil},
		{"addresses", "{ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}", nil},
		{"everybody in the cluster", "{ingress: [{from: [{namespaceSelector: {}}]}]}", nil},
		{"everybody in the cluster, in another way", "{ingress: [{from: [{namespaceSelector: {}, podSelector: {}}]}]}", nil},
		{"everybody", "{ingress: [{}, {from: []}, {ports: [{port: 80}]}]}", nil},
		{"nobody", "{podSelector: {}, policyTypes: [Ingress]}", nil},
		{"wrong types", "{podSelector: a, ingress: [a, {from: b, ports: c}, {from: [d, {}]}]}", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			got := admissionOf(t, "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: "+tt.spec+"}")
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreTypes(model.Object{}), cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestClientIntents(t *testing.T) {
	calls := func(client, kind string, calls ...model.Intent) []model.Any {
		return []model.Any{&model.Intents{Client: client, Kind: kind, Calls: calls}}
	}
	tests := []struct {
		reason, spec string
		want         []model.Any
	}{
		{"by the name of a workload", "{service: {name: web}, calls: [{name: api}]}", calls("web", "", model.Intent{Field: "spec.calls[0].name", Value: "api", Name: "api"})},
		{"and its kind", "{service: {name: web, kind: Deployment}, calls: [{name: api, kind: StatefulSet}]}",
			calls("web", "Deployment", model.Intent{Field: "spec.calls[0].name", Value: "api", Name: "api", Kind: "StatefulSet"})},
		{"a Service of another namespace", "{service: {name: web}, calls: [{name: 'svc:api.shop', type: http}]}",
			calls("web", "", model.Intent{Field: "spec.calls[0].name", Value: "svc:api.shop", Name: "api", Namespace: "shop", Kind: "Service"})},
		{"a Service by its kind", "{service: {name: web}, calls: [{name: api, kind: Service}]}", calls("web", "", model.Intent{Field: "spec.calls[0].name", Value: "api", Name: "api", Kind: "Service"})},
		{"what is out of the cluster keeps the places", "{service: {name: web}, calls: [{name: a, type: database}, {type: internet}, {name: b, type: aws}, {name: c, type: gcp}, {name: d, type: azure}, {name: k, type: kafka}]}",
			calls("web", "", model.Intent{Field: "spec.calls[5].name", Value: "k", Name: "k"})},
		{"targets", "{workload: {name: web, kind: Rollout}, targets: [{kubernetes: {name: api.shop, kind: Deployment}}, {service: {name: db}}, {kafka: {name: k}}, {kubernetes: {name: x}}]}",
			calls("web", "Rollout", model.Intent{Field: "spec.targets[0].kubernetes.name", Value: "api.shop", Name: "api", Namespace: "shop", Kind: "Deployment"},
				model.Intent{Field: "spec.targets[1].service.name", Value: "db", Name: "db", Kind: "Service"},
				model.Intent{Field: "spec.targets[2].kafka.name", Value: "k", Name: "k"}, model.Intent{Field: "spec.targets[3].kubernetes.name", Value: "x", Name: "x"})},
		{"targets out of the cluster", "{workload: {name: web}, targets: [{internet: {domains: [a.example.com]}}, {sql: {name: db}}, {aws: {arn: a}}, {gcp: {resource: g}}, {azure: {scope: s}}]}", nil},
		{"nobody calls", "{targets: [{service: {name: db}}]}", nil},
		{"nothing is called", "{workload: {name: web}}", nil},
		{"wrong types", "{workload: {name: web}, calls: {name: a}, targets: [a, {service: b}, {service: {name: [c]}}, {service: {name: .shop}}]}", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			got := decode(t, "{apiVersion: k8s.otterize.com/v1alpha3, kind: ClientIntents, spec: "+tt.spec+"}").Facts
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreTypes(model.Object{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestServiceAccount(t *testing.T) {
	for spec, want := range map[string]string{
		"{serviceAccountName: a, serviceAccount: b}": "a", "{serviceAccount: b}": "b", "{}": "default", "{serviceAccountName: [a]}": "default",
	} {
		if got := podOf(t, spec).Account(); got != want {
			t.Errorf("pods with %s run as %q, want %q", spec, got, want)
		}
	}
}
