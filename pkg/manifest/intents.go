package manifest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// clientIntents reads what a workload is meant to call within the cluster, of ClientIntents of Otterize: with spec.service and
// spec.calls up to v1beta1, with spec.workload and spec.targets from v2alpha1
// (https://docs.otterize.com/reference/configuration/client-intents).
func (r *reader) clientIntents() []model.Any {
	spec := r.root.get("spec")
	client := spec.get("workload")
	if client.Node == nil {
		client = spec.get("service")
	}
	i := &model.Intents{Object: r.object, Client: client.get("name").text(), Kind: client.get("kind").text()}
	for n, call := range spec.get("calls").list() {
		i.Calls = append(i.Calls, calledBy(call, fmt.Sprintf("spec.calls[%d]", n))...)
	}
	for n, target := range spec.get("targets").list() {
		i.Calls = append(i.Calls, targeted(target, fmt.Sprintf("spec.targets[%d]", n))...)
	}
	if i.Client == "" || len(i.Calls) == 0 {
		return nil
	}
	return []model.Any{i}
}

// inCluster are the types of calls whose name is that of a workload or a Service; a database goes by the name of its account.
var inCluster = []string{"", "http", "kafka"}

// calledBy is an element of spec.calls, if it is called within the cluster. Before its name svc: stands for a Service.
func calledBy(call node, field string) []model.Intent {
	if !slices.Contains(inCluster, call.get("type").text()) {
		return nil
	}
	value, kind := call.get("name").text(), call.get("kind").text()
	name, service := strings.CutPrefix(value, "svc:")
	if service {
		kind = "Service"
	}
	return intent(model.Intent{Field: field + ".name", Value: value, Kind: kind, Name: name})
}

// targeted is an element of spec.targets, if it is called within the cluster.
func targeted(target node, field string) []model.Intent {
	for _, key := range []string{"kubernetes", "service", "kafka"} {
		of := target.get(key)
		if of.Node == nil {
			continue
		}
		kind := of.get("kind").text()
		if key == "service" {
			kind = "Service"
		}
		name := of.get("name").text()
		return intent(model.Intent{Field: field + "." + key + ".name", Value: name, Kind: kind, Name: name})
	}
	return nil
}

// intent is i with its name taken apart, which may have a namespace behind a dot; nothing where it has no name.
func intent(i model.Intent) []model.Intent {
	i.Name, i.Namespace, _ = strings.Cut(i.Name, ".")
	i.Namespace, _, _ = strings.Cut(i.Namespace, ".")
	if i.Name == "" {
		return nil
	}
	return []model.Intent{i}
}
