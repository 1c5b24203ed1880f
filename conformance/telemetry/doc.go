// Package telemetry counts requests as the sidecars of Istio do, and runs a Prometheus server that scrapes them.
//
// A [Mesh] has a sidecar for each pod, which counts what its pod sends and what it receives in metrics with Istio's names and
// labels (https://istio.io/latest/docs/reference/config/metrics/). A [Prometheus] is a real server, a process of its own on a
// loopback port, with nothing in it but what it has scraped.
package telemetry
