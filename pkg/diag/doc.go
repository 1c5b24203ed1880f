// Package diag is what graylane has to say about its input.
//
// Every finding is a [Diagnostic] with a stable [Code] out of one catalogue. The
// catalogue gives the code its default severity, its sentence and its remedy, and is
// what the documentation lists. Results of a KRM function, the lines on stderr and
// every report format are renderings of the same Diagnostic values.
//
// It imports the standard library and quote.
package diag
