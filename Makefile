# Everything is built into bin/. Go, make and git are all that is needed, but for `image` and parts of `conformance`.

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
IMAGE   ?= graylane/graylane:dev

# The modules of this repository: the program, and those whose dependencies are not to be its own.
MODULES := . conformance bench

# What tests are told of the programs that make builds.
TEST_ENV := GRAYLANE_BIN=$(CURDIR)/bin/graylane GRAYLANE_KUSTOMIZE=$(CURDIR)/bin/kustomize GRAYLANE_ACTIONLINT=$(CURDIR)/bin/actionlint \
	GRAYLANE_TUTORIAL=$(CURDIR)/bin/tutorial

.DEFAULT_GOAL := help
.PHONY: help build demo test conformance conformance-cost bench lint generate image tools clean bin/graylane bin/tutorial

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: bin/graylane ## the binary, bin/graylane

demo: bin/graylane bin/kustomize ## kustomize with the function on examples/seed; prints the routing it adds
	@bin/kustomize build --enable-alpha-plugins --enable-exec examples/seed >bin/demo.yaml
	@awk -f tools/routing.awk bin/demo.yaml

test: bin/graylane bin/kustomize bin/gotestsum ## the tests; lists at its end what was skipped, and why
	$(TEST_ENV) bin/gotestsum --format pkgname -- ./...

# Linking Istio into each package takes time and memory: GOGC trades the one for the other.
conformance: bin/graylane bin/kustomize bin/gotestsum bin/actionlint bin/tutorial ## the proofs with Istio itself; kpt, Docker and Chromium, where they are installed
	cd conformance && $(TEST_ENV) GOGC=400 $(CURDIR)/bin/gotestsum --format standard-verbose -- -count=1 -p 4 -timeout 30m ./...

conformance-cost: bin/graylane ## what the routing costs Istio's control plane, as a table with ratios
	go run -C conformance ./cost -graylane $(CURDIR)/bin/graylane

bench: bin/graylane bin/kustomize ## time and memory, beside the identity function on kyaml's framework and beside kustomize
	go build -C bench -trimpath -o $(CURDIR)/bin/identity ./identity
	go run -C bench . -graylane $(CURDIR)/bin/graylane -identity $(CURDIR)/bin/identity -kustomize $(CURDIR)/bin/kustomize

lint: bin/staticcheck ## gofmt, go vet and staticcheck on every module
	@test -z "$$(gofmt -l . | tee -a /dev/stderr)"
	@for m in $(MODULES); do (cd $$m && go vet ./... && $(CURDIR)/bin/staticcheck ./...) || exit 1; done

generate: bin/graylane ## the documents that the binary prints
	@mkdir -p docs
	bin/graylane docs cli >docs/cli.md
	bin/graylane docs config >docs/config.md
	bin/graylane docs detectors >docs/detectors.md
	bin/graylane docs diagnostics >docs/diagnostics.md
	bin/graylane graph -q examples/demo/gray -o svg >docs/lanes.svg

image: ## the container image, graylane/graylane:dev; needs a Docker daemon
	docker build --tag $(IMAGE) \
		--build-arg VERSION=$(VERSION) \
		--build-arg REVISION="$$(git rev-parse HEAD 2>/dev/null)" \
		--build-arg CREATED="$$(date -u +%Y-%m-%dT%H:%M:%SZ)" .

tools: bin/kustomize bin/staticcheck bin/gotestsum bin/actionlint ## the tools, at the versions of tools/go.mod

clean: ## remove bin/
	rm -rf bin

# go build knows best what is up to date.
bin/graylane:
	tools/build.sh $@ $(VERSION)

# What runs the pages of the documentation.
bin/tutorial:
	go build -trimpath -o $@ ./internal/tutorial/cmd

# The tools, at the versions that tools/go.mod pins.
bin/kustomize:   PACKAGE := sigs.k8s.io/kustomize/kustomize/v5
bin/staticcheck: PACKAGE := honnef.co/go/tools/cmd/staticcheck
bin/gotestsum:   PACKAGE := gotest.tools/gotestsum
bin/actionlint:  PACKAGE := github.com/rhysd/actionlint/cmd/actionlint
bin/kustomize bin/staticcheck bin/gotestsum bin/actionlint: tools/go.mod
	go build -C tools -trimpath -o $(CURDIR)/$@ $(PACKAGE)
