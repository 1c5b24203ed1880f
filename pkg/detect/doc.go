// Package detect has the detectors, one in a file, all listed in all.go. A detector looks at one workload and what
// it refers to, and emits clues: the field, the name and the value that may name a Service. It decides nothing;
// package callgraph reads the values and resolves the hosts.
//
// environment.go is what a container's process finds in its environment, as the kubelet makes it; the detectors
// share it. The package imports address, callgraph, command, model and setting.
package detect
