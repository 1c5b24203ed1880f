package random

import "fmt"

// connect draws who calls whom: cycles, several calls, and versions that make different ones.
func (d *draw) connect(parts []*part) {
	for _, p := range parts {
		for range d.number(0, 3) {
			callee := pick(d, parts...)
			if len(callee.services) == 0 {
				continue
			}
			s := pick(d, callee.services...)
			for _, v := range p.versions {
				if !d.chance(12) {
					p.calls[v] = append(p.calls[v], d.value(s, p.namespace))
				}
			}
		}
	}
}

// value is a value that names a Service.
func (d *draw) value(s *service, from string) string {
	host, port := s.host(d, from), pick(d, s.numbers...)
	switch d.number(0, 3) {
	case 0:
		return fmt.Sprintf("http://%s:%d/", host, port)
	case 1:
		return fmt.Sprintf("%s:%d", host, port)
	case 2:
		return fmt.Sprintf("dns:///%s:%d", host, port)
	}
	return "http://" + host + "/path"
}

// apiVersions are those of the kinds of workloads.
var apiVersions = map[string]string{
	"Deployment": "apps/v1", "StatefulSet": "apps/v1", "DaemonSet": "apps/v1", "ReplicaSet": "apps/v1", "Pod": "v1",
	"Rollout": "argoproj.io/v1alpha1", "CloneSet": "apps.kruise.io/v1alpha1", "Job": "batch/v1", "CronJob": "batch/v1",
}

// objects are the Services and workloads of p.
func (p *part) objects(d *draw) []object {
	var all []object
	for _, s := range p.services {
		all = append(all, s.object())
	}
	for _, v := range p.versions {
		w := p.workload(d, p.name+"-"+v, v)
		all = append(all, w)
		if spec := w["spec"].(object); d.chance(4) {
			spec["replicas"] = 0
			if d.chance(40) {
				all = append(all, object{
					"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": meta(p.namespace, p.name+"-"+v),
					"spec": object{"scaleTargetRef": object{"apiVersion": w["apiVersion"], "kind": w["kind"], "name": p.name + "-" + v}},
				})
			}
		}
	}
	if d.chance(4) {
		all = append(all, p.workload(d, p.name+"-bare", ""))
	}
	return all
}

// workload is the workload of a version.
func (p *part) workload(d *draw, name, version string) object {
	template := p.template(d, version)
	spec := object{"template": template}
	if p.kind != "DaemonSet" {
		spec["replicas"] = 1
	}
	spec["selector"] = object{"matchLabels": template["metadata"].(object)["labels"]}
	return object{"apiVersion": apiVersions[p.kind], "kind": p.kind, "metadata": meta(p.namespace, name), "spec": spec}
}

// template is the pod template of a version.
func (p *part) template(d *draw, version string) object {
	labels := object{}
	for key, value := range p.labels {
		labels[key] = value
	}
	if version != "" {
		labels["version"] = version
	}
	if d.chance(10) {
		labels["own"] = p.name + version
	}
	if d.chance(3) {
		labels["sidecar.istio.io/inject"] = "false"
	}
	var env list
	for i, value := range p.calls[version] {
		env = append(env, object{"name": fmt.Sprintf("UPSTREAM_%d_URL", i), "value": value})
	}
	container := object{"name": "main", "ports": list{object{"name": "main", "containerPort": 8000}}}
	if len(env) > 0 {
		container["env"] = env
	}
	return object{"metadata": object{"labels": labels}, "spec": object{"containers": list{container}}}
}

// jobs are callers without a Service: Jobs and CronJobs, with a version or without.
func (d *draw) jobs(parts []*part) []object {
	var all []object
	for i := range pick(d, 0, 0, 0, 1, 2) {
		job := &part{
			name: fmt.Sprintf("job%d", i), namespace: pick(d, d.namespaces...), labels: object{"app": "job"},
			versions: []string{pick(d, "v1", "v2", "v3", "")}, calls: map[string][]string{},
		}
		callee := pick(d, parts...)
		for _, s := range callee.services {
			job.calls[job.versions[0]] = append(job.calls[job.versions[0]], d.value(s, job.namespace))
		}
		template := job.template(d, job.versions[0])
		o := object{"apiVersion": "batch/v1", "kind": "Job", "metadata": meta(job.namespace, job.name), "spec": object{"template": template}}
		if d.chance(50) {
			o["kind"], o["spec"] = "CronJob", object{"schedule": "@daily", "jobTemplate": object{"spec": o["spec"]}}
		}
		all = append(all, o)
	}
	return all
}
