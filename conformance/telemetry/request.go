package telemetry

import "cmp"

// Pod is a pod of a workload.
type Pod struct {
	Namespace, Name string
	Workload        string            // the name of its Deployment, say
	Labels          map[string]string // of the pod
	Bare            bool              // it has no sidecar: nothing is known of it, and it counts nothing
}

// ID is namespace/name.
func (p Pod) ID() string { return p.Namespace + "/" + p.Name }

// Request is a request, or a connection over TCP, from one pod to another by way of a Service.
type Request struct {
	From, To  Pod
	Namespace string // of the Service
	Service   string
	Protocol  string // http, grpc or tcp
}

// unknown is Istio's word for what a sidecar does not know.
const unknown = "unknown"

// labels are those of the metric of a request that both kinds of metrics have.
func (r Request) labels(reporter string) map[string]string {
	all := map[string]string{
		"reporter": reporter, "request_protocol": r.Protocol, "response_flags": "-",
		"connection_security_policy":    map[string]string{"source": unknown, "destination": "mutual_tls"}[reporter],
		"destination_service":           r.Service + "." + r.Namespace + ".svc.cluster.local",
		"destination_service_name":      r.Service,
		"destination_service_namespace": r.Namespace,
	}
	for end, p := range map[string]Pod{"source": r.From, "destination": r.To} {
		for name, value := range p.labels() {
			all[end+"_"+name] = value
		}
	}
	return all
}

// labels are those of one end of a request.
func (p Pod) labels() map[string]string {
	if p.Bare {
		p = Pod{}
	}
	all := map[string]string{
		"workload": p.Workload, "workload_namespace": p.Namespace, "app": p.Labels["app"], "version": p.Labels["version"],
		"cluster":            "Kubernetes",
		"canonical_service":  cmp.Or(p.Labels["service.istio.io/canonical-name"], p.Labels["app.kubernetes.io/name"], p.Labels["app"], p.Workload),
		"canonical_revision": cmp.Or(p.Labels["service.istio.io/canonical-revision"], p.Labels["app.kubernetes.io/version"], p.Labels["version"]),
		"principal":          "",
	}
	if p.Namespace != "" {
		all["principal"] = "spiffe://cluster.local/ns/" + p.Namespace + "/sa/default"
		all["canonical_revision"] = cmp.Or(all["canonical_revision"], "latest")
	}
	for name, value := range all {
		all[name] = cmp.Or(value, unknown)
	}
	return all
}
