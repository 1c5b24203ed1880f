package model_test

import (
	"fmt"
	"testing"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

func TestIdentity(t *testing.T) {
	of := func(pattern string) model.Identity { return model.Identity{Pattern: pattern} }
	in := func(pattern string) model.Identity { return model.Identity{Pattern: pattern, OfNamespace: true} }
	tests := []struct {
		reason                string
		identity              model.Identity
		web, other            bool // whether it is that of front in web, and in other
		webDefault            bool // of default in web
		anybody, allOfANSpace bool
	}{
		{"a service account", of("ns/web/sa/front"), true, false, false, false, false},
		{"of any namespace", of("*/sa/front"), true, true, false, false, false},
		{"all of a namespace", of("ns/web/*"), true, false, true, false, true},
		{"all of it, at length", of("ns/web/sa/*"), true, false, true, false, true},
		{"names that begin alike", of("ns/web/sa/f*"), true, false, false, false, false},
		{"namespaces that begin alike", of("ns/w*"), true, false, true, false, true},
		{"everybody", of("ns/*"), true, true, true, true, true},
		{"everybody in short", of("*"), true, true, true, true, true},
		{"a namespace", in("web"), true, false, true, false, true},
		{"by its beginning", in("w*"), true, false, true, false, true},
		{"by its end", in("*er"), false, true, false, false, true},
		{"every namespace", in("*"), true, true, true, true, true},
		{"a namespace is no service account", of("web"), false, false, false, false, false},
		{"nobody", of(""), false, false, false, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			i := tt.identity
			if got := i.Matches("web", "front"); got != tt.web {
				t.Errorf("front in web: %v", got)
			}
			if got := i.Matches("other", "front"); got != tt.other {
				t.Errorf("front in other: %v", got)
			}
			if got := i.Matches("web", "default"); got != tt.webDefault {
				t.Errorf("default in web: %v", got)
			}
			if got := i.Anybody(); got != tt.anybody {
				t.Errorf("anybody: %v", got)
			}
			if got := i.Whole(); got != tt.allOfANSpace {
				t.Errorf("whole: %v", got)
			}
		})
	}
}

// TestNamespaceLabels has a Namespace that claims another's name.
func TestNamespaceLabels(t *testing.T) {
	m := model.New([]model.Any{&model.Namespace{
		Object: model.Object{Ref: diag.Ref{Kind: "Namespace", Name: "shop"}}, Labels: model.Labels{"team": "a", model.NameOfNamespace: "web"},
	}})
	labels, all := m.NamespaceLabels("shop")
	if got := fmt.Sprint(labels, all); got != "map[kubernetes.io/metadata.name:shop team:a] true" {
		t.Error(got)
	}
	labels, all = m.NamespaceLabels("web")
	if got := fmt.Sprint(labels, all); got != "map[kubernetes.io/metadata.name:web] false" {
		t.Error(got)
	}
}

// TestPoliciesForAreInOrder has policies of several kinds under one name.
func TestPoliciesForAreInOrder(t *testing.T) {
	var facts []model.Any
	for _, ref := range []diag.Ref{
		{Kind: "NetworkPolicy", Namespace: "shop", Name: "a"}, {Kind: "EnvoyFilter", Namespace: "istio-system", Name: "a"},
		{Kind: "AuthorizationPolicy", Namespace: "shop", Name: "a"}, {Kind: "NetworkPolicy", Namespace: "web", Name: "a"},
	} {
		facts = append(facts, &model.Policy{Object: model.Object{Ref: ref}, Selector: model.Labels{"app": "x"}})
	}
	m := model.New(facts)
	for range 20 {
		got := ""
		for _, p := range m.PoliciesFor("shop", model.Labels{"app": "x", "version": "v1"}) {
			got += p.Ref.String() + " "
		}
		if want := "EnvoyFilter/istio-system/a AuthorizationPolicy/shop/a NetworkPolicy/shop/a "; got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	}
}
