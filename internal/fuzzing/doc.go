// Package fuzzing runs all fuzz targets of a module, for a number of executions in all.
//
// A target is a function FuzzX of a test file. [Targets] finds them in the source, so none can be forgotten; [Divide] gives each
// of them its part of the executions; [Run] runs one with go test and reads what that reports. A target that is cheaper or dearer than others
// says so in its comment, as a line "fuzz: weight 24": it gets twice the executions of one that says nothing, which has 12.
//
// Targets end each execution with the help of [Bounded], which makes a finding of one that does not end.
//
// It is no part of the program. It runs go; it imports the standard library alone.
package fuzzing
