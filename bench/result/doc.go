// Package result keeps measurements in the text format of Go benchmarks
// (https://go.dev/design/14313-benchmark-format), as go test -bench prints it and benchstat reads it: one line a run. It
// imports the standard library alone.
package result
