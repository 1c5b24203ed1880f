// Package view renders the call graph with its versions and lanes: a tree and tables for a terminal, JSON for programs,
// pictures for both. What goes in are the results of the stages, in a [Graph]; what comes out is text. It arranges what is there and decides
// nothing: who calls whom is callgraph's to say, and who is in which lane is lane's.
//
// An [Explanation] is where the requests of lanes land: as trees with a matrix (trail.go, matrix.go), as a table, and as JSON.
//
// A [Difference] is the change between two renderings: in words for a terminal and for a comment on a pull request (diff*.go,
// markdown.go), and as JSON.
//
// Every string of the input may be hostile: the text form escapes what a terminal would obey (see quote). The
// package imports diag, api, model, callgraph, lane, quote, scope and change, and what draws pictures: diagram and draw.
package view
