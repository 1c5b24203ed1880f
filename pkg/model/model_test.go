package model_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

func object(kind, namespace, name string) model.Object {
	return model.Object{Ref: diag.Ref{Kind: kind, Namespace: namespace, Name: name}}
}

func TestSelected(t *testing.T) {
	tests := []struct {
		reason                              string
		serviceNamespace, workloadNamespace string
		selector, podLabels                 model.Labels
		externalName                        string
		want                                bool
	}{
		{"all pairs are there", "", "", model.Labels{"app": "a", "tier": "x"}, model.Labels{"app": "a", "tier": "x", "version": "v1"}, "", true},
		{"one pair is missing", "", "", model.Labels{"app": "a", "tier": "x"}, model.Labels{"app": "a"}, "", false},
		{"one value differs", "", "", model.Labels{"app": "a"}, model.Labels{"app": "b"}, "", false},
		{"a Service without selector selects nothing", "", "", nil, model.Labels{"app": "a"}, "", false},
		{"an empty selector selects nothing", "", "", model.Labels{}, model.Labels{}, "", false},
		{"another namespace", "x", "y", model.Labels{"app": "a"}, model.Labels{"app": "a"}, "", false},
		{"an absent namespace is default", "", "default", model.Labels{"app": "a"}, model.Labels{"app": "a"}, "", true},
		{"an ExternalName Service is an alias", "", "", model.Labels{"app": "a"}, model.Labels{"app": "a"}, "example.com", false},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			s := &model.Service{Object: object("Service", tt.serviceNamespace, "s"), Selector: tt.selector, ExternalName: tt.externalName}
			w := &model.Workload{Object: object("Deployment", tt.workloadNamespace, "w"), PodLabels: tt.podLabels}
			m := model.New([]model.Any{w, s})
			if got := len(m.Selected(s)) == 1; got != tt.want {
				t.Errorf("Selected: %v, want %v", got, tt.want)
			}
			if got := len(m.Selecting(w)) == 1; got != tt.want {
				t.Errorf("Selecting: %v, want %v", got, tt.want)
			}
		})
	}
}

// TestIndexSelectorsIsSelects compares the index with the definition on random labels.
func TestIndexSelectorsIsSelects(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	labels := func(most int) model.Labels {
		l := model.Labels{}
		for range random.IntN(most + 1) {
			l[fmt.Sprint("k", random.IntN(3))] = fmt.Sprint(random.IntN(3))
		}
		return l
	}
	for range 200 {
		var services []*model.Service
		var workloads []*model.Workload
		var all []model.Any
		for i := range 8 {
			s := &model.Service{Object: object("Service", "", fmt.Sprint("s", i)), Selector: labels(2)}
			w := &model.Workload{Object: object("Deployment", "", fmt.Sprint("w", i)), PodLabels: labels(3)}
			services, workloads, all = append(services, s), append(workloads, w), append(all, s, w)
		}
		m := model.New(all)
		for _, s := range services {
			var want []string
			for _, w := range workloads {
				if s.Selector.Selects(w.PodLabels) {
					want = append(want, w.Name)
				}
			}
			var got []string
			for _, w := range m.Selected(s) {
				got = append(got, w.Name)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("selector %v (-want +got):\n%s", s.Selector, diff)
			}
		}
	}
}

func TestProtocol(t *testing.T) {
	tests := []struct {
		reason string
		port   model.Port
		want   model.Protocol
		layer  model.Layer
	}{
		{"the name", model.Port{Name: "http", Number: 1}, "http", model.HTTP},
		{"the name's prefix", model.Port{Name: "grpc-api", Number: 1}, "grpc", model.HTTP},
		{"the prefix needs its hyphen", model.Port{Name: "httpapi", Number: 1}, "", model.Sniffed},
		{"in any case", model.Port{Name: "HTTP2-x", Number: 1}, "http2", model.HTTP},
		{"a hyphen of its own", model.Port{Name: "grpc-web-x", Number: 1}, "grpc-web", model.HTTP},
		{"no name", model.Port{Number: 8080}, "", model.Sniffed},
		{"a name that is no protocol", model.Port{Name: "web", Number: 1}, "", model.Sniffed},
		{"appProtocol wins", model.Port{Name: "http", AppProtocol: "tcp", Number: 1}, "tcp", model.TCP},
		{"Kubernetes' own appProtocol", model.Port{AppProtocol: "kubernetes.io/h2c", Number: 1}, "http2", model.HTTP},
		{"secure websockets", model.Port{AppProtocol: "kubernetes.io/wss", Number: 1}, "https", model.TLS},
		{"an unknown appProtocol does not fall back to the name", model.Port{Name: "http", AppProtocol: "example.com/x", Number: 1}, "", model.Sniffed},
		{"a database protocol", model.Port{Name: "mysql", Number: 1}, "mysql", model.TCP},
		{"a well-known port is never sniffed", model.Port{Number: 3306}, "tcp", model.TCP},
		{"unless it is declared", model.Port{Name: "http", Number: 3306}, "http", model.HTTP},
		{"UDP is not routed", model.Port{Name: "http", Transport: "UDP", Number: 1}, "udp", model.None},
		{"TLS", model.Port{Name: "tls-x", Number: 1}, "tls", model.TLS},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if got := tt.port.Protocol(); got != tt.want || got.Layer() != tt.layer {
				t.Errorf("%+v: %q, layer %d; want %q, %d", tt.port, got, got.Layer(), tt.want, tt.layer)
			}
		})
	}
}

func TestRuns(t *testing.T) {
	w := &model.Workload{Object: object("Deployment", "", "a"), Idle: true}
	other := &model.ScaleTarget{Object: object("HorizontalPodAutoscaler", "", "h"), TargetKind: "StatefulSet", TargetName: "a"}
	if model.New([]model.Any{w, other}).Runs(w) {
		t.Error("an autoscaler of another kind of workload makes it run")
	}
	scaler := &model.ScaleTarget{Object: object("HorizontalPodAutoscaler", "", "g"), TargetKind: "Deployment", TargetName: "a"}
	if !model.New([]model.Any{w, other, scaler}).Runs(w) {
		t.Error("its own autoscaler does not make it run")
	}
}

func TestNewKeepsTheLastOfEach(t *testing.T) {
	service := func(index int, selector string) *model.Service {
		s := &model.Service{Object: object("Service", "", "s"), Selector: model.Labels{"app": selector}}
		s.Place = diag.Place{File: "a.yaml", Index: index}
		return s
	}
	first, second := service(0, "x"), service(1, "y")
	for _, order := range [][]model.Any{{first, second}, {second, first}} {
		m := model.New(order)
		if got := m.Service("default", "s"); got != second || len(m.Services()) != 1 || len(m.Repeated()) != 1 {
			t.Errorf("got %v of %d, repeated %v", got, len(m.Services()), m.Repeated())
		}
	}
}

func configuration(source model.Source, namespace, name string, previous ...string) *model.Configuration {
	c := &model.Configuration{Object: object(string(source), namespace, name), Source: source}
	c.PreviousNames = previous
	return c
}

func TestConfigMapByItsPreviousName(t *testing.T) {
	c := configuration(model.ConfigMap, "shop", "p-urls", "urls", "urls-base")
	m := model.New([]model.Any{c})
	for _, name := range []string{"p-urls", "urls", "urls-base"} {
		if m.Configuration(model.ConfigMap, "shop", name) != c {
			t.Errorf("not found as %s", name)
		}
	}
	if m.Configuration(model.ConfigMap, "other", "urls") != nil {
		t.Error("found in another namespace")
	}
}

func TestConfigurationOfASource(t *testing.T) {
	alone := configuration(model.Secret, "shop", "s-keys", "keys")
	secret := configuration(model.Secret, "shop", "s-urls", "urls", "p-urls")
	configMap := configuration(model.ConfigMap, "shop", "p-urls", "urls", "s-urls")
	m := model.New([]model.Any{alone, secret, configMap})
	tests := []struct {
		reason string
		source model.Source
		name   string
		want   *model.Configuration
	}{
		{"a Secret", model.Secret, "s-keys", alone},
		{"a Secret by its previous name", model.Secret, "keys", alone},
		{"a Secret is no ConfigMap", model.ConfigMap, "s-keys", nil},
		{"nor by its previous name", model.ConfigMap, "keys", nil},
		{"a Secret beside a ConfigMap that shares its previous name", model.Secret, "urls", secret},
		{"the ConfigMap", model.ConfigMap, "urls", configMap},
		{"a Secret that was called as a ConfigMap is", model.Secret, "p-urls", secret},
		{"a ConfigMap that was called as a Secret is", model.ConfigMap, "s-urls", configMap},
		{"no source", "", "keys", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if got := m.Configuration(tt.source, "shop", tt.name); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
	if len(m.Repeated()) != 0 {
		t.Errorf("repeated %v", m.Repeated())
	}
}

// TestSecretAndConfigMapOfOneName has them beside each other, in both orders.
func TestSecretAndConfigMapOfOneName(t *testing.T) {
	secret, configMap := configuration(model.Secret, "", "x"), configuration(model.ConfigMap, "", "x")
	for _, order := range [][]model.Any{{secret, configMap}, {configMap, secret}} {
		m := model.New(order)
		if m.Configuration(model.Secret, "default", "x") != secret || m.Configuration(model.ConfigMap, "default", "x") != configMap || len(m.Repeated()) != 0 {
			t.Errorf("one hides the other; repeated %v", m.Repeated())
		}
	}
}

// TestEgressOrder gives Sidecars and ServiceEntries in two orders: they come by namespace, then name, and the Sidecars
// of one namespace alone.
func TestEgressOrder(t *testing.T) {
	var objects []model.Any
	for _, key := range []model.Key{{Namespace: "b", Name: "a"}, {Namespace: "", Name: "z"}, {Namespace: "a", Name: "b"}, {Namespace: "a", Name: "a"}} {
		objects = append(objects, &model.Sidecar{Object: object("Sidecar", key.Namespace, key.Name)},
			&model.ServiceEntry{Object: object("ServiceEntry", key.Namespace, key.Name)})
	}
	want := []model.Key{{Namespace: "a", Name: "a"}, {Namespace: "a", Name: "b"}, {Namespace: "b", Name: "a"}, {Namespace: "default", Name: "z"}}
	wantOf := map[string]model.Key{"a": want[0], "b": want[2], "default": want[3], "": want[3], "c": {}}
	for range 2 {
		m := model.New(objects)
		if diff := cmp.Diff(want, keys(m.ServiceEntries())); diff != "" {
			t.Errorf("ServiceEntries: %s", diff)
		}
		for namespace, want := range wantOf {
			got := model.Key{}
			if s := m.SidecarOf(namespace, model.Labels{"app": "b"}); s != nil {
				got = s.Key()
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Sidecar of %q: %s", namespace, diff)
			}
		}
		slices.Reverse(objects)
	}
}

func keys[T model.Any](objects []T) []model.Key {
	var out []model.Key
	for _, o := range objects {
		out = append(out, o.Meta().Key())
	}
	return out
}

func TestNewPrefersTheInputToItsContext(t *testing.T) {
	own := &model.Service{Object: object("Service", "", "s")}
	context := &model.Service{Object: object("Service", "", "s")}
	context.Context, context.Place = true, diag.Place{File: "z.yaml"}
	for _, order := range [][]model.Any{{own, context}, {context, own}} {
		m := model.New(order)
		if got := m.Service("", "s"); got != own || len(m.Services()) != 1 || len(m.Repeated()) != 0 {
			t.Errorf("got %p, want %p; %d Services, repeated %v", got, own, len(m.Services()), m.Repeated())
		}
	}
}

// TestServicesMeantOnce: kustomize notes a name again when it sets a namespace, and then when it adds a prefix.
func TestServicesMeantOnce(t *testing.T) {
	renamed := &model.Service{Object: object("Service", "shop", "prod-web")}
	renamed.PreviousNames = []string{"web", "web"}
	m := model.New([]model.Any{renamed})
	for _, namespace := range []string{"", "shop"} {
		if got := m.ServicesMeant(namespace, "web"); len(got) != 1 || got[0] != renamed {
			t.Errorf("in namespace %q: %d Services are meant by web", namespace, len(got))
		}
	}
}

func TestMentions(t *testing.T) {
	renamed := &model.Service{Object: object("Service", "", "new-db")}
	renamed.PreviousNames = []string{"db"}
	entry := &model.ServiceEntry{Object: object("ServiceEntry", "", "e"), Hosts: []string{"Shop.example.com"}}
	m := model.New([]model.Any{&model.Service{Object: object("Service", "", "api-1")}, renamed, entry})
	for text, want := range map[string]bool{
		"http://api-1:80": true, "API-1": true, "x=api-1.ns": true, "api": false, "api-10": false, "x-api-1": false, "tcp://db/x": true, "new-db": true,
		"https://shop.example.com/": true, "example.com": false, "": false, "::": false, strings.Repeat("a", 70): false,
	} {
		if got := m.Mentions(text); got != want {
			t.Errorf("%q mentions a Service: %v, want %v", text, got, want)
		}
	}
}
