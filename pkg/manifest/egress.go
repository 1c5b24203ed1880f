package manifest

import (
	"fmt"
	"slices"

	"github.com/graylane/graylane/pkg/model"
)

// sidecar reads the hosts that Istio's Sidecar lets workloads reach
// (https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener).
func (r *reader) sidecar() *model.Sidecar {
	spec := r.root.get("spec")
	s := &model.Sidecar{Object: r.object, Selector: spec.get("workloadSelector", "labels").labels()}
	for i, listener := range spec.get("egress").list() {
		for j, host := range listener.get("hosts").texts() {
			if host != "" {
				s.Egress = append(s.Egress, model.Egress{
					Field: fmt.Sprintf("spec.egress[%d].hosts[%d]", i, j), Host: host, Port: listener.get("port", "number").portNumber(),
				})
			}
		}
	}
	return s
}

// serviceEntry reads the hosts of a ServiceEntry and the addresses that they stand for
// (https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry).
func (r *reader) serviceEntry() *model.ServiceEntry {
	spec := r.root.get("spec")
	hosts := slices.DeleteFunc(spec.get("hosts").texts(), func(host string) bool { return host == "" })
	e := &model.ServiceEntry{Object: r.object, Hosts: hosts}
	for _, endpoint := range spec.get("endpoints").list() {
		if address := endpoint.get("address").text(); address != "" {
			e.Endpoints = append(e.Endpoints, address)
		}
	}
	return e
}
