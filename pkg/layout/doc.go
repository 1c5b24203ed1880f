// Package layout places boxes and routes the arrows between them, from left to right, with Graphviz's dot: its engine as
// WebAssembly, embedded, which runs in wazero. In go the sizes of boxes and which of them arrows join; out come coordinates,
// and nothing else of Graphviz: pictures are drawn by others.
//
// The engine is started when something is laid out, and no sooner. It sees no file, no environment, no network and no clock,
// and has a bound on its memory. THIRD_PARTY.md beside this file says where it comes from, and under which licences;
// tools/graphviz extracts it anew.
//
// It imports wazero.
package layout
