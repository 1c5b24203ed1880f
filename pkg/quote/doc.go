// Package quote makes text of the input fit to be shown: no line break, escape sequence or reversal of direction is left in
// it, it has an end, and the log of a job does not obey it. What a format takes for its own syntax is for that format to escape.
// It also keeps credentials out of what is shown.
//
// It imports the standard library only.
package quote
