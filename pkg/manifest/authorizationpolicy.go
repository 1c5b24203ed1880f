package manifest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// authorizationPolicy reads whom an AuthorizationPolicy of Istio lets in; nothing where it does not, or lets in everybody
// (https://istio.io/latest/docs/reference/config/security/authorization-policy/).
func (r *reader) authorizationPolicy() []model.Any {
	facts := r.policy("spec", "selector", "matchLabels")
	spec := r.root.get("spec")
	if action := spec.get("action").text(); action != "" && action != "ALLOW" {
		return facts
	}
	a := &model.Admission{Object: r.object, Pods: model.PodSelector{Labels: spec.get("selector", "matchLabels").labels()}}
	targets := append(spec.get("targetRefs").list(), spec.get("targetRef"))
	for _, target := range targets {
		if group := target.get("group").text(); target.get("kind").text() == "Service" && (group == "" || group == "core") {
			a.Services = append(a.Services, target.get("name").text())
		}
	}
	elsewhere := func(target node) bool { return target.Node != nil }
	if len(a.Services) == 0 && slices.ContainsFunc(targets, elsewhere) {
		return facts // it is for a gateway
	}
	for i, rule := range spec.get("rules").list() {
		field := fmt.Sprintf("spec.rules[%d]", i)
		admitted := model.AdmissionRule{Peers: r.sources(rule.get("from"), field+".from"), Ports: operationPorts(rule.get("to"))}
		if len(admitted.Peers) > 0 {
			a.Rules = append(a.Rules, admitted)
		}
	}
	return admitting(facts, a)
}

// sources reads the sources of a rule, of which each admits. One that asks for no workload's identity, or takes anybody's, shows
// nothing.
func (r *reader) sources(from node, field string) []model.Peer {
	var peers []model.Peer
	for i, entry := range from.list() {
		at := fmt.Sprintf("%s[%d].source", field, i)
		peers = append(peers, r.source(entry.get("source"), at)...)
	}
	return peers
}

// source reads the pods that a source means, whose fields hold together: one peer for each value of the field that says most.
func (r *reader) source(source node, field string) []model.Peer {
	var told [][]model.Identity
	var peers []model.Peer
	for _, kind := range identityFields() {
		identities := r.identities(source.get(kind.name), kind)
		if len(identities) == 0 || slices.ContainsFunc(identities, model.Identity.Anybody) {
			continue
		}
		if told = append(told, identities); len(told) > 1 {
			continue
		}
		for i, value := range source.get(kind.name).texts() {
			peers = append(peers, model.Peer{Field: fmt.Sprintf("%s.%s[%d]", field, kind.name, i), Value: value, Is: identities[i]})
		}
	}
	var not []model.Identity
	for _, kind := range identityFields() {
		not = append(not, r.identities(source.get(kind.negative()), kind)...)
	}
	for i := range peers {
		peers[i].And, peers[i].Not = told[1:], not
	}
	return slices.DeleteFunc(peers, func(p model.Peer) bool { return p.Is.Pattern == "" })
}

// identityField is a field of a source, and how its values are to be read.
type identityField struct {
	name string
	read func(value, namespace string) model.Identity
}

// identityFields are those of a source that say who calls, the one that says most first.
func identityFields() []identityField {
	return []identityField{{"principals", principal}, {"serviceAccounts", serviceAccount}, {"namespaces", inNamespace}}
}

// negative is the name of the field that excludes what this one names.
func (f identityField) negative() string { return "not" + strings.ToUpper(f.name[:1]) + f.name[1:] }

// identities reads the values of a field, in their places.
func (r *reader) identities(values node, kind identityField) []model.Identity {
	var all []model.Identity
	for _, value := range values.texts() {
		i := model.Identity{}
		if value != "" {
			i = kind.read(value, r.object.Key().Namespace)
		}
		all = append(all, i)
	}
	return all
}

// principal reads TRUSTDOMAIN/ns/NAMESPACE/sa/ACCOUNT, of any trust domain: what stands before the namespace tells nothing of pods.
func principal(value, _ string) model.Identity {
	if value == "*" {
		return model.Identity{Pattern: "*"}
	}
	if _, after, found := strings.Cut(value, "/ns/"); found {
		return model.Identity{Pattern: "ns/" + after}
	}
	if strings.HasPrefix(value, "*") {
		return model.Identity{Pattern: value}
	}
	if strings.HasSuffix(value, "*") {
		return model.Identity{Pattern: "*"} // of a trust domain
	}
	return model.Identity{}
}

// serviceAccount reads NAMESPACE/ACCOUNT, or ACCOUNT for one of the policy's namespace.
func serviceAccount(value, namespace string) model.Identity {
	if in, account, found := strings.Cut(value, "/"); found {
		namespace, value = in, account
	}
	return model.Identity{Pattern: model.IdentityOf(namespace, value)}
}

func inNamespace(value, _ string) model.Identity {
	return model.Identity{Pattern: value, OfNamespace: true}
}

// operationPorts reads the ports of a rule's operations; none where one of them is for all.
func operationPorts(to node) []model.AdmittedPort {
	var ports []model.AdmittedPort
	for _, entry := range to.list() {
		of := entry.get("operation", "ports").list()
		if len(of) == 0 {
			return nil
		}
		for _, port := range of {
			if number, ok := port.port(); ok {
				ports = append(ports, model.AdmittedPort{Number: number})
			}
		}
	}
	return ports
}

// admitting adds an admission to facts, if it admits anybody.
func admitting(facts []model.Any, a *model.Admission) []model.Any {
	if len(a.Rules) == 0 {
		return facts
	}
	return append(facts, a)
}
