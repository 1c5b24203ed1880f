// Package check has the analyzers, one in a file, all listed in all.go: what would go wrong that no single
// stage can see. An analyzer reads the model, the graph and the plan, and returns diagnostics. What a stage
// decides it reports itself. It imports diag, api, model, callgraph and lane.
package check
