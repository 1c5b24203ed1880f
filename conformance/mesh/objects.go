package mesh

import (
	"strings"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// objects are the objects of c as istiod watches them: Services, pods and the endpoints that Kubernetes would find.
func (c *Cluster) objects() []runtime.Object {
	var all []runtime.Object
	seen := map[string]bool{}
	add := func(namespace string) {
		if !seen[namespace] {
			seen[namespace] = true
			all = append(all, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: namespace}})
		}
	}
	for _, s := range c.Services {
		add(s.Namespace)
		all = append(all, s)
		for _, p := range s.Spec.Ports {
			all = append(all, c.endpoints(s, p))
		}
	}
	for _, p := range c.Pods {
		add(p.Namespace)
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

// endpoints is the EndpointSlice for a port of a Service.
func (c *Cluster) endpoints(s *corev1.Service, port corev1.ServicePort) *discoveryv1.EndpointSlice {
	slice := &discoveryv1.EndpointSlice{
		ObjectMeta: metav1.ObjectMeta{
			Namespace: s.Namespace, Name: s.Name + "-" + intstr.FromInt32(port.Port).StrVal + strings.ToLower(string(port.Protocol)) + "-" + port.Name,
			Labels: map[string]string{discoveryv1.LabelServiceName: s.Name},
		},
		AddressType: discoveryv1.AddressTypeIPv4,
	}
	number, ready := port.Port, true
	for _, p := range c.Selected(s) {
		if target, ok := p.ports[port.TargetPort.StrVal]; ok && port.TargetPort.Type == intstr.String {
			number = int32(target)
		}
		slice.Endpoints = append(slice.Endpoints, discoveryv1.Endpoint{
			Addresses: []string{p.Address}, Conditions: discoveryv1.EndpointConditions{Ready: &ready},
			TargetRef: &corev1.ObjectReference{Kind: "Pod", Namespace: p.Namespace, Name: p.name()},
		})
	}
	if target := port.TargetPort.IntVal; port.TargetPort.Type == intstr.Int && target != 0 {
		number = target
	}
	slice.Ports = []discoveryv1.EndpointPort{{Name: &port.Name, Port: &number, Protocol: &port.Protocol}}
	return slice
}
