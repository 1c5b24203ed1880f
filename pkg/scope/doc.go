// Package scope is what of an application the views show: the application itself, what of its context takes part in it,
// and which calls tell little enough to be folded away. In go the model and the graph of calls; every view takes the same
// answer from here, so that a table and a picture speak of the same things.
//
// It imports model and callgraph.
package scope
