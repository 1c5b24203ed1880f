package manifest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/graylane/graylane/pkg/model"
)

func TestEgress(t *testing.T) {
	tests := []struct {
		reason, kind, spec string
		want               model.Any
	}{
		{"the hosts of all listeners", "Sidecar", "{egress: [{hosts: [./*, istio-system/*]}, {port: {number: 80}, hosts: [other/api.other.svc.cluster.local]}]}",
			&model.Sidecar{Egress: []model.Egress{{Field: "spec.egress[0].hosts[0]", Host: "./*"}, {Field: "spec.egress[0].hosts[1]", Host: "istio-system/*"},
				{Field: "spec.egress[1].hosts[0]", Host: "other/api.other.svc.cluster.local", Port: 80}}}},
		{"the pods it is for", "Sidecar", "{workloadSelector: {labels: {app: a}}}", &model.Sidecar{Selector: model.Labels{"app": "a"}}},
		{"all pods", "Sidecar", "{workloadSelector: {}}", &model.Sidecar{}},
		{"what is no host keeps the paths of the others", "Sidecar", "{egress: [x, null, {hosts: ['', [a], null, ./b]}]}",
			&model.Sidecar{Egress: []model.Egress{{Field: "spec.egress[2].hosts[3]", Host: "./b"}}}},
		{"wrong types", "Sidecar", "{workloadSelector: [a], egress: {hosts: [a]}}", &model.Sidecar{}},
		{"wrong types below", "Sidecar", "{workloadSelector: {labels: a}, egress: [{hosts: a}, {hosts: {a: b}}]}", &model.Sidecar{}},
		{"nulls", "Sidecar", "{workloadSelector: , egress: }", &model.Sidecar{}},
		{"nothing", "Sidecar", "", &model.Sidecar{}},

		{"hosts and addresses", "ServiceEntry", "{hosts: [a.example.com, b.example.com], addresses: [10.0.0.1], endpoints: [{address: api.shop.svc.cluster.local, ports: {http: 80}}, {address: 10.0.0.2}]}",
			&model.ServiceEntry{Hosts: []string{"a.example.com", "b.example.com"}, Endpoints: []string{"api.shop.svc.cluster.local", "10.0.0.2"}}},
		{"an endpoint of a network has no address", "ServiceEntry", "{hosts: [a], endpoints: [{network: n}, {address: }]}", &model.ServiceEntry{Hosts: []string{"a"}}},
		{"wrong types", "ServiceEntry", "{hosts: [[a], '', null, b], endpoints: [x, null, {address: [a]}]}", &model.ServiceEntry{Hosts: []string{"b"}}},
		{"no lists", "ServiceEntry", "{hosts: a, endpoints: {address: a}}", &model.ServiceEntry{}},
		{"nulls", "ServiceEntry", "{hosts: , endpoints: }", &model.ServiceEntry{}},
		{"nothing", "ServiceEntry", "", &model.ServiceEntry{}},
	}
	for _, tt := range tests {
		t.Run(tt.kind+" "+tt.reason, func(t *testing.T) {
			for _, version := range []string{"v1alpha3", "v1beta1", "v1"} {
				got := decode(t, "{apiVersion: networking.istio.io/"+version+", kind: "+tt.kind+", spec: "+tt.spec+"}").Facts
				if diff := cmp.Diff([]model.Any{tt.want}, got, cmpopts.IgnoreTypes(model.Object{})); diff != "" {
					t.Errorf("%s: %s", version, diff)
				}
			}
			if got := decode(t, "{apiVersion: example.com/v1, kind: "+tt.kind+", spec: "+tt.spec+"}").Facts; got != nil {
				t.Errorf("of another group: %v", got)
			}
		})
	}
}
