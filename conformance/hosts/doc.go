// Package hosts tests graylane inside the programs that run KRM functions: kpt, and kustomize and kpt with the
// container image, which is built from the repository's Dockerfile. kustomize with the plain binary is tested
// beside the examples, since that needs no more than Go.
package hosts
