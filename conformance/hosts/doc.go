// Package hosts tests graylane inside the programs that run it: kpt, kubectl against a real API server, and kustomize and kpt with the container image, which is
// built from the repository's Dockerfile; pre-commit with the hooks of the repository; and the scripts of its GitHub Action
// in a repository of their own. kustomize with the plain binary is tested beside the examples, since that needs no more than Go.
package hosts
