#!/usr/bin/env bash
# Builds graylane from the action's own source, so that it is the version that the workflow names, into the directory $1,
# and puts that on the PATH of the steps that follow.
set -euo pipefail

mkdir -p "$1"
version=${GITHUB_ACTION_REF:-devel}
CGO_ENABLED=0 go build -C "$(dirname "${BASH_SOURCE[0]}")/.." -trimpath \
	-ldflags "-s -w -X github.com/graylane/graylane/pkg/cli.version=$version" -o "$1/graylane" .
echo "$1" >>"$GITHUB_PATH"
