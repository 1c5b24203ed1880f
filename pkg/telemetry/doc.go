// Package telemetry reads what a mesh, a tracer or a network knows of calls: each format's file turns a document into [Record]s of who
// called which Service, as far as the document says.
//
//	metrics.go, answer.go, exposition.go   Istio's standard metrics and OpenTelemetry's service graph, as an answer of Prometheus or as a scrape
//	kiali.go                               Kiali's graph
//	jaeger.go                              Jaeger's dependencies
//	accesslog.go, accesstext.go            access logs of Istio's sidecars, JSON and text
//	hubble.go                              flows of Cilium's Hubble
//
// What goes in is whatever a file or a server holds: it is bounded by its reader, and anything in it may be wrong. A document that is no such
// format is an error; a line or an edge that says nothing is passed over, and the [Report] counts why. What is unknown stays empty: the words
// by which formats say so ("unknown", "-") are taken out, and so is what could be no name in Kubernetes.
//
// It has no state, and imports the standard library, api and quote alone; of time, how it is written.
package telemetry
