// Package image builds the container images of a release from the repository's Dockerfile, without a container daemon and
// without pulling anything: of the Dockerfile's stages those that run nothing, which begin at scratch. The stage that
// compiles is not run; what others copy from it is given. So there is one description of the image, for both ways to build it.
//
// Images, layouts and registries are those of go-containerregistry; the Dockerfile is read by BuildKit's own parser.
package image
