// Package hostile holds the corpus of nasty input, kept as regression tests: what a YAML parser, a reader of values or a view could
// be made to fail by, to wait for ever, or to fill memory with. Each case runs through the function and the verbs, in a process with a
// bound on its memory. What it must say is in testdata/hostile, a file for each case; huge input is generated here and is never
// committed.
//
// There is nothing in it but tests.
package hostile
