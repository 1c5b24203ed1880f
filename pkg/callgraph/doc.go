// Package callgraph infers who calls whom. Detectors (package detect) say what they saw as [Clue]s, in groups that belong
// together; [Infer] reads the hosts in them, resolves them to Services of the model as the caller's DNS would, adds and
// removes what the configuration declares, and returns the [Graph].
//
// What a text says is in read.go, what the name of a setting tells about its value in hint.go, what counts as evidence
// in group.go, which Service a host is in resolve.go, and which port in port.go; nothing else decides that a call
// exists. It imports diag, api, model, parallel, and the readers of texts: setting, address, command and configfile.
package callgraph
