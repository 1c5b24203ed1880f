package detect_test

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// FuzzInfer has a text wherever a workload may have one: nothing that is inferred panics, calls itself, or shows what
// a Secret holds.
//
// fuzz: weight 12
func FuzzInfer(f *testing.F) {
	for _, seed := range [][2]string{
		{"API_HOST", "api"}, {"a.yaml", "a: {host: api, port: 8080}\nb: ${API_HOST}"}, {"x", "http://$(API_SERVICE_HOST):8080/ $$(X)"}, {"nginx.conf", "location / { proxy_pass http://api:8080; }"},
		{"run.sh", "for h in api db; do nc -z $h 80; done"}, {"d", "Server=api;Database=x"}, {"", "\u00a0\n\v"}, {"c.json", `[{"name":"api"},"api:8080"]`}, {"p", "u:p@tcp(api:8080)/x"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		fuzzing.Bounded(t)
		object := func(kind, name string) model.Object { return model.Object{Ref: diag.Ref{Kind: kind, Name: name}} }
		annotations := map[string]string{}
		for _, key := range []string{"graylane.dev/calls", "app.openshift.io/connects-to", "consul.hashicorp.com/connect-service-upstreams", "proxy.istio.io/config"} {
			annotations[key] = text
		}
		web := &model.Workload{
			Object: object("Deployment", "web"), PodLabels: model.Labels{"app": "web"}, PodAnnotations: annotations,
			Volumes: []model.Volume{{Name: "v", Source: model.ConfigMap, From: "c"}, {Name: "v", Source: model.Secret, From: "c"}},
			Containers: []model.Container{{
				Field: "spec.template.spec.containers[0]", Command: []string{"sh", "-c", text}, Args: []string{name, text},
				Env:     []model.EnvVar{{Name: name, Value: text}, {Name: "B", Value: "$(" + name + ")" + text}, {Name: "S", From: &model.KeyRef{Source: model.Secret, Name: "c", Key: name}}},
				EnvFrom: []model.EnvFrom{{Source: model.ConfigMap, Name: "c", Prefix: "P_"}, {Source: model.Secret, Name: "c"}},
				Mounts:  []model.Mount{{Volume: "v", Path: "/x/" + name}, {Volume: "v", Path: "/y", SubPath: name}},
				Execs:   []model.Exec{{Field: "x", Command: strings.Fields(text), Probe: true}},
			}},
		}
		own := &model.Service{Object: object("Service", "web"), Selector: model.Labels{"app": "web"}, Ports: []model.Port{{Number: 80}}}
		m := model.New([]model.Any{
			web, own, &model.Service{Object: object("Service", "api"), Ports: []model.Port{{Name: "http", Number: 8080}}},
			&model.Configuration{Object: object("ConfigMap", "c"), Source: model.ConfigMap, Data: map[string]string{name: text, "a.conf": text}},
			&model.Configuration{Object: object("Secret", "c"), Source: model.Secret, Data: map[string]string{name: "T0PSECRET http://u:T0PSECRET@api:8080 " + text}},
		})
		config := api.GrayRelease{Spec: api.Default()}
		g, _ := callgraph.Infer(m, &config, detect.All)
		for _, c := range g.Calls {
			for _, e := range c.Evidence {
				if c.Callee == own && e.Detector != "calls" {
					t.Errorf("web calls itself: %+v", e)
				}
				if !strings.Contains(text+name, "T0PSECRET") && strings.Contains(e.Value+e.Key+e.Host, "T0PSECRET") {
					t.Errorf("the secret is shown: %+v", e)
				}
			}
		}
	})
}
