package model

// Workload is whatever makes pods from a template: Deployment, StatefulSet, DaemonSet,
// ReplicaSet, Job, CronJob, Pod, Argo Rollout, OpenKruise CloneSet.
type Workload struct {
	Object
	PodLabels   Labels // of the pod template
	MatchLabels Labels // spec.selector.matchLabels
	Idle        bool   // replicas: 0
	// NoSidecar says why the pods get no Istio sidecar; empty when nothing in the manifest keeps it away.
	NoSidecar  string
	Containers []Container // init containers first, then the others, in the manifest's order
}

// Container is a container of a pod template.
type Container struct {
	Field   string // its path in the workload, as spec.template.spec.containers[0]
	Init    bool
	Env     []EnvVar
	EnvFrom []EnvFrom
}

// EnvVar is an entry of a container's env. From is nil for a plain value, and empty for one from anything but a
// ConfigMap.
type EnvVar struct {
	Name  string
	Value string
	From  *KeyRef
}

// KeyRef is one key of a ConfigMap.
type KeyRef struct{ Name, Key string }

// EnvFrom is an entry of a container's envFrom that names a ConfigMap; ConfigMap is empty for
// other sources.
type EnvFrom struct{ Prefix, ConfigMap string }

// ConfigMap is a ConfigMap's text data.
type ConfigMap struct {
	Object
	Data map[string]string
}

// ScaleTarget is a workload that something else scales, so that replicas: 0 says nothing about it:
// the scaleTargetRef of an autoscaler, the workloadRef of a Rollout.
type ScaleTarget struct {
	Object            // the autoscaler
	TargetKind string // for instance Deployment
	TargetName string
}
