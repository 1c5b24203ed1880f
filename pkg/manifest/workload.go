package manifest

import (
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// workload reads an object whose pods come from the template at a dotted path; the object itself is
// the pod where the path is empty. An object without a pod spec is none.
func (r *reader) workload(template string) []model.Any {
	pod := r.root
	spec := "spec"
	if template != "" {
		pod = r.root.get(strings.Split(template, ".")...)
		spec = template + ".spec"
	}
	if pod.get("spec").Node == nil {
		return nil
	}
	metadata := strings.TrimPrefix(template+".metadata", ".")
	w := &model.Workload{
		Object:      r.object,
		PodLabels:   r.labels(pod.get("metadata", "labels"), metadata+".labels"),
		MatchLabels: r.root.get("spec", "selector", "matchLabels").labels(),
		NoSidecar:   noSidecar(pod),
	}
	if replicas, ok := r.root.get("spec", "replicas").number(); ok {
		w.Idle = replicas == 0
	}
	for i, c := range pod.get("spec", "initContainers").list() {
		w.Containers = append(w.Containers, container(c, fmt.Sprintf("%s.initContainers[%d]", spec, i), true))
	}
	for i, c := range pod.get("spec", "containers").list() {
		w.Containers = append(w.Containers, container(c, fmt.Sprintf("%s.containers[%d]", spec, i), false))
	}
	return []model.Any{w}
}

// noSidecar says what in a pod template keeps Istio's sidecar away
// (https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy).
func noSidecar(pod node) string {
	const inject = "sidecar.istio.io/inject"
	for _, field := range []string{"labels", "annotations"} {
		if pod.get("metadata", field, inject).text() == "false" {
			return inject + ": false"
		}
	}
	if mode := "istio.io/dataplane-mode"; pod.get("metadata", "labels", mode).text() == "ambient" {
		return mode + ": ambient"
	}
	if pod.get("spec", "hostNetwork").text() == "true" {
		return "hostNetwork: true"
	}
	return ""
}

// container reads a container. An init container that restarts always is a sidecar: it runs
// beside the others (https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/).
func container(n node, field string, init bool) model.Container {
	c := model.Container{Field: field, Init: init && n.get("restartPolicy").text() != "Always"}
	for _, e := range n.get("env").list() {
		v := model.EnvVar{Name: e.get("name").text(), Value: e.get("value").text()}
		if from := e.get("valueFrom"); from.Node != nil {
			ref := from.get("configMapKeyRef")
			v.From = &model.KeyRef{Name: ref.get("name").text(), Key: ref.get("key").text()}
		}
		c.Env = append(c.Env, v)
	}
	for _, e := range n.get("envFrom").list() {
		c.EnvFrom = append(c.EnvFrom, model.EnvFrom{
			Prefix: e.get("prefix").text(), ConfigMap: e.get("configMapRef", "name").text(),
		})
	}
	return c
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
	owner := &model.RoutingOwner{Object: r.object}
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
