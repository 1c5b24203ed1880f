#!/bin/sh
# Compiles graylane: the one place that says how. The Makefile, the Dockerfile, the action and a release all come here.
#
#   tools/build.sh OUT VERSION     for the platform that GOOS and GOARCH name, else for this one
#
# Of one commit and one Go, the bytes are the same wherever it runs: no paths, no state of a checkout, nothing of the
# caller's own settings. It needs Go and a shell, no more.
set -eu
out=$1 version=$2

case $out in /*) ;; *) out=$PWD/$out ;; esac
cd "${0%/*}/.."

export CGO_ENABLED=0 GOFLAGS= GOWORK=off GOEXPERIMENT= GOAMD64=v1 GOARM64=v8.0
# What is there for kustomize's remote resources alone is built small: no HTTP/2, and nothing inlined.
exec go build -trimpath -mod=readonly -buildvcs=false \
	-tags nethttpomithttp2 \
	-gcflags=crypto/...=-l -gcflags=net/http=-l -gcflags=vendor/...=-l -gcflags=google.golang.org/protobuf/...=-l \
	-ldflags "-s -w -X github.com/graylane/graylane/pkg/cli.version=$version" \
	-o "$out" .
