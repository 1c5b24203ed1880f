package traffic

import (
	"strings"

	"github.com/graylane/graylane/conformance/telemetry"
)

// gateway is where requests from outside come from.
var gateway = telemetry.Pod{
	Namespace: "istio-system", Name: "istio-ingressgateway-0", Workload: "istio-ingressgateway", Labels: map[string]string{"app": "istio-ingressgateway"},
}

// telemetry is the pod as its sidecar knows it.
func (p *pod) telemetry() telemetry.Pod {
	return telemetry.Pod{Namespace: p.object.Namespace, Name: p.object.Name, Workload: p.owner, Labels: p.object.Labels}
}

// entered counts a request from outside that a pod has answered, at both ends.
func (w *world) entered(p *pod) {
	for _, s := range w.services {
		if selects(s, p, p.object.Labels) {
			w.sidecars.Count(telemetry.Request{From: gateway, To: p.telemetry(), Namespace: s.Namespace, Service: s.Name, Protocol: "grpc"})
			return
		}
	}
}

// called counts a request of a pod to a host, with a port, that a pod has answered.
func (w *world) called(from *pod, host string, by visit) {
	name, _, _ := strings.Cut(host, ":")
	service, rest, qualified := strings.Cut(name, ".")
	namespace, _, _ := strings.Cut(rest, ".")
	if !qualified {
		namespace = from.object.Namespace
	}
	w.sidecars.Count(telemetry.Request{
		From: from.telemetry(), To: w.pods[by.Pod].telemetry(), Namespace: namespace, Service: service, Protocol: "grpc",
	})
}
