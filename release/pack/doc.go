// Package pack writes archives and checksums whose bytes depend on nothing but what goes in: one time for all files, no
// owners, and the files in the order given.
//
// It imports the standard library alone.
package pack
