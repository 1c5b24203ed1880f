// Package krm is the KRM function and its envelope: a ResourceList as bytes in, a ResourceList as bytes out
// (https://github.com/kubernetes-sigs/kustomize/blob/master/cmd/config/docs/api-conventions/functions-spec.md).
//
// [Run] is the function: it takes the items of a list through the pipeline. The rest of the package is the
// envelope, which knows nothing of calls or lanes. [Read] splits a list into its items and hands each of them over as a parsed node, [Merge] decides which
// items a set of wanted objects adds, replaces and removes, and [List.Write] carries that out. What graylane
// does not own leaves as it came: byte for byte, in its order, comments included. Writing what was read from
// its own output gives the same bytes again.
//
// # How a list is read
//
// The stream is split at its lines: the key items at column 0, a line with the first item's indentation and
// a hyphen for each item, the next line at column 0 for what follows. Then the text before the items, every
// item and the text after them are parsed, each on its own, and must be one mapping, one list of one mapping,
// and one mapping. If all of them are, no line was taken for something else. For suppose that the lines up
// to some cut were split rightly. Then a parser that reads the whole stream is, at the start of the last
// piece before the cut, where a parser that reads this piece alone is, save for the enclosing indentation,
// and goes through the same states up to the cut. If the cut stood inside a quoted scalar or a flow
// collection, which may hold lines of any indentation, the piece alone would end inside it and not parse. A
// block scalar, a plain scalar and a nested collection end at the cut, since its line is indented less than
// they are. So the cut is a boundary in the whole stream too, and the next piece starts rightly. An item is parsed by package block
// where that takes it, since it takes nothing that the full parser reads in another way.
//
// Wherever that does not hold, the whole stream is parsed once, and the lines of its nodes say where the
// items start: an anchor of one item that another one uses, a quoted line that looks like an item. A
// stream that has no such lines, because it is in flow style (JSON) or has line breaks of its own kind, or
// that cannot be added to, because it goes on behind a document's end marker or ends within a block scalar without a line break, is
// kept as a tree of nodes and encoded anew. Its items then keep their data and comments, but not their bytes;
// an encoding that would lose anything is an error.
//
// It imports kyaml, the results of the function SDK, and the packages up to the pipeline. It does no I/O but to write
// to an io.Writer.
package krm
