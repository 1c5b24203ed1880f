// Package stage has the Go benchmarks of graylane as a library: the function in one process beside identity functions
// (InProcess), the stages of a run one by one (Stages), and how the time grows with the shapes of large applications (Growth).
// It has nothing but tests.
package stage
