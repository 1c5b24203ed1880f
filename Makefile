# Everything is built into bin/. Go, make and git are all that is needed, but for `image` and parts of `conformance`.

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
IMAGE   ?= graylane/graylane:dev
IMAGE_ARGOCD ?= graylane/graylane-argocd:dev
DIST    ?= dist
EXECUTIONS ?= 10000000
SIGNER   = $(if $(filter-out keyless,$(SIGN)),$(abspath $(SIGN)),$(SIGN))

# The modules of this repository: the program, and those whose dependencies are not to be its own.
MODULES := . conformance bench release tools/kubernetes

# What tests are told of the programs that make builds.
TEST_ENV := GRAYLANE_BIN=$(CURDIR)/bin/graylane GRAYLANE_KUSTOMIZE=$(CURDIR)/bin/kustomize GRAYLANE_ACTIONLINT=$(CURDIR)/bin/actionlint \
	GRAYLANE_TUTORIAL=$(CURDIR)/bin/tutorial \
	GRAYLANE_CLUSTER=$(CURDIR)/bin/cluster GRAYLANE_KUBECTL=$(CURDIR)/bin/kubectl GRAYLANE_HELM3=$(CURDIR)/bin/helm3 GRAYLANE_HELM4=$(CURDIR)/bin/helm4 \
	GRAYLANE_COSIGN=$(CURDIR)/bin/cosign GRAYLANE_RELEASE=$(CURDIR)/bin/release \
	GRAYLANE_ARGOCD_CMP_SERVER=$(CURDIR)/bin/argocd-cmp-server GRAYLANE_ARGOCD_ASK=$(CURDIR)/bin/argocd-ask GRAYLANE_ARGOCD_INSTALL=$(CURDIR)/bin/argocd-install.yaml \
	GRAYLANE_PROMETHEUS=$(or $(GRAYLANE_PROMETHEUS),prometheus)

# A Kubernetes API server, what it needs, and its clients.
CLUSTER := bin/cluster bin/etcd bin/kube-apiserver bin/kubectl bin/crds/istio.yaml
HELM    := bin/helm3 bin/helm4
ARGOCD  := bin/argocd-cmp-server bin/argocd-ask bin/argocd-install.yaml

.DEFAULT_GOAL := help
.PHONY: help build demo test conformance conformance-cost bench performance fuzz lint vulnerabilities generate image image-argocd release push notices mention tools clean bin/graylane bin/tutorial bin/release

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: bin/graylane ## the binary, bin/graylane

demo: bin/graylane bin/kustomize ## kustomize with the function on examples/seed; prints the routing it adds
	@bin/kustomize build --enable-alpha-plugins --enable-exec examples/seed >bin/demo.yaml
	@awk -f tools/routing.awk bin/demo.yaml

test: bin/graylane bin/kustomize bin/gotestsum ## the tests; lists at its end what was skipped, and why
	$(TEST_ENV) bin/gotestsum --format pkgname -- ./...
	cd bench && $(CURDIR)/bin/gotestsum --format pkgname -- ./...

# Linking Istio into each package takes time and memory: GOGC trades the one for the other.
conformance: bin/graylane bin/kustomize bin/gotestsum bin/actionlint bin/tutorial $(CLUSTER) $(HELM) $(ARGOCD) bin/cosign bin/release ## the proofs with Istio itself and of a release; kpt, Docker, Chromium and Prometheus, where they are installed
	cd conformance && $(TEST_ENV) GOGC=400 $(CURDIR)/bin/gotestsum --format standard-verbose -- -count=1 -p 4 -timeout 30m ./...
	cd conformance/argocd && $(TEST_ENV) CGO_ENABLED=0 $(CURDIR)/bin/gotestsum --format standard-verbose -- -count=1 -timeout 30m ./...
	cd release && $(TEST_ENV) $(CURDIR)/bin/gotestsum --format standard-verbose -- -count=1 -timeout 30m ./...

conformance-cost: bin/graylane ## what the routing costs Istio's control plane, as a table with ratios
	go run -C conformance ./cost -graylane $(CURDIR)/bin/graylane

# The measurements are in the text format of Go benchmarks, for bin/benchstat, and tables follow them. BENCH=-strict fails where a target is missed.
bench: bin/graylane bin/kustomize ## time and memory, beside functions that do nothing and beside kustomize; some minutes
	@go build -C bench -trimpath -o $(CURDIR)/bin/identity-framework ./identity/framework
	@go build -C bench -trimpath -o $(CURDIR)/bin/identity-sdk ./identity/sdk
	@go build -C bench -trimpath -o $(CURDIR)/bin/bench .
	@cd bench && $(CURDIR)/bin/bench -text $(CURDIR)/bin/bench.txt $(BENCH)

performance: BENCH := -page $(CURDIR)/docs/performance.md ## measure, and write the tables of docs/performance.md anew
performance: bench

# Each target has its part; a finding ends it. ONLY=REGEXP confines it to the targets that match, as "./pkg/krm FuzzRun".
fuzz: ## all fuzz targets, EXECUTIONS in all (ten million); a finding's input is kept in testdata/fuzz
	go run ./internal/fuzzing/cmd -executions $(EXECUTIONS) -only '$(ONLY)'

lint: bin/staticcheck ## gofmt, go vet and staticcheck on every module, and go vet for the other systems of a release
	@test -z "$$(gofmt -l . | tee -a /dev/stderr)"
	@for m in $(MODULES); do (cd $$m && go vet ./... && $(CURDIR)/bin/staticcheck ./...) || exit 1; done
	@cd conformance/argocd && CGO_ENABLED=0 go vet ./... && CGO_ENABLED=0 $(CURDIR)/bin/staticcheck ./...
	@for os in darwin windows; do GOOS=$$os go vet ./... || exit 1; done

vulnerabilities: bin/govulncheck ## known vulnerabilities that the binary can reach, by the database of Go; VULNDB=file:///… takes a copy of it
	bin/govulncheck $(if $(VULNDB),-db $(VULNDB)) .

generate: bin/graylane ## the documents that the binary prints
	@mkdir -p docs
	bin/graylane docs cli >docs/cli.md
	bin/graylane docs config >docs/config.md
	bin/graylane docs detectors >docs/detectors.md
	bin/graylane docs diagnostics >docs/diagnostics.md
	bin/graylane docs observedcalls >docs/observedcalls.md
	bin/graylane docs definition >config/function/definition.yaml
	bin/graylane docs metadata >config/function/metadata.yaml
	bin/graylane graph -q examples/demo/gray -o svg >docs/lanes.svg

image: ## the container image, graylane/graylane:dev; needs a Docker daemon
	docker build --tag $(IMAGE) $(LABELS) .

image-argocd: ## the image of the sidecar for Argo CD, graylane/graylane-argocd:dev; needs a Docker daemon
	docker build --tag $(IMAGE_ARGOCD) --target argocd $(LABELS) .

image image-argocd: LABELS = \
	--build-arg VERSION=$(VERSION) \
	--build-arg REVISION="$$(git rev-parse HEAD 2>/dev/null)" \
	--build-arg CREATED="$$(TZ=UTC git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd 2>/dev/null)"

# Of a clean checkout at the tag of a version; VERSION=v1.2.3-something makes a snapshot of whatever is there.
release: $(if $(SIGN),bin/cosign) ## a release, in dist/: archives, images, bills of materials, checksums; SIGN=KEY or SIGN=keyless signs them
	rm -rf $(DIST)
	COSIGN=$(CURDIR)/bin/cosign go run -C release -trimpath . build -repository .. -out $(abspath $(DIST)) \
		-sign '$(SIGNER)' $(if $(filter file,$(origin VERSION)),,-version '$(VERSION)')

# IMAGE is a repository here, such as ghcr.io/graylane/graylane.
push: $(if $(SIGN),bin/cosign) ## push the images of the release in dist/ to IMAGE, under their tags; SIGN as for release
	@COSIGN=$(CURDIR)/bin/cosign go run -C release -trimpath . push -out $(abspath $(DIST)) -sign '$(SIGNER)' $(IMAGE)

notices: ## the licences of what is linked, THIRD_PARTY_NOTICES.txt
	mkdir -p bin && go run -C release -trimpath . notices -repository .. >bin/notices.txt
	mv bin/notices.txt THIRD_PARTY_NOTICES.txt

mention: ## write VERSION into the pages that say what to install
	go run -C release -trimpath . mention -repository .. $(VERSION)

tools: bin/kustomize bin/staticcheck bin/gotestsum bin/actionlint bin/benchstat ## the tools, at the versions of tools/go.mod

clean: ## remove bin/ and dist/
	rm -rf bin dist

# go build knows best what is up to date.
bin/graylane:
	sh tools/build.sh $@ $(VERSION)

# What runs the pages of the documentation.
bin/tutorial:
	go build -trimpath -o $@ ./internal/tutorial/cmd

# The tools, at the versions that tools/go.mod pins.
bin/kustomize:   PACKAGE := sigs.k8s.io/kustomize/kustomize/v5
bin/staticcheck: PACKAGE := honnef.co/go/tools/cmd/staticcheck
bin/gotestsum:   PACKAGE := gotest.tools/gotestsum
bin/actionlint:  PACKAGE := github.com/rhysd/actionlint/cmd/actionlint
bin/benchstat:   PACKAGE := golang.org/x/perf/cmd/benchstat
bin/govulncheck: PACKAGE := golang.org/x/vuln/cmd/govulncheck
bin/kustomize bin/staticcheck bin/gotestsum bin/actionlint bin/benchstat bin/govulncheck: tools/go.mod
	go build -C tools -trimpath -o $(CURDIR)/$@ $(PACKAGE)

# Kubernetes and Helm, at the versions that tools/kubernetes/go.mod pins: one module, so that what they share is compiled once.
bin/etcd:           PACKAGE := go.etcd.io/etcd/server/v3
bin/kube-apiserver: PACKAGE := k8s.io/kubernetes/cmd/kube-apiserver
bin/kubectl:        PACKAGE := k8s.io/kubernetes/cmd/kubectl
bin/helm3:          PACKAGE := helm.sh/helm/v3/cmd/helm
bin/helm4:          PACKAGE := helm.sh/helm/v4/cmd/helm
bin/etcd bin/kube-apiserver bin/kubectl $(HELM): tools/kubernetes/go.mod
	version=$$(go list -C tools/kubernetes -m -f '{{.Version}}' k8s.io/kubernetes) && \
	CGO_ENABLED=0 go build -C tools/kubernetes -trimpath -ldflags "-s -w -X k8s.io/component-base/version.gitVersion=$$version" -o $(CURDIR)/$@ $(PACKAGE)

bin/cluster: tools/kubernetes/go.mod $(wildcard tools/kubernetes/cluster/*.go)
	CGO_ENABLED=0 go build -C tools/kubernetes -trimpath -o $(CURDIR)/$@ ./cluster

# The definitions of Istio's kinds are in the module that graylane takes their types from.
bin/crds/istio.yaml: go.mod
	@mkdir -p bin/crds
	go mod download istio.io/api
	cp "$$(go list -m -f '{{.Dir}}' istio.io/api)/kubernetes/customresourcedefinitions.gen.yaml" $@
	@chmod u+w $@

# The signer of releases, in a module of its own: its dependencies are many.
bin/cosign: tools/cosign/go.mod
	go build -C tools/cosign -trimpath -ldflags '-s -w' -o $(CURDIR)/$@ github.com/sigstore/cosign/v3/cmd/cosign

# Argo CD, one program that is many by its name, what asks it in tests, and the manifests that install it: a module of its own, for
# its versions of Kubernetes. All that is compiled of it is compiled without cgo, once.
bin/argocd-cmp-server: conformance/argocd/go.mod
	CGO_ENABLED=0 go build -C conformance/argocd -trimpath -ldflags '-s -w' -o $(CURDIR)/$@ github.com/argoproj/argo-cd/v3/cmd
bin/argocd-ask: conformance/argocd/go.mod $(wildcard conformance/argocd/*.go conformance/argocd/ask/*.go)
	CGO_ENABLED=0 go build -C conformance/argocd -trimpath -ldflags '-s -w' -o $(CURDIR)/$@ ./ask
bin/argocd-install.yaml: conformance/argocd/go.mod
	go mod download -C conformance/argocd github.com/argoproj/argo-cd/v3
	cp "$$(go list -C conformance/argocd -m -f '{{.Dir}}' github.com/argoproj/argo-cd/v3)/manifests/install.yaml" $@
	@chmod u+w $@

# A release for tests, of the version that docs/install.md installs.
bin/release:
	$(MAKE) release DIST=$@ VERSION=$$(sed -n 's/^VERSION=\(v[0-9.]*\) .*/\1/p' docs/install.md)
