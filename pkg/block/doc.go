// Package block reads YAML as machines write it, and most people: block mappings and sequences, scalars on one line, literal
// block scalars, flow collections on one line. A text in, its tree out, or the word that the text has something else, which a
// full parser is for.
//
// What it takes, it reads exactly as the full parser (go.yaml.in/yaml/v3) does: the same kinds, tags, values, styles, lines
// and columns. Comments alone are left out. It takes less than is valid, and nothing that is not: where a line could mean
// anything else than what it looks like, it declines. It declines anchors, aliases, tags, merge keys, explicit keys, folded scalars,
// scalars of several lines, directives, document markers, tabs in the structure, line breaks other than a line feed. A differential
// fuzz test holds both against each other.
//
// It takes a fraction of the full parser's time, and the memory of its trees can be used again: most of what graylane does to
// a large list is reading it.
//
// It imports kyaml, for the nodes.
package block
