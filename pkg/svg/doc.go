// Package svg draws a diagram as SVG: boxes with a pill for each version, lines for the requests of each lane, gaps in red,
// and a legend. What goes in is a diagram; where things are comes from layout; what comes out stands alone, reads on light
// and on dark backgrounds, and needs no script, font or network. Elements name the boxes, arrows and lanes that they stand
// for, so that a page can make them answer to its reader.
//
// It imports diagram, layout, palette and quote.
package svg
