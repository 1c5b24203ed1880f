// Package callgraph infers who calls whom. Detectors (package detect) say what they saw as
// [Evidence]; [Infer] reads the hosts in it, resolves them to Services of the model as the
// caller's DNS would, adds and removes what the configuration declares, and returns the [Graph].
//
// All rules about how a value names a host are in target.go, all rules about which Service a host
// is are in resolve.go; nothing else decides that a call exists. It imports diag, api and model.
package callgraph
