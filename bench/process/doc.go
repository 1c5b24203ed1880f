// Package process measures processes from start to end: time, processor time, peak memory. It imports the standard library
// alone, and stays small in memory itself.
package process
