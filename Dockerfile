# graylane as a container function: one static binary, and what goes with it.
#
#   docker build -t graylane/graylane:dev .
#
# To build from your own images: --build-arg BUILD_IMAGE=… (any with Go) and --build-arg BASE_IMAGE=…
# (such as a distroless static image; the binary needs nothing of it).
ARG BUILD_IMAGE=golang:1.26
ARG BASE_IMAGE=scratch

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=dev
RUN sh tools/build.sh /out/graylane "${VERSION}"

FROM ${BASE_IMAGE} AS program
# kustomize and kpt start a function as user nobody, so that name must resolve, also on scratch. The file is the
# one that distroless images have.
COPY tools/image/passwd /etc/passwd
COPY --from=build /out/graylane /usr/local/bin/graylane
COPY LICENSE THIRD_PARTY_NOTICES.txt /usr/share/doc/graylane/

ARG VERSION=dev
ARG REVISION=
ARG CREATED=
LABEL org.opencontainers.image.title="graylane" \
      org.opencontainers.image.description="KRM function: keeps every version on its own lane, with Istio routing inferred from the manifests" \
      org.opencontainers.image.source="https://github.com/graylane/graylane" \
      org.opencontainers.image.licenses="Apache-2.0 AND EPL-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"

# A sidecar of Argo CD's repo-server (examples/argocd): docker build --target argocd. Argo CD puts its server, which runs
# graylane, into a volume.
FROM program AS argocd
COPY examples/argocd/plugin.yaml /home/argocd/cmp-server/config/plugin.yaml
ENV PATH=/usr/local/bin
USER 999:999
ENTRYPOINT ["/var/run/argocd/argocd-cmp-server"]

FROM program AS final
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/graylane"]
