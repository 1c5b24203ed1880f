package manifest

import (
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// workload reads an object whose pods come from the template at a dotted path; the object itself is
// the pod where the path is empty. An object without a pod spec is none.
func (r *reader) workload(template string) []model.Any {
	pod, path := r.root, "spec"
	if template != "" {
		pod, path = r.root.get(strings.Split(template, ".")...), template+".spec"
	}
	spec, metadata := pod.get("spec"), pod.get("metadata")
	if spec.Node == nil || isHelmTest(r.object.Annotations) {
		return nil
	}
	w := &model.Workload{
		Object:         r.object,
		PodLabels:      r.labels(metadata.get("labels"), strings.TrimPrefix(template+".metadata.labels", ".")),
		PodAnnotations: metadata.get("annotations").labels(),
		Volumes:        volumes(spec.get("volumes")),
		Containers:     containers(spec, path),
	}
	r.controller(w)
	network(w, spec)
	w.Single = single(r.root.get("spec"), spec)
	return []model.Any{w}
}

// controller reads what the object says of its pods as a whole; a Pod says nothing of it
// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec).
func (r *reader) controller(w *model.Workload) {
	spec := r.root.get("spec")
	w.MatchLabels = spec.get("selector", "matchLabels").labels()
	w.Expressions = requirements(spec.get("selector", "matchExpressions"))
	if r.object.Kind == "ReplicationController" || r.object.Kind == "DeploymentConfig" {
		w.MatchLabels = spec.get("selector").labels()
	}
	if r.object.Kind != "Pod" {
		w.Labels = r.root.get("metadata", "labels").labels()
	}
	if replicas, ok := spec.get("replicas").number(); ok {
		w.Idle = replicas == 0
	}
	if r.object.Kind == "StatefulSet" {
		w.GoverningService = spec.get("serviceName").text()
	}
}

// network reads from a pod spec how its pods are found, and how they find others
// (https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields,
// https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables).
func network(w *model.Workload, spec node) {
	w.Hostname, w.Subdomain = spec.get("hostname").text(), spec.get("subdomain").text()
	w.NoServiceLinks = spec.get("enableServiceLinks").text() == "false"
	w.HostNetwork = spec.get("hostNetwork").text() == "true"
	if w.ServiceAccount = spec.get("serviceAccountName").text(); w.ServiceAccount == "" {
		w.ServiceAccount = spec.get("serviceAccount").text() // its former name, which still counts
	}
}

// rollout reads an Argo Rollout: its pods come from its own template or from the workload that it
// names, and with trafficRouting.istio it writes its Services' routing itself
// (https://argo-rollouts.readthedocs.io/en/stable/features/specification/).
func (r *reader) rollout() []model.Any {
	facts := r.workload("spec.template")
	if r.root.get("spec", "workloadRef", "name").text() != "" {
		facts = append(facts, r.scaleTarget("spec", "workloadRef")...)
	}
	canary := r.root.get("spec", "strategy", "canary")
	if canary.get("trafficRouting", "istio").Node == nil {
		return facts
	}
	owner := &model.RoutingOwner{Object: r.object, Rule: canary.get("trafficRouting", "istio", "destinationRule", "name").text()}
	for _, field := range []string{"stableService", "canaryService"} {
		if host := canary.get(field).text(); host != "" {
			owner.Hosts = append(owner.Hosts, model.Destination{
				Field: "spec.strategy.canary." + field, Host: host, Namespace: r.object.Namespace,
			})
		}
	}
	return append(facts, owner)
}

func (r *reader) scaleTarget(path ...string) []model.Any {
	ref := r.root.get(path...)
	kind := ref.get("kind").text()
	if kind == "" {
		kind = "Deployment" // KEDA's default
	}
	return []model.Any{&model.ScaleTarget{Object: r.object, TargetKind: kind, TargetName: ref.get("name").text()}}
}
