package traffic

import (
	"net"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// selects tells whether a Service leads to a pod with these labels. A Service without a selector leads to none.
func selects(s *corev1.Service, p *pod, pod labels.Set) bool {
	selector := s.Spec.Selector
	return len(selector) > 0 && s.Namespace == p.object.Namespace && labels.SelectorFromSet(selector).Matches(pod)
}

// endpoint is the EndpointSlice by which a Service leads to a pod. Every pod has one of its own, since each listens on
// other ports.
func endpoint(s *corev1.Service, p *pod) *discoveryv1.EndpointSlice {
	out := &discoveryv1.EndpointSlice{
		ObjectMeta: metav1.ObjectMeta{
			Name:      s.Name + "-" + p.object.Name,
			Namespace: s.Namespace,
			Labels:    map[string]string{discoveryv1.LabelServiceName: s.Name},
		},
		AddressType: discoveryv1.AddressTypeIPv4,
		Endpoints: []discoveryv1.Endpoint{{
			Addresses: []string{p.object.Status.PodIP},
			TargetRef: &corev1.ObjectReference{Kind: "Pod", Name: p.object.Name, Namespace: p.object.Namespace},
		}},
	}
	for _, port := range s.Spec.Ports {
		if l := p.listener(port); l != nil {
			number := int32(l.Addr().(*net.TCPAddr).Port)
			out.Ports = append(out.Ports, discoveryv1.EndpointPort{Name: &port.Name, Port: &number})
		}
	}
	return out
}

// listener is where the pod serves a port of a Service: the container port that the port targets by name or number, by
// default the one of the same number.
func (p *pod) listener(port corev1.ServicePort) net.Listener {
	target := port.TargetPort
	if target == (intstr.IntOrString{}) {
		target = intstr.FromInt32(port.Port)
	}
	for _, c := range p.main().Ports {
		if target == intstr.FromString(c.Name) || target == intstr.FromInt32(c.ContainerPort) {
			return p.ports[c.Name]
		}
	}
	return nil
}
