// Package plan says what is measured: sizes, programs, stages, shapes. What measures and what reports agree on it. It imports
// the standard library alone.
package plan
