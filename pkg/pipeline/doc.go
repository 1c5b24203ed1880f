// Package pipeline composes the stages: the facts of the input and a configuration in, the resources to
// generate and all diagnostics out. It does no I/O and knows no envelope; krm and cli call it. It imports
// every stage below.
package pipeline
