package model_test

import (
	"testing"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

func TestNoSidecar(t *testing.T) {
	const inject, mode, rev, injection = "sidecar.istio.io/inject", "istio.io/dataplane-mode", "istio.io/rev", "istio-injection"
	proxy := []model.Container{{Name: "main"}, {Name: "istio-proxy"}}
	type labels = model.Labels
	tests := []struct {
		reason    string
		workload  model.Workload
		namespace labels
		want      string
	}{
		{"nothing says so", model.Workload{}, nil, ""},
		{"a Namespace without such labels proves nothing", model.Workload{}, labels{"team": "a"}, ""},
		{"label", model.Workload{PodLabels: labels{inject: "false"}}, nil, inject + ": false"},
		{"annotation", model.Workload{PodAnnotations: labels{inject: "false"}}, nil, inject + ": false"},
		{"the label counts before the annotation", model.Workload{PodLabels: labels{inject: "true"}, PodAnnotations: labels{inject: "false"}}, nil, ""},
		{"another value", model.Workload{PodLabels: labels{inject: "true"}, PodAnnotations: labels{mode: "ambient"}}, nil, ""},
		{"the node's network", model.Workload{HostNetwork: true, PodLabels: labels{inject: "true"}}, nil, "hostNetwork: true"},
		{"one by hand", model.Workload{PodLabels: labels{inject: "false"}, Containers: proxy}, labels{injection: "disabled"}, ""},

		{"pods that refuse it where the namespace injects", model.Workload{PodLabels: labels{inject: "false"}}, labels{injection: "enabled"}, inject + ": false"},
		{"a namespace without injection", model.Workload{}, labels{injection: "disabled"}, injection + ": disabled on Namespace/shop"},
		{"whatever the pod asks for", model.Workload{PodLabels: labels{inject: "true", rev: "r"}}, labels{injection: "disabled"}, injection + ": disabled on Namespace/shop"},
		{"and whatever the revision", model.Workload{}, labels{injection: "false", rev: "r"}, injection + ": false on Namespace/shop"},

		{"an ambient pod", model.Workload{PodLabels: labels{mode: "ambient"}}, nil, mode + ": ambient"},
		{"an ambient pod that asks for a sidecar", model.Workload{PodLabels: labels{mode: "ambient", inject: "true"}}, nil, ""},
		{"an ambient pod where the namespace injects", model.Workload{PodLabels: labels{mode: "ambient"}}, labels{injection: "enabled"}, ""},
		{"an ambient namespace", model.Workload{}, labels{mode: "ambient"}, mode + ": ambient on Namespace/shop"},
		{"a pod that asks for a sidecar in it", model.Workload{PodLabels: labels{inject: "true"}}, labels{mode: "ambient"}, ""},
		{"by a revision", model.Workload{PodLabels: labels{rev: "r"}}, labels{mode: "ambient"}, ""},
		{"by an annotation, which selects nothing", model.Workload{PodAnnotations: labels{inject: "true"}}, labels{mode: "ambient"}, mode + ": ambient on Namespace/shop"},
		{"a pod that is not taken in", model.Workload{PodLabels: labels{mode: "none"}}, labels{mode: "ambient"}, ""},
		{"an ambient namespace that injects", model.Workload{}, labels{mode: "ambient", injection: "enabled"}, ""},
		{"by a revision", model.Workload{}, labels{mode: "ambient", rev: "r"}, ""},
		{"a namespace that is not ambient", model.Workload{}, labels{mode: "none"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			w := tt.workload
			w.Object = model.Object{Ref: diag.Ref{Kind: "Deployment", Namespace: "shop", Name: "a"}}
			objects := []model.Any{&w,
				&model.Namespace{Object: model.Object{Ref: diag.Ref{Kind: "Namespace", Name: "other"}}, Labels: labels{injection: "disabled"}}}
			if tt.namespace != nil {
				objects = append(objects, &model.Namespace{Object: model.Object{Ref: diag.Ref{Kind: "Namespace", Name: "shop"}}, Labels: tt.namespace})
			}
			if got := model.New(objects).NoSidecar(&w); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
