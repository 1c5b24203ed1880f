// Package notice collects what is linked into the program, and the licences of it: the modules of the packages of the main
// package, for all platforms of a release, with every licence and notice file that stands beside a package or above it in its
// module; Go's own standard library; and what is embedded beside Go packages.
//
// It runs the go command and reads the module cache.
package notice
