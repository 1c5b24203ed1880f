// Package view renders the call graph with its versions and lanes: a tree and tables for a terminal, JSON for programs,
// pictures for both. What goes in are the results of the stages, in a [Graph]; what comes out is text. It arranges what is there and decides
// nothing: who calls whom is callgraph's to say, and who is in which lane is lane's.
//
// Every string of the input may be hostile: the text form escapes what a terminal would obey (see quote). The
// package imports diag, model, callgraph, lane, quote and scope, and what draws pictures: diagram and draw.
package view
