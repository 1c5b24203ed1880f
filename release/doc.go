// Command release builds a release of graylane from a checkout: archives for all platforms, container images as an OCI
// layout, software bills of materials, checksums and a signature of them. Of one commit and one Go, the bytes are the same
// wherever and whenever it runs, but for the signature.
//
// It is a module of its own, so that what it needs stays out of graylane's. docs/release.md is for those who use it.
package main
