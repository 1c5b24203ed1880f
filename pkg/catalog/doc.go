// Package catalog describes graylane as a KRM function, in the forms in which hosts and catalogues of functions ask for that: kpt's
// metadata.yaml and the document of --doc, and the KRMFunctionDefinition of KEP 2906 with the schema of the configuration. It
// does no I/O and imports api alone, beside kyaml.
package catalog
