package manifest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// networkPolicy reads whom a NetworkPolicy lets in; nothing where it lets in everybody
// (https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/).
func (r *reader) networkPolicy() []model.Any {
	facts := r.policy("spec", "podSelector", "matchLabels")
	spec := r.root.get("spec")
	if types := spec.get("policyTypes").texts(); len(types) > 0 && !slices.Contains(types, "Ingress") {
		return facts
	}
	a := &model.Admission{Object: r.object, Pods: podSelector(spec.get("podSelector"))}
	for i, rule := range spec.get("ingress").list() {
		admitted := model.AdmissionRule{Ports: policyPorts(rule.get("ports"))}
		for j, from := range rule.get("from").list() {
			if peer, ok := policyPeer(from); ok {
				peer.Field = fmt.Sprintf("spec.ingress[%d].from[%d]", i, j)
				admitted.Peers = append(admitted.Peers, peer)
			}
		}
		if len(admitted.Peers) > 0 {
			a.Rules = append(a.Rules, admitted)
		}
	}
	return admitting(facts, a)
}

// policyPeer reads the pods of a peer; ok is false where it means addresses, or everybody.
func policyPeer(from node) (peer model.Peer, ok bool) {
	var told []string
	if pods := from.get("podSelector"); pods.Node != nil {
		selector := podSelector(pods)
		peer.Pods = &selector
		told = append(told, "pods "+selectorText(selector))
	}
	if namespaces := from.get("namespaceSelector"); namespaces.Node != nil {
		selector := podSelector(namespaces)
		peer.Namespaces = &selector
		told = append(told, "namespaces "+selectorText(selector))
	}
	peer.Value = strings.Join(told, " in ")
	anywhere := peer.Namespaces != nil && peer.Namespaces.Empty()
	return peer, len(told) > 0 && !(anywhere && peer.Whole())
}

// podSelector reads a label selector.
func podSelector(n node) model.PodSelector {
	return model.PodSelector{Labels: n.get("matchLabels").labels(), Expressions: requirements(n.get("matchExpressions"))}
}

// selectorText is a label selector as kubectl writes it
// (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors).
func selectorText(s model.PodSelector) string {
	var all []string
	for key, value := range s.Labels {
		all = append(all, key+"="+value)
	}
	slices.Sort(all)
	for _, e := range s.Expressions {
		switch e.Operator {
		case "In", "NotIn":
			all = append(all, e.Key+" "+strings.ToLower(e.Operator)+" ("+strings.Join(e.Values, ",")+")")
		case "DoesNotExist":
			all = append(all, "!"+e.Key)
		default:
			all = append(all, e.Key)
		}
	}
	if len(all) == 0 {
		return "all"
	}
	return strings.Join(all, ",")
}

// policyPorts reads the ports of a rule.
func policyPorts(n node) []model.AdmittedPort {
	var ports []model.AdmittedPort
	for _, entry := range n.list() {
		port := model.AdmittedPort{Transport: entry.get("protocol").text(), Last: entry.get("endPort").portNumber()}
		if number, ok := entry.get("port").port(); ok {
			port.Number = number
		} else if port.Name = entry.get("port").text(); port.Name == "" {
			port.Number, port.Last = 1, 65535
		}
		ports = append(ports, port)
	}
	return ports
}
