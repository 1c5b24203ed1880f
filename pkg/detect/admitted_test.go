package detect_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// policy is an AuthorizationPolicy for the pods of api that lets in who a source names, a mapping in flow style.
func policy(source string) string {
	return "---\n{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p}, spec: {selector: {matchLabels: {app: api}}, rules: [{from: [{source: " + source + "}]}]}}\n"
}

// peers is a NetworkPolicy for the pods of api that lets in peers.
func peers(from string) string {
	return "---\n{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}, spec: {podSelector: {matchLabels: {app: api}}, ingress: [{from: " + from + "}]}}\n"
}

// TestWhoIsAllowed has the Deployment web, of no namespace, which runs as default.
func TestWhoIsAllowed(t *testing.T) {
	web := deployment("containers: [{name: web}]")
	asWeb := deployment("serviceAccountName: web, containers: [{name: web}]")
	tests := []struct {
		reason, manifests string
		allowed           bool
	}{
		{"the default service account", web + policy("{principals: [cluster.local/ns/default/sa/default]}"), true},
		{"another one", web + policy("{principals: [cluster.local/ns/default/sa/web]}"), false},
		{"in a namespace that nothing is in, where it may be applied", asWeb + policy("{principals: [cluster.local/ns/shop/sa/web]}"), true},
		{"which the default one of says nothing", web + policy("{principals: [cluster.local/ns/shop/sa/default]}"), false},
		{"nor a namespace that something else is in", asWeb + "---\n{apiVersion: v1, kind: Service, metadata: {name: x, namespace: shop}}\n" + policy("{principals: [cluster.local/ns/shop/sa/web]}"), false},
		{"nor all of a namespace", asWeb + policy("{namespaces: [shop]}"), false},
		{"unless it is excluded", asWeb + policy("{principals: [cluster.local/ns/shop/sa/web], notNamespaces: [shop]}"), false},
		{"both fields", asWeb + policy("{principals: ['*/sa/web'], namespaces: [default]}"), true},
		{"one of two fields", asWeb + policy("{principals: ['*/sa/web'], namespaces: [shop]}"), false},
		{"a namespace by its end", web + policy("{namespaces: ['*ault']}"), true},

		{"its label", web + peers("[{podSelector: {matchLabels: {app: web}}}]"), true},
		{"one of its values", web + peers("[{podSelector: {matchExpressions: [{key: app, operator: In, values: [x, web]}]}}]"), true},
		{"a label and an expression that does not hold", web + peers("[{podSelector: {matchLabels: {app: web}, matchExpressions: [{key: app, operator: NotIn, values: [web]}]}}]"), false},
		{"an expression alone", web + peers("[{podSelector: {matchExpressions: [{key: app, operator: Exists}]}}]"), true},
		{"its namespace by the name", web + peers("[{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: default}}}]"), true},
		{"another namespace", web + peers("[{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}, podSelector: {matchLabels: {app: web}}}]"), false},
		{"a label of its namespace", web + "---\n{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {team: a}}}\n" + peers("[{namespaceSelector: {matchLabels: {team: a}}}]"), true},
		{"a label that its Namespace lacks", web + "---\n{apiVersion: v1, kind: Namespace, metadata: {name: default}}\n" + peers("[{namespaceSelector: {matchExpressions: [{key: team, operator: DoesNotExist}]}}]"), true},
		{"a label that nobody knows of", web + peers("[{namespaceSelector: {matchExpressions: [{key: team, operator: DoesNotExist}]}}]"), false},
		{"a name that is not excluded", web + peers("[{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [shop]}]}}]"), true},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			found := allowedIn(t, tt.manifests)
			if allowed := len(found) == 1 && found[0].Allowed(); allowed != tt.allowed || len(found) > 1 {
				t.Errorf("got %d calls: %+v", len(found), found)
			}
			if found := callsIn(t, tt.manifests); len(found) > 0 {
				t.Errorf("what is allowed is a call: %+v", found)
			}
		})
	}
}

// TestAllowedJoinsWhatIsKnown has a call of port 8080 that a policy allows, on any port and on this one.
func TestAllowedJoinsWhatIsKnown(t *testing.T) {
	web := deployment("containers: [{name: web, env: [{name: API_URL, value: 'http://api:8080'}]}]")
	const two = "---\n{apiVersion: v1, kind: Service, metadata: {name: api}, spec: {selector: {app: api}, ports: [{name: http, port: 8080}, {name: http-admin, port: 9090}]}}\n"
	for reason, spec := range map[string]string{
		"any port":  "from: [{source: {principals: ['*/sa/default']}}]",
		"this port": "from: [{source: {principals: ['*/sa/default']}}], to: [{operation: {ports: ['8080']}}]",
	} {
		found := allowedIn(t, web+two+"---\n{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p}, spec: {selector: {matchLabels: {app: api}}, rules: [{"+spec+"}]}}\n")
		if len(found) != 1 || found[0].Port != 8080 || found[0].Weak() || found[0].Allowed() || len(found[0].Evidence) != 2 {
			t.Errorf("%s: got %d calls: %+v", reason, len(found), found)
		}
	}
	other := allowedIn(t, web+two+"---\n{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p}, spec: {selector: {matchLabels: {app: api}}, "+
		"rules: [{from: [{source: {principals: ['*/sa/default']}}], to: [{operation: {ports: ['9090']}}]}]}}\n")
	if len(other) != 2 || other[0].Allowed() || !other[1].Allowed() || other[1].Port != 9090 ||
		other[0].Basis() != callgraph.Shown || other[1].Basis() != callgraph.AllowedOnly {
		t.Errorf("another port: got %d calls: %+v", len(other), other)
	}
}

// TestIgnoredIsNotAllowed has a call that spec.calls.ignore means.
func TestIgnoredIsNotAllowed(t *testing.T) {
	m := modelOf(t, deployment("containers: [{name: web}]")+policy("{principals: ['*/sa/default']}"))
	config := api.GrayRelease{Spec: api.Default()}
	config.Spec.Calls.Ignore = []api.IgnoredCall{{To: api.Party{Name: "api"}}}
	if with, _ := callgraph.Allow(m, &config, &callgraph.Graph{}, detect.Allowed()); len(with.Calls) != 0 {
		t.Errorf("got %+v", with.Calls[0])
	}
}

// chain is n applications, of which each lets in the one before it by its service account and by its labels.
func chain(n int) []model.Any {
	var facts []model.Any
	for i := range n {
		name, before := fmt.Sprint("app-", i), fmt.Sprint("app-", i-1)
		object := func(kind string) model.Object {
			return model.Object{Ref: diag.Ref{Kind: kind, Namespace: "shop", Name: name}}
		}
		labels := model.Labels{"app": name, "part-of": "shop"}
		selector := model.PodSelector{Labels: labels}
		facts = append(facts,
			&model.Service{Object: object("Service"), Selector: labels, Ports: []model.Port{{Number: 80}}},
			&model.Workload{Object: object("Deployment"), PodLabels: labels, ServiceAccount: name},
			&model.Admission{Object: object("AuthorizationPolicy"), Pods: selector, Rules: []model.AdmissionRule{{Peers: []model.Peer{
				{Field: "a", Is: model.Identity{Pattern: model.IdentityOf("shop", before)}}}}}},
			&model.Admission{Object: object("NetworkPolicy"), Pods: selector, Rules: []model.AdmissionRule{{Peers: []model.Peer{
				{Field: "b", Pods: &model.PodSelector{Labels: model.Labels{"app": before, "part-of": "shop"}}}}}}})
	}
	return facts
}

// TestAllowedIsNotQuadratic has ten thousand policies and workloads: each pair of them looked at would take minutes.
func TestAllowedIsNotQuadratic(t *testing.T) {
	const many = 10_000
	m := model.New(chain(many))
	config := api.GrayRelease{Spec: api.Default()}
	start := time.Now()
	with, complete := callgraph.Allow(m, &config, &callgraph.Graph{}, detect.Allowed())
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
	if len(with.Calls) != many-1 || !complete {
		t.Errorf("got %d calls, complete: %v", len(with.Calls), complete)
	}
	for _, c := range with.Calls {
		if len(c.Evidence) != 2 {
			t.Fatalf("%s calls %s by %+v", c.Caller.Workload.Name, c.Callee.Name, c.Evidence)
		}
	}
}

// TestAllowedIsBounded has two thousand workloads that may all call each other, by a label that all of them have.
func TestAllowedIsBounded(t *testing.T) {
	facts := chain(2000)
	facts = append(facts, &model.Admission{
		Object: model.Object{Ref: diag.Ref{Kind: "NetworkPolicy", Namespace: "shop", Name: "all"}}, Pods: model.PodSelector{Labels: model.Labels{"part-of": "shop"}},
		Rules: []model.AdmissionRule{{Peers: []model.Peer{{Field: "c", Pods: &model.PodSelector{Labels: model.Labels{"part-of": "shop"}}}}}},
	})
	config := api.GrayRelease{Spec: api.Default()}
	with, complete := callgraph.Allow(model.New(facts), &config, &callgraph.Graph{}, detect.Allowed())
	if complete || len(with.Calls) > callgraph.MaxAllowed || len(with.Calls) < callgraph.MaxAllowed/2 {
		t.Errorf("got %d calls, complete: %v", len(with.Calls), complete)
	}
}

// FuzzAllowed reads patterns of principals and of namespaces, and selectors, a line each: those that let a workload in are those that
// a look at all of them finds.
//
// fuzz: weight 24
func FuzzAllowed(f *testing.F) {
	f.Add("ns/web/sa/*\n*/sa/front\nns/web/sa/front\nns/w*\n*", "web\nw*\n*eb\n*", "app=front\napp=x", "web", "front")
	f.Add("*t\nns/web/sa/front*\n", "\n*web*\n", "=\na\na=b c", "w*b", "")
	f.Fuzz(func(t *testing.T, principals, namespaces, selectors, namespace, account string) {
		fuzzing.Bounded(t)
		if len(principals)+len(namespaces)+len(selectors)+len(namespace)+len(account) > 2000 {
			return
		}
		labels := model.Labels{"app": "front"}
		caller := &model.Workload{Object: model.Object{Ref: diag.Ref{Kind: "Deployment", Namespace: namespace, Name: "w"}}, PodLabels: labels, ServiceAccount: account}
		api1 := model.Object{Ref: diag.Ref{Kind: "Service", Namespace: "api", Name: "api"}}
		facts := []model.Any{caller, &model.Service{Object: api1, Selector: model.Labels{"app": "api"}},
			&model.Workload{Object: api1, PodLabels: model.Labels{"app": "api"}}}
		var want []string
		add := func(kind string, p model.Peer, lets bool) {
			name := fmt.Sprint("p", len(facts))
			p.Field = name
			facts = append(facts, &model.Admission{Object: model.Object{Ref: diag.Ref{Kind: kind, Namespace: "api", Name: name}},
				Pods: model.PodSelector{Labels: model.Labels{"app": "api"}}, Rules: []model.AdmissionRule{{Peers: []model.Peer{p}}}})
			if lets {
				want = append(want, name)
			}
		}
		in := caller.Key().Namespace
		for pattern := range strings.Lines(principals) {
			i := model.Identity{Pattern: strings.TrimSpace(pattern)}
			if i.Pattern != "" && namespace != "" {
				add("AuthorizationPolicy", model.Peer{Is: i}, i.Matches(in, caller.Account()))
			}
		}
		for pattern := range strings.Lines(namespaces) {
			i := model.Identity{Pattern: strings.TrimSpace(pattern), OfNamespace: true}
			if i.Pattern != "" {
				add("AuthorizationPolicy", model.Peer{Is: i}, i.Matches(in, caller.Account()))
			}
		}
		for selector := range strings.Lines(selectors) {
			key, value, _ := strings.Cut(strings.TrimSpace(selector), "=")
			s := &model.PodSelector{Labels: model.Labels{key: value}}
			add("NetworkPolicy", model.Peer{Pods: s, Namespaces: &model.PodSelector{}}, s.Selects(labels))
		}
		config := api.GrayRelease{Spec: api.Default()}
		with, _ := callgraph.Allow(model.New(facts), &config, &callgraph.Graph{}, detect.Allowed())
		var got []string
		for _, c := range with.Calls {
			if c.Caller.Workload == caller {
				for _, e := range c.Evidence {
					got = append(got, e.Field)
				}
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if want = want[:min(len(want), 100)]; len(got) < 100 && !slices.Equal(got, want) {
			t.Errorf("%v let it in, want %v", got, want)
		}
	})
}
