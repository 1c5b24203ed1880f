// Package source turns the PATH arguments of the command line into YAML documents.
//
// A PATH is a directory with a kustomization file, which is rendered as the kustomize
// command renders it; any other directory, of which every *.yaml, *.yml and *.json file is
// read; a file; or "-", standard input. Streams are split into documents and lists into
// their items; what is no YAML becomes a diagnostic, and the rest is still read.
//
// Kustomizations may name graylane itself as a function, in any layer and without plugin
// flags. No other program is ever run: see [Read]. [Origins] finds the files that the documents of a kustomization
// were written in.
//
// The package imports alias, diag, api, model, kustomize/api and kyaml.
package source
