// Package prometheus asks a server that has the HTTP API of Prometheus (Prometheus itself, Thanos, Mimir, VictoriaMetrics) how often
// workloads called Services.
//
//	query.go    the queries: pure text
//	client.go   POST {URL}/api/v1/query, and nothing else
//
// It is the one package that opens a socket, and only to the URL that it is given: it follows no redirect, takes no proxy from the environment,
// and sends credentials to nobody else. What comes back is bounded, and errors repeat no credential. It imports the standard library and
// telemetry, for the names of metrics.
package prometheus
