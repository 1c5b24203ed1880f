// Package command reads what a command line or a shell script says of other programs: the options, the arguments
// and the variables of each simple command in it, as settings. What a program makes of its arguments is in two tables,
// of clients and of wrappers, after the programs' manuals; of all other programs the usual conventions are supposed
// (https://www.gnu.org/software/libc/manual/html_node/Argument-Syntax.html). Nothing is run, and nothing is an error:
// what cannot be parsed is split into words.
//
// In go the arguments of a container, or a text; out come groups of settings. What a shell would put in later stays in
// a value in one spelling, ${NAME} or ${NAME:-default} (the default may have more of these in it), and ${?} stands for
// what only a running shell can tell. So it is with the port beside a host: nc $HOST $PORT has the port ${PORT}.
//
// It imports setting, the standard library without any I/O, and the parser of mvdan.cc/sh.
package command
