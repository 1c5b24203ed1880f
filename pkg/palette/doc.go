// Package palette is the colours of lanes in pictures, for light and dark backgrounds. Neighbours differ for people who do
// not tell red from green, none is taken for the red of gaps, and each lane has a pattern of dashes beside its colour.
//
// It imports nothing.
package palette
