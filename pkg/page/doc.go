// Package page is a diagram as a page for a browser: the picture, in which a lane can be picked and a call asked for its
// evidence, the gaps, a search, and a table of all requests for those who do not see the picture. What goes in is a diagram;
// what comes out is one HTML document that needs nothing else: no network, no library, no font. Its policy forbids scripts and
// styles but its own, and its data stands in it as JSON.
//
// It imports callgraph, diag, diagram, lane, quote and svg.
package page
