// Package locate finds where a finding stands, for the reports that people and editors jump from: the file, and the line of the
// field, where stages know the object alone. For an object of a kustomization that is the file that it was written in, as far
// as kustomize tells it, and not the kustomization.
//
// It looks at the text of a document only when a finding is about it, since few findings are shown and many objects
// read. It imports diag, model, source and manifest.
package locate
