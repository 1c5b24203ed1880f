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

# Of what somebody has set with go env -w, only where modules come from counts, and which Go it is: what is empty here would not
# overrule the rest.
for name in GOCACHE GOMODCACHE GONOPROXY GONOSUMDB GOPATH GOPRIVATE GOPROXY GOSUMDB GOTOOLCHAIN; do
	export "$name=$(go env "$name")"
done
export GOENV=off CGO_ENABLED=0 GOFLAGS= GOWORK=off GOEXPERIMENT= GOFIPS140=off GOAMD64=v1 GOARM64=v8.0

# What no run spends its time in is built small, with nothing inlined: what kustomize's remote resources need (and that without
# HTTP/2), what reads a schema once, and what waits for a server. It makes the program 1 MB smaller.
set --
for packages in crypto/... debug/... encoding/asn1 math/big net net/http vendor/... \
	github.com/go-openapi/... github.com/gogo/... github.com/golang/protobuf/... github.com/google/gnostic-models/... \
	github.com/santhosh-tekuri/... github.com/spf13/... github.com/tetratelabs/wazero/internal/engine/interpreter \
	github.com/graylane/graylane/pkg/telemetry github.com/graylane/graylane/pkg/observe github.com/graylane/graylane/pkg/prometheus \
	google.golang.org/protobuf/... istio.io/... k8s.io/...; do
	set -- "$@" "-gcflags=$packages=-l"
done
exec go build -trimpath -mod=readonly -buildvcs=false -tags nethttpomithttp2 "$@" \
	-ldflags "-s -w -X github.com/graylane/graylane/pkg/cli.version=$version" -o "$out" .
