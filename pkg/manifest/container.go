package manifest

import (
	"strconv"

	"github.com/graylane/graylane/pkg/model"
)

// containers reads the containers of a pod spec at a dotted path, the init containers first. One of these that
// restarts always is a sidecar: it runs beside the others
// (https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/).
func containers(spec node, path string) []model.Container {
	first, others := spec.get("initContainers").list(), spec.get("containers").list()
	if len(first)+len(others) == 0 {
		return nil
	}
	out := make([]model.Container, 0, len(first)+len(others))
	for i, n := range first {
		c := container(n, path+".initContainers["+strconv.Itoa(i)+"]")
		c.Init = n.get("restartPolicy").text() != "Always"
		out = append(out, c)
	}
	for i, n := range others {
		out = append(out, container(n, path+".containers["+strconv.Itoa(i)+"]"))
	}
	return out
}

// container reads a container at a dotted path
// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container).
func container(n node, path string) model.Container {
	return model.Container{
		Field:   path,
		Name:    n.get("name").text(),
		Command: n.get("command").texts(),
		Args:    n.get("args").texts(),
		Env:     env(n.get("env")),
		EnvFrom: envFrom(n.get("envFrom")),
		Mounts:  mounts(n.get("volumeMounts")),
		Ports:   containerPorts(n.get("ports")),
		Execs:   execs(n, path),
	}
}

// containerPorts reads the ports that a container declares, without those that have no number
// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports).
func containerPorts(n node) []model.ContainerPort {
	var out []model.ContainerPort
	for _, p := range n.list() {
		if number, ok := p.get("containerPort").port(); ok {
			out = append(out, model.ContainerPort{Name: p.get("name").text(), Number: number})
		}
	}
	return out
}

// execs reads the commands that the kubelet runs in a container at a dotted path: those of its probes, then those of
// its hooks (https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/,
// https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/).
func execs(n node, path string) []model.Exec {
	var out []model.Exec
	for _, probe := range []string{"livenessProbe", "readinessProbe", "startupProbe"} {
		if command := n.get(probe, "exec", "command").texts(); command != nil {
			out = append(out, model.Exec{Field: path + "." + probe + ".exec.command", Command: command, Probe: true})
		}
	}
	lifecycle := n.get("lifecycle")
	for _, hook := range []string{"postStart", "preStop"} {
		if command := lifecycle.get(hook, "exec", "command").texts(); command != nil {
			out = append(out, model.Exec{Field: path + ".lifecycle." + hook + ".exec.command", Command: command})
		}
	}
	return out
}
