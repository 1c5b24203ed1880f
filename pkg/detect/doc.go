// Package detect has the detectors, one in a file, all listed in all.go. A detector looks at one
// workload and what it refers to, and emits evidence: the field, and the value that may name a Service.
// It decides nothing; package callgraph resolves. It imports model and callgraph.
package detect
