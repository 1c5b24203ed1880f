// Package guard holds the tests of what graylane does when things go wrong around it, and of what it does not do at all: how it
// ends when it cannot read, cannot write or is killed, which files, sockets and programs it touches, where values of Secrets get to, and
// what is linked into it. They run the program as users do: GRAYLANE_BIN names it.
//
// There is nothing in it but tests.
package guard
