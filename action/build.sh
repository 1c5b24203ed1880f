#!/usr/bin/env bash
# Builds graylane from the action's own source, so that it is the version that the workflow names, into the directory $1,
# and puts that on the PATH of the steps that follow.
set -euo pipefail

mkdir -p "$1"
sh "$(dirname "${BASH_SOURCE[0]}")/../tools/build.sh" "$1/graylane" "${GITHUB_ACTION_REF:-devel}"
echo "$1" >>"$GITHUB_PATH"
