// Package diagram is what a picture of an application shows, as data: a [Box] for each application with a row for each of
// its versions, an [Arrow] for the requests from row to row with the lanes that take it, and the gaps of lanes. In go the
// results of the stages, in an [Input]; every picture, whatever its format, is drawn from the same [Diagram].
//
// It decides nothing: which calls there are is callgraph's to say, and lane says who is in which lane, where requests land
// and where a lane is lost. Strings are those of the input; whoever draws them escapes them.
//
// It imports diag, model, callgraph, lane and scope.
package diagram
