// Package draw writes a diagram in the languages of other programs that draw: Mermaid, which GitHub and GitLab render in
// Markdown, and Graphviz's DOT. What goes in is a diagram; what comes out is text, whose strings of the input are escaped
// for the language.
//
// It imports callgraph, diagram, palette and quote.
package draw
