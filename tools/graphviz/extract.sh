#!/bin/sh
# Writes Graphviz as WebAssembly, as pkg/layout embeds it, from the npm package that has it: ./extract.sh FILE.gz
# Needs npm, node, gzip and sha256sum. The result is the same each time; the test of pkg/layout knows its checksum.
set -eu

package=@viz-js/viz@3.31.0
tarball=viz-js-viz-3.31.0.tgz
checksum=7dc0189874849cca2fed7cbe88bf334cd0e6e012db16657794a812ad6f2b8c70

here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
npm pack --silent "$package" >/dev/null
echo "$checksum  $tarball" | sha256sum --check --quiet
tar xzf "$tarball"
node "$here/extract.mjs" package/lib/backend.js graphviz.wasm
gzip -9 -n -c graphviz.wasm >"$out"
sha256sum graphviz.wasm
