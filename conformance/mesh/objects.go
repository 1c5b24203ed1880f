package mesh

import (
	"strings"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// objects are the objects of c as istiod watches them: Services, pods and the endpoints that Kubernetes would find. They are as
// few as can be: each costs Istio's fake of the API server a millisecond.
func (c *Cluster) objects() []runtime.Object {
	var all []runtime.Object
	for _, s := range c.Services {
		all = append(all, s)
		if pods := c.Selected(s); len(pods) > 0 {
			all = append(all, endpoints(s, pods))
		}
	}
	for _, p := range c.Pods {
		all = append(all, p.object())
	}
	return all
}

// name is a name for the pod's object.
func (p *Pod) name() string { return strings.ToLower(strings.ReplaceAll(p.Owner, "/", "-")) }

func (p *Pod) object() *corev1.Pod {
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: p.Namespace, Name: p.name(), Labels: p.Labels},
		Spec:       corev1.PodSpec{ServiceAccountName: "default", NodeName: "node"},
		Status: corev1.PodStatus{
			Phase: corev1.PodRunning, PodIP: p.Address, PodIPs: []corev1.PodIP{{IP: p.Address}},
			Conditions: []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue}},
		},
	}
}

// endpoints is the EndpointSlice of a Service. A port that it names is that of the first pod that has one of the name.
func endpoints(s *corev1.Service, pods []*Pod) *discoveryv1.EndpointSlice {
	slice := &discoveryv1.EndpointSlice{
		ObjectMeta:  metav1.ObjectMeta{Namespace: s.Namespace, Name: s.Name, Labels: map[string]string{discoveryv1.LabelServiceName: s.Name}},
		AddressType: discoveryv1.AddressTypeIPv4,
	}
	ready := true
	for _, p := range pods {
		slice.Endpoints = append(slice.Endpoints, discoveryv1.Endpoint{
			Addresses: []string{p.Address}, Conditions: discoveryv1.EndpointConditions{Ready: &ready},
			TargetRef: &corev1.ObjectReference{Kind: "Pod", Namespace: p.Namespace, Name: p.name()},
		})
	}
	for _, port := range s.Spec.Ports {
		number := target(port, pods)
		slice.Ports = append(slice.Ports, discoveryv1.EndpointPort{Name: &port.Name, Port: &number, Protocol: &port.Protocol})
	}
	return slice
}

// target is the number of the container port that a port of a Service leads to.
func target(port corev1.ServicePort, pods []*Pod) int32 {
	if port.TargetPort.Type == intstr.String {
		for _, p := range pods {
			if number, ok := p.ports[port.TargetPort.StrVal]; ok {
				return int32(number)
			}
		}
	}
	if port.TargetPort.IntVal != 0 {
		return port.TargetPort.IntVal
	}
	return port.Port
}
