package model

// Workload is whatever makes pods from a template: Deployment, StatefulSet, DaemonSet,
// ReplicaSet, ReplicationController, Job, CronJob, Pod, Argo Rollout, OpenKruise CloneSet, OpenShift DeploymentConfig.
type Workload struct {
	Object
	PodLabels   Labels // of the pod template
	MatchLabels Labels // spec.selector.matchLabels; of a ReplicationController and a DeploymentConfig, spec.selector
	Idle        bool   // replicas: 0
	// Expressions are spec.selector.matchExpressions.
	Expressions []Requirement
	// Single says why the pods must not be there twice; empty when nothing in the manifest speaks against it.
	Single string
	// CopyOf is the workload of the input that this one copies, as gaps: clone has it; nil for one of the input itself.
	CopyOf *Workload
	// Labels are those of the object itself, which its pods do not have; nil for a Pod.
	Labels      Labels
	HostNetwork bool // whether the pods are in the network of their node
	// PodAnnotations are those of the pod template; of a Pod, its own.
	PodAnnotations map[string]string
	// GoverningService is the Service that gives the pods of a StatefulSet their names (spec.serviceName).
	GoverningService string
	// Hostname and Subdomain name the pods in the DNS of the Service called as the subdomain (spec.hostname, spec.subdomain).
	Hostname, Subdomain string
	// ServiceAccount is the one that the pods run as; empty where the manifest names none.
	ServiceAccount string
	// NoServiceLinks tells that the pods get no variables for the Services of their namespace (enableServiceLinks: false).
	NoServiceLinks bool
	Volumes        []Volume    // those of ConfigMaps and Secrets, in the manifest's order
	Containers     []Container // init containers first, then the others, in the manifest's order
}

// Container is a container of a pod template.
type Container struct {
	Field   string // its path in the workload, as spec.template.spec.containers[0]
	Name    string
	Init    bool
	Command []string
	Args    []string
	Env     []EnvVar
	EnvFrom []EnvFrom
	Mounts  []Mount
	Ports   []ContainerPort
	Execs   []Exec // the commands of probes and lifecycle hooks, in the order of their fields
}

// EnvVar is an entry of a container's env. Of Value and From, Value counts where it is not empty, as for the kubelet.
type EnvVar struct {
	Name  string
	Value string
	// From is one key of a ConfigMap or Secret; nil for another source, or none.
	From *KeyRef
	// FieldPath is the field of the pod that gives the value (valueFrom.fieldRef.fieldPath), as metadata.namespace.
	FieldPath string
	// Unread tells that something else gives the value.
	Unread bool
}

// Source is a kind of object that holds configuration.
type Source string

// The sources of configuration.
const (
	ConfigMap Source = "ConfigMap"
	Secret    Source = "Secret"
)

// KeyRef is one key of a ConfigMap or Secret.
type KeyRef struct {
	Source Source
	Name   string
	Key    string
}

// EnvFrom is an entry of a container's envFrom: all keys of a ConfigMap or Secret.
type EnvFrom struct {
	Prefix string
	Source Source
	Name   string
}

// Volume is the files of a ConfigMap or Secret; a projected volume is several of one name.
type Volume struct {
	Name   string
	Source Source
	From   string // the name of the ConfigMap or Secret
	// Items are the files, by path in the volume: the key of each. Nil for all keys, each as a file of its name.
	Items map[string]string
}

// Mount is a volume of a container.
type Mount struct {
	Volume  string
	Path    string
	SubPath string // the one file or directory of the volume that is mounted; empty for all
}

// ContainerPort is a port that a container declares.
type ContainerPort struct {
	Name   string
	Number int
}

// Exec is a command that runs in a container beside its own.
type Exec struct {
	Field   string // its path in the workload, as spec.template.spec.containers[0].livenessProbe.exec.command
	Command []string
	Probe   bool // of a probe; else of a lifecycle hook
}

// Configuration is the data of a ConfigMap or a Secret, which is decoded.
type Configuration struct {
	Object
	Source Source
	Data   map[string]string
	// Fields are the keys that do not stand in the field data, with the field they stand in: stringData.
	Fields map[string]string
}

// ScaleTarget is a workload that something else scales, so that replicas: 0 says nothing about it:
// the scaleTargetRef of an autoscaler, the workloadRef of a Rollout.
type ScaleTarget struct {
	Object            // the autoscaler
	TargetKind string // for instance Deployment
	TargetName string
}
