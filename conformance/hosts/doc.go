// Package hosts tests graylane inside the programs that run it: kpt, and kustomize and kpt with the container image, which is
// built from the repository's Dockerfile; kubectl and both versions of Helm, with a real API server; pre-commit with the hooks of
// the repository; and the scripts of its GitHub Action in a repository of their own. The pages of the documentation that need one
// of them run here too. kustomize with the plain binary is tested beside the examples, since that needs no more than Go.
package hosts
