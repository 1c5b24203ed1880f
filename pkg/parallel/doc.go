// Package parallel runs the iterations of a loop on all processors. It imports the standard library alone.
package parallel
